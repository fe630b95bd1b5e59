"""The made-up institutions, accounts and travellers of a pack's demonstration."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from simpel.people.models import ApplicantUnit, Appointment, Institution, Person, User


@dataclass
class Cast:
    """Everybody by the key that scenarios call them by."""

    password: str
    institutions: dict[str, Institution] = field(default_factory=dict)
    units: dict[str, ApplicantUnit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)

    def of_institution(self, institution: Institution) -> list[str]:
        """Keys of the travellers of one institution."""
        return [key for key, person in self.persons.items() if person.institution_id == institution.pk]

    def writer_for(self, institution: Institution, stock: dict[str, Any]) -> str:
        """Who starts this institution's files."""
        return str(stock["writers"][institution.code])

    def channel_for(self, institution: Institution, raw: dict[str, Any]) -> str:
        """The account at the desk of the institution's channel."""
        code = institution.sends_through.code
        return next(str(row["key"]) for row in raw["account"] if row.get("institution") == code)


@cache
def read(folder: Path) -> dict[str, Any]:
    """people.toml of a pack's demonstration."""
    return tomllib.loads((folder / "people.toml").read_text(encoding="utf-8"))


def accounts(folder: Path) -> list[tuple[str, str, str]]:
    """E-mail address, name and desk of every account, for printing."""
    return [(row["email"], row["name"], row.get("desk", "")) for row in read(folder)["account"]]


def password(folder: Path) -> str:
    """The one password of all demonstration accounts."""
    return str(read(folder)["password"])


def settle_in(folder: Path, *, since: date) -> Cast:
    """Create institutions, units, accounts with their desks, and travellers."""
    raw = read(folder)
    cast = Cast(password=raw["password"])
    _institutions(cast, raw["institution"])
    for row in raw["unit"]:
        institution = cast.institutions[row["institution"]]
        cast.units[row["code"]] = ApplicantUnit.objects.create(
            institution=institution, name=row["name"], city=row["city"]
        )
    hashed = make_password(cast.password)
    for row in raw["account"]:
        cast.users[row["key"]] = _account(cast, row, hashed, since)
    for values in raw["people"]["rows"]:
        row = dict(zip(raw["people"]["columns"], values, strict=True))
        cast.persons[row["key"]] = _person(cast, row)
    return cast


def find(folder: Path) -> Cast | None:
    """The cast of an installation that was filled in before; None when somebody of it is missing."""
    raw = read(folder)
    users = {user.email: user for user in User.objects.all()}
    people = {person.name: person for person in Person.objects.select_related("institution")}
    names = [dict(zip(raw["people"]["columns"], row, strict=True)) for row in raw["people"]["rows"]]
    if not all(row["email"] in users for row in raw["account"]) or not all(row["name"] in people for row in names):
        return None
    units = {(unit.institution.code, unit.name): unit for unit in ApplicantUnit.objects.select_related("institution")}
    return Cast(
        password=raw["password"],
        institutions={institution.code: institution for institution in Institution.objects.all()},
        units={row["code"]: units[(row["institution"], row["name"])] for row in raw["unit"]},
        users={row["key"]: users[row["email"]] for row in raw["account"]},
        persons={row["key"]: people[row["name"]] for row in names},
    )


def _institutions(cast: Cast, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        channel = cast.institutions[row["channel"]] if "channel" in row else None
        fields = {key: row[key] for key in ("code", "name", "kind", "city")}
        cast.institutions[row["code"]] = Institution.objects.create(channel=channel, **fields)


def _account(cast: Cast, row: dict[str, Any], hashed: str, since: date) -> User:
    language = settings.PACK.languages[0]
    user = User.objects.create(email=row["email"], name=row["name"], password=hashed, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if "desk" in row:
        Appointment.objects.create(
            user=user,
            desk=row["desk"],
            unit=cast.units.get(row.get("unit", "")),
            institution=cast.institutions.get(row.get("institution", "")),
            acting=row.get("acting", ""),
            since=since,
        )
    return user


def _person(cast: Cast, row: dict[str, str]) -> Person:
    email = row["email"] if "email" in row else f"{row['key']}@traveller.example"
    return Person.objects.create(
        institution=cast.institutions[row["institution"]],
        user=cast.users.get(row["account"]),
        name=row["name"],
        employee_no=row["employee_no"],
        position=row["position"],
        golongan=row["golongan"],
        email=email,
    )
