"""Addresses of the letters' room: the public check and the published keys."""

from django.urls import path

from simpel.letters import views

app_name = "letters"
urlpatterns = [
    path("periksa/", views.check, name="check"),
    path("periksa/berkas/", views.check_file, name="check_file"),
    path("periksa/<str:key>/", views.answer, name="answer"),
    path("periksa/<str:key>/cocokkan/", views.match, name="match"),
    path(".well-known/simpel-keys.json", views.keys, name="keys"),
]
