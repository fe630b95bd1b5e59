"""A draft of the law: the pack in force with one row changed. Pure: nothing is written anywhere."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any, cast

from simpel.law.bounds import LARGEST
from simpel.law.outcomes import Outcome
from simpel.law.pack import Pack
from simpel.law.rows import EFFECTS, Rule

DATES = ("since", "until")
_WORDS = frozenset(  # `measure` is the check with `parameters` and the pack's tables, which are compared by themselves
    {"titles", "citations", "printed", "confidence", "fields", "sentences", "notes", "wording", "measure"}
)


def numbers(rule: Rule) -> dict[str, int]:
    """The numbers of a row: what a draft may change beside its dates and its effect."""
    return {
        name: value for name, value in rule.parameters.items() if isinstance(value, int) and not isinstance(value, bool)
    }


def changed(pack: Pack, rule_id: str, changes: Mapping[str, Any]) -> Pack:
    """The pack with one row's numbers, dates (ISO text or none) or effect changed.

    KeyError for a row the pack does not have, ValueError for what no row may say.
    """
    before = pack.rules_by_id[rule_id]
    after = _row(before, changes)
    return replace(pack, rules=tuple(after if rule is before else rule for rule in pack.rules))


def touched(before: Pack, after: Pack) -> frozenset[str] | None:
    """The rows that can answer differently in two packs; None when any row can, because a table differs."""
    if not _same_tables(before, after):
        return None
    old, new = before.rules_by_id, after.rules_by_id
    return frozenset(id_ for id_ in {*old, *new} if _says(old.get(id_)) != _says(new.get(id_)))


def _row(rule: Rule, changes: Mapping[str, Any]) -> Rule:
    known = numbers(rule)
    given = {name: int(value) for name, value in changes.items() if name in known}
    if any(not 0 <= value <= LARGEST for value in given.values()):
        raise ValueError(f"a number of {rule.id} is out of range")
    effect = str(changes.get("effect", rule.effect))
    dates = {name: _day(changes[name]) for name in DATES if name in changes}
    since, until = dates.get("since") or rule.since, dates.get("until", rule.until)
    if effect not in EFFECTS or (until is not None and until < since):
        raise ValueError(f"{rule.id} cannot say this")
    measure = cast("partial[Outcome]", rule.measure)
    return replace(
        rule,
        parameters={**rule.parameters, **given},
        measure=partial(measure.func, **{**measure.keywords, **given}),
        effect=effect,
        since=since,
        until=until,
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _says(rule: Rule | None) -> dict[str, Any] | None:
    """Everything in a row that its outcome may hang on: all of it but its words."""
    if rule is None:
        return None
    return {field.name: getattr(rule, field.name) for field in fields(rule) if field.name not in _WORDS}


def _same_tables(before: Pack, after: Pack) -> bool:
    return (
        dict(before.holidays) == dict(after.holidays)
        and before.rates == after.rates
        and before.workflow == after.workflow
        and before.countries_without_relations == after.countries_without_relations
    )
