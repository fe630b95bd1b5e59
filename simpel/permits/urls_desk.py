"""Addresses of the desks' side: lists, the file, its verbs, the letter, the report."""

from django.urls import path

from .views import (
    card, decide, desk, file, follow, judging, letter, overrule, registers, report, review, talk, undo,
)

urlpatterns = [
    path("meja/", desk.desk, name="desk"),
    path("permohonan/", desk.files, name="list"),
    path("laporan/", report.reports, name="reports"),
    path("laporan/terlambat/", registers.overdue, name="overdue"),
    path("komitmen/", registers.commitments, name="commitments"),
    path("komitmen/<int:pk>/selesai/", registers.keep, name="keep_promise"),
    path("komitmen/<int:pk>/buka/", registers.reopen, name="reopen_promise"),
    path("temuan/", registers.findings, name="findings"),
    path("ikuti/<str:token>/", follow.follow, name="follow"),
    path("permohonan/<slug:reference>/", file.file, name="file"),
    path("permohonan/<slug:reference>/telaah/", review.review, name="review"),
    path("permohonan/<slug:reference>/putusan/", card.card, name="card"),
    path("permohonan/<slug:reference>/kembalikan/", decide.send_back, name="return"),
    path("permohonan/<slug:reference>/setujui/", decide.approve, name="approve"),
    path("permohonan/<slug:reference>/persetujuan-meja/", decide.concur, name="concur"),
    path("permohonan/<slug:reference>/pertimbangan/", decide.advise, name="advise"),
    path("permohonan/<slug:reference>/terima-pemberitahuan/", decide.acknowledge, name="acknowledge"),
    path("permohonan/<slug:reference>/tolak/", decide.reject, name="reject"),
    path("permohonan/<slug:reference>/tarik/", decide.withdraw, name="withdraw"),
    path("permohonan/<slug:reference>/arsipkan/", decide.archive, name="archive"),
    path("permohonan/<slug:reference>/batalkan-langkah/", undo.undo, name="undo"),
    path("permohonan/<slug:reference>/daftarkan/", decide.register, name="register"),
    path("permohonan/<slug:reference>/kecualikan/", overrule.overrule, name="overrule"),
    path("permohonan/<slug:reference>/kecualikan/cabut/", overrule.take_back, name="take_back"),
    path("permohonan/<slug:reference>/kecualikan/minta/", overrule.plead, name="plead"),
    path("permohonan/<slug:reference>/kecualikan/<int:pk>/berkas/", overrule.paper, name="override_file"),
    path("permohonan/<slug:reference>/dokumen/<int:pk>/putusan/", judging.judge, name="judge"),
    path("permohonan/<slug:reference>/putusan-peserta/", judging.decide_seats, name="decide_seats"),
    path("permohonan/<slug:reference>/pesan/", talk.write, name="message"),
    path("permohonan/<slug:reference>/pesan/dibaca/", talk.seen, name="messages_seen"),
    path("permohonan/<slug:reference>/surat/", letter.letter, name="letter"),
    path("permohonan/<slug:reference>/surat/keadaan/", letter.letter_state, name="letter_state"),
    path("permohonan/<slug:reference>/surat/pdf/", letter.letter_pdf, name="letter_pdf"),
    path("permohonan/<slug:reference>/surat/halaman/<int:number>.png", letter.letter_page, name="letter_page"),
    path("permohonan/<slug:reference>/laporan/", report.report, name="report"),
    path("permohonan/<slug:reference>/laporan/kirim/", report.submit_report, name="submit_report"),
    path("permohonan/<slug:reference>/laporan/terima/", report.accept_report, name="accept_report"),
    path("permohonan/<slug:reference>/laporan/kembalikan/", report.return_report, name="return_report"),
    path("permohonan/<slug:reference>/laporan/berkas/", report.report_file, name="report_file"),
]
