"""What administrators and people on leave type: accounts, seats, absences."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.ledger import clock
from simpel.ui.inputs import DateInput

from .administering import Seat
from .forms import plain
from .models import ApplicantUnit, Appointment, Institution, Leave, User
from .wording import language

LONGEST_LEAVE = 366  # days


class AccountForm(forms.ModelForm[User]):
    """A new account: whose, and which language its mails speak. Passwords are chosen by their owners."""

    class Meta:
        model = User
        fields = ("name", "email", "language")
        labels = {"name": _("Nama dengan gelar"), "email": _("Alamat surel dinas")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Bahasa"), choices=settings.LANGUAGES)

    def clean_name(self) -> str:
        return plain(self.cleaned_data["name"])


class SeatForm(forms.Form):
    """A seat for somebody: desk, where it is needed the body, and the days."""

    desk = forms.ChoiceField(label=_("Meja"))
    institution = forms.ModelChoiceField(
        label=_("Lembaga"), queryset=Institution.objects.all(), required=False, empty_label=_("Tidak ada")
    )
    unit = forms.ModelChoiceField(
        label=_("Unit kerja"),
        queryset=ApplicantUnit.objects.select_related("institution"),
        required=False,
        empty_label=_("Tidak ada"),
    )
    since = forms.DateField(label=_("Mulai"), widget=DateInput)
    until = forms.DateField(
        label=_("Sampai"), widget=DateInput, required=False, help_text=_("Kosong: sampai diakhiri.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = settings.PACK.workflow.desks.values()
        self.fields["desk"].choices = [  # type: ignore[attr-defined]
            (desk.id, desk.name(language())) for desk in desks if desk.scope != "traveller"
        ]
        self.fields["unit"].label_from_instance = lambda row: f"{row.name} · {row.institution}"  # type: ignore[attr-defined]
        self.fields["since"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Hari terakhir tidak boleh sebelum hari mulai."))
        scope = settings.PACK.workflow.desks[data["desk"]].scope if "desk" in data else ""
        if scope == "unit" and not data.get("unit"):
            self.add_error("unit", _("Meja ini memerlukan unit. Pilih unitnya."))
        if scope == "channel" and not data.get("institution"):
            self.add_error("institution", _("Meja ini memerlukan lembaga. Pilih lembaganya."))
        return data

    def seat(self) -> Seat:
        """The seat asked for; a body is kept only where the desk has one."""
        data = self.cleaned_data
        scope = settings.PACK.workflow.desks[data["desk"]].scope
        return Seat(
            desk=data["desk"],
            since=data["since"],
            until=data["until"],
            institution=data["institution"] if scope == "channel" else None,
            unit=data["unit"] if scope == "unit" else None,
        )


class EndForm(forms.Form):
    """The last day of a seat."""

    on = forms.DateField(label=_("Hari terakhir"), widget=DateInput)


class LeaveForm(forms.ModelForm[Leave]):
    """An absence. Administrators choose whose; everybody else enters their own."""

    user = forms.ModelChoiceField(label=_("Siapa"), queryset=User.objects.none(), empty_label=None)

    class Meta:
        model = Leave
        fields = ("user", "since", "until", "kind", "note")
        labels = {"since": _("Mulai"), "until": _("Sampai"), "kind": _("Sebab"), "note": _("Keterangan")}
        help_texts = {"note": _("Terlihat oleh kantor. Jangan tulis alasan kesehatan.")}
        widgets = {"since": DateInput, "until": DateInput}

    def __init__(self, *args: Any, by: User, anyone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = Appointment.objects.within(clock.today()).values("user")
        people = User.objects.filter(pk__in=seated, is_active=True).order_by("name")
        self.fields["user"].queryset = people if anyone else User.objects.filter(pk=by.pk)  # type: ignore[attr-defined]
        self.fields["user"].initial = by.pk
        self.fields["kind"].choices = Leave.Kind.choices  # type: ignore[attr-defined]
        if not anyone:
            self.fields["user"].widget = forms.HiddenInput()

    def clean_note(self) -> str:
        return plain(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Hari terakhir tidak boleh sebelum hari mulai."))
        elif since and until and until - since > timedelta(days=LONGEST_LEAVE):
            self.add_error("until", _("Paling lama satu tahun; catat lagi bila masih berlanjut."))
        return data
