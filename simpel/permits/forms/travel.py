"""What surrounds the trip, as it is typed: further places, who stands in, a passport, costs against payers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import pycountry
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from simpel.people.passports import PassportField
from simpel.permits.actions.travelling import Cell
from simpel.permits.models import AdInterimRequest, Application, CostItem, Leg

from .applicant import Day
from .choices import countries, language, named
from .text import PlainText

MOST = Decimal(10) ** 13


class LegForm(PlainText, forms.ModelForm[Leg]):
    """A further place of the journey."""

    use_required_attribute = False

    arrives_on = Day(label=_("Tiba"), required=True)
    leaves_on = Day(label=_("Berangkat lagi"), required=True)

    class Meta:
        model = Leg
        fields = ("country", "city", "arrives_on", "leaves_on")
        labels = {"city": _("Kota singgah")}

    def __init__(self, application: Application, data: Any = None) -> None:
        super().__init__(data, prefix="singgah")
        self.application = application
        self.fields["country"] = forms.ChoiceField(
            label=_("Negara singgah"), choices=[("", _("Pilih negara")), *countries(language())]
        )

    def _post_clean(self) -> None:
        """The row is written by actions."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        arrives, leaves = cleaned.get("arrives_on"), cleaned.get("leaves_on")
        if arrives and leaves and leaves < arrives:
            self.add_error("leaves_on", _("Tanggal berangkat lagi mendahului tanggal tiba."))
        trip = self.application
        if arrives and trip.departs_on and arrives < trip.departs_on:
            self.add_error("arrives_on", _("Mendahului tanggal berangkat dari negeri sendiri."))
        if leaves and trip.returns_on and leaves > trip.returns_on:
            self.add_error("leaves_on", _("Sesudah tanggal tiba kembali di negeri sendiri."))
        return cleaned


class AdInterimForm(PlainText, forms.ModelForm[AdInterimRequest]):
    """Who stands in while the head travels."""

    use_required_attribute = False

    starts_on = Day(label=_("Mulai"), required=True)
    ends_on = Day(label=_("Sampai"), required=True)

    class Meta:
        model = AdInterimRequest
        fields = ("name", "position", "starts_on", "ends_on")
        labels = {"name": _("Nama pejabat ad interim"), "position": _("Jabatannya sendiri")}

    def __init__(self, application: Application, asked: AdInterimRequest | None, data: Any = None) -> None:
        usual = {"starts_on": application.departs_on, "ends_on": application.returns_on}
        super().__init__(data, instance=asked, initial=None if asked else usual, prefix="interim")

    def _post_clean(self) -> None:
        """The row is written by actions."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Tanggal sampai mendahului tanggal mulai."))
        return cleaned


class PassportForm(forms.Form):
    """The two lines at the foot of a passport."""

    use_required_attribute = False
    mrz = PassportField(required=True)

    def __init__(self, prefix: str, data: Any = None) -> None:
        super().__init__(data, prefix=prefix)


class Price(forms.CharField):
    """An amount in any currency as people write it: 12.500.000, 1.250 USD, EUR 99,50. Cleans to amount and ISO 4217."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, **kwargs)
        self.widget.attrs.update(autocomplete="off", inputmode="text")

    def prepare_value(self, value: Any) -> Any:
        return written(*value) if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"\s", "", super().to_python(value) or "").upper()
        if not text:
            return None
        own = re.escape(settings.PACK.currency.upper())
        found = re.fullmatch(
            rf"(?:(?P<own>{own}\.?)|(?P<before>[A-Z]{{3}}))?(?P<sum>[\d.,]+)(?P<after>[A-Z]{{3}})?", text
        )
        if not found or (found["before"] and found["after"]):
            raise ValidationError(_("Tulis misalnya 12.500.000 atau 1.250 USD."), code="price")
        return _sum(found["sum"]), _currency(found["before"] or found["after"] or "")

    def run_validators(self, value: Any) -> None:
        """Amounts have no text rules."""


