"""The cases of a pack: trips with what the law must say about them, on both sides of every number and date."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from simpel.law.bounds import LARGEST
from simpel.law.calendar import latest_safe_filing, report_due
from simpel.law.checklist import checklist
from simpel.law.checks import OUTCOMES, UNMEASURED
from simpel.law.checks.judgement import routing_facts
from simpel.law.costs import estimate
from simpel.law.facts import Lists, Trip, Unreadable, trip_from
from simpel.law.pack import Pack, texts
from simpel.law.reading import Row, only, rows, toml
from simpel.law.rows import Rule
from simpel.law.rules import as_plain, assess

ABSENT = "absent"  # out of scope, or not in force
_NO_TOTAL = "missing"
_ANSWERS = ("met", "broken", "unknown", ABSENT)
_MEASURED = frozenset({"block", "warn", "monitor"})
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """A trip, a day, and what is expected of the law."""

    file: str
    name: str
    on: date
    trip: Trip
    expect: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    needed: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)


def cases(pack: Pack) -> list[Case]:
    """Every case of a pack, checked against the pack's own rules and documents."""
    return [case for file, text in texts(pack.path, "cases").items() for case in _read(file, text, pack)]


def _read(file: str, text: str, pack: Pack) -> Iterator[Case]:
    data = toml(file, text)
    only(file, data, ["base", "case"])
    bases = Row(file, "base", data.get("base", {}))
    for row in rows(file, data, "case", key="name"):
        base = row.get("base", str, "")
        shared = bases.need(base, dict) if base else {}
        yield _case(row, {**shared, **row.get("trip", dict, {})}, pack)


def _case(row: Row, trip: Mapping[str, Any], pack: Pack) -> Case:
    on = row.need("on", date)
    expect = row.get("expect", dict, {})
    for rule, answer in expect.items():
        row.known("expect", rule, pack.rules_by_id)
        row.known(f"expect {rule}", answer, _ANSWERS)
    case = Case(
        file=row.file,
        name=row.need("name", str),
        on=on,
        trip=pack.informed(_trip(row, trip, on, pack.codes)),
        expect=expect,
        values=row.get("values", dict, {}),
        needed={
            row.known("needed", code, pack.documents): wanted for code, wanted in row.get("needed", dict, {}).items()
        },
        figures={name: row.data[name] for name in _FIGURES if name in row.data},
    )
    row.taken.update(_FIGURES)
    row.done()
    return case


def _trip(row: Row, written: Mapping[str, Any], on: date, codes: Lists) -> Trip:
    """The trip of a case: the vocabulary of TRIP.toml, and `participants = 4`, `notice = 21` for short."""
    facts = {"filed_on": on, **written}
    if "notice" in facts:
        notice = row.count("notice", facts.pop("notice"), least=-LARGEST)
        facts["departs_on"] = Row(row.file, row.name, facts).need("filed_on", date) + timedelta(days=notice)
    if "participants" in facts:
        facts["participant"] = [{} for _ in range(row.count("participants", facts.pop("participants")))]
    try:
        return trip_from(facts, codes=codes)
    except Unreadable as problem:
        return row.refuse(problem.message, "Correct the trip of the case")


def _per_diem(pack: Pack, case: Case) -> Any:
    total = estimate(pack, case.trip, on=case.on).per_diem_usd
    return _NO_TOTAL if total is None else as_plain(total)


def _route(pack: Pack, case: Case) -> list[str]:
    return pack.workflow.route(routing_facts(case.trip, pack.workflow))


def _safe_day(pack: Pack, case: Case) -> date | None:
    return latest_safe_filing(pack, case.trip, on=case.on)


def _report_day(pack: Pack, case: Case) -> date | None:
    return report_due(pack, case.trip.returns_on, on=case.on) if case.trip.returns_on else None


_FIGURES: Mapping[str, Callable[[Pack, Case], Any]] = {
    "per_diem_usd": _per_diem,
    "route": _route,
    "latest_safe_filing": _safe_day,
    "report_due": _report_day,
}


def disagreements(pack: Pack, case: Case) -> list[str]:
    """Where the law says something else than the case expects; empty when they agree."""
    return [*_about_rules(pack, case), *_about_documents(pack, case), *_about_figures(pack, case)]


def _about_rules(pack: Pack, case: Case) -> Iterator[str]:
    found = {finding.id: finding for finding in assess(pack, case.trip, case.on)}
    for rule, wanted in case.expect.items():
        answer = found[rule].state if rule in found else ABSENT
        if answer != wanted:
            yield f"{rule}: expected {wanted}, found {answer} {dict(found[rule].values) if rule in found else ''}"
    for rule, values in case.values.items():
        seen = as_plain(found[rule].values) if rule in found else {}
        for name, value in as_plain(values).items():
            if seen.get(name) != value:
                yield f"{rule}: expected {name} = {value}, found {seen.get(name)}"


def _about_documents(pack: Pack, case: Case) -> Iterator[str]:
    needed = {item.code: item.needed for item in checklist(pack, case.trip, on=case.on)}
    for code, wanted in case.needed.items():
        answer = needed.get(code, False)
        if answer != (None if wanted == "unknown" else wanted):
            yield f"{code}: expected needed = {wanted}, found {answer}"


def _about_figures(pack: Pack, case: Case) -> Iterator[str]:
    for name, wanted in case.figures.items():
        found = _FIGURES[name](pack, case)
        if found != wanted:
            yield f"{name}: expected {wanted}, found {found}"


def uncovered(pack: Pack, found: Iterable[Case]) -> list[str]:
    """What the cases leave untried: an outcome of a measured row, or the days around its first and last one."""
    found = list(found)
    return [gap for rule in pack.rules for gap in _gaps(rule, [case for case in found if rule.id in case.expect])]


def _gaps(rule: Rule, found: list[Case]) -> Iterator[str]:
    tried = {case.expect[rule.id] for case in found}
    for outcome in sorted(_worth_trying(rule) - tried):
        yield f"{rule.id}: no case in which it is {outcome}"
    absent = {rule.dated(case.trip, case.on) for case in found if _is_date_alone(rule, case)}
    if rule.since - _DAY not in absent:
        yield f"{rule.id}: no case on the day before it began ({rule.since - _DAY})"
    if rule.until is not None and rule.until + _DAY not in absent:
        yield f"{rule.id}: no case on the day after it ended ({rule.until + _DAY})"


def _worth_trying(rule: Rule) -> set[str]:
    if rule.check in UNMEASURED or rule.effect == "ask":
        return set()
    if rule.check in OUTCOMES:
        return set(OUTCOMES[rule.check])
    return {"met", "broken"} if rule.effect in _MEASURED else {"met"}


def _is_date_alone(rule: Rule, case: Case) -> bool:
    """Whether nothing but the date keeps the row silent: otherwise the case would prove nothing about it."""
    return case.expect[rule.id] == ABSENT and rule.assess(case.trip) is not None
