"""What the desk's pages take in: the filter of a list, and what a step asks of the person who takes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.law.workflow import StepRow
from simpel.ui.inputs import DateInput

from .questions import reword
from .text import PlainText

TABS = ("todo", "waiting", "done", "all")
COPIES_AT_MOST = 20
Options = Sequence[tuple[str, Any]]


class DeskFilter(forms.Form):
    """Which part of a desk is shown. Nonsense in the address falls back to the plain desk."""

    tab = forms.ChoiceField(choices=[(tab, tab) for tab in TABS], required=False)
    q = forms.CharField(max_length=80, required=False)
    soon = forms.BooleanField(required=False)
    cluster = forms.CharField(max_length=20, required=False)
    after = forms.CharField(max_length=80, required=False)

    def chosen(self, *, default: str = "todo") -> dict[str, Any]:
        """The filter as `queries.my_desk` takes it, with every unreadable part left out."""
        self.is_valid()
        data = self.cleaned_data
        cluster = data.get("cluster", "")
        return {
            "tab": data.get("tab") or default,
            "search": data.get("q", "").replace("\x00", ""),
            "soon": data.get("soon", False),
            "cluster": cluster if cluster in settings.PACK.clusters else "",
            "after": data.get("after") or None,
        }


@dataclass(frozen=True)
class Choices:
    """What may be chosen in a decision on one file: reasons, things to point at, copy lists."""

    reasons: Options = ()
    targets: Options = ()
    copy_lists: Options = ()


class DecisionForm(PlainText, forms.Form):
    """What one row of the table of steps asks: a note, a reason, copies, a permission from above.

    `key` names this very request (a second click is answered like the first), `version` the page it was made on.
    Without a row (the step is not offered any more) only these two are read, so that the refusal can say why.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    answer = forms.ChoiceField(
        label=_("Jawaban meja Anda"),
        choices=[("yes", _("Setuju")), ("no", _("Tidak setuju"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih setuju atau tidak setuju.")},
    )
    reason = forms.ChoiceField(
        label=_("Alasan"),
        error_messages={"required": _("Pilih alasannya, supaya yang menerima tahu jenis masalahnya.")},
    )
    points_at = forms.MultipleChoiceField(
        label=_("Yang harus diperbaiki"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tandai dokumen atau isian yang dimaksud. Penerima mendapat tautan ke tempatnya."),
    )
    copy_lists = forms.MultipleChoiceField(label=_("Tembusan"), required=False, widget=forms.CheckboxSelectMultiple)
    more_copies = forms.CharField(
        label=_("Tembusan lain"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Satu penerima tiap baris. Yang bersangkutan selalu disebut di baris terakhir surat."),
    )
    permission_no = forms.CharField(
        label=_("Nomor izin"),
        max_length=80,
        error_messages={"required": _("Isi nomor izinnya; perjalanan ini tidak dapat diteruskan tanpa izin itu.")},
    )
    permission_on = forms.DateField(
        label=_("Tanggal izin"),
        widget=DateInput,
        error_messages={
            "required": _("Isi tanggal izinnya."),
            "invalid": _("Tanggal ini tidak ada di kalender."),
        },
    )
    note = forms.CharField(
        label=_("Catatan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
        error_messages={"required": _("Tulis catatan. Satu kalimat yang jelas sudah cukup.")},
    )

    ASKED = {
        "note": ("note",),
        "answer": ("answer",),
        "reason": ("reason", "points_at"),
        "copies": ("copy_lists", "more_copies"),
        "permission": ("permission_no", "permission_on"),
    }
    NEEDED = {
        "concur": ("note", "answer"),
        "advise": ("note", "answer"),
        "approve": ("note",),
        "return": ("note", "reason"),
        "reject": ("note", "reason"),
        "withdraw": ("note",),
    }

    def __init__(self, *args: Any, row: StepRow | None, verb: str, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb = verb
        reword(self.fields)
        self._keep_only_what_is_asked(row.asks if row else ())
        self._offer_choices(choices)

    def _keep_only_what_is_asked(self, asks: Iterable[str]) -> None:
        wanted = {name for ask in asks for name in self.ASKED.get(ask, ())} | {"version", "key"}
        for name in list(self.fields):
            if name not in wanted:
                del self.fields[name]

    def _offer_choices(self, choices: Choices) -> None:
        if "reason" in self.fields:
            self.fields["reason"].choices = [("", _("Pilih alasan")), *choices.reasons]  # type: ignore[attr-defined]
            self.fields["points_at"].choices = choices.targets  # type: ignore[attr-defined]
        if "copy_lists" in self.fields:
            self.fields["copy_lists"].choices = choices.copy_lists  # type: ignore[attr-defined]

    @property
    def targets(self) -> list[tuple[str | None, list[dict[str, Any]]]]:
        """The things to point at, under their headings, as the template draws them."""
        bound = self["points_at"]
        chosen = [str(value) for value in bound.value() or ()]
        groups = bound.field.widget.optgroups(bound.html_name, chosen, {"id": bound.auto_id})
        return [(heading, options) for heading, options, _index in groups]

    def clean_more_copies(self) -> list[str]:
        """The recipients typed by hand, one a line."""
        text = self.cleaned_data["more_copies"]
        if "{" in text or "}" in text:
            raise forms.ValidationError(_("Tulis penerima tanpa tanda kurung kurawal."), code="braces")
        lines = [" ".join(line.split()) for line in text.splitlines()]
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "copy_lists" in self.fields and not {"copy_lists", "more_copies"} & set(self.errors):
            if not self._copies():
                self.add_error("copy_lists", _("Pilih sedikitnya satu daftar, atau tulis satu penerima."))
            elif len(self._copies()) > COPIES_AT_MOST:
                self.add_error("more_copies", _("Paling banyak 20 penerima tembusan."))
        return data

    def facts(self) -> dict[str, Any]:
        """The arguments of the action. What the form did not ask is empty."""
        given = dict.fromkeys(self.NEEDED.get(self.verb, ()), "") | self.cleaned_data
        if "copy_lists" in self.fields:
            del given["copy_lists"], given["more_copies"]
            given["copies"] = self._copies()
        return given

    def _copies(self) -> list[str]:
        """The chosen lists followed by what was added, each once."""
        data = self.cleaned_data
        return list(dict.fromkeys([*data.get("copy_lists", ()), *data.get("more_copies", ())]))
