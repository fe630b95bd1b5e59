"""The people of this room's tests: Siti keeps a unit's register, Dewi a channel's, Orang Lain sees neither."""

from datetime import date
from typing import Any

import pytest

from simpel.people import actions
from simpel.people.models import ApplicantUnit, Institution, Person, User

PASSWORD = "tiga kuda di pematang"
LONG_AGO = date(2020, 1, 1)


def account(name: str, email: str, **fields: Any) -> User:
    user = User(name=name, email=email, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


class Cast:
    """A ministry with two units, a university that files through it, and a body that has nothing to do with them."""

    def __init__(self) -> None:
        self.ministry = Institution.objects.create(
            code="kc", name="Kementerian Contoh", kind="ministry", city="Jakarta"
        )
        self.university = Institution.objects.create(
            code="ucr", name="Universitas Cendana Raya", kind="university", city="Kupang", channel=self.ministry
        )
        self.elsewhere = Institution.objects.create(code="ll", name="Lembaga Lain", kind="agency", city="Jakarta")
        self.unit = ApplicantUnit.objects.create(institution=self.ministry, name="Biro Perundingan", city="Jakarta")
        self.next_door = ApplicantUnit.objects.create(institution=self.ministry, name="Biro Umum", city="Jakarta")
        self.siti = account("Siti Rahmawati, S.E.", "siti@contoh.test")
        self.dewi = account("Dewi Lestari", "dewi@contoh.test")
        self.bayu = account("Bayu Pramono", "bayu@contoh.test")
        self.orang_lain = account("Orang Lain", "lain@contoh.test")
        actions.appoint(self.siti, "UNIT", unit=self.unit, since=LONG_AGO)
        actions.appoint(self.dewi, "FOCAL_POINT", institution=self.ministry, since=LONG_AGO)
        actions.appoint(self.bayu, "ANALYST", since=LONG_AGO)
        actions.appoint(self.orang_lain, "FOCAL_POINT", institution=self.elsewhere, since=LONG_AGO)

    def person(self, name: str = "Ir. Made Suardana", **fields: Any) -> Person:
        fields = {"institution": self.ministry, "unit": self.unit, "position": "Analis", **fields}
        return actions.add_person(by=self.siti, name=name, **fields)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()
