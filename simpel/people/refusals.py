"""Why something about accounts, seats and leave was not done, in whole sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from simpel.law.workflow import Refused

SENTENCES: Mapping[str, str | Promise] = {
    "account_exists": _("Akun dengan alamat surel ini sudah ada. Cari di daftar akun."),
    "account_closed": _("Akun %(name)s sedang ditutup. Buka dahulu akunnya."),
    "not_oneself": _("Tidak seorang pun mengatur kewenangannya sendiri. Mintalah pengelola lain."),
    "not_an_administrator": _("Ini dilakukan oleh pengelola, atau oleh yang bersangkutan sendiri."),
    "second_person": _("Usul ini Anda ajukan sendiri. Orang kedua yang menyetujuinya."),
    "grant_decided": _("Usul ini sudah dijawab orang lain. Muat ulang halaman untuk melihat hasilnya."),
    "seated_already": _("%(name)s sudah duduk, atau sudah diusulkan, di meja ini pada hari-hari itu."),
    "ends_too_early": _("Hari terakhir paling cepat hari ini, dan tidak sesudah hari yang sudah ditetapkan."),
    "two_administrators": _("Harus tetap ada dua pengelola; tunjuk dahulu penggantinya."),
    "appointment_needs_unit": _("Meja ini memerlukan unit. Pilih unitnya."),
    "appointment_needs_institution": _("Meja ini memerlukan lembaga. Pilih lembaganya."),
    "leave_is_past": _("Masa itu sudah lewat. Catat ketidakhadiran yang sedang berjalan atau yang akan datang."),
    "leave_overlaps": _("Ada ketidakhadiran lain pada hari-hari itu. Akhiri dahulu yang lama."),
    "seat_not_empty": _("Meja itu tidak kosong selama ketidakhadiran ini. Muat ulang halaman."),
    "deputised_already": _("Sudah ada penggantinya, atau sedang menunggu persetujuan. Muat ulang halaman."),
    "not_a_candidate": _("%(name)s tidak dapat menggantikan: tidak hadir juga, atau tidak lagi di meja yang boleh."),
}


def say(refused: Refused) -> str:
    """The refusal in words; one that this room does not know goes on to whoever does."""
    if refused.code not in SENTENCES:
        raise refused
    values: dict[str, Any] = dict(refused.values)
    return str(SENTENCES[refused.code]) % values
