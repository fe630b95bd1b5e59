"""Shapes of input: a step, a handing over, a reply as a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from simpel.people.wording import language

from .exchange import LARGEST
from .models import TravelDocument
from .states import DONE, MOVES, State


class MoveForm(forms.Form):
    """One step of a document: only those that may follow now."""

    to = forms.ChoiceField(label=_("Langkah berikutnya"))
    number = forms.CharField(label=_("Nomor dokumen"), max_length=30, required=False)
    expires_on = forms.DateField(
        label=_("Berlaku sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, document: TravelDocument, data: Any = None) -> None:
        super().__init__(data, initial={"version": document.version}, auto_id=f"dokumen-{document.pk}-%s")
        follows = MOVES[document.state]
        self.fields["to"].choices = [(state.value, state.label) for state in follows]  # type: ignore[attr-defined]
        if not {*DONE} & {*follows}:
            del self.fields["number"], self.fields["expires_on"]

    def clean(self) -> dict[str, Any]:
        """A refusal and "not needed" say why."""
        said = super().clean() or {}
        if said.get("to") in (State.REFUSED, State.NOT_NEEDED) and not said.get("note", "").strip():
            self.add_error("note", _("Tulis alasannya: yang lain harus dapat mengerti keputusan ini."))
        return said


class HandForm(forms.Form):
    """A passport from one holder to another: both sides by name."""

    to = forms.ChoiceField(label=_("Diserahkan kepada"))
    handed_by = forms.CharField(label=_("Nama yang menyerahkan"), max_length=200)
    taken_by = forms.CharField(label=_("Nama yang menerima"), max_length=200)
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, seat: int, data: Any = None, *, holder: str = "", expected: int | None = None) -> None:
        super().__init__(data, initial={"expected": expected}, auto_id=f"paspor-{seat}-%s")
        names = settings.PACK.travel_documents.custodians
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (code, words[language()]) for code, words in names.items() if code != holder
        ]


class ReplyForm(forms.Form):
    """A reply that came by another way than the line: as a file."""

    reply = forms.FileField(
        label=_("Berkas balasan"), help_text=_("Berkas .jws dari kantor paspor, paling besar 256 kB.")
    )

    def clean_reply(self) -> str:
        """The text of the file."""
        upload: UploadedFile[bytes] = self.cleaned_data["reply"]
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(_("Berkas ini lebih besar daripada balasan mana pun. Pilih berkas .jws-nya."))
        try:
            return bytes(upload.read()).decode("ascii")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Ini bukan berkas balasan. Pilih berkas .jws dari kantor paspor.")) from None
