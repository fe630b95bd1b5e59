"""What an exception asks of whoever asks for it, grants it or takes it back: a ground, a sentence, a paper."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.documents.intake import ACCEPT

from .choices import language
from .text import PlainText

ASKS_A_PAPER = ("overrule", "plead")


class OverrideForm(PlainText, forms.Form):
    """One act about one rule. `verb` is `overrule`, `plead` or `take_back`; the last wants a sentence only."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    rule = forms.CharField(widget=forms.HiddenInput, max_length=40)
    ground = forms.ChoiceField(
        label=_("Dasar pengecualian"), error_messages={"required": _("Pilih dasarnya dari daftar.")}
    )
    note = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
        error_messages={"required": _("Tulis alasannya; alasan ini tercatat bersama nama dan meja Anda.")},
    )
    upload = forms.FileField(
        label=_("Dokumen pendukung"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("Misalnya arahan tertulis. Paling banyak satu berkas."),
    )

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb = verb
        grounds = settings.PACK.workflow.reasons_for("overrule") if verb in ASKS_A_PAPER else ()
        if grounds:
            choices = [("", _("Pilih dasar")), *((one.code, one.label(language())) for one in grounds)]
            self.fields["ground"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["ground"]
        if verb not in ASKS_A_PAPER:
            del self.fields["upload"]

    def facts(self) -> dict[str, Any]:
        """The arguments of the action."""
        given = dict(self.cleaned_data)
        return {"reason": given.pop("note"), **given}
