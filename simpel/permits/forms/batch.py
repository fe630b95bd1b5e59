"""What comes in when several files are approved at once: which ones, as seen when, with which words."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .text import PlainText


class BatchForm(PlainText, forms.Form):
    """One note for all."""

    note = forms.CharField(
        label=_("Catatan untuk semua"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
        help_text=_("Berkas yang diberi catatan sendiri memakai catatan itu."),
    )


class WishForm(PlainText, forms.Form):
    """One file of the batch. Field names carry its reference; `key` names this very request."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    note = forms.CharField(
        label=_("Catatan untuk berkas ini"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
    )

    def __init__(
        self, *args: Any, shared: str = "", ticked: bool = True, asks: Collection[str] = (), **how: Any
    ) -> None:
        super().__init__(*args, **how)
        self.shared = shared
        self.ticked = ticked
        self.asks = asks

    def clean_note(self) -> str:
        """The file's own note, or the one for all. Where a note is asked, one of them is there."""
        note: str = self.cleaned_data["note"].strip() or self.shared.strip()
        if not note and self.ticked and "note" in self.asks:
            raise forms.ValidationError(_("Tulis catatan untuk semua, atau satu untuk berkas ini."), code="required")
        return note
