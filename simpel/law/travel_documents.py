"""Travel documents: which ones a traveller needs once the trip is allowed, how long each takes, when to begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from simpel.law.facts import Codes, Participant, Trip
from simpel.law.reading import Words
from simpel.law.rows import Scope, person_fact
from simpel.law.spans import months_later
from simpel.law.working_days import WorkingDays

SORTS = ("passport", "permit", "note", "visa")
MAKERS = ("office", "traveller")


@dataclass(frozen=True, eq=False)
class TravelPaper:
    """One kind of travel document: a row of travel_documents.toml."""

    id: str
    names: Words
    sort: Literal["passport", "permit", "note", "visa"]
    maker: Literal["office", "traveller"]  # who brings it about: the passport office, or the traveller at an embassy
    days: int
    count: Literal["calendar", "working"]
    after: Codes  # kinds that must be there first
    countries: frozenset[str]  # only for these (ISO 3166-1 alpha-2); empty: for every country
    papers: Codes  # documents of the checklist that go along to the office
    scope: Scope
    since: date
    until: date | None
    citations: Codes
    confidence: str

    def name(self, lang: str) -> str:
        """What it is called."""
        return self.names[lang]

    def binds(self, on: date) -> bool:
        """Whether the row is law on this day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Dates:
    """The clock of one document: the last day to begin, and the last day on which it may be ready."""

    start_by: date
    ready_by: date


@dataclass(frozen=True)
class TravelDocuments:
    """travel_documents.toml. A pack without it asks for no travel documents."""

    papers: Mapping[str, TravelPaper] = field(default_factory=dict)
    custodians: Mapping[str, Words] = field(default_factory=dict)  # who may hold a passport; the first: the traveller
    keeper: str = ""  # the custodian a passport goes back to after the trip; empty: nobody asks
    return_days: int = 0  # calendar days after return until it must be there
    return_duty: str = ""  # the pack's code of that duty
    months_after_return: int = 0  # so long a passport must stay valid after the trip
    handled_by: Codes = ()  # desks that see to the documents

    @property
    def traveller(self) -> str:
        """The custodian that stands for the traveller."""
        return next(iter(self.custodians), "")

    def valid_until(self, returns_on: date) -> date:
        """The day up to which a passport must be valid for a trip that ends on a day."""
        return months_later(returns_on, self.months_after_return)

    def needed(self, trip: Trip, traveller: Participant, *, on: date) -> list[TravelPaper]:
        """What this traveller needs under the law of a day, in the pack's order.

        Facts that nobody told do not spare anybody: an unknown expiry counts as no valid passport.
        """
        rows = [paper for paper in self.papers.values() if paper.binds(on)]
        return [paper for paper in rows if self._is_needed(paper, trip, traveller)]

    def _is_needed(self, paper: TravelPaper, trip: Trip, traveller: Participant) -> bool:
        if paper.scope.covers(lambda name: person_fact(trip, traveller, name))[0] is False:
            return False
        if paper.countries and not paper.countries & {place.country for place in trip.destinations or ()}:
            return False
        return paper.sort != "passport" or not self._has_valid_passport(trip, traveller)

    def _has_valid_passport(self, trip: Trip, traveller: Participant) -> bool:
        expires_on, returns_on = traveller.passport_expires_on, trip.returns_on
        return None not in (expires_on, returns_on) and expires_on >= self.valid_until(returns_on)  # type: ignore[operator,arg-type]

    def clocks(self, papers: Sequence[TravelPaper], departs_on: date, calendar: WorkingDays) -> dict[str, Dates]:
        """The clock of each needed document, counted back from the departure through those that wait for it."""
        found: dict[str, Dates] = {}
        for paper in reversed(papers):  # a row names in `after` only rows above it
            waiting = [found[later.id].start_by for later in papers if paper.id in later.after]
            ready_by = min(waiting, default=calendar.before(departs_on, 1))
            found[paper.id] = Dates(self._start(paper, ready_by, calendar), ready_by)
        return found

    def _start(self, paper: TravelPaper, ready_by: date, calendar: WorkingDays) -> date:
        if paper.count == "working":
            return calendar.before(ready_by, paper.days)
        return ready_by - timedelta(days=paper.days)

    def due(self, code: str, started_on: date, calendar: WorkingDays) -> date | None:
        """When a document begun on a day is usually ready; None for a kind the pack has dropped."""
        paper = self.papers.get(code)
        if paper is None:
            return None
        return (
            calendar.after(started_on, paper.days)
            if paper.count == "working"
            else started_on + timedelta(days=paper.days)
        )

    def must_return(self, returns_on: date) -> date | None:
        """The day by which a passport is back with its keeper; None where nobody asks."""
        return returns_on + timedelta(days=self.return_days) if self.keeper else None
