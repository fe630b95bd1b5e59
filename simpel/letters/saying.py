"""The words of the answers: one sentence that is the page, what it means, and what to do when it is a no."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AUTHENTIC, REGISTERED, REVOKED, EXPIRED = "authentic", "registered", "revoked", "expired"
EXTENDED, CORRECTED, CANCELLED, CANCELS = "extended", "corrected", "cancelled", "cancellation"
NOT_ISSUED, UNKNOWN, CANNOT_CHECK = "not_issued_file", "unknown", "cannot_check"
Text = str | Promise


@dataclass(frozen=True)
class Saying:
    """How an answer is told."""

    sentence: Text
    meaning: Text
    look: str  # colour of the answer: ok, wait, stop, open, warn
    icon: str
    todo: tuple[tuple[Text, Text], ...] = ()
    by_code: Text = ""  # what it means when only a code was asked about

    def lead(self, basis: str) -> Text:
        """What the sentence means for a file or for a code."""
        return self.by_code if basis == "code" and self.by_code else self.meaning


_DO_NOT_USE = _("Jangan terbitkan tiket, paspor, atau pembayaran atas dasar surat ini.")
_ASK_FOR_THE_LATER = (
    _("Mintalah surat yang terbaru."),
    _("Nomornya tertulis di halaman ini. Cocokkan nama dan tanggal dengan surat itu, bukan dengan yang ini."),
)
SAYINGS = {
    AUTHENTIC: Saying(
        _("Asli dan masih berlaku."),
        _("Berkas ini kami terbitkan, tidak diubah, dan tidak dicabut."),
        "ok",
        "patch-check-fill",
    ),
    REGISTERED: Saying(
        _("Terdaftar dan berlaku."),
        _("Surat dengan kode ini ada dalam daftar kami. Cocokkan keterangan di bawah dengan surat di tangan Anda."),
        "ok",
        "check-circle-fill",
    ),
    REVOKED: Saying(
        _("Sudah dicabut."),
        _("Surat ini pernah kami terbitkan, tetapi tidak berlaku lagi."),
        "stop",
        "slash-circle",
        (
            (_("Jangan pakai surat ini."), _DO_NOT_USE),
            (_("Tanyakan surat penggantinya."), _("Pemegang surat dapat melihat keadaan permohonannya dari akunnya.")),
        ),
    ),
    EXPIRED: Saying(
        _("Sudah lewat masa berlakunya."),
        _("Surat ini kami terbitkan dan tidak diubah, tetapi perjalanannya sudah selesai."),
        "wait",
        "calendar-x",
        (
            (
                _("Untuk perjalanan baru diperlukan surat baru."),
                _("Surat ini tetap menjadi bukti perjalanan yang lalu."),
            ),
        ),
        _("Surat dengan kode ini ada dalam daftar kami, tetapi perjalanannya sudah selesai."),
    ),
    EXTENDED: Saying(
        _("Sudah diperpanjang dengan surat lain."),
        _("Surat ini pernah kami terbitkan. Waktunya sudah diperpanjang; yang berlaku sekarang surat perpanjangannya."),
        "wait",
        "arrow-right",
        (_ASK_FOR_THE_LATER,),
    ),
    CORRECTED: Saying(
        _("Sudah diralat dengan surat lain."),
        _("Surat ini pernah kami terbitkan. Isinya sudah diralat; yang berlaku sekarang surat ralatnya."),
        "wait",
        "arrow-right",
        (_ASK_FOR_THE_LATER,),
    ),
    CANCELLED: Saying(
        _("Sudah dibatalkan."),
        _("Surat ini pernah kami terbitkan, tetapi perjalanannya dibatalkan dengan surat lain."),
        "stop",
        "slash-circle",
        ((_("Jangan pakai surat ini."), _DO_NOT_USE),),
    ),
    CANCELS: Saying(
        _("Surat pembatalan, bukan izin."),
        _("Surat ini kami terbitkan untuk membatalkan surat lain. Tidak ada perjalanan yang disetujui di dalamnya."),
        "stop",
        "slash-circle",
        ((_("Jangan pakai surat ini sebagai izin."), _DO_NOT_USE),),
    ),
    NOT_ISSUED: Saying(
        _("Bukan berkas yang kami terbitkan."),
        _("Berkas Anda menyebut sebuah surat kami, tetapi isinya tidak sama dengan surat aslinya."),
        "stop",
        "shield-fill-x",
        (
            (
                _("Jangan pakai berkas ini."),
                _("Jangan terbitkan tiket, paspor, atau pembayaran atas dasar berkas ini."),
            ),
            (
                _("Minta berkas asli."),
                _("Pemegang surat dapat mengunduhnya lagi dari akunnya, lalu Anda periksa sekali lagi di sini."),
            ),
            (
                _("Masih berbeda?"),
                _("Sampaikan kepada kantor penerbit surat dengan menyebut nomor surat di halaman ini."),
            ),
        ),
    ),
    UNKNOWN: Saying(
        _("Tidak dikenal."),
        _("Berkas ini tidak ada dalam daftar kami dan tidak menyebut surat yang kami terbitkan."),
        "open",
        "question-circle",
        (
            (
                _("Periksa sumbernya."),
                _("Surat persetujuan hanya diterbitkan melalui SIMPEL dan selalu memuat kode untuk diperiksa."),
            ),
            (_("Punya suratnya di kertas?"), _("Ketik kode yang tercetak di samping kode QR.")),
        ),
        _("Kode ini tidak ada dalam daftar kami. Periksa sekali lagi tiap hurufnya."),
    ),
    CANNOT_CHECK: Saying(
        _("Saat ini tidak dapat diperiksa."),
        _("Ada gangguan di pihak kami. Ini bukan jawaban tentang surat Anda."),
        "warn",
        "exclamation-triangle-fill",
        ((_("Coba lagi beberapa menit lagi."), _("Sampai terjawab, anggaplah surat ini belum diperiksa.")),),
    ),
}
# The answers a file may get, as the page lists them; that nothing can be said now is no answer.
ANSWERS = (
    (AUTHENTIC, "ok", "patch-check-fill", _("Asli dan masih berlaku")),
    (REVOKED, "stop", "slash-circle", _("Asli, tetapi sudah dicabut")),
    (EXTENDED, "wait", "arrow-right", _("Asli, tetapi sudah diperpanjang dengan surat lain")),
    (CORRECTED, "wait", "arrow-right", _("Asli, tetapi sudah diralat dengan surat lain")),
    (CANCELLED, "stop", "slash-circle", _("Asli, tetapi sudah dibatalkan dengan surat lain")),
    (CANCELS, "stop", "slash-circle", _("Asli, tetapi surat pembatalan")),
    (EXPIRED, "wait", "calendar-x", _("Asli, tetapi sudah lewat masa berlakunya")),
    (NOT_ISSUED, "stop", "shield-fill-x", _("Bukan berkas yang kami terbitkan")),
    (UNKNOWN, "open", "question-circle", _("Tidak dikenal")),
)
