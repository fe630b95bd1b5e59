"""A passport's machine-readable zone as a question of a form: what is wrong with it, and what it says about a name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpel.ledger import clock
from simpel.ui.writing import day

from . import mrz
from .wording import check_number

MOST_SIGNS = 400


class PassportField(forms.CharField):
    """Two lines of 44 signs, typed or pasted. Cleans to a Passport; empty to None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Dua baris di kaki halaman paspor"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Dimulai dengan P. Salin atau ketik keduanya; nomor dan masa berlaku terisi sendiri."),
        )
        super().__init__(max_length=MOST_SIGNS, **kwargs)
        self.widget = forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false", "class": "mrz"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return parsed(text) if text else None


def parsed(text: str) -> mrz.Passport:
    """The passport in a text, or a ValidationError that names the part with the slip."""
    try:
        passport = mrz.read(text, today=clock.today())
    except mrz.NotRead as problem:
        raise ValidationError(_NOT_READ[problem.code](), code=problem.code) from problem
    if passport.wrong:
        raise ValidationError(
            _("Ada salah ketik: angka periksa tidak cocok pada %(parts)s. Bandingkan lagi dengan paspornya."),
            params={
                "parts": ", ".join(_PARTS[part]() for part in passport.wrong if part != "whole") or _PARTS["whole"]()
            },
            code="check_digit",
        )
    check_number("passport_no", passport.number)
    return passport


def refuse_stranger(passport: mrz.Passport, name: str) -> None:
    """Refuse a passport whose name has nothing in common with a person's."""
    if passport.is_of_somebody_else(name):
        raise ValidationError(
            _("Paspor ini atas nama %(passport)s, bukan %(name)s.") % {"passport": passport.name, "name": name},
            code="somebody_else",
        )


def remarks(passport: mrz.Passport, name: str) -> list[str]:
    """What a reader should look at, though it refuses nothing: another spelling, a passport that has run out."""
    found = []
    if not passport.is_of(name):
        found.append(
            _("Nama di paspor %(passport)s, di daftar %(name)s. Periksa ejaannya.")
            % {"passport": passport.name, "name": name}
        )
    if passport.expires_on < clock.today():
        found.append(_("Paspor ini sudah habis masa berlakunya pada %(day)s.") % {"day": day(passport.expires_on)})
    return found


_NOT_READ = {
    "no_lines": lambda: _(
        "Tidak ada dua baris paspor di sini. Masing-masing 44 tanda, dari huruf besar, angka, dan <."
    ),
    "other_card": lambda: _("Ini baris kartu identitas atau visa, bukan paspor."),
    "not_a_passport": lambda: _("Baris pertama paspor dimulai dengan huruf P. Periksa lagi."),
    "no_date": lambda: _(
        "Tanggal habis berlakunya tidak ada di kalender. Periksa angka ke-22 sampai ke-27 baris kedua."
    ),
}
_PARTS = {
    "number": lambda: _("nomor paspor"),
    "born_on": lambda: _("tanggal lahir"),
    "expires_on": lambda: _("tanggal habis berlaku"),
    "personal_no": lambda: _("nomor pribadi"),
    "whole": lambda: _("baris kedua sebagai keseluruhan"),
}
