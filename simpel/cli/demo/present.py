"""This month's open files: small stories drawn from the same stock as the past, each stopping at another desk."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from django.conf import settings

from simpel.people.models import Institution

from .past import Past, decides
from .scenario import Act, Scenario

NEVER_TOGETHER = 3  # people on one file at most, so that no rule on headcount holds it up


def stories(past: Past) -> Iterator[Scenario]:
    """As many as `open_files` says. Departures lie ten to fifty days ahead."""
    for number in range(past.stock["open_files"]):
        yield _story(past, number)


def _story(past: Past, number: int) -> Scenario:
    home = past.homes[number % len(past.homes)]
    unit = next((code for code, unit in past.cast.units.items() if unit.institution_id == home.pk), "")
    theme = past.stock["themes"][number % len(past.stock["themes"])]
    departs = past.today + timedelta(days=11 + number * 5 % 43)
    event = past.event(theme, departs + timedelta(days=1))
    acts = tuple(_acts(past, home, number, from_unit=bool(unit)))
    return Scenario(
        id=f"#{number + 1}",
        title=f"{event['name']}, {event['city']}",
        unit=unit,
        institution=home.code,
        by=past.cast.writer_for(home, past.stock),
        event=event,
        form=_form(past, theme, home, departs, event["ends_on"] + timedelta(days=1), number),
        travellers=tuple(past.travellers(home)[:NEVER_TOGETHER]),
        acts=acts,
        demo_acts=len(acts),
        demo_today=past.today,
    )  # fmt: skip


def _form(
    past: Past, theme: dict[str, Any], home: Institution, departs: date, returns: date, number: int
) -> dict[str, Any]:
    form = past.form(theme, departs, returns, past.today - timedelta(days=6), 900 + number)
    form |= {"head_of_institution": False, "lodging_provided": False, "responsible": True}
    if "state_budget" in settings.PACK.asked_of_payers:
        form["state_budget"] = 0
    asked_for_a_name = set(settings.PACK.asked_of_payers.get("donor", ()))
    form["donor"] = theme["organiser"] if asked_for_a_name & set(form["payers"]) else ""
    del form["copies"]
    return form


def _acts(past: Past, home: Institution, number: int, *, from_unit: bool) -> Iterator[Act]:
    """The first acts of a file's usual way; the number decides where it stands."""
    usual = past.stock["way"]["completed"]
    way = past.stock["way"]["unit" if from_unit else "channel"]
    way = way + list(takewhile(lambda row: not decides(row["verb"], row["to"]), usual))
    stop = number % (len(way) + 1)
    begins = past.today - timedelta(days=6)
    for place, row in enumerate(way[:stop]):
        at = datetime.combine(begins + timedelta(days=place), time(9 + number % 6, 7 * number % 60))
        note = past.stock["notes"][(number + place) % len(past.stock["notes"])]
        more: dict[str, Any] = {} if row["verb"] == "send" else {"note": note}
        if _asks_for_copies(row["verb"], row["desk"]):
            more["copies"] = past.stock["copies"]
        yield Act(at=at, by=past.who(row["by"], home), act=row["verb"], refused=(), more=more)


def _asks_for_copies(verb: str, desk: str) -> bool:
    """Whether the table of steps asks this desk for the list of copies."""
    return any("copies" in step.asks for step in settings.PACK.workflow.steps if (step.verb, step.desk) == (verb, desk))
