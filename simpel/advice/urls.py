"""Addresses of the room."""

from django.urls import path

from .views import check, rules, trial

app_name = "advice"
urlpatterns = [
    path("cek/", check.check, name="check"),
    path("aturan/", rules.rules, name="rules"),
    path("aturan/<str:rule_id>/", rules.rule, name="rule"),
    path("coba-aturan/", trial.trials, name="trial"),
    path("coba-aturan/hasil/<int:pk>/", trial.result, name="trial_result"),
    path("coba-aturan/hasil/<int:pk>/batalkan/", trial.cancel, name="trial_cancel"),
    path("coba-aturan/<str:rule_id>/", trial.try_rule, name="try_rule"),
]
