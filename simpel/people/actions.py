"""What changes people: the travellers' register, appointments to desks, and every look at a sealed number."""

from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger.record import record

from . import identity, sealing
from .models import ApplicantUnit, Appointment, Institution, Person, User

Sealed = Literal["nik", "passport_no"]
PURPOSE: dict[Sealed, str] = {"nik": "person.nik", "passport_no": "person.passport_no"}


@transaction.atomic
def add_person(
    *,
    by: User,
    institution: Institution,
    unit: ApplicantUnit | None = None,
    nik: str = "",
    passport_no: str = "",
    **fields: Any,
) -> Person:
    """Enter a traveller in the register. The same NIK twice in one institution is refused."""
    _refuse_twin(institution, nik)
    person = Person(institution=institution, unit=unit, **fields)
    _seal(person, nik=nik, passport_no=passport_no)
    person.save()
    record("person.added", subject(person), actor=by, institution=institution.pk)
    return person


@transaction.atomic
def change_person(
    person: Person, *, by: User, nik: str | None = None, passport_no: str | None = None, **fields: Any
) -> Person:
    """Correct a traveller's data; None leaves a sealed number as it is. The ledger learns which fields, never what."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if nik:
        _refuse_twin(fields.get("institution", person.institution), nik, but=person)
    changed = [name for name, value in fields.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, fields[name])
    sealed: dict[Sealed, str | None] = {"nik": nik, "passport_no": passport_no}
    changed += [name for name, value in sealed.items() if value is not None]
    _seal(person, nik=nik, passport_no=passport_no)
    if changed:
        person.save()
        record("person.changed", subject(person), actor=by, fields=sorted(changed))
    return person


@transaction.atomic
def show_number(person: Person, number: Sealed, *, by: User) -> str:
    """Open a sealed number for somebody to read. Written down before it is shown."""
    record("person.shown", subject(person), actor=by, field=number)
    return _open(person, number)


def last_four(person: Person, number: Sealed) -> str:
    """What stands on the screen until somebody asks for the whole number."""
    return identity.masked(_open(person, number))


def known_by_nik(institution: Institution, nik: str) -> Person | None:
    """The traveller of this institution with that NIK, found by its keyed fingerprint; nothing is opened."""
    return Person.objects.filter(institution=institution, nik_index=sealing.index(nik)).first() if nik else None


@transaction.atomic
def appoint(
    user: User,
    desk: str,
    institution: Institution | None = None,
    unit: ApplicantUnit | None = None,
    *,
    since: date,
    until: date | None = None,
    acting: str = "",
    deputises: Appointment | None = None,
    by: User | None = None,
) -> Appointment:
    """Seat somebody at a desk from a day on. `by` is empty when the installation itself is being set up."""
    scope = settings.PACK.workflow.desks[desk].scope
    if scope == "unit" and unit is None:
        raise Refused("appointment_needs_unit", {"desk": desk})
    if scope == "channel" and institution is None:
        raise Refused("appointment_needs_institution", {"desk": desk})
    seat = Appointment.objects.create(
        user=user, desk=desk, institution=institution, unit=unit, since=since, until=until, acting=acting,
        deputises=deputises,
    )  # fmt: skip
    user.__dict__.pop("_appointments", None)  # asked before: ask again
    record(
        "appointment.made", f"user:{user.pk}", actor=by, appointment=seat.pk, desk=desk, acting=acting,
        **({"deputises": deputises.pk} if deputises else {}),
    )  # fmt: skip
    return seat


@transaction.atomic
def end_appointment(appointment: Appointment, *, on: date, by: User | None = None) -> Appointment:
    """Let an appointment end with a day; it stays in the register."""
    appointment.until = on
    appointment.save(update_fields=["until"])
    record("appointment.ended", f"user:{appointment.user_id}", actor=by, appointment=appointment.pk)
    return appointment


def subject(person: Person) -> str:
    """How the ledger names a person: a number that means nothing outside."""
    return f"person:{person.pk}"


def _refuse_twin(institution: Institution, nik: str, *, but: Person | None = None) -> None:
    twin = known_by_nik(institution, nik)
    if twin and twin != but:
        raise Refused("person_already_registered", {"name": twin.name, "id": twin.pk})


def _seal(person: Person, *, nik: str | None, passport_no: str | None) -> None:
    if nik is not None:
        person.sealed_nik = sealing.seal(nik, purpose=PURPOSE["nik"])
        person.nik_index = sealing.index(nik)
    if passport_no is not None:
        person.sealed_passport_no = sealing.seal(passport_no, purpose=PURPOSE["passport_no"])


def _open(person: Person, number: Sealed) -> str:
    sealed = person.sealed_nik if number == "nik" else person.sealed_passport_no
    return sealing.unseal(sealed, purpose=PURPOSE[number])
