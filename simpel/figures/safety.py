"""Numbers about people that nobody can be found in: groups under ten are never shown, nor to be had by subtraction.

Pure. One population (the trips of a closed quarter) is cut into *blocks* of at least ten different people each, and
every number that is ever shown is a sum over whole blocks. Whatever is added or subtracted from such numbers is again
made of whole blocks; so a group that can be worked out, even by somebody who knows which combinations occur at all, is
a union of blocks: ten people or more. docs/explanation/figures.md has the proof, a test attacks it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

ENOUGH = 10  # different people
REST = ""  # the label of what is not broken down further

Key = Hashable


@dataclass(frozen=True)
class Trip:
    """One trip as the public part sees it: who went (opaque keys), and a code for each dimension."""

    people: frozenset[Key]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Trips that are only ever shown together. `labels` has a code where all of them share it, else REST."""

    trips: tuple[Trip, ...]
    labels: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many different people went."""
        return count_people(self.trips)

    @property
    def travellers(self) -> int:
        """How many seats: somebody who went twice counts twice."""
        return sum(len(trip.people) for trip in self.trips)


def blocks(trips: Iterable[Trip], dimensions: int) -> list[Block]:
    """The population in blocks of at least ENOUGH people, cut along each dimension in turn; none if it is smaller."""
    everything = tuple(trips)
    if count_people(everything) < ENOUGH:
        return []
    found = [Block(everything, ())]
    for number in range(dimensions):
        found = [part for block in found for part in _cut(block, number)]
    return found


def table(parts: Iterable[Block], dimension: int) -> list[tuple[str, int, int]]:
    """One published table: code (REST for what is not broken down), trips, travellers. Most trips first, REST last."""
    sums: dict[str, tuple[int, int]] = {}
    for block in parts:
        trips, travellers = sums.get(block.labels[dimension], (0, 0))
        sums[block.labels[dimension]] = (trips + len(block.trips), travellers + block.travellers)
    rows = [(code, trips, travellers) for code, (trips, travellers) in sums.items()]
    return sorted(rows, key=lambda row: (row[0] == REST, -row[1], -row[2], row[0]))


def count_people(trips: Iterable[Trip]) -> int:
    """How many different people are on these trips."""
    return len(frozenset[Key]().union(*(trip.people for trip in trips)))


def _cut(block: Block, dimension: int) -> list[Block]:
    """A block by one dimension: what is large enough stands alone, the rest together, and that is large enough too."""
    groups = _grouped(block.trips, lambda trip: trip.codes[dimension])
    alone = {code: trips for code, trips in groups.items() if code != REST and count_people(trips) >= ENOUGH}
    rest = [trip for code, trips in groups.items() if code not in alone for trip in trips]
    for code in sorted(alone, key=lambda code: (count_people(alone[code]), code)):
        if not rest or count_people(rest) >= ENOUGH:
            break
        rest += alone.pop(code)
    parts = [Block(tuple(trips), (*block.labels, code)) for code, trips in alone.items()]
    return parts + ([Block(tuple(rest), (*block.labels, REST))] if rest else [])


def _grouped(trips: Sequence[Trip], by: Callable[[Trip], str]) -> dict[str, list[Trip]]:
    groups: dict[str, list[Trip]] = {}
    for trip in trips:
        groups.setdefault(by(trip), []).append(trip)
    return groups
