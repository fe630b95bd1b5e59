"""Who travels: the assignment of one participant, and a person new to the register."""

from collections.abc import Collection
from copy import copy
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.people.forms import PersonForm
from simpel.people.models import User
from simpel.permits.itinerary import working_days
from simpel.permits.models import Application, Participant
from simpel.ui.writing import span

from .applicant import Day
from .choices import names
from .questions import Tristate, reword
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
    when_asked: ClassVar[tuple[str, ...]] = ("state_leader", "replaced")

    starts_on = Day(label=_("Mulai tugas"))
    ends_on = Day(label=_("Selesai tugas"))
    home_institution = forms.BooleanField(
        label=_("Pegawai lembaga yang mengajukan"),
        help_text=_("Kosongkan bila ditugaskan dari lembaga lain."),
        required=False,
    )

    state_leader = Tristate(label=_("Apakah ia pimpinan lembaga negara?"))
    replaced = Tristate(label=_("Apakah ia pengganti peserta semula?"))

    class Meta:
        model = Participant
        fields = ("starts_on", "ends_on", "golongan", "role", "home_institution", "state_leader", "replaced")

    def __init__(self, application: Application, participant: Participant, data: Any = None) -> None:
        super().__init__(data, instance=copy(participant), prefix=f"p{participant.pk}")
        self.fields["golongan"] = golongan_field()
        self._offer_roles()
        reword(self.fields)
        self.within = working_days(application)
        if self.within:
            within = {"min": self.within[0].isoformat(), "max": self.within[1].isoformat()}
            self.fields["starts_on"].widget.attrs.update(within)
            self.fields["ends_on"].widget.attrs.update(within)

    def ask_only(self, asked: Collection[str]) -> None:
        """Drop the questions about a person that no rule asks on this trip and that have no answer yet."""
        for name in self.when_asked:
            if name not in asked and self[name].value() in (None, ""):
                del self.fields[name]

    def _offer_roles(self) -> None:
        """The roles of the pack, where it knows any."""
        roles = settings.PACK.listed("role")
        if not roles:
            del self.fields["role"]
            return
        self.fields["role"] = forms.ChoiceField(
            label=_("Peran dalam rombongan"), choices=names(roles, empty=_("Belum ditentukan")), required=False
        )

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
        if on and self.within and name not in self.errors and not self.within[0] <= on <= self.within[1]:
            days = span(*self.within)
            self.add_error(
                name, _("Di luar tanggal kegiatan (%(days)s). Hari perjalanan tidak dihitung.") % {"days": days}
            )


class NewPersonForm(PersonForm):
    """A traveller the register does not know yet, entered for the institution of this file."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data, by=by, prefix="orang")
        del self.fields["institution"], self.fields["unit"]
