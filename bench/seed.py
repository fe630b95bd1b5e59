"""Many files at once: nine tenths long closed, the rest on some desk with departure in the coming weeks."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from simpel.cli.demo import people
from simpel.cli.demo.past import Past
from simpel.cli.demo.people import Cast
from simpel.ledger import clock
from simpel.people.models import ApplicantUnit, Institution, Person
from simpel.permits.actions.drafting import ALPHABET
from simpel.permits.past import PastFile, import_files

CLOSED_SHARE = 0.9
YEARS = 3
TRIPS_EACH = 10
FIRST = ("Agus", "Budi", "Citra", "Dewi", "Eka", "Fitri", "Gita", "Hadi", "Intan", "Joko", "Kartika")
LAST = ("Pratama", "Lestari", "Wijaya", "Santoso", "Rahayu", "Kusuma", "Nugroho", "Permata", "Siregar")
OFFICE_STEPS = 3  # a file still waiting at the office has at most so many approvals behind it


def fill(count: int) -> Cast:
    """The demonstration's people and `count` files of theirs."""
    folder = settings.PACK.path / "demo"
    cast = people.settle_in(folder, since=clock.today() - timedelta(days=365 * (YEARS + 1)))
    settle_more(cast, count // TRIPS_EACH)
    many = Many(cast, people.read(folder), clock.today())
    import_files(many.one(number, closed=number < count * CLOSED_SHARE) for number in range(count))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does on PostgreSQL; on SQLite the planner otherwise guesses
    return cast


def settle_more(cast: Cast, count: int) -> None:
    """So many more travellers, that nobody has travelled more often than people do."""
    homes = list({unit.institution_id: unit.institution for unit in cast.units.values()}.values())
    classes = list(settings.PACK.golongan)
    rows = Person.objects.bulk_create(
        Person(
            institution=homes[number % len(homes)],
            name=f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number}",
            position="Analis",
            golongan=classes[-1 - number % 2],
        )
        for number in range(count)
    )
    cast.persons |= {f"more-{row.pk}": row for row in rows}


class Many(Past):
    """The demonstration's own stock, drawn from for files in all states and of the last years only."""

    def __init__(self, cast: Cast, raw: dict[str, Any], today: date) -> None:
        super().__init__(cast, raw, today)
        self.keys: dict[int, list[str]] = {}
        for key, person in cast.persons.items():
            self.keys.setdefault(person.institution_id, []).append(key)

    def travellers(self, home: Institution) -> list[str]:
        """One to three people of that institution, found without looking through all of them."""
        return self.draw.sample(self.keys[home.pk], min(len(self.keys[home.pk]), self.draw.choice((1, 1, 1, 2, 3))))

    def one(self, number: int, *, closed: bool) -> PastFile:
        """One file: closed somewhere in the last years, or still on its way."""
        unit = self.draw.choice(list(self.cast.units.values()))
        home = unit.institution
        ahead = -self.draw.randrange(40, 365 * YEARS) if closed else self.draw.randrange(10, 60)
        departs = self.today + timedelta(days=ahead)
        filed = departs - timedelta(days=self.draw.randrange(30, 60))
        theme = self.draw.choice(self.stock["themes"])
        event = self.event(theme, departs + timedelta(days=1))
        returns = event["ends_on"] + timedelta(days=1)
        return PastFile(
            reference=reference(number),
            institution=home,
            unit=unit,
            created_by=self.cast.users[self.cast.writer_for(home, self.stock)],
            event={**event, "name": f"{event['name']} {number % 97}"},
            form=self.form(theme, departs, returns, filed, number),
            people=tuple(self.cast.persons[key] for key in self.travellers(home)),
            way=tuple(self.steps(unit, filed, closed=closed)),
            filed_on=filed,
            decided_on=filed + timedelta(days=8) if closed else None,
        )

    def steps(self, unit: ApplicantUnit, filed: date, *, closed: bool) -> Iterator[tuple[date, str, str, str, Any]]:
        """The whole way of a closed file; as much of it as an open one has behind it."""
        ways = self.stock["way"]
        rows = [*ways["unit"], *ways["completed"]]
        behind = len(rows) if closed else self.draw.randrange(1, len(ways["unit"]) + OFFICE_STEPS + 1)
        for days, row in enumerate(rows[:behind]):
            by = self.cast.users[self.who(row["by"], unit.institution)]
            yield filed + timedelta(days=days), row["verb"], row["desk"], row["to"], by


def reference(number: int) -> str:
    """A different reference for each number, in the alphabet of references."""
    letters = []
    for _ in range(8):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
