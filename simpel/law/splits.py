"""Pemecahan rombongan: files that look like parts of one delegation. A suspicion with its reasons, never a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from simpel.law.event_names import EventWords, alike, same_body, same_place

WEEK = timedelta(days=6)  # one week: the first and the seventh day are in it
SURE, LIKELY, HINT = (
    0.8,
    0.6,
    0.3,
)  # how alike two names are: enough with the place, with one more sign, with all others
PLACE, DATES, NAME, ORGANISER, INSTITUTION, CHANNEL = "place", "dates", "name", "organiser", "institution", "channel"


@dataclass(frozen=True, slots=True)
class Filing:
    """What a split can be seen from in one file. Keys are opaque; nobody's name is among it."""

    key: str
    institution: str
    channel: str
    event: str
    organiser: str
    country: str  # ISO 3166-1 alpha-2
    city: str
    starts_on: date
    ends_on: date
    headcount: int


@dataclass(frozen=True, slots=True)
class Part:
    """Another file that looks like a part of the same delegation, and the signs that say so."""

    filing: Filing
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A file with the others of its suspected delegation, and how many travel on all of them together."""

    filing: Filing
    parts: tuple[Part, ...]

    @property
    def headcount(self) -> int:
        """Everybody on the file itself and on its parts."""
        return self.filing.headcount + sum(part.filing.headcount for part in self.parts)

    def beyond(self, seats: int | None) -> int:
        """How many more travel than one delegation has seats; 0 where it has enough or no number limits it."""
        return max(self.headcount - seats, 0) if seats is not None else 0


def split(filing: Filing, others: Iterable[Filing], words: EventWords) -> Split | None:
    """The files among `others` that look like parts of this one's delegation; None when there is none."""
    parts = [
        Part(other, found) for other in others if other.key != filing.key and (found := signs(filing, other, words))
    ]
    return Split(filing, tuple(parts)) if parts else None


def signs(one: Filing, other: Filing, words: EventWords) -> tuple[str, ...]:
    """What makes two files look like one delegation; empty when they do not.

    The country and the week must be the same. Then names so alike that only a clerk could tell them apart are enough in
    one city; names that share their main words need the same organiser or institution too; names that hardly agree need
    everything else: city, days, organiser and the same channel.
    """
    if one.country != other.country or not _one_week(one, other):
        return ()
    alike_by = alike(one.event, other.event, words)
    found = {
        NAME: alike_by >= LIKELY,
        PLACE: same_place(one.city, other.city),
        DATES: one.starts_on <= other.ends_on and other.starts_on <= one.ends_on,
        ORGANISER: same_body(one.organiser, other.organiser, words),
        INSTITUTION: one.institution == other.institution,
        CHANNEL: one.channel == other.channel,
    }
    return tuple(sign for sign, seen in found.items() if seen) if _suspected(alike_by, found) else ()


def _suspected(alike_by: float, found: dict[str, bool]) -> bool:
    if alike_by >= SURE:
        return found[PLACE] or (found[ORGANISER] and found[DATES])
    if alike_by >= LIKELY:
        return found[PLACE] and found[DATES] and (found[ORGANISER] or found[INSTITUTION])
    everything = (PLACE, DATES, ORGANISER, CHANNEL)
    return alike_by >= HINT and all(found[sign] for sign in everything)


def _one_week(one: Filing, other: Filing) -> bool:
    """Whether both events begin within seven days."""
    return abs(one.starts_on - other.starts_on) <= WEEK
