"""Is this one of our letters? One answer for a file or a code; anything that goes wrong is that it cannot be checked.

`authentic` is said of bytes only. A code says what the register holds (`registered`), to be compared with the paper. A
file that points at a letter of ours without being it is `not_issued_file`, however valid a signature it carries.
"""

import functools
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ParamSpec

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from simpel.ledger import clock
from simpel.letters import clues, codes, office, witness, wording
from simpel.letters.content import LetterFacts, from_json
from simpel.letters.models import Letter
from simpel.letters.saying import (
    AUTHENTIC,
    CANCELS,
    CANNOT_CHECK,
    EXPIRED,
    NOT_ISSUED,
    REGISTERED,
    REVOKED,
    SAYINGS,
    UNKNOWN,
)

_log = logging.getLogger(__name__)
P = ParamSpec("P")


@dataclass(frozen=True)
class Facts:
    """What the public may learn of a letter. Of protected travellers nothing but the letter itself is told."""

    number: str
    issuer: str
    issued_on: date
    state: str  # valid, or the answer that says why not: expired, revoked, extended, corrected, cancelled, cancellation
    sha256: str
    protected: bool
    specimen: bool
    country: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    persons: int = 0
    names: tuple[str, ...] = ()
    signed_for: str = ""
    later_no: str = ""  # the letter that extended, corrected or cancelled it, and the code to check that one by
    later_code: str = ""
    earlier_no: str = ""  # the letter that it changes itself


@dataclass(frozen=True)
class Answer:
    """One answer: its kind, what the register holds, and the fingerprint of what was asked about."""

    kind: str
    facts: Facts | None = None
    sha256: str = ""
    code: str = ""
    basis: str = "file"  # or "code"

    def as_json(self) -> dict[str, Any]:
        """For machines; `answer` is the stable word."""
        said: dict[str, Any] = {"answer": self.kind, "basis": self.basis, "sha256": self.sha256}
        if self.facts:
            said["letter"] = {
                name: _plain(value) for name, value in vars(self.facts).items() if value not in ("", None, (), 0)
            }
        return said

    def in_words(self) -> str:
        """One sentence, and which letter it is about."""
        sentence = str(SAYINGS[self.kind].sentence)
        if self.facts is None:
            return sentence
        told = [sentence, _("Surat %(number)s tanggal %(date)s.") % self._which()]
        if self.facts.later_no:
            told.append(_("Surat yang mengubahnya: %(number)s.") % {"number": self.facts.later_no})
        return " ".join(told)

    def _which(self) -> dict[str, str]:
        """Number and date of the letter it is about."""
        return {"number": self.facts.number, "date": _day(self.facts.issued_on)} if self.facts else {}


def never_worse_than_unsure(check: Callable[P, Answer]) -> Callable[P, Answer]:
    """Whatever goes wrong inside, the answer is that it cannot be checked now; the cause goes to the log."""

    @functools.wraps(check)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return check(*args, **kwargs)
        except Exception:
            _log.exception("letter check failed")
            return Answer(CANNOT_CHECK)

    return guarded


@never_worse_than_unsure
def check_bytes(data: bytes) -> Answer:
    """The answer for a file."""
    digest = hashlib.sha256(data).hexdigest()
    if same := _by_digest(digest):
        return _of_file(same, digest)
    printed, secrets = clues.found_in(data)
    return _of_another_file(_pointed_at(printed, secrets), digest)


@never_worse_than_unsure
def check_digest(digest: str, pointing_at: str = "") -> Answer:
    """The answer for a file whose bytes stayed with the asker: its SHA-256, and the code or address found in it."""
    digest = digest.strip().lower()
    if same := _by_digest(digest):
        return _of_file(same, digest)
    code = codes.read(pointing_at)
    return _of_another_file(_pointed_at([code] if code else [], [pointing_at]), digest)


@never_worse_than_unsure
def check_code(key: str) -> Answer:
    """What the register holds for a typed code or the address in a QR."""
    code = codes.read(key)
    letter = _pointed_at([code] if code else [], [key])
    if letter is None:
        return Answer(UNKNOWN, basis="code")
    state = _state(letter)
    return Answer(REGISTERED if state == "valid" else state, public_facts(letter), code=letter.code, basis="code")


def matches(key: str, *, name: str, starts_on: date | None) -> bool | None:
    """For protected travellers: is this person on that letter, from that day? None when there is no such letter."""
    code = codes.read(key)
    letter = _pointed_at([code] if code else [], [key])
    if letter is None:
        return None
    asked = _comparable(name)
    return any(asked == _comparable(one.name) and starts_on == one.starts_on for one in _facts_of(letter).travellers)


def public_facts(letter: Letter) -> Facts:
    """The letter as the public may see it, by class of traveller."""
    content = from_json(letter.content)
    issuer = office.layout().issuer
    language = (get_language() or "id").split("-")[0]
    shown = Facts(
        number=letter.number,
        issuer=issuer.get(language, issuer["id"]),
        issued_on=letter.issued_on,
        state=_state(letter),
        sha256=letter.sha256,
        protected=letter.protected,
        specimen=letter.specimen,
        signed_for=", ".join(content.signature.lines).rstrip(","),
        later_no=letter.followed_by.number if letter.followed_by else "",
        later_code=letter.followed_by.code if letter.followed_by else "",
        earlier_no=content.facts.earlier_no,
    )
    if letter.protected:
        return shown
    facts = content.facts
    return replace(
        shown,
        country=", ".join(wording.country(code, language) for code in facts.countries),
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        persons=len(facts.travellers),
        names=tuple(wording.masked(one.name) for one in facts.travellers),
    )


def _of_file(letter: Letter, digest: str) -> Answer:
    state = _state(letter)
    return Answer(AUTHENTIC if state == "valid" else state, public_facts(letter), digest, letter.code)


def _of_another_file(letter: Letter | None, digest: str) -> Answer:
    if letter is None:
        return Answer(UNKNOWN, sha256=digest)
    return Answer(NOT_ISSUED, public_facts(letter), digest, letter.code)


def _released() -> QuerySet[Letter]:
    """Letters that ever left the house. One that never did is answered like one that never was."""
    return Letter.objects.filter(released_at__isnull=False).select_related("followed_by", "amends")


def _by_digest(digest: str) -> Letter | None:
    return _witnessed(_released().filter(sha256=digest).first()) if len(digest) == 64 else None


def _pointed_at(printed: list[str], secrets: list[str]) -> Letter | None:
    addressed = Q(code__in=printed[:20]) | Q(secret__in=[secret for secret in secrets[:20] if len(secret) >= 22])
    return _witnessed(_released().filter(addressed).first())


def _witnessed(letter: Letter | None) -> Letter | None:
    """What was found, if the record says the same of it. An altered row is an error, so the answer is unsure."""
    return letter and witness.require(letter)


def _state(letter: Letter) -> str:
    """`valid` only of a letter that stands by itself: not revoked, not followed by another, no mere cancellation."""
    if letter.revoked_at is not None or letter.state == Letter.State.VOID:
        return REVOKED
    if letter.standing:
        return letter.standing.lower()
    if letter.makes == Letter.Standing.CANCELLED:
        return CANCELS
    return EXPIRED if letter.expires_on < clock.today() else "valid"


def _facts_of(letter: Letter) -> LetterFacts:
    return from_json(letter.content).facts


def _comparable(name: str) -> str:
    return wording.tidy(name).casefold()


def _day(on: date) -> str:
    return wording.day(on, (get_language() or "id").split("-")[0])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
