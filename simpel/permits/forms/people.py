"""Who travels: the assignment of one participant, and a person new to the register."""

from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.people.forms import PersonForm
from simpel.people.models import User
from simpel.permits.models import Application, Participant
from simpel.ui.writing import span

from .applicant import Day
from .choices import names
from .text import Drafted, PlainText


def golongan_field() -> forms.ChoiceField:
    """The per diem classes of the pack."""
    return forms.ChoiceField(
        label=_("Golongan uang harian"),
        help_text=_("Menentukan tarif uang harian dan kelas tiket."),
        choices=names(settings.PACK.golongan, empty=_("Pilih golongan")),
    )


class ParticipantForm(Drafted, PlainText, forms.ModelForm[Participant]):
    """The days and class of one person's assignment."""

    needed = ("starts_on", "ends_on", "golongan")

    starts_on = Day(label=_("Mulai tugas"))
    ends_on = Day(label=_("Selesai tugas"))
    home_institution = forms.BooleanField(
        label=_("Pegawai lembaga yang mengajukan"),
        help_text=_("Kosongkan bila ditugaskan dari lembaga lain."),
        required=False,
    )

    class Meta:
        model = Participant
        fields = ("starts_on", "ends_on", "golongan", "home_institution")

    def __init__(self, application: Application, participant: Participant, data: Any = None) -> None:
        super().__init__(data, instance=copy(participant), prefix=f"p{participant.pk}")
        self.fields["golongan"] = golongan_field()
        self.event = application.activity
        if self.event:
            within = {"min": self.event.starts_on.isoformat(), "max": self.event.ends_on.isoformat()}
            self.fields["starts_on"].widget.attrs.update(within)
            self.fields["ends_on"].widget.attrs.update(within)

    def _post_clean(self) -> None:
        """The row is written by actions."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Selesai tugas mendahului mulai tugas."))
            cleaned.pop("starts_on")
        for name, on in (("starts_on", starts), ("ends_on", ends)):
            self._inside_the_event(name, on)
        return cleaned

    def _inside_the_event(self, name: str, on: date | None) -> None:
        """Assignment days are days of the activity; travel days are left out."""
        if on and self.event and name not in self.errors and not self.event.starts_on <= on <= self.event.ends_on:
            days = span(self.event.starts_on, self.event.ends_on)
            self.add_error(
                name, _("Di luar tanggal kegiatan (%(days)s). Hari perjalanan tidak dihitung.") % {"days": days}
            )


class NewPersonForm(PersonForm):
    """A traveller the register does not know yet, entered for the institution of this file."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data, by=by, prefix="orang")
        del self.fields["institution"], self.fields["unit"]
