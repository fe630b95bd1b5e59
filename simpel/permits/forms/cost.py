"""What the money page takes in: a rate by hand with its reason, the budget line of a file, a line of the budget."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpel.people.models import Institution

from ..budget import Standing
from ..models import BudgetLine, HandRate
from .choices import country_name
from .text import Amount, PlainText


class RateForm(PlainText, forms.ModelForm[HandRate]):
    """A daily rate where no table lists the country."""

    class Meta:
        model = HandRate
        fields = ("country", "amount", "reason")

    def __init__(self, countries: Iterable[str], data: Any = None) -> None:
        super().__init__(data, prefix="tarif")
        self.fields["country"] = forms.ChoiceField(
            label=_("Negara"), choices=[(code, country_name(code)) for code in countries]
        )
        self.fields["amount"] = forms.DecimalField(
            label=_("US$ per hari"), localize=True, min_value=Decimal("0.01"), max_digits=9, decimal_places=2
        )
        self.fields["reason"].label = _("Alasan dan sumber angka ini")

    def _post_clean(self) -> None:
        """The row is written by actions."""


class ChargeForm(forms.Form):
    """Which line of the budget bears the cost to the state."""

    line = forms.TypedChoiceField(label=_("Pos anggaran"), required=False, coerce=int, empty_value=None)

    def __init__(self, lines: Iterable[Standing], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="pos", **kwargs)
        choices = [(one.line.pk, str(one.line)) for one in lines]
        self.fields["line"].choices = [("", _("Belum dipilih")), *choices]  # type: ignore[attr-defined]


class LineForm(PlainText, forms.ModelForm[BudgetLine]):
    """A line of the budget; the same code of the same year is changed, not added again."""

    ceiling = Amount(digits=17, label=_("Pagu"))

    class Meta:
        model = BudgetLine
        fields = ("institution", "year", "code", "name", "ceiling")
        labels = {"institution": _("Lembaga"), "year": _("Tahun"), "code": _("Kode"), "name": _("Nama pos")}

    def __init__(self, bodies: Iterable[Institution], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["institution"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["year"] = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)

    def _post_clean(self) -> None:
        """The row is written by actions."""
