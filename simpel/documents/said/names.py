"""Whether a person is named in a text: titles, order, initials, accents and one slip of the pen apart."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

TITLES = frozenset(
    re.findall(
        r"\w+",
        "dr prof ir drs dra hj h kh ust mr mrs ms miss sdr sdri bapak ibu bpk yth apt ns st mt se mm sh mh si sos pd "
        "kom ak msi msc mba ma bsc phd spd spog ssi skom mkom mpd sip kes mkes stp mph ssos mhum ba bba dipl ing",
    )
)
MOST_WORDS = 4_000
SLACK = 2  # words that may stand between the parts of a name
SHORTEST_SLIP = 5  # letters: below this another letter is another name


class Named(NamedTuple):
    """How a name was found: `exact`, `near` (as spelt there) or not at all."""

    kind: str
    spelling: str = ""


def words_of(text: str) -> list[str]:
    """The words of a text without case, accents and signs; figures are left out."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.findall(r"[^\W\d_]+", plain)[:MOST_WORDS]


def parts_of(name: str) -> list[str]:
    """The parts of a name that identify: what follows the first comma and every title is left out."""
    words = words_of(name.split(",", 1)[0])
    kept = [word for word in words if word not in TITLES]
    return kept or words


def find(name: str, words: Sequence[str]) -> Named:
    """Look for a name among the words of a text."""
    parts = parts_of(name)
    if not parts:
        return Named("absent")
    anchor = max(parts, key=len)
    near = Named("absent")
    for same in (_equal, _slipped):
        known = {word for word in set(words) if same(anchor, word)}
        for place in (i for i, word in enumerate(words) if word in known):
            spelling = _around(parts, anchor, words, place)
            if spelling and _is_exact(parts, spelling):
                return Named("exact", " ".join(spelling))
            if spelling and near.kind == "absent":
                near = Named("near", " ".join(spelling))
    return near


def _around(parts: Sequence[str], anchor: str, words: Sequence[str], place: int) -> list[str]:
    """The words near a place that make up the name, each part by a word of its own; none when a part is missing."""
    reach = len(parts) + SLACK
    near = list(range(max(0, place - reach), min(len(words), place + reach + 1)))
    near.remove(place)
    found = {place}
    for part in sorted((part for part in parts if part != anchor), key=len, reverse=True):
        spot = next((i for i in near if _stands_for(part, words[i])), None)
        if spot is None:
            return []
        near.remove(spot)
        found.add(spot)
    return [words[i] for i in sorted(found)] if max(found) - min(found) < reach else []


def _stands_for(part: str, word: str) -> bool:
    """The word itself, its initial, or the word with a slip."""
    return _equal(part, word) or (1 in (len(part), len(word)) and part[0] == word[0]) or _slipped(part, word)


def _is_exact(parts: Sequence[str], spelling: Sequence[str]) -> bool:
    """Whether nothing was misspelt: every word found is a part of the name or the initial of one."""
    return all(any(_equal(p, w) or (1 in (len(p), len(w)) and p[0] == w[0]) for p in parts) for w in spelling)


def _equal(one: str, other: str) -> bool:
    return one == other


def _slipped(one: str, other: str) -> bool:
    """Whether one letter was changed, added, lost, or two neighbours changed places."""
    if one == other or min(len(one), len(other)) < SHORTEST_SLIP or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    return one[1:] == other or one == other[1:]
