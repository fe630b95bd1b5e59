"""Addresses of the notices room."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [path("akun/pemberitahuan/", views.preference, name="preference")]
