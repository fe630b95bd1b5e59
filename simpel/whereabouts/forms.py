"""What officers and travellers type here."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.ledger import clock
from simpel.permits.forms.choices import countries, language

from .models import CheckIn

LONGEST_DAYS = 90  # that one crisis may span
LONGEST_CITIES = 20


class DayInput(forms.DateInput):
    """A day, picked by the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Day(forms.Form):
    """Which day is asked about; today when the address says nothing sensible."""

    hari = forms.DateField(label=_("Pada tanggal"), required=False, widget=DayInput())

    @classmethod
    def of(cls, query: Any) -> date:
        """The day of an address."""
        form = cls(query)
        asked = form.cleaned_data.get("hari") if form.is_valid() else None
        return asked or clock.today()


class Why(forms.Form):
    """Whose names, and why: the reason is shown to everybody it concerns."""

    institution = forms.IntegerField(required=False, widget=forms.HiddenInput())
    reason = forms.CharField(
        label=_("Alasan melihat nama"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Setiap orang yang namanya tampil dapat membaca nama Anda dan alasan ini."),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput())


class CrisisForm(forms.Form):
    """A crisis: where, when, and what people there should know, in every language of the pack."""

    name = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=120,
        help_text=_("Singkat, misalnya Gempa bumi di Kansai. Terbaca oleh semua yang ditanya."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Negara"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Boleh lebih dari satu: tahan Ctrl atau Cmd saat memilih."),
    )
    cities = forms.CharField(
        label=_("Hanya kota ini"),
        required=False,
        max_length=500,
        help_text=_("Pisahkan dengan koma. Kosongkan bila seluruh negaranya terkena."),
    )
    first_on = forms.DateField(label=_("Sejak"), widget=DayInput())
    last_on = forms.DateField(label=_("Sampai"), widget=DayInput())
    ahead_days = forms.IntegerField(
        label=_("Juga yang tiba dalam (hari) sesudahnya"), min_value=0, max_value=30, initial=3
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["countries"].choices = countries(language())  # type: ignore[attr-defined]
        for code in settings.PACK.languages:
            self.fields[f"message_{code}"] = forms.CharField(
                label=_("Pesan (%(language)s)") % {"language": _speech(code)},
                max_length=1500,
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )

    def clean_cities(self) -> list[str]:
        """The cities as a list."""
        names = [name.strip() for name in self.cleaned_data["cities"].split(",") if name.strip()]
        if len(names) > LONGEST_CITIES:
            raise forms.ValidationError(_("Sebutkan paling banyak %(most)s kota.") % {"most": LONGEST_CITIES})
        return names

    def clean(self) -> dict[str, Any]:
        """Days in their order, and not a whole year of them."""
        data = super().clean() or {}
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("Hari terakhir mendahului hari pertama."))
        elif first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("last_on", _("Satu krisis paling lama %(days)s hari.") % {"days": LONGEST_DAYS})
        return data

    def facts(self) -> dict[str, Any]:
        """What `open_crisis` is told."""
        kept = ("name", "countries", "cities", "first_on", "last_on", "ahead_days", "key")
        messages = {code: self.cleaned_data[f"message_{code}"] for code in settings.PACK.languages}
        return {name: self.cleaned_data[name] for name in kept} | {"messages": messages}

    @property
    def message_fields(self) -> list[forms.BoundField]:
        """The messages, one for each language."""
        return [self[f"message_{code}"] for code in settings.PACK.languages]


class AnswerForm(forms.Form):
    """Safe, or in need of help; the rest may stay empty. The buttons carry the answer."""

    answer = forms.ChoiceField(choices=[(one.value, one.label) for one in (CheckIn.Answer.SAFE, CheckIn.Answer.HELP)])
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya di mana Anda berada atau apa yang Anda perlukan."),
    )
    phone = forms.RegexField(
        r"^\+?[\d ()./-]{5,30}$",
        label=_("Telepon yang dapat dihubungi"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"invalid": _("Tulis nomor telepon dengan angka, misalnya +81 90 1234 5678.")},
    )


def _speech(code: str) -> Any:
    return dict(settings.LANGUAGES).get(code, code)
