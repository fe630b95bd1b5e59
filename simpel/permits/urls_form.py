"""Addresses of the applicant's side."""

from django.urls import path

from .views import amend, applicant, attachments, brief, importing, participants, reusing, status, travel

urlpatterns = [
    path("permohonan/baru/", applicant.create, name="create"),
    path("permohonan/<slug:reference>/umum/", amend.general, name="general"),
    path("permohonan/<slug:reference>/kegiatan/", applicant.activity, name="activity"),
    path("permohonan/<slug:reference>/peserta/", participants.participants, name="participants"),
    path("permohonan/<slug:reference>/peserta/tambah/", participants.add_participant, name="add_participant"),
    path("permohonan/<slug:reference>/peserta/orang-baru/", participants.add_person, name="add_person"),
    path("permohonan/<slug:reference>/peserta/<int:pk>/", participants.change_participant, name="change_participant"),
    path(
        "permohonan/<slug:reference>/peserta/<int:pk>/keluarkan/",
        participants.remove_participant,
        name="remove_participant",
    ),
    path("permohonan/<slug:reference>/perubahan/", amend.begin, name="amend"),
    path("permohonan/<slug:reference>/kegiatan/singgah/", travel.add_leg, name="add_leg"),
    path("permohonan/<slug:reference>/kegiatan/singgah/<int:pk>/hapus/", travel.remove_leg, name="remove_leg"),
    path("permohonan/<slug:reference>/peserta/tabel/", importing.import_people, name="import_people"),
    path("permohonan/contoh-tabel.csv", importing.template, name="import_template"),
    path("permohonan/<slug:reference>/peserta/ad-interim/", travel.ad_interim, name="ad_interim"),
    path("permohonan/<slug:reference>/peserta/biaya/", travel.costs, name="costs"),
    path("permohonan/<slug:reference>/peserta/<int:pk>/paspor/", travel.read_passport, name="read_passport"),
    path("permohonan/<slug:reference>/ringkasan/", brief.brief, name="brief"),
    path("permohonan/<slug:reference>/ringkasan/pakai/", brief.take_brief, name="take_brief"),
    path("permohonan/<slug:reference>/konfirmasi/", applicant.confirm, name="confirm"),
    path("permohonan/<slug:reference>/kirim/", applicant.send, name="send"),
    path("permohonan/<slug:reference>/salin/", reusing.copy, name="copy"),
    path("permohonan/<slug:reference>/dokumen/sebelumnya/", reusing.earlier, name="earlier_papers"),
    path("permohonan/<slug:reference>/dokumen/sebelumnya/<int:pk>/", reusing.take, name="take_paper"),
    path("permohonan/<slug:reference>/hapus/", applicant.delete, name="delete"),
    path("permohonan/<slug:reference>/resi/", applicant.receipt, name="receipt"),
    path("permohonan/<slug:reference>/keadaan/", status.status, name="status"),
    path("permohonan/<slug:reference>/dokumen/", attachments.attach, name="attach"),
    path("permohonan/<slug:reference>/dokumen/<int:pk>/", attachments.download, name="download"),
    path("permohonan/<slug:reference>/dokumen/<int:pk>/halaman/<int:number>.png", attachments.page, name="page"),
    path("permohonan/<slug:reference>/dokumen/<int:pk>/hapus/", attachments.detach, name="detach"),
]
