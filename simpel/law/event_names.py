"""When two events are the same one, however each clerk wrote its name. Pure: words come from the pack."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType

ALIKE = 0.8  # of two words: a slip of the pen, an ending
NAMELESS = 0.5  # both are called nothing but "meeting": the other signs must tell
FEW = 4  # letters below which only the very same word counts
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(
    r"\b(batch|group|part|phase|team|gelombang|kelompok|rombongan|tahap|tim|bagian)\s+(\d+|[a-z]|[ivx]+)\b"
)
_ORDINAL = re.compile(r"(?:ke)?(\d{1,3})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = MappingProxyType(
    {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
)
_INITIALS = range(3, 9)  # letters of an abbreviation


@dataclass(frozen=True, eq=False)  # by identity: a pack has one, and names are remembered under it
class EventWords:
    """What a pack knows of event names: words that mean the same, and words that tell no event from another."""

    same: Mapping[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """An event's name taken apart: telling words, common words, the number of the session, all its initials."""

    telling: frozenset[str]
    common: frozenset[str]
    numbers: frozenset[str]
    initials: str
    short: frozenset[str]


def alike(one: str, other: str, words: EventWords) -> float:
    """From 0 to 1: how sure it is that two names mean the same event. Other session numbers make it another event."""
    first, second = taken_apart(one, words), taken_apart(other, words)
    if first.numbers and second.numbers and first.numbers != second.numbers:
        return 0.0
    if first.initials in second.short or second.initials in first.short or first.short & second.short:
        return 1.0
    return _shared(first, second)


def same_place(one: str, other: str) -> bool:
    """Whether two ways of writing a city mean one: "Den Haag" in "Den Haag (Scheveningen)"."""
    first, second = set(_plain(one)), set(_plain(other))
    return bool(first and second) and (first <= second or second <= first or _near("".join(first), "".join(second)))


def same_body(one: str, other: str, words: EventWords) -> bool:
    """Whether two ways of writing an organiser mean one."""
    return alike(one, other, words) >= ALIKE


@lru_cache(maxsize=4096)
def taken_apart(name: str, words: EventWords) -> Name:
    """The name as its words, without years and without what only numbers the parts of a delegation."""
    said = _PART.sub(" ", " ".join(_plain(name))).split()
    numbers = frozenset(str(int(found[1])) for word in said if (found := _number(word)))
    spoken = [word for word in said if not _number(word) and not _YEAR.fullmatch(word) and word not in words.plain]
    letters = "".join(word[0] for word in spoken)
    return Name(
        telling=frozenset(word for word in spoken if word not in words.same and len(word) > 1),
        common=frozenset(words.same[word] for word in spoken if word in words.same),
        numbers=numbers,
        initials=letters if len(letters) in _INITIALS else "",
        short=_abbreviations(name, words),
    )


def _number(word: str) -> re.Match[str] | None:
    """The number in "12", "12th", "ke12" or "XII"."""
    return _ORDINAL.fullmatch(_ROMAN.get(word, word))


def _abbreviations(name: str, words: EventWords) -> frozenset[str]:
    """The words written in capitals; in a name all in capitals they abbreviate nothing."""
    said = [word for word in _WORD.findall(name) if word.isalpha()]
    if len(said) > 1 and all(word.isupper() for word in said):
        return frozenset()
    short = {word.casefold() for word in said if word.isupper() and len(word) in _INITIALS}
    return frozenset(short - set(_ROMAN) - words.plain - set(words.same))


def _shared(first: Name, second: Name) -> float:
    """The share of the shorter name's words that the other one has too; common words count a third."""
    if not first.telling or not second.telling:
        nothing_but_kinds = not first.telling and not second.telling and first.common and first.common == second.common
        return NAMELESS if nothing_but_kinds else 0.0
    fewer, more = sorted((first.telling, second.telling), key=len)
    hits = sum(any(_near(word, other) for other in more) for word in fewer)
    kinds = _kinds(first, second)
    share = (hits + kinds / 3) / (len(fewer) + 1 / 3)
    return share if len(fewer) > 1 else share * (len(fewer) + 1) / (len(more) + 1)


def _kinds(first: Name, second: Name) -> float:
    """Whether both are conferences, both are courses; half where one does not say."""
    if not first.common or not second.common:
        return 0.5
    return float(bool(first.common & second.common))


def _near(one: str, other: str) -> bool:
    """The same word, or one slip of the pen away from it."""
    if one == other:
        return True
    if min(len(one), len(other)) <= FEW:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _plain(text: str) -> list[str]:
    """Small letters without accents; "ke-12" is one word."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return _WORD.findall(re.sub(r"\bke-(?=\d)", "ke", bare))
