"""Addresses of the room."""

from django.urls import path

from .views import documents, exchange, office

app_name = "travel"
FILE = "permohonan/<str:reference>/dokumen-perjalanan/"
urlpatterns = [
    path("dokumen-perjalanan/", office.office, name="office"),
    path("dokumen-perjalanan/skema.json", exchange.schemas, name="schemas"),
    path("dokumen-perjalanan/balasan/", exchange.receive, name="receive"),
    path("dokumen-perjalanan/paket/<str:number>/", exchange.download, name="package"),
    path("dokumen-perjalanan/tanda-terima/<str:number>/", documents.receipt, name="receipt"),
    path(FILE, documents.documents, name="documents"),
    path(f"{FILE}ringkas/", documents.box, name="box"),
    path(f"{FILE}paket/", exchange.make, name="make_package"),
    path(f"{FILE}balasan/", exchange.upload, name="upload"),
    path(f"{FILE}<int:pk>/langkah/", documents.move, name="move"),
    path(f"{FILE}<int:pk>/nomor/", documents.number, name="number"),
    path(f"{FILE}paspor/<int:seat>/", documents.hand, name="hand"),
]
