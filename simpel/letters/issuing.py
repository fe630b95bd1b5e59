"""How a letter comes about, in the order that docs/explanation/letters.md explains and nothing may change.

`prepare` takes the number and freezes the content, in the transaction of the decision itself. `produce` then works in
three beats that may be repeated after a crash at any point: claim (recorded before anything is signed), build (draw,
compare, sign, verify, store; no transaction), settle (the letter counts from here). Before that nobody gets the file.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q
from django.db.transaction import TransactionManagementError

from simpel.documents import storage
from simpel.documents.models import File
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.letters import codes, compare, numbering, office, render, signing, token
from simpel.letters.content import LetterFacts, compose, from_json
from simpel.letters.layout import APPROVAL
from simpel.letters.models import Letter

LEASE = timedelta(seconds=60)  # a claim older than this belongs to a process that died
CHECK_PATH = "/periksa/"


class CannotIssue(Exception):
    """A letter that cannot be prepared or voided: a stable `code`, and the `values` words are made from."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Tampered(Exception):
    """What is stored of a prepared letter is not what was decided."""


@dataclass(frozen=True)
class Amending:
    """The earlier letter that a new one changes, and what becomes of it once the new one is out."""

    letter: Letter
    makes: Letter.Standing


def prepare(
    case: str,
    *,
    facts: LetterFacts,
    protected: bool,
    by: Model | int | None,
    on: date,
    kind: str = APPROVAL,
    amending: Amending | None = None,
) -> Letter:
    """Take the number, freeze what the letter will say, record it: in the caller's transaction, with the decision."""
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("A number is taken in the transaction of the decision.")
    if strange := unprintable(facts):
        raise CannotIssue("unprintable", signs=strange)
    with transaction.atomic():  # a refusal in here gives the number back
        return _prepare(case, kind, facts, amending, protected=protected, by=by, on=on)


def _prepare(
    case: str,
    kind: str,
    facts: LetterFacts,
    amending: Amending | None,
    *,
    protected: bool,
    by: Model | int | None,
    on: date,
) -> Letter:
    layout, at = office.layout(), clock.now()
    series = layout.series_for(facts.cluster)
    serial = numbering.take(series.id, on.year)
    if letter_of(case):  # asked under the counter's lock, so that of two decisions at once the second sees the first
        raise CannotIssue("letter_exists", case=case)
    if amending and not may_be_amended(amending.letter):
        raise CannotIssue("not_in_force", number=amending.letter.number)
    number = series.printed(serial, activity=facts.activity_letter_code, on=on)
    code = codes.printed(secrets.randbits(codes.RANDOM_BITS))
    address = settings.SITE_URL.split("//", 1)[-1] + CHECK_PATH.rstrip("/")
    content = compose(
        facts, layout, kind=kind, number=number, code=code, issued_on=on, decided_at=office.local(at), address=address
    )
    seal = content.sha256()
    changes = {"amends": amending.letter.number, "makes": amending.makes.value} if amending else {}
    entry = record("letter.prepared", case, actor=by, number=number, letter=kind, content_sha256=seal, **changes)
    return Letter.objects.create(
        case=case,
        kind=kind,
        amends=amending.letter if amending else None,
        makes=amending.makes if amending else "",
        series=series.id,
        year=on.year,
        serial=serial,
        number=number,
        issued_on=on,
        expires_on=facts.expires_on,
        content=content.as_json(),
        content_sha256=seal,
        trace_entry=entry.seq,
        trace_seal=entry.seal,
        protected=protected,
        code=code,
        secret=secrets.token_urlsafe(16),
        prepared_at=at,
    )


def produce(letter_id: int) -> Letter:
    """Sign and release a prepared letter. One that is finished, or somebody else's, is returned as it stands."""
    letter, mine = _claim(letter_id)
    if not mine:
        return letter
    try:
        pdf, pages = _build(letter)
        file_id = uuid4()
        storage.write(file_id, pdf)
    except Exception:
        Letter.objects.filter(pk=letter_id, attempts=letter.attempts).update(
            claimed_at=None
        )  # the next try need not wait
        raise
    sha256 = hashlib.sha256(pdf).hexdigest()
    return _settle(
        letter,
        File(id=file_id, name=_file_name(letter), kind="application/pdf", size=len(pdf), sha256=sha256, pages=pages),
    )


