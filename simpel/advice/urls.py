"""Addresses of the room."""

from django.urls import path

from .views import check, rules

app_name = "advice"
urlpatterns = [
    path("cek/", check.check, name="check"),
    path("aturan/", rules.rules, name="rules"),
    path("aturan/<str:rule_id>/", rules.rule, name="rule"),
]
