"""Three years of closed files, so that lists look like life. Drawn from a fixed seed: the same on every run."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from simpel.law.calendar import report_due
from simpel.people.models import Institution, User
from simpel.permits.actions.drafting import ALPHABET
from simpel.permits.past import PastFile, import_files

from .people import Cast

SEED = 20260101
DECISIONS = ("approve", "register", "reject")
FATES, OFTEN = ("completed", "rejected", "withdrawn"), (94, 3, 3)


class Past:
    """Draws closed files from the stock of a pack's demonstration (`[past]` of people.toml)."""

    def __init__(self, cast: Cast, raw: dict[str, Any], today: date) -> None:
        self.cast, self.raw, self.stock, self.today = cast, raw, raw["past"], today
        self.draw = random.Random(SEED)  # noqa: S311  (made-up data, not a secret)
        homes = {person.institution_id: person.institution for person in cast.persons.values()}
        self.homes = [homes[key] for key in sorted(homes)]

    def bring_in(self, count: int) -> int:
        """Bring in files that ended before today."""
        return import_files(self.file(number) for number in range(count))

    def file(self, number: int) -> PastFile:
        """The file of one number: the higher, the longer ago."""
        home = self.draw.choice(self.homes)
        unit = next((unit for unit in self.cast.units.values() if unit.institution_id == home.pk), None)
        theme = self.draw.choice(self.stock["themes"])
        departs = self.today - timedelta(days=40 + number * 3 + self.draw.randrange(3))
        event = self.event(theme, departs + timedelta(days=1))
        returns = event["ends_on"] + timedelta(days=1)
        filed = departs - timedelta(days=self.draw.randrange(9, 40))
        fate = self.draw.choices(FATES, OFTEN)[0]
        way = tuple(self._way(home, filed, returns, fate, from_unit=unit is not None))
        return PastFile(
            reference=f"{self._signs()}-{self._signs()}",
            institution=home,
            unit=unit,
            created_by=self.cast.users[self.cast.writer_for(home, self.stock)],
            event=event,
            form=self.form(theme, departs, returns, filed, number),
            people=tuple(self.cast.persons[key] for key in self.travellers(home)),
            way=way,
            filed_on=filed,
            decided_on=next((day for day, verb, _desk, after, _by in way if decides(verb, after)), None),
            report=self._report(theme, returns) if fate == "completed" else {},
        )  # fmt: skip

    def _signs(self) -> str:
        return "".join(self.draw.choice(ALPHABET) for _ in range(4))

    def event(self, theme: dict[str, Any], starts: date) -> dict[str, Any]:
        country, city = self.draw.choice(self.stock["places"])
        ends = starts + timedelta(days=self.draw.randrange(1, 5))
        name = f"{theme['name']} {starts.year}"
        return {
            "name": name,
            "organiser": theme["organiser"],
            "country": country,
            "city": city,
            "starts_on": starts,
            "ends_on": ends,
        }

    def travellers(self, home: Institution) -> list[str]:
        keys = self.cast.of_institution(home)
        return self.draw.sample(keys, min(len(keys), self.draw.choices([1, 2, 3], [6, 3, 1])[0]))

    def form(self, theme: dict[str, Any], departs: date, returns: date, filed: date, number: int) -> dict[str, Any]:
        """Everything that was filled in; letters are numbered as `[past.form]` says."""
        printed = {name: str(text).format(number=number, year=filed.year) for name, text in self.stock["form"].items()}
        return {
            **printed,
            "cluster": list(settings.PACK.clusters)[-1],
            "unit_letter_on": filed - timedelta(days=8),
            "letter_on": filed - timedelta(days=1),
            "activity_type": theme["activity"],
            "departs_on": departs,
            "returns_on": returns,
            "purpose": theme["purpose"],
            "answers": dict(self.stock["answers"]),
            "funding": "SINGLE",
            "payers": [self.draw.choice(list(settings.PACK.payers)[:2])],
            "copies": list(self.stock["copies"]),
        }

    def _way(
        self, home: Institution, filed: date, returns: date, fate: str, *, from_unit: bool
    ) -> Iterator[tuple[date, str, str, str, User]]:
        """The states such a file passed, from `[past.way]`."""
        day = filed
        for row in self.stock["way"]["unit" if from_unit else "channel"] + self.stock["way"][fate]:
            if row.get("after_return"):
                day = returns + timedelta(days=self.draw.randrange(3, 14))
            elif row.get("days"):
                day += timedelta(days=self.draw.randrange(row["days"] + 1))
            yield day, row["verb"], row["desk"], row["to"], self.cast.users[self.who(row["by"], home)]

    def who(self, by: str, home: Institution) -> str:
        """The key of an account: the file's writer, its channel, or somebody by name."""
        if by == "writer":
            return self.cast.writer_for(home, self.stock)
        return self.cast.channel_for(home, self.raw) if by == "channel" else by

    def _report(self, theme: dict[str, Any], returns: date) -> dict[str, Any]:
        due_on = report_due(settings.PACK, returns)
        if due_on is None:  # the law of that time set no day
            return {}
        handed_in = returns + timedelta(days=self.draw.randrange(3, 14))
        return {
            "due_on": due_on,
            "substance": theme["purpose"],
            **self.stock["report"],
            "submitted_on": handed_in,
            "accepted_on": handed_in + timedelta(days=3),
        }


def decides(verb: str, after: str) -> bool:
    """Whether a move of that verb into that state is the decision on a file."""
    return verb in DECISIONS and settings.PACK.workflow.states[after].phase in ("decided", "closed")
