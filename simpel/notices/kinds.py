"""What each kind of notice says. Subject = heading = what the reader must do; nothing of the file's content."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(NamedTuple):
    """Subject and heading, one sentence below, the words on the one button. What is urgent waits for no hour."""

    heading: str | Promise
    sentence: str | Promise
    button: str | Promise
    urgent: bool = False


OPEN = _("Buka permohonan")
OPEN_REPORT = _("Buka laporan")
OPEN_DOCUMENTS = _("Buka dokumen perjalanan")

KINDS: dict[str, Kind] = {
    "invited": Kind(
        _("Buat kata sandi untuk akun SIMPEL Anda"),
        _("Sebuah akun dibuat untuk alamat surel ini. Minta tautan kata sandi di halaman berikut, lalu masuk."),
        _("Buat kata sandi"),
    ),
    "sent_to_focal_point": Kind(
        _("Periksa permohonan %(reference)s"),
        _("Unit pemohon mengirim permohonan ini kepada Anda. Teruskan, atau kembalikan dengan catatan."),
        OPEN,
    ),
    "arrived": Kind(
        _("Telaah permohonan %(reference)s"),
        _("Permohonan ini sudah sampai di meja Anda dan menunggu Anda."),
        OPEN,
    ),
    "arrived_fast": Kind(
        _("Jalur cepat: telaah permohonan %(reference)s sekarang"),
        _("Permohonan ini mendahului yang lain dan baru sampai di meja Anda. Putuskan atau teruskan hari ini juga."),
        OPEN,
        urgent=True,
    ),
    "acknowledged": Kind(
        _("Pemberitahuan %(reference)s diterima"),
        _("Perjalanan ini tidak memerlukan izin; pemberitahuannya sudah diterima dan dicatat."),
        OPEN,
    ),
    "returned": Kind(
        _("Perbaiki permohonan %(reference)s"),
        _("Permohonan ini dikembalikan. Alasan dan bagian yang perlu Anda perbaiki ada di halamannya."),
        _("Buka dan perbaiki"),
    ),
    "passed_on": Kind(
        _("Permohonan %(reference)s diteruskan; Anda tidak perlu berbuat apa-apa"),
        _("Permohonan ini sudah diteruskan ke meja berikutnya. Anda dapat melihat di mana letaknya."),
        _("Lihat kemajuannya"),
    ),
    "approved": Kind(
        _("Permohonan %(reference)s disetujui; tunggu suratnya"),
        _("Suratnya sedang disiapkan. Kami mengabari Anda begitu dapat diunduh."),
        OPEN,
    ),
    "letter_ready": Kind(
        _("Unduh surat persetujuan %(reference)s"),
        _("Surat untuk permohonan ini sudah terbit dan ditandatangani."),
        _("Unduh surat"),
    ),
    "rejected": Kind(
        _("Baca keputusan atas permohonan %(reference)s"),
        _("Permohonan ini tidak disetujui. Alasannya ada di halamannya."),
        _("Baca alasannya"),
    ),
    "withdrawn": Kind(
        _("Permohonan %(reference)s ditarik; hentikan penelaahan"),
        _("Pemohon menarik permohonan ini. Tidak ada yang perlu Anda putuskan lagi."),
        OPEN,
    ),
    "traveller_added": Kind(
        _("Ikuti permohonan %(reference)s untuk perjalanan Anda"),
        _("Nama Anda tercantum dalam permohonan yang sedang berjalan. Anda dapat mengikutinya tanpa akun."),
        _("Lihat kemajuannya"),
    ),
    "report_due": Kind(
        _("Kirim laporan penugasan %(reference)s"),
        _("Penugasan ini selesai dan laporannya ditunggu. Batas waktunya ada di halamannya."),
        _("Tulis laporan"),
    ),
    "report_overdue": Kind(
        _("Laporan penugasan %(reference)s terlambat; kirim sekarang"),
        _("Batas waktu laporan sudah lewat. Laporan yang terlambat tetap diterima."),
        _("Tulis laporan"),
    ),
    "report_submitted": Kind(
        _("Periksa laporan penugasan %(reference)s"),
        _("Laporan atas penugasan ini sudah dikirim dan menunggu Anda."),
        OPEN_REPORT,
    ),
    "report_returned": Kind(
        _("Perbaiki laporan penugasan %(reference)s"),
        _("Laporan ini dikembalikan. Catatannya ada di halamannya."),
        OPEN_REPORT,
    ),
    "report_accepted": Kind(
        _("Laporan penugasan %(reference)s diterima; semuanya selesai"),
        _("Terima kasih. Tidak ada lagi yang perlu Anda lakukan untuk perjalanan ini."),
        OPEN_REPORT,
    ),
    "message": Kind(
        _("Baca pesan tentang permohonan %(reference)s"),
        _("Ada pesan baru pada berkas ini. Isinya hanya dapat dibaca di halamannya."),
        _("Baca pesannya"),
    ),
    "overdue": Kind(
        _("Permohonan %(reference)s terlalu lama di meja Anda"),
        _("Batas hari meja Anda untuk berkas ini sudah lewat. Teruskan, kembalikan, atau tulis apa yang ditunggu."),
        OPEN,
    ),
    "overdue_before_you": Kind(
        _("Permohonan %(reference)s tertahan sebelum meja Anda"),
        _("Meja sebelum Anda sudah melewati batas harinya. Anda dapat menanyakannya lewat pesan di berkas ini."),
        OPEN,
    ),
    "traveller_refused": Kind(
        _("Baca keputusan tentang perjalanan Anda dalam %(reference)s"),
        _("Permohonan ini diputus, tetapi Anda tidak termasuk yang diizinkan berangkat. Alasannya ada di halamannya."),
        _("Baca keputusannya"),
        urgent=True,
    ),
    "crisis": Kind(
        _("Jawab sekarang: apakah Anda aman? (%(reference)s)"),
        _("Ada kejadian di tempat Anda berada atau akan tiba. Baca pesannya dan jawab dengan satu tombol, tanpa akun."),
        _("Jawab sekarang"),
        urgent=True,
    ),
    "document_start": Kind(
        _("Mulai urus dokumen perjalanan %(reference)s sekarang"),
        _("Hari aman terakhir untuk memulai sudah tiba. Yang ditunda sesudah ini mungkin tidak selesai pada waktunya."),
        OPEN_DOCUMENTS,
    ),
    "document_ready": Kind(
        _("Ambil dokumen perjalanan %(reference)s"),
        _("Satu dokumen perjalanan sudah siap diambil. Catat di halamannya begitu sudah di tangan."),
        OPEN_DOCUMENTS,
    ),
    "document_refused": Kind(
        _("Periksa dokumen perjalanan %(reference)s yang ditolak"),
        _("Satu dokumen perjalanan ditolak. Alasannya ada di halamannya; dokumen itu dapat diminta lagi."),
        OPEN_DOCUMENTS,
    ),
    "document_overdue": Kind(
        _("Tanyakan dokumen perjalanan %(reference)s yang terlambat"),
        _("Satu dokumen perjalanan seharusnya sudah siap. Hubungi yang mengurusnya hari ini juga."),
        OPEN_DOCUMENTS,
    ),
    "passport_return": Kind(
        _("Kembalikan paspor perjalanan %(reference)s"),
        _("Perjalanan sudah selesai dan paspornya harus kembali ke penyimpannya. Catat penyerahannya di halamannya."),
        OPEN_DOCUMENTS,
    ),
}


def is_urgent(kind: str) -> bool:
    """Whether notices of this kind wait for no hour. A kind of an older version, without words, may wait."""
    return kind in KINDS and KINDS[kind].urgent


def urgent_headings() -> list[str]:
    """What is sent at once whatever somebody chose, in words; where a reference would stand there are dots."""
    return [str(kind.heading) % {"reference": "…"} for kind in KINDS.values() if kind.urgent]
