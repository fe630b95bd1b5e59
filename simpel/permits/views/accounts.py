"""Accounts in words: ticket classes, and what an audit would ask, each with its figures and its clause."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from simpel.ui import writing

from ..audit import MEASURED_BY
from ..costing import ticket_classes
from ..forms.choices import language
from ..models import Report


@dataclass(frozen=True)
class Asked:
    """One flag as people read it."""

    who: str
    title: str
    text: str
    cites: str


def class_choices() -> list[tuple[str, str]]:
    """The pack's ticket classes with their names."""
    return [(code, class_name(code)) for code in ticket_classes()]


def class_name(code: str | None) -> str:
    """A ticket class in the pack's words; a dash for none."""
    return str(settings.PACK.wording.spoken(code, language())) if code else "–"


def flags_said(report: Report) -> list[Asked]:
    """What was frozen when the report was handed in, in the language of this page."""
    if not report.flag_count:
        return []
    seats = report.application.participants.select_related("person")
    names = {seat.place: seat.person.name for seat in seats}
    return [
        Asked(names.get(flag["traveller"], ""), title(flag["pattern"]), _figures(flag), clause(flag["pattern"]))
        for flag in report.flags
    ]


def title(pattern: str) -> str:
    """What a pattern is called."""
    return {
        "days_miscounted": _("Hari dibayar tidak cocok"),
        "double_trip": _("Perjalanan rangkap"),
        "rate_above_standard": _("Uang harian di atas standar"),
        "ticket_above_plan": _("Tiket di atas rencana"),
        "trip_not_made": _("Perjalanan tidak dilakukan"),
    }[pattern]


def clause(pattern: str) -> str:
    """Where the pack says what the pattern breaks; empty where no row of it measures that."""
    rules = [rule for rule in settings.PACK.rules if rule.check == MEASURED_BY[pattern]]
    return "; ".join(rules[-1].cites(language())) if rules else ""


def _figures(flag: Mapping[str, Any]) -> str:
    return SENTENCES[flag["pattern"]](flag["values"])


def _days(values: Mapping[str, Any]) -> str:
    return _("Dibayar %(claimed)s hari; yang dapat dibayar %(allowed)s hari.") % {
        "claimed": _number(values["claimed"]), "allowed": _number(values["allowed"]),
    }  # fmt: skip


def _double(values: Mapping[str, Any]) -> str:
    return _("%(days)s hari yang sama juga ada di berkas %(reference)s.") % dict(values)


def _rate(values: Mapping[str, Any]) -> str:
    return _("%(claimed)s per hari; tarif untuk negara dan golongannya %(allowed)s.") % {
        "claimed": writing.usd(Decimal(values["claimed"])), "allowed": writing.usd(Decimal(values["allowed"])),
    }  # fmt: skip


def _ticket(values: Mapping[str, Any]) -> str:
    planned, paid = values["allowed"], values["claimed"]
    if planned is not None and paid is not None and Decimal(paid) > Decimal(planned):
        return _("Tiket %(claimed)s; direncanakan %(allowed)s.") % {
            "claimed": writing.own_money(Decimal(paid)), "allowed": writing.own_money(Decimal(planned)),
        }  # fmt: skip
    return _("Kelas %(claimed)s; menurut golongannya %(allowed)s.") % {
        "claimed": class_name(values["class"]), "allowed": class_name(values["allowed_class"]),
    }  # fmt: skip


def _not_made(values: Mapping[str, Any]) -> str:
    return _("Tidak berangkat, tetapi diminta uang harian %(per_diem)s dan tiket %(ticket)s.") % {
        "per_diem": writing.usd(Decimal(values["per_diem"])), "ticket": writing.own_money(Decimal(values["ticket"])),
    }  # fmt: skip


def _number(text: str) -> str:
    return (
        f"{Decimal(text).normalize():f}".replace(".", ",") if language() == "id" else f"{Decimal(text).normalize():f}"
    )


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "days_miscounted": _days,
    "double_trip": _double,
    "rate_above_standard": _rate,
    "ticket_above_plan": _ticket,
    "trip_not_made": _not_made,
}
