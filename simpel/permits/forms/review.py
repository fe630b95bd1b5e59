"""What a closer look asks: a document's verdict, the answer about each traveller, a message."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..actions import Answer
from ..models import Participant, Verdict
from .choices import language
from .text import PlainText

PERMIT, REFUSE = "izin", "tolak"


class VerdictForm(PlainText, forms.Form):
    """Accept one document, or say why it must be replaced."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = forms.ChoiceField(
        label=_("Putusan"),
        choices=Verdict.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih: terima atau kembalikan.")},
    )
    note = forms.CharField(
        label=_("Kalimat untuk pemohon"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == Verdict.Outcome.RETURNED and not data.get("note", "").strip():
            self.add_error("note", _("Tulis apa yang harus diperbaiki pada dokumen ini."))
        return data


class SeatForm(PlainText, forms.Form):
    """The answer about one traveller: may travel, perhaps under a condition, or may not, with a reason."""

    decision = forms.ChoiceField(
        label=_("Putusan"), choices=((PERMIT, _("Izinkan")), (REFUSE, _("Jangan izinkan"))), widget=forms.RadioSelect
    )
    condition = forms.CharField(label=_("Syarat"), required=False, max_length=300)
    reason = forms.ChoiceField(label=_("Alasan"), required=False)
    note = forms.CharField(label=_("Penjelasan untuk peserta"), required=False, max_length=500)

    def __init__(self, *args: Any, seat: Participant, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"seat-{seat.pk}", **kwargs)
        self.seat = seat
        rows = settings.PACK.workflow.reasons_for("reject")
        choices = [("", _("Pilih alasan")), *((row.code, row.label(language())) for row in rows)]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("decision") == REFUSE:
            if not data.get("reason"):
                self.add_error("reason", _("Pilih alasannya."))
            if not data.get("note", "").strip():
                self.add_error("note", _("Tulis satu kalimat; peserta membacanya."))
        return data

    def answer(self) -> Answer:
        """The answer as the action takes it: a condition only for who travels, a reason only for who does not."""
        data = self.cleaned_data
        if data["decision"] == REFUSE:
            return Answer(refused=True, reason=data["reason"], note=data["note"].strip())
        return Answer(refused=False, condition=" ".join(data["condition"].split()))


class MessageForm(PlainText, forms.Form):
    """A message about a file; `internal` is offered to the office only."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    text = forms.CharField(
        label=_("Pesan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
        error_messages={"required": _("Tulis pesannya dahulu.")},
    )
    internal = forms.BooleanField(label=_("Hanya untuk kantor"), required=False)