def waiting(limit: int = 50) -> list[int]:
    """Prepared letters nobody is working on, oldest first; one that failed goes behind those not tried yet."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=clock.wall() - LEASE)
    rows = Letter.objects.filter(free, state=Letter.State.PREPARED).order_by("attempts", "prepared_at", "pk")
    return list(rows.values_list("pk", flat=True)[:limit])


def letter_of(case: str) -> Letter | None:
    """The one letter of a case that counts or is on its way."""
    return Letter.objects.filter(case=case).exclude(state=Letter.State.VOID).select_related("followed_by").first()


def may_be_amended(letter: Letter) -> bool:
    """Whether a later letter may change this one: it is out, in force, and no other is on its way to change it."""
    on_the_way = Letter.objects.filter(amends=letter).exclude(state=Letter.State.VOID)
    return letter.state == Letter.State.ISSUED and not letter.standing and not on_the_way.exists()


@transaction.atomic
def void(letter: Letter, reason: str, by: Model | int | None) -> Letter:
    """Withdraw a letter. Its number stays listed with the reason; a released file is called revoked from now on."""
    reason = " ".join(reason.split())
    if not reason:
        raise CannotIssue("void_needs_reason")
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if letter.state == Letter.State.VOID:
        raise CannotIssue("void_already", number=letter.number)
    if letter.state == Letter.State.ISSUED:
        letter.revoked_at, letter.revoked_reason = clock.now(), reason[:300]
    letter.state, letter.void_reason = Letter.State.VOID, reason[:300]
    letter.save(update_fields=["state", "void_reason", "revoked_at", "revoked_reason"])
    record("letter.void", letter.case, actor=by, number=letter.number, released=bool(letter.revoked_at))
    return letter


def witnesses() -> dict[int, str]:
    """What released letters printed of the record: entry numbers and their seals. The record must still agree."""
    return dict(
        Letter.objects.filter(released_at__isnull=False, trace_entry__gt=0).values_list("trace_entry", "trace_seal")
    )


def unprintable(facts: LetterFacts) -> str:
    """The signs in these facts that no font of the letters has; empty when all can be printed."""
    layout = office.layout()
    return render.undrawable("".join(_texts(facts)), folder=layout.folder)


@transaction.atomic(durable=True)
def _claim(letter_id: int) -> tuple[Letter, bool]:
    """Beat one: the attempt is on record before any key is touched."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    now = clock.wall()
    if letter.state != Letter.State.PREPARED or (letter.claimed_at and letter.claimed_at > now - LEASE):
        return letter, False
    _recheck(letter)
    letter.attempts, letter.claimed_at = letter.attempts + 1, now
    letter.save(update_fields=["attempts", "claimed_at"])
    signer = office.identity().fingerprint
    record(
        "letter.attempt",
        letter.case,
        number=letter.number,
        attempt=letter.attempts,
        content_sha256=letter.content_sha256,
        signer=signer,
    )
    return letter, True


def _recheck(letter: Letter) -> None:
    """What will be printed is still what was decided, number and code included."""
    content = from_json(letter.content)
    printed = (content.sha256(), content.number, content.code, content.issued_on, content.facts.expires_on)
    if (
        printed != (letter.content_sha256, letter.number, letter.code, letter.issued_on, letter.expires_on)
        or not content.annex.persons
    ):
        raise Tampered(letter.number)


def _build(letter: Letter) -> tuple[bytes, int]:
    """Beat two: draw, compare with the data, sign, check our own signature. The file and its number of pages."""
    content, identity, layout = from_json(letter.content), office.identity(), office.layout()
    dress = render.Dress(
        address(letter), content.traced(letter.trace_entry, letter.trace_seal), letter.trace_seal, identity.specimen
    )
    drawn = render.pdf(content, dress, template=layout.folder / layout.template, at=letter.prepared_at)
    pages = compare.check(drawn, content, dress)
    signed = signing.sign(drawn, identity, reason=content.heading[-1].text, place=layout.place)
    signing.verify(signed, identity, at=clock.now())
    return signed, pages


@transaction.atomic(durable=True)
def _settle(claimed: Letter, file: File) -> Letter:
    """Beat three: from here the letter counts. Whoever comes second finds it finished and throws the own copy away."""
    letter = Letter.objects.select_for_update().get(pk=claimed.pk)
    if letter.state != Letter.State.PREPARED:
        storage.remove(file.pk)
        return letter
    now, identity = clock.now(), office.identity()
    file.added_at = now
    file.save(force_insert=True)
    letter.file, letter.sha256, letter.state, letter.released_at = file, file.sha256, Letter.State.ISSUED, now
    letter.signer, letter.specimen, letter.token = identity.subject[:300], identity.specimen, _token(letter)
    letter.save(update_fields=["file", "sha256", "state", "released_at", "signer", "specimen", "token"])
    record(
        "letter.issued",
        letter.case,
        number=letter.number,
        attempt=claimed.attempts,
        sha256=file.sha256,
        content_sha256=letter.content_sha256,
    )
    if letter.amends_id is not None:
        _supersede(letter.amends_id, letter)
    return letter


def _supersede(earlier_id: int, letter: Letter) -> None:
    """The letter it amends is answered otherwise from this moment on, under its own code and QR."""
    earlier = Letter.objects.select_for_update().get(pk=earlier_id)
    earlier.standing, earlier.followed_by = letter.makes, letter
    earlier.save(update_fields=["standing", "followed_by"])
    record("letter.superseded", earlier.case, number=earlier.number, standing=letter.makes, followed_by=letter.number)


def address(letter: Letter) -> str:
    """What the QR holds: where to ask, and behind the # (never sent by browsers) what can be checked offline."""
    return f"{settings.SITE_URL}{CHECK_PATH}{letter.secret}/#{token.as_text(_token(letter))}"


def _token(letter: Letter) -> bytes:
    """Ed25519 signs without chance: the same letter always gets the same token."""
    return token.make(
        office.token_key(),
        number=letter.number,
        code=letter.code,
        content_sha256=letter.content_sha256,
        issued_on=letter.issued_on,
        expires_on=letter.expires_on,
        persons=len(letter.content["facts"]["travellers"]),
    )


def _texts(value: Any) -> Iterator[str]:
    """Every text in the facts, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _file_name(letter: Letter) -> str:
    return f"{letter.number.replace('/', '-').replace(' ', '-')}.pdf"
