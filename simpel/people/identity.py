"""The shape of the numbers by which the state knows people: NIK, NIP/NRP, passport. Shape only."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NIP = re.compile(r"\d{18}")
NRP = re.compile(r"\d{5,8}")  # soldiers and police carry a shorter number
PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,7}")


def tidy(text: str) -> str:
    """Without the blanks, dots and dashes people copy along, in capitals."""
    return re.sub(r"[\s.\-]", "", text).upper()


def check_nik(value: str) -> None:
    """Nomor Induk Kependudukan: 16 digits, the seventh to twelfth a birthday (women's day plus 40)."""
    if not re.fullmatch(r"\d{16}", value):
        raise ValidationError(
            _("NIK terdiri atas 16 angka; yang ini %(count)s. Salin dari KTP tanpa spasi."),
            code="nik_length",
            params={"count": len(value)},
        )
    day, month = int(value[6:8]), int(value[8:10])
    if not (1 <= day - 40 * (day > 40) <= 31 and 1 <= month <= 12):
        raise ValidationError(
            _("Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Periksa lagi dengan KTP."), code="nik_birthday"
        )


def check_employee_no(value: str) -> None:
    """NIP of civil servants (18 digits) or NRP of soldiers and police (5 to 8 digits)."""
    if not (NIP.fullmatch(value) or NRP.fullmatch(value)):
        raise ValidationError(
            _("NIP terdiri atas 18 angka (NRP: 5 sampai 8 angka); yang ini %(count)s. Kosongkan bila tidak ada."),
            code="employee_no",
            params={"count": len(value)},
        )


def check_passport_no(value: str) -> None:
    """One or two letters, then six or seven digits, as on Indonesian ordinary, service and diplomatic passports."""
    if not PASSPORT.fullmatch(value):
        raise ValidationError(
            _("Nomor paspor diawali satu atau dua huruf, lalu enam atau tujuh angka, misalnya C1234567."),
            code="passport_no",
        )


def masked(value: str) -> str:
    """•••• 3471: the last four signs, enough to compare with a card in the hand."""
    return f"•••• {value[-4:]}" if value else ""
