"""Refusals of this room in the user's words: what happened, why, what to do now."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from simpel.law.workflow import Refused

from .states import State

SENTENCES: Mapping[str, Promise] = {
    "not_yours": _("Langkah ini bukan bagian Anda. Mintalah focal point mencatatnya."),
    "document_moved": _("Dokumen ini baru saja dicatat orang lain. Lihat keadaannya sekarang, lalu ulangi bila perlu."),
    "document_step": _("Dari “%(before)s” dokumen tidak dapat menjadi “%(after)s”. Lihat keadaannya sekarang."),
    "note_needed": _("Tulis alasannya dahulu, lalu simpan lagi."),
    "passport_moved": _(
        "Paspor ini baru saja berpindah tangan. Lihat siapa pemegangnya sekarang, lalu ulangi bila perlu."
    ),
    "passport_there_already": _("Paspor ini sudah di tangan penerima yang Anda pilih. Tidak ada yang diubah."),
    "nothing_to_hand_over": _(
        "Tidak ada dokumen yang masih perlu diserahkan. Paket yang sudah dibuat ada di bawah ini."
    ),
    "letter_not_out": _("Surat persetujuannya belum terbit. Paket dapat dibuat begitu suratnya ditandatangani."),
    "package_too_large": _("Paket ini lebih dari 50 MB. Ganti kelengkapan yang besar dengan salinan yang lebih kecil."),
    "reply_no_key": _("Kunci kantor paspor belum dipasang di sini, jadi balasannya belum dapat diperiksa."),
    "reply_forged": _("Balasan ini tidak ditandatangani kantor paspor, atau berubah di jalan. Tidak ada yang dicatat."),
    "reply_form": _("Balasan ini tidak mengikuti skemanya pada %(where)s: %(problem)s. Tidak ada yang dicatat."),
    "reply_late": _("Balasan ini lebih tua dari tujuh hari atau bertanggal di depan. Mintalah yang baru."),
    "reply_package": _("Balasan ini bukan untuk paket yang dikenal di sini."),
    "reply_altered": _("Balasan dengan nomor ini sudah diterima dengan isi lain. Tidak ada yang dicatat."),
    "reply_order": _(
        "Balasan ke-%(sequence)s datang di luar urutan; yang ditunggu ke-%(expected)s. Kirim yang itu dahulu."
    ),
    "reply_item": _("Balasan ini menyebut dokumen yang tidak ada dalam paketnya. Tidak ada yang dicatat."),
}
_LABELS = dict(State.choices)


def say(refused: Refused) -> str:
    """One refusal as whole sentences. An unknown code still says what to do."""
    words = SENTENCES.get(refused.code)
    if words is None:
        return str(_("Ini tidak dapat dijalankan sekarang. Muat ulang halamannya, lalu coba lagi."))
    return str(words) % _said(refused.values)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """States by their names."""
    return {name: _LABELS.get(value, value) if isinstance(value, str) else value for name, value in values.items()}
