"""Which figures: a year or a quarter, or days of one's own; one institution, country, kind, payer."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.ledger import clock
from simpel.permits.forms.applicant import Day
from simpel.permits.forms.choices import country_name, named

from .access import Scope
from .exporting.datasets import DATASETS
from .models import Export, Journey
from .quarters import quarter
from .queries import Wanted, choices

YEARS = 6
LONGEST = timedelta(days=366 * 10)


class FiguresFilter(forms.Form):
    """What stands above the figures. Days of one's own go before year and quarter."""

    use_required_attribute = False

    year = forms.TypedChoiceField(label=_("Tahun"), required=False, coerce=int, empty_value=None)
    part = forms.TypedChoiceField(
        label=_("Bagian tahun"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Setahun penuh")), (1, _("Triwulan I")), (2, _("Triwulan II")), (3, _("Triwulan III")),
                 (4, _("Triwulan IV"))],
    )  # fmt: skip
    first = Day(label=_("Berangkat sejak"))
    last = Day(label=_("sampai dengan"))
    institution = forms.TypedChoiceField(label=_("Lembaga"), required=False, coerce=int, empty_value=None)
    country = forms.ChoiceField(label=_("Negara"), required=False)
    activity_type = forms.ChoiceField(label=_("Jenis kegiatan"), required=False)
    payer = forms.ChoiceField(label=_("Pembiaya"), required=False)

    def __init__(self, data: Any, *, scope: Scope) -> None:
        this_year, known = clock.today().year, choices(scope)
        super().__init__(data, initial={"year": this_year})
        self._choose("year", [(str(year), str(year)) for year in range(this_year + 1, this_year - YEARS, -1)])
        self._choose("institution", [("", _("Semua lembaga")), *known["institution"]])
        places = sorted(((code, country_name(code)) for code, _ in known["country"]), key=lambda pair: pair[1])
        self._choose("country", [("", _("Semua negara")), *places])
        kinds = [(code, activity_name(code)) for code, _ in known["activity_type"]]
        self._choose("activity_type", [("", _("Semua jenis")), *sorted(kinds, key=lambda pair: pair[1])])
        payers = [(code, payer_name(code)) for code, _ in known["payer"]]
        self._choose("payer", [("", _("Semua pembiaya")), *sorted(payers, key=lambda pair: pair[1])])

    def _choose(self, name: str, rows: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        _in_order(self, found, "first", "last")
        return found

    @property
    def wanted(self) -> Wanted:
        """What is asked for; this year, where nothing valid was."""
        found = self.cleaned_data if self.is_valid() else {}
        names = ("institution", "country", "activity_type", "payer")
        return Wanted(*self._days(found), {name: found[name] for name in names if found.get(name)})

    def _days(self, found: dict[str, Any]) -> tuple[date, date]:
        year = found.get("year") or clock.today().year
        first, last = date(year, 1, 1), date(year, 12, 31)
        if found.get("part"):
            first, last = quarter(year, found["part"])
        if found.get("first") or found.get("last"):
            return self._own_days(found)
        return first, last

    def _own_days(self, found: dict[str, Any]) -> tuple[date, date]:
        """One end may be left open: then it is a year from the other."""
        first: date | None = found.get("first")
        last: date | None = found.get("last")
        year = timedelta(days=364)
        first = first or (last or clock.today()) - year
        return first, last or first + year


class ExportForm(forms.Form):
    """What to export: kind of rows, format, days of departure."""

    use_required_attribute = False

    dataset = forms.ChoiceField(label=_("Data"))
    form = forms.ChoiceField(label=_("Bentuk berkas"), choices=Export.Format.choices, initial=Export.Format.XLSX)
    first_on = Day(label=_("Berangkat sejak"), required=True)
    last_on = Day(label=_("sampai dengan"), required=True)
    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        year = clock.today().year
        super().__init__(data, initial={"first_on": date(year, 1, 1), "last_on": date(year, 12, 31), **(initial or {})})
        titles = [(name, one.title) for name, one in DATASETS.items()]
        self.fields["dataset"].choices = titles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        _in_order(self, found, "first_on", "last_on")
        return found


def _in_order(form: forms.Form, found: dict[str, Any], before: str, after: str) -> None:
    first, last = found.get(before), found.get(after)
    if first and last and not timedelta(0) <= last - first <= LONGEST:
        form.add_error(after, _("Isi tanggal sesudah yang pertama, paling lama 10 tahun kemudian."))


def activity_name(code: str) -> str:
    """A kind of activity in words; codes of an earlier pack stand as they are."""
    row = settings.PACK.activities.get(code)
    return named(row) if row else code or str(_("Tidak disebut"))


def payer_name(code: str) -> str:
    """Who paid, in words."""
    if code == Journey.MIXED:
        return str(_("Beberapa pembiaya"))
    row = settings.PACK.payers.get(code)
    return named(row) if row else code or str(_("Tidak disebut"))
