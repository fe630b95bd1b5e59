"""The page of an amendment: why, by which letters, and for an extension until when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpel.permits import amendments
from simpel.permits.models import Application

from .applicant import Day, GeneralForm

NEW_END = ("ends_on", "returns_on")


class AmendForm(GeneralForm):
    """1 Perubahan. What the amendment cannot change is not asked; what was approved stands below each question."""

    ends_on = Day(label=_("Kegiatan sekarang berakhir"))
    returns_on = Day(label=_("Tiba kembali"))

    class Meta(GeneralForm.Meta):
        fields: tuple[str, ...] = (*GeneralForm.Meta.fields, "amendment_reason", "returns_on")  # type: ignore[assignment]
        labels = GeneralForm.Meta.labels | {"amendment_reason": _("Alasan perubahan")}
        help_texts = GeneralForm.Meta.help_texts | {
            "amendment_reason": _("Satu atau dua kalimat. Pada pembatalan, alasan ini ikut tertulis di surat."),
        }
        widgets = {"amendment_reason": forms.Textarea(attrs={"rows": 3, "maxlength": 1000})}

    def __init__(self, application: Application, data: Any = None) -> None:
        super().__init__(application, data)
        effect = amendments.effect(application)
        if effect != amendments.CORRECTS:
            del self.fields["cluster"]
        if effect != amendments.EXTENDS:
            del self.fields["ends_on"], self.fields["returns_on"]
        elif application.activity:
            self.initial["ends_on"] = application.activity.ends_on
        self._say_what_was_approved(application.amends)

    def new_end(self) -> tuple[date, date] | None:
        """The new last day and the new day of return, when either is another than before and both can be read."""
        given = [self.cleaned_data.get(name) for name in NEW_END if name in self.fields]
        moved = any(name in self.changed_data for name in NEW_END)
        return (given[0], given[1]) if moved and len(given) == 2 and given[0] and given[1] else None

    def changes(self) -> dict[str, Any]:
        """The new end is carried out by an act of its own."""
        return {name: value for name, value in super().changes().items() if name not in NEW_END}

    def clean(self) -> dict[str, Any]:
        """Nobody is back before it ends, and an extension ends later than what was approved."""
        cleaned = super().clean()
        ends, returns, event = cleaned.get("ends_on"), cleaned.get("returns_on"), self.instance.activity
        if ends and returns and returns < ends:
            self.add_error("returns_on", _("Tanggal tiba kembali mendahului akhir kegiatan."))
        if ends and event and ends < event.starts_on:
            self.add_error("ends_on", _("Tanggal berakhir mendahului mulainya kegiatan."))
        return cleaned

    def _say_what_was_approved(self, earlier: Application | None) -> None:
        for name, field in self.fields.items():
            before = _approved(earlier, name) if earlier else ""
            if before and name != "cluster":
                field.help_text = _("Pada surat sebelumnya: %(before)s") % {"before": before}


def _approved(earlier: Application, name: str) -> str:
    """What stood there in the approved file, as text."""
    value = earlier.activity.ends_on if name == "ends_on" and earlier.activity else getattr(earlier, name, "")
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value or "")
