"""Addresses of the room."""

from django.urls import path

from .views import exports, figures, public

app_name = "figures"
urlpatterns = [
    path("angka/", figures.figures, name="figures"),
    path("angka/publik/", public.public, name="public"),
    path("angka/publik/<slug:quarter>/", public.public, name="public_quarter"),
    path("angka/ekspor/", exports.exports, name="exports"),
    path("angka/ekspor/mulai/", exports.start, name="export"),
    path("angka/ekspor/<int:pk>/batalkan/", exports.cancel, name="cancel_export"),
    path("angka/ekspor/<int:pk>/unduh/", exports.download, name="download"),
    path("angka/tabel/<slug:name>.csv", figures.table, name="table"),
]
