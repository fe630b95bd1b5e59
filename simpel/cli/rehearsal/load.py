"""From checked rows to an installation: bodies, people at their desks, and the files of the past in their states."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from simpel.law import ways
from simpel.law.calendar import report_due
from simpel.law.workflow import StepRow
from simpel.ledger import clock
from simpel.people import actions
from simpel.people.models import ApplicantUnit, Institution, Person, User
from simpel.permits.actions.drafting import ALPHABET
from simpel.permits.past import PastFile, import_files

from .tables import PersonRow, Tables, TripRow

Way = tuple[tuple[date, str, str, str, User], ...]
SINCE = date(2000, 1, 1)


@dataclass
class Loaded:
    """Who and what is there now, by the names the tables use."""

    institutions: dict[str, Institution] = field(default_factory=dict)
    units: dict[tuple[str, str], ApplicantUnit] = field(default_factory=dict)
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)  # by mail address
    at_desk: dict[str, User] = field(default_factory=dict)  # one person a desk, to carry the past
    files: int = 0


@transaction.atomic
def load(tables: Tables) -> Loaded:
    """Everything or nothing. Accounts have no password yet: `simpel manage changepassword ADDRESS` gives one."""
    loaded = Loaded()
    for row in tables.people:
        _settle(loaded, row)
    for desk in settings.PACK.workflow.desks:
        if desk not in loaded.at_desk:  # somebody has to have moved the files of the past
            loaded.at_desk[desk] = _account(f"{desk.lower()}@rehearsal.invalid", f"({desk})", active=False)
    loaded.files = import_files(_file(loaded, row) for row in tables.trips)
    return loaded


def _settle(loaded: Loaded, row: PersonRow) -> None:
    institution = loaded.institutions.get(row.institution) or Institution.objects.create(
        code=f"body-{len(loaded.institutions) + 1}", name=row.institution, kind=row.kind, city=""
    )
    loaded.institutions[row.institution] = institution
    unit = _unit(loaded, institution, row.unit)
    user = _account(row.email, row.name) if row.desk else None
    if user:
        loaded.users[row.email] = user
        loaded.at_desk.setdefault(row.desk, user)
        actions.appoint(user, row.desk, institution, unit, since=SINCE)
    person = Person.objects.create(
        institution=institution, unit=unit, user=user, name=row.name, employee_no=row.employee_no,
        position=row.position, golongan=row.golongan, email=row.email,
    )  # fmt: skip
    for called in filter(None, (row.name, row.employee_no)):
        loaded.people[row.institution, called] = person


def _unit(loaded: Loaded, institution: Institution, name: str) -> ApplicantUnit | None:
    if not name:
        return None
    key = (institution.name, name)
    if key not in loaded.units:
        loaded.units[key] = ApplicantUnit.objects.create(institution=institution, name=name, city="")
    return loaded.units[key]


def _account(email: str, name: str, *, active: bool = True) -> User:
    user, new = User.objects.get_or_create(
        email=email, defaults={"name": name, "is_active": active, "language": settings.PACK.languages[0]}
    )
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _file(loaded: Loaded, row: TripRow) -> PastFile:
    institution = loaded.institutions[row.institution]
    unit = _unit(loaded, institution, row.unit)
    way = tuple(_way(loaded, row, institution, unit))
    return PastFile(
        reference=_signs() + "-" + _signs(),
        institution=institution,
        unit=unit,
        created_by=way[0][4],
        event={
            "name": row.event, "organiser": row.organiser, "country": row.country, "city": row.city,
            "starts_on": row.starts_on, "ends_on": row.ends_on,
        },
        form=_form(row),
        people=tuple(loaded.people[row.institution, name] for name in row.people),
        way=way,
        filed_on=row.filed_on,
        decided_on=row.decided_on if row.outcome in ("approved", "rejected") else None,
        report=_report(row),
    )  # fmt: skip


def _form(row: TripRow) -> dict[str, Any]:
    return {
        "cluster": row.cluster, "activity_type": row.activity, "departs_on": row.departs_on,
        "returns_on": row.returns_on, "purpose": row.purpose, "payers": list(row.payers),
        "funding": "" if not row.payers else "SINGLE" if len(row.payers) == 1 else "MIXED",
        "letter_no": row.number, "letter_on": row.filed_on, "unit_letter_no": row.number,
        "unit_letter_on": row.filed_on,
    }  # fmt: skip


def _report(row: TripRow) -> dict[str, Any]:
    due_on = report_due(settings.PACK, row.returns_on) if row.outcome == "approved" else None
    if due_on is None:
        return {}
    told = {"submitted_on": row.reported_on, "accepted_on": row.reported_on} if row.reported_on else {}
    return {"due_on": due_on, "chase_on": None if row.reported_on else clock.today(), **told}


def _way(
    loaded: Loaded, row: TripRow, institution: Institution, unit: ApplicantUnit | None
) -> Iterator[tuple[date, str, str, str, User]]:
    """The moves such a file made under this workflow, as far as its outcome says."""
    facts = {
        "cluster": row.cluster, "activity": row.activity, "institution": institution.kind,
        "origin": "unit" if unit else "focal_point",
    }  # fmt: skip
    for step, day in zip(steps_of(row, facts), days_of(row), strict=False):
        yield day, step.verb, step.desk, step.to, loaded.at_desk[step.desk]


def steps_of(row: TripRow, facts: dict[str, str]) -> list[StepRow]:
    """The rows of the workflow behind an outcome: all the way, part of it, or up to a refusal."""
    workflow = settings.PACK.workflow
    if row.outcome == "approved":
        way = ways.to_decision(workflow, facts)
        told = ways.beyond(workflow, facts, way[-1].to, ("report", "accept_report")) if row.reported_on else []
        return [*way, *told]
    if row.outcome == "pending":
        return ways.to_state(workflow, facts, row.state)
    verb = {"rejected": "reject", "withdrawn": "withdraw"}[row.outcome]
    return ways.out_by(workflow, facts, verb) or ways.to_state(workflow, facts)


def days_of(row: TripRow) -> Iterator[date]:
    """The day of each move: filed on the first, decided on the last, the others between."""
    day, end = row.filed_on, row.decided_on or row.filed_on
    yield day
    while True:
        day = min(day + timedelta(days=1), max(end, row.filed_on))
        yield day


def _signs() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(4))
