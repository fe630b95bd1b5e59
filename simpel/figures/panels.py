"""Figures in words: each panel with its finding, its picture and its table. What is shown is what the CSV holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simpel.permits.forms.choices import country_name, language, named

from . import charts
from .forms import activity_name, payer_name
from .queries import Figures, Sums

MOST = 12  # bars in a picture; the table has them all
_MONEY = (("state_budget", "own"), ("estimate", "usd"), ("actual", "usd"))
_NUMBERS = ("trips", "travellers", "letters")


@dataclass(frozen=True)
class Head:
    """The head of a column, and how its cells are written: text, count, own (the country's money), usd, day."""

    label: str
    kind: str = "count"


@dataclass(frozen=True)
class Panel:
    """One piece of the page. `say` is the finding; `shape` names the template that draws `pictures`."""

    name: str
    title: str
    say: str
    heads: list[Head]
    rows: list[list[Any]]
    foot: list[Any] = field(default_factory=list)
    shape: str = ""
    pictures: Sequence[Any] = ()
    legend: tuple[str, str] | None = None


def panels(found: Figures) -> list[Panel]:
    """Every panel of the page, in its order."""
    return [
        months(found),
        group(found, "institution", _("Per lembaga"), _("Lembaga"), str),
        group(found, "country", _("Per negara"), _("Negara"), lambda code: country_name(code) or _("Tidak disebut")),
        group(found, "activity", _("Per jenis kegiatan"), _("Jenis kegiatan"), activity_name),
        group(found, "payer", _("Per pembiaya"), _("Pembiaya"), payer_name),
        desks(found),
        returns(found),
        overdue(found),
    ]


def months(found: Figures) -> Panel:
    """Trips by month of departure, beside the same months a year before."""
    rows, this = found.months, _years(found.months)
    before = {(day.year + 1, day.month): sums for day, sums in found.months_before.items()}
    days = sorted({*rows, *(date(year, month, 1) for year, month in before)})
    pairs = [(day, rows.get(day, Sums()), before.get((day.year, day.month))) for day in days]
    many = len(this) > 1
    picture = [
        (date_format(day, "M y" if many else "M"), sums.trips, earlier.trips if earlier else None)
        for day, sums, earlier in pairs
    ]
    table = [[date_format(day, "F Y"), *_values(sums), earlier.trips if earlier else 0] for day, sums, earlier in pairs]
    total, total_before = found.totals.sums, found.before.sums
    return Panel(
        "bulan", _("Perjalanan per bulan"), _say_months(pairs, total, total_before),
        [Head(_("Bulan berangkat"), "text"), *_heads(), Head(_("Perjalanan setahun sebelumnya"))], table,
        [_("Seluruhnya"), *_values(total), total_before.trips] if table else [],
        "columns", charts.columns(picture), (_("periode ini"), _("setahun sebelumnya")),
    )  # fmt: skip


def group(found: Figures, name: str, title: str, head: str, word: Callable[[str], str]) -> Panel:
    """Trips by one thing: the most travelled as bars, all of them in the table."""
    rows = [(word(code), sums) for code, sums in found.by[name]]
    told = [(label, sums.trips) for label, sums in rows if sums.trips][:MOST]
    return Panel(
        _SLUGS[name], title, _say_first(told, found.totals.sums.trips), [Head(head, "text"), *_heads()],
        [[label, *_values(sums)] for label, sums in rows],
        [_("Seluruhnya"), *_values(found.totals.sums)] if rows else [], "bars", charts.bars(told),
    )  # fmt: skip


def desks(found: Figures) -> Panel:
    """Working days at each desk: half of the files within, nine in ten within."""
    names = {code: named(desk) for code, desk in settings.PACK.workflow.desks.items()}
    rows = [(names.get(one.desk, one.desk), one) for one in found.desks]
    slowest = max(found.desks, key=lambda one: (one.nine_in_ten, one.half), default=None)
    say = ""
    if slowest:
        say = _("Terlama di meja %(desk)s: sembilan dari sepuluh berkas selesai dalam %(days)s hari kerja.") % {
            "desk": names.get(slowest.desk, slowest.desk),
            "days": slowest.nine_in_ten,
        }
    heads = [Head(_("Meja"), "text"), Head(_("Banyak berkas")), Head(_("Separuh, hari")), Head(_("9 dari 10, hari"))]
    return Panel(
        "meja", _("Hari kerja di setiap meja"), say, heads,
        [[label, one.files, one.half, one.nine_in_ten] for label, one in rows], [],
        "ranges", charts.ranges([(label, one.half, one.nine_in_ten) for label, one in rows]),
        (_("separuh selesai"), _("9 dari 10 selesai")),
    )  # fmt: skip


def returns(found: Figures) -> Panel:
    """Why files came back."""
    known = settings.PACK.reasons
    rows = [(named_reason(known, code), times) for code, times in found.returns]
    total, files = sum(times for _, times in rows), found.totals
    say = ""
    if rows:
        say = _("%(returned)s dari %(files)s berkas pernah dikembalikan; paling sering karena: %(reason)s.") % {
            "returned": number_format(files.returned, force_grouping=True),
            "files": number_format(files.files, force_grouping=True),
            "reason": rows[0][0],
        }
    return Panel(
        "pengembalian", _("Alasan pengembalian"), say, [Head(_("Alasan"), "text"), Head(_("Kali"))],
        [[label, times] for label, times in rows], [_("Seluruhnya"), total] if rows else [], "bars",
        charts.bars(rows[:MOST]),
    )  # fmt: skip


def overdue(found: Figures) -> Panel:
    """Reports past their day: as of today, whatever period is asked for."""
    total = sum(count for _, count, _ in found.overdue)
    say = ""
    if total:
        say = ngettext(
            "%(n)s laporan belum masuk sampai hari ini.", "%(n)s laporan belum masuk sampai hari ini.", total
        )
        say = say % {"n": number_format(total, force_grouping=True)}
    heads = [Head(_("Lembaga"), "text"), Head(_("Laporan")), Head(_("Terlama, sejak"), "day")]
    return Panel(
        "laporan", _("Laporan terlambat hari ini"), say, heads, [list(row) for row in found.overdue],
        [_("Seluruhnya"), total, None] if found.overdue else [], "bars",
        charts.bars([(label, count) for label, count, _ in found.overdue[:MOST]]),
    )  # fmt: skip


def named_reason(known: Mapping[str, Any], code: str) -> str:
    """A reason in words."""
    return known[code].label(language()) if code in known else code or str(_("Tidak disebut"))


_SLUGS = {"institution": "lembaga", "country": "negara", "activity": "kegiatan", "payer": "pembiaya"}


def _heads() -> list[Head]:
    return [
        Head(_("Banyak perjalanan")), Head(_("Orang")), Head(_("Surat")), Head(_("Anggaran negara"), "own"),
        Head(_("Uang harian, perkiraan"), "usd"), Head(_("Uang harian, nyata"), "usd"),
    ]  # fmt: skip


def _values(sums: Sums) -> list[Any]:
    return [getattr(sums, name) for name in (*_NUMBERS, *(name for name, _ in _MONEY))]


def _years(days: Iterable[date]) -> set[int]:
    return {day.year for day in days}


def _say_months(pairs: Sequence[tuple[date, Sums, Sums | None]], total: Sums, before: Sums) -> str:
    if not total.trips:
        return ""
    best = max(pairs, key=lambda pair: pair[1].trips)
    values = {"month": date_format(best[0], "F Y"), "n": number_format(best[1].trips, force_grouping=True)}
    if not before.trips:
        return _("Terbanyak %(month)s: %(n)s perjalanan.") % values
    values["share"] = number_format(abs(100 * (total.trips - before.trips) / before.trips), decimal_pos=0)
    if total.trips >= before.trips:
        return _("Terbanyak %(month)s: %(n)s perjalanan. Seluruhnya %(share)s%% di atas setahun sebelumnya.") % values
    return _("Terbanyak %(month)s: %(n)s perjalanan. Seluruhnya %(share)s%% di bawah setahun sebelumnya.") % values


def _say_first(rows: Sequence[tuple[str, int]], total: int) -> str:
    if not rows or not total:
        return ""
    name, trips = rows[0]
    share = number_format(100 * trips / total, decimal_pos=0)
    return _("Terbanyak %(name)s: %(share)s%% dari seluruh perjalanan.") % {"name": name, "share": share}