def written(amount: Decimal, currency: str) -> str:
    """12500000 as 12.500.000; 99.5 EUR as 99,50 EUR."""
    whole = amount == amount.to_integral_value()
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return f"{text.translate(str.maketrans(',.', '.,'))} {currency}".strip()


def _sum(text: str) -> Decimal:
    """Points and commas group thousands, unless the last one stands before one or two digits."""
    found = re.fullmatch(r"(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?", text)
    try:
        amount = Decimal(re.sub(r"[.,]", "", found[1]) + f".{found[2] or 0}") if found else None
    except InvalidOperation:
        amount = None
    if amount is None:
        raise ValidationError(_("Tulis misalnya 12.500.000 atau 1.250 USD."), code="price")
    if amount >= MOST:
        raise ValidationError(_("Jumlah ini terlalu besar."), code="amount")
    return amount


def _currency(code: str) -> str:
    """The code itself if it is one of ISO 4217; own money is written without."""
    if code and code not in _currencies():
        raise ValidationError(_("Mata uang %(code)s tidak dikenal."), params={"code": code}, code="currency")
    return code


@cache
def _currencies() -> frozenset[str]:
    return frozenset(row.alpha_3 for row in pycountry.currencies)


@dataclass(frozen=True)
class CostRow:
    """One item of the grid with a pair of fields for each payer."""

    label: str
    cells: list[tuple[str, forms.BoundField, forms.BoundField]]  # payer's name, "bears it", how much


class CostGrid(PlainText, forms.Form):
    """Siapa membayar apa: the pack's cost items against the payers of this file."""

    use_required_attribute = False

    def __init__(self, application: Application, costs: list[CostItem], data: Any = None) -> None:
        super().__init__(data, prefix="biaya")
        self.items = settings.PACK.listed("cost_items")
        self.payers = [code for code in application.payers if code in settings.PACK.payers]
        known = {(cost.item, cost.payer): cost for cost in costs}
        self.notes = {key: cost.note for key, cost in known.items()}
        for item in self.items:
            for payer in self.payers:
                self._add_cell(item, payer, known.get((item, payer)))

    def _add_cell(self, item: str, payer: str, cost: CostItem | None) -> None:
        names = {"item": named(self.items[item]), "payer": named(settings.PACK.payers[payer])}
        bears = forms.BooleanField(required=False, initial=cost is not None, label=names["payer"])
        bears.widget.attrs["aria-label"] = _("%(item)s ditanggung %(payer)s") % names
        price = Price(initial=(cost.amount, cost.currency) if cost and cost.amount is not None else None)
        price.label = _("%(item)s, jumlah dari %(payer)s") % names
        self.fields[f"{item}-{payer}"] = bears
        self.fields[f"{item}-{payer}-sum"] = price

    @property
    def rows(self) -> Iterator[CostRow]:
        """The grid as it is printed."""
        for item, names in self.items.items():
            pairs = [
                (named(settings.PACK.payers[p]), self[f"{item}-{p}"], self[f"{item}-{p}-sum"]) for p in self.payers
            ]
            yield CostRow(named(names), pairs)

    def cells(self) -> list[Cell]:
        """The valid cells that say something. An amount alone says that its payer bears the cost."""
        return [cell for item, payer in self._pairs if (cell := self._cell(item, payer))]

    def wrong_cells(self) -> set[tuple[str, str]]:
        """The cells whose amount cannot be read: what is stored of them stays."""
        return {(item, payer) for item, payer in self._pairs if f"{item}-{payer}-sum" in self.errors}

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return [(item, payer) for item in self.items for payer in self.payers]

    def _cell(self, item: str, payer: str) -> Cell | None:
        price = self.cleaned_data.get(f"{item}-{payer}-sum")
        if f"{item}-{payer}-sum" in self.errors or not (price or self.cleaned_data.get(f"{item}-{payer}")):
            return None
        amount, currency = price or (None, "")
        return Cell(item, payer, amount, currency, self.notes.get((item, payer), ""))
