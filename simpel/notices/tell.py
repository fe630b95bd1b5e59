"""Telling people: a row in the outbox, written in the transaction of what it tells about. Sending is in jobs.py."""

import re
from collections.abc import Iterable
from datetime import datetime

from simpel.ledger import clock
from simpel.notices.kinds import KINDS
from simpel.notices.models import Notice
from simpel.people.models import User

# Both end up in a mail: a reference in its head, a path in its link. Nothing that could start a new line or leave the site.
REFERENCE = re.compile(r"[\w./-]{1,20}")
PATH = re.compile(r"/(?!/)[\w./?=&%~:#+-]*")


def tell(
    who: User | Iterable[User],
    kind: str,
    reference: str,
    *,
    path: str,
    at: datetime | None = None,
    once: str | None = None,
) -> None:
    """Tell one or several people, each once. Not before `at`; a second call with the same `once` tells nobody again."""
    people = {user.pk: user for user in ([who] if isinstance(who, User) else who) if user.is_active}
    notices = [
        _notice(user.email, kind, reference, path, at, user=user, language=user.language, once=once)
        for user in people.values()
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=once is not None)


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
    notice = _notice(email, kind, reference, path, at, user=None, language=language, once=once)
    Notice.objects.bulk_create([notice], ignore_conflicts=once is not None)


def _notice(
    email: str,
    kind: str,
    reference: str,
    path: str,
    at: datetime | None,
    *,
    user: User | None,
    language: str,
    once: str | None,
) -> Notice:
    if kind not in KINDS:
        raise ValueError(f"There are no words for a notice of kind {kind!r}.")
    if not REFERENCE.fullmatch(reference) or not PATH.fullmatch(path):
        raise ValueError("A notice carries a reference and a path within this site, nothing else.")
    now = clock.now()
    return Notice(
        user=user,
        address=email,
        language=language,
        kind=kind,
        reference=reference,
        path=path,
        created_at=now,
        due_at=at or now,
        once=once and f"{once}:{user.pk if user else email.lower()}"[:100],
    )
