"""The parts of a trip: who pays, where to, who travels, which files were handed in. None: nobody has said."""

from dataclasses import dataclass
from datetime import date

from simpel.law.around import Codes


@dataclass(frozen=True, slots=True)
class Funding:
    """Pembiayaan: one payer or several, and who they are."""

    mode: str | None = None
    payers: Codes | None = None
    lodging_provided: bool | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """A country, as ISO 3166-1 alpha-2, and a city in it."""

    country: str | None = None
    city: str | None = None
    diplomatic_relations: bool | None = None
    starts_on: date | None = None  # first day there; with the last one, each day is paid at its own place's rate
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Peserta: what the law needs of one traveller; no name is among it. An empty text says: none."""

    key: str | None = None  # opaque; the same person has the same one on every trip
    rank: str | None = None
    role: str | None = None  # on this trip
    office: str | None = None  # the post held, where the law knows it by a code
    unit: str | None = None  # key of the unit
    traits: Codes | None = None
    claims: Codes | None = None  # allowances drawn on this trip
    ticket: str | None = None  # class of travel asked for
    golongan: str | None = None
    home_institution: bool | None = None
    state_leader: bool | None = None
    replaced: bool | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    passport_expires_on: date | None = None
    documents: Codes | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file handed in for a document of the checklist."""

    document: str | None = None
    type: str | None = None
    bytes: int | None = None
    endorsed_by: str | None = None  # an outside office that put its seal on it; "" says: nobody
    issued_on: date | None = None
    valid_until: date | None = None
