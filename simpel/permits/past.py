"""Files of an earlier system, or of a rehearsal: written in bulk, recorded as imported, never decided here."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.letters import numbering
from simpel.people.models import ApplicantUnit, Institution, Person, User

from .models import Activity, Application, Participant, Report, Step
from .searching import index_all

BATCH = 500


@dataclass(frozen=True)
class PastFile:
    """One file of the past: what it was about, who went, where it ended, and when it passed which state."""

    reference: str
    institution: Institution
    unit: ApplicantUnit | None
    created_by: User
    event: dict[str, Any]  # fields of Activity
    form: dict[str, Any]  # fields of Application
    people: tuple[Person, ...]
    way: tuple[tuple[date, str, str, str, User], ...]  # day, verb, desk, state after, by whom
    filed_on: date
    decided_on: date | None = None
    report: dict[str, Any] = field(default_factory=dict)  # fields of Report; none when empty

    @property
    def state(self) -> str:
        return self.way[-1][3]


def import_files(files: Iterable[PastFile]) -> int:
    """Write them in batches. Returns how many. One ledger entry a batch says what came in."""
    count = 0
    rest = iter(files)
    while batch := list(islice(rest, BATCH)):
        _write(batch)
        count += len(batch)
    return count


@transaction.atomic
def _write(batch: list[PastFile]) -> None:
    events = Activity.objects.bulk_create(Activity(added_by=file.institution, **file.event) for file in batch)
    first = numbering.take("REGISTER", 0, count=len(batch)) - len(batch) + 1
    rows = Application.objects.bulk_create(
        _application(file, event, number)
        for number, (file, event) in enumerate(zip(batch, events, strict=True), start=first)
    )
    pairs = list(zip(batch, rows, strict=True))
    Participant.objects.bulk_create(seat for file, row in pairs for seat in _seats(file, row))
    Step.objects.bulk_create(step for file, row in pairs for step in _steps(file, row))
    Report.objects.bulk_create(Report(application=row, **file.report) for file, row in pairs if file.report)
    index_all(rows)
    references = ",".join(row.reference for row in rows)
    record(
        "permit.import", rows[0].reference, files=len(rows), references=hashlib.sha256(references.encode()).hexdigest()
    )


def _application(file: PastFile, event: Activity, register_no: int) -> Application:
    opened = _noon(file.way[0][0])
    return Application(
        reference=file.reference, state=file.state, register_no=register_no, institution=file.institution,
        channel=file.institution.sends_through, unit=file.unit, created_by=file.created_by, created_at=opened,
        changed_at=_noon(file.way[-1][0]), held_since=_noon(file.way[-1][0]), filed_on=file.filed_on,
        reached_office_at=_noon(file.filed_on), decided_on=file.decided_on, activity=event, responsible=True,
        letter_announced=True, **file.form,
    )  # fmt: skip


def _seats(file: PastFile, row: Application) -> Iterator[Participant]:
    for place, person in enumerate(file.people, start=1):
        yield Participant(
            application=row, person=person, place=place, golongan=person.golongan,
            starts_on=file.event["starts_on"], ends_on=file.event["ends_on"],
        )  # fmt: skip


def _steps(file: PastFile, row: Application) -> Iterator[Step]:
    before = settings.PACK.workflow.initial
    for day, verb, desk, after, by in file.way:
        yield Step(application=row, verb=verb, desk=desk, before=before, after=after, by=by, at=_noon(day))
        before = after


def _noon(day: date) -> datetime:
    moment = datetime.combine(day, time(12), tzinfo=ZoneInfo(settings.PACK.time_zone))
    return min(moment, clock.now())
