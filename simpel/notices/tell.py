"""Telling people: a row in the outbox, written in the transaction of what it tells about. Sending is in jobs.py."""

import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from simpel.ledger import clock
from simpel.notices.kinds import KINDS
from simpel.notices.models import Notice
from simpel.notices.preferences import PLAIN, leaving, wishes
from simpel.people.models import User

# Both end up in a mail, in its subject and its link: nothing that could start a new line or leave the site.
REFERENCE = re.compile(r"[\w./-]{1,20}")
PATH = re.compile(r"/(?!/)[\w./?=&%~:#+-]*")
MOST_ONCE = 100


def tell(
    who: User | Iterable[User],
    kind: str,
    reference: str,
    *,
    path: str,
    at: datetime | None = None,
    once: str | None = None,
) -> None:
    """Tell one or several people, each once, when they want to be told.

    Not before `at`; a second call with the same `once` tells nobody again.
    """
    people = {user.pk: user for user in ([who] if isinstance(who, User) else who) if user.is_active}
    notices = [
        _notice(kind, reference, path, at, to=user, language=user.language, once=once and f"{once}:{user.pk}")
        for user in people.values()
    ]
    chosen = wishes(people)
    for notice in notices:
        notice.due_at, notice.gathered = leaving(notice, chosen.get(notice.user_id or 0, PLAIN))
    _put(notices)


def tell_address(
    email: str,
    kind: str,
    reference: str,
    *,
    path: str,
    language: str = "id",
    at: datetime | None = None,
    once: str | None = None,
) -> None:
    """Tell somebody who has no account."""
    whom = sha256(email.lower().encode()).hexdigest()[:16]
    _put([_notice(kind, reference, path, at, to=email, language=language, once=once and f"{once}:{whom}")])


def withdraw_notices(reference: str, *, kinds: Iterable[str], since: datetime) -> int:
    """Take back what was to be told of a case since a moment and has not left. Returns how many were taken back."""
    waiting = Notice.objects.filter(reference=reference, kind__in=tuple(kinds), created_at__gte=since)
    return waiting.filter(sent_at=None, claimed_at=None).delete()[0]


def _put(notices: Iterable[Notice]) -> None:
    """Into the outbox. The one thing that may already be there is a notice told `once`."""
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def _notice(
    kind: str, reference: str, path: str, at: datetime | None, *, to: User | str, language: str, once: str | None
) -> Notice:
    if kind not in KINDS:
        raise ValueError(f"There are no words for a notice of kind {kind!r}.")
    if not REFERENCE.fullmatch(reference) or not PATH.fullmatch(path):
        raise ValueError("A notice carries a reference and a path within this site, nothing else.")
    if once and len(once) > MOST_ONCE:
        raise ValueError(f"The key of what is told once has more than {MOST_ONCE} characters: {once!r}.")
    now = clock.now()
    return Notice(
        user=to if isinstance(to, User) else None,
        address=to.email if isinstance(to, User) else to,
        language=language,
        kind=kind,
        reference=reference,
        path=path,
        created_at=now,
        ready_at=at or now,
        due_at=at or now,
        once=once or None,
    )
