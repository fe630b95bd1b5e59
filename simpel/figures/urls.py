"""Addresses of the room."""

from django.urls import path

from .views import figures

app_name = "figures"
urlpatterns = [
    path("angka/", figures.figures, name="figures"),
    path("angka/tabel/<slug:name>.csv", figures.table, name="table"),
]
