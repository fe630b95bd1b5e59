"""What people choose about their mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .hours import DAILY, NEVER, WEEKLY, Wish

HOURS = [(hour, f"{hour:02d}.00") for hour in range(24)]


class TimeInput(forms.TimeInput):
    """<input type=time>; the value travels as 21:30."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PreferenceForm(forms.Form):
    """At once or gathered, and the hours in which nothing arrives."""

    digest = forms.ChoiceField(
        label=_("Kapan dikirim"),
        required=False,
        choices=[
            (NEVER, _("Segera, satu surel tiap kabar")),
            (DAILY, _("Sekali sehari, dalam satu ringkasan")),
            (WEEKLY, _("Sekali sepekan, hari Senin, dalam satu ringkasan")),
        ],
    )
    hour = forms.TypedChoiceField(label=_("Jam ringkasan"), coerce=int, choices=HOURS, initial=Wish().hour)
    quiet_from = forms.TimeField(label=_("Tenang mulai"), required=False, widget=TimeInput)
    quiet_until = forms.TimeField(
        label=_("Tenang sampai"),
        required=False,
        widget=TimeInput,
        help_text=_("Kosongkan keduanya bila surel boleh datang kapan saja. Boleh melewati tengah malam."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ends = [data.get("quiet_from"), data.get("quiet_until")]
        if not {"quiet_from", "quiet_until"} & set(self.errors):
            if (ends[0] is None) != (ends[1] is None):
                missing = "quiet_from" if ends[0] is None else "quiet_until"
                self.add_error(missing, _("Isi kedua jamnya, atau kosongkan keduanya."))
            elif ends[0] is not None and ends[0] == ends[1]:
                self.add_error("quiet_until", _("Jam mulai dan sampai harus berbeda."))
        return data

    def wish(self) -> Wish:
        """The valid answers."""
        return Wish(**self.cleaned_data)
