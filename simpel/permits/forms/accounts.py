"""Two lists inside the report: what each traveller's trip came to, and what was promised. Both begin filled in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ActualCost, Commitment
from .applicant import Day
from .text import Amount, PlainText

SPARE_ROWS = 2
AMOUNTS = ("departed_on", "returned_on", "days", "rate", "ticket_class", "ticket")


class CostForm(PlainText, forms.ModelForm[ActualCost]):
    """One traveller's account. What is not sent at all stays as planned; what is sent empty is not known."""

    departed_on = Day(label=_("Berangkat"))
    returned_on = Day(label=_("Kembali"))
    days = forms.DecimalField(
        label=_("Hari dibayar"), required=False, localize=True, min_value=0, max_digits=5, decimal_places=1
    )
    rate = forms.DecimalField(
        label=_("US$ per hari"), required=False, localize=True, min_value=0, max_digits=9, decimal_places=2
    )
    ticket = Amount(digits=15, label=_("Tiket"), required=False)

    class Meta:
        model = ActualCost
        fields = ("stayed_home", *AMOUNTS)

    def __init__(self, cost: ActualCost, classes: Iterable[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, instance=cost, prefix=f"biaya-{cost.participant.place}")
        self.fields["ticket_class"] = forms.ChoiceField(
            label=_("Kelas tiket"), required=False, choices=[("", _("Belum diketahui")), *classes]
        )

    def _post_clean(self) -> None:
        """The row is written by actions."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        departed, returned = cleaned.get("departed_on"), cleaned.get("returned_on")
        if departed and returned and returned < departed:
            self.add_error("returned_on", _("Tanggal kembali mendahului tanggal berangkat."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was sent for this traveller; nothing when the list was not on the page."""
        sent = {name: self.cleaned_data[name] for name in AMOUNTS if self.add_prefix(name) in self.data}
        return {**sent, "stayed_home": self.cleaned_data["stayed_home"]} if sent else {}


class CommitmentForm(PlainText, forms.ModelForm[Commitment]):
    """One promise: what, who, by when. An empty row is no promise; half a one is asked for the rest."""

    due_on = Day(label=_("Paling lambat"))

    class Meta:
        model = Commitment
        fields = ("what", "owner", "due_on")
        labels = {"what": _("Komitmen"), "owner": _("Penanggung jawab")}

    def __init__(self, number: int, row: Commitment | None = None, data: Any = None) -> None:
        super().__init__(data, instance=row, prefix=f"komitmen-{number}")
        for name in ("what", "owner"):
            self.fields[name].required = False

    def _post_clean(self) -> None:
        """The row is written by actions."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = [name for name in self.fields if cleaned.get(name)]
        for name in self.fields if given else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Lengkapi baris ini, atau kosongkan semuanya."))
        return cleaned

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in self.fields)


class Accounts:
    """Both lists of one report, as sent or as they begin."""

    def __init__(
        self,
        costs: list[ActualCost],
        promises: list[Commitment],
        classes: Iterable[tuple[str, str]],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        classes = list(classes)
        self.sent = data is not None and "komitmen-0-what" in data
        rows: list[Commitment | None] = [*promises, *[None] * SPARE_ROWS]
        while self.sent and data is not None and f"komitmen-{len(rows)}-what" in data:
            rows.append(None)
        self.costs = [CostForm(cost, classes, data) for cost in costs]
        self.commitments = [CommitmentForm(number, row, data) for number, row in enumerate(rows)]

    def is_valid(self) -> bool:
        """Every row of both lists; all are looked at, so that all mistakes show at once."""
        if not self.sent:
            return True
        checked = [form.is_valid() for form in (*self.costs, *self.commitments)]
        return all(checked)

    def facts(self) -> dict[str, Any]:
        """Both lists as `save_report` takes them; nothing where they were not sent."""
        if not self.sent:
            return {}
        kept = [form.cleaned_data for form in self.commitments if not form.is_empty]
        return {
            "costs": {form.instance.participant.place: form.facts() for form in self.costs},
            "commitments": [{name: row[name] for name in CommitmentForm.Meta.fields} for row in kept],
        }


class KeptForm(PlainText, forms.Form):
    """How a commitment was kept: one line of evidence."""

    note = forms.CharField(
        label=_("Bukti atau catatan"), max_length=500, required=False, help_text=_("Misalnya nomor surat atau tautan.")
    )
