"""Delivering the outbox in three beats: claim in a transaction, send outside it, settle in a second one.

Nothing is lost: what could not be sent stays and is tried again. Nothing is sent twice in effect: a notice is settled
right after it left; if the process dies in between, the second mail carries the Message-ID of the first. What
somebody wants gathered leaves in one mail, which is settled as a whole.
"""

import smtplib
import time
from datetime import datetime, timedelta
from itertools import chain

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from simpel.ledger import clock
from simpel.notices.kinds import is_urgent
from simpel.notices.mail import digest, message
from simpel.notices.models import Notice
from simpel.notices.preferences import PLAIN, held, wishes

STUCK = timedelta(minutes=5)  # a claim this old belongs to a worker that died
ENOUGH = 4 * 60.0  # seconds; stop before the claim looks stuck to somebody else
LONGEST_WAIT = 60  # minutes between two tries
MOST_TOGETHER = 500  # notices fetched for digests in one round; a digest beyond it goes on in a second mail

log = structlog.get_logger()


def deliver(limit: int = 50) -> int:
    """Send what is due, at most `limit` at once. Returns how many went out."""
    claimed = claim(limit)
    return send(claimed) if claimed else 0


def claim(limit: int) -> list[Notice]:
    """Take due notices for this worker alone, oldest first. Claims are timed by the clock that all workers share."""
    now, moment = clock.now(), clock.wall()
    with transaction.atomic():
        free = Q(claimed_at=None) | Q(claimed_at__lt=moment - STUCK)
        due = Notice.objects.filter(free, sent_at=None, due_at__lte=now)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        first = list(due.order_by("due_at", "id").values_list("pk", "user", "gathered")[:limit])
        readers = {user for _pk, user, gathered in first if gathered}
        together = due.filter(user__in=readers, gathered=True).order_by("due_at", "id") if readers else due.none()
        ids = {pk for pk, _user, _gathered in first} | set(together.values_list("pk", flat=True)[:MOST_TOGETHER])
        Notice.objects.filter(pk__in=ids).update(claimed_at=moment, attempts=F("attempts") + 1)
    return list(Notice.objects.filter(pk__in=ids).order_by("due_at", "id"))


def send(claimed: list[Notice]) -> int:
    """Send over one connection, settling each. A closed post office holds up the rest; a bad address does not."""
    started, sent = time.monotonic(), 0
    post = get_connection()
    mails = _mails(claimed)
    for place, notices in enumerate(mails):
        if time.monotonic() - started > ENOUGH:
            give_back(list(chain(*mails[place:])))
            break
        try:
            post.open()
            post.send_messages([digest(notices) if len(notices) > 1 else message(notices[0])])
        except Exception as failure:  # whatever is wrong with one notice must not hold up the others
            _hang_up(post)
            if _is_closed(failure):
                put_off(list(chain(*mails[place:])), failure)
                break
            put_off(notices, failure)
        else:
            settle(*notices)
            sent += len(notices)
    _hang_up(post)
    return sent


def _mails(claimed: list[Notice]) -> list[list[Notice]]:
    """What leaves in one mail, in the order of the first notice of each."""
    mails: dict[tuple[int | None, int], list[Notice]] = {}
    for notice in claimed:
        mails.setdefault((notice.user_id, 0) if notice.gathered else (None, notice.pk), []).append(notice)
    return list(mails.values())


@transaction.atomic
def settle(*notices: Notice) -> None:
    """They are out. Addressed by the claim, so that a worker that came back late changes nothing."""
    now = clock.now()
    for notice in notices:
        _mine(notice).update(sent_at=now, claimed_at=None, last_error="")


def put_off(notices: list[Notice], failure: Exception) -> None:
    """Try these again later: after 1, 2, 4 … 60 minutes, and not in the reader's quiet hours."""
    now, error = clock.now(), _name(failure)
    chosen = wishes(notice.user_id for notice in notices)
    for notice in notices:
        again = next_try(now, notice.attempts)
        if not is_urgent(notice.kind):
            again = held(again, chosen.get(notice.user_id or 0, PLAIN))
        _mine(notice).update(claimed_at=None, due_at=again, last_error=error)
    log.warning("notices.put_off", notices=[notice.pk for notice in notices], error=error)


def give_back(notices: list[Notice]) -> None:
    """These were not tried: whoever comes next may have them."""
    for notice in notices:
        _mine(notice).update(claimed_at=None, attempts=F("attempts") - 1)


def next_try(now: datetime, attempts: int) -> datetime:
    """When to try again after so many attempts."""
    return now + timedelta(minutes=min(2 ** min(attempts - 1, 10), LONGEST_WAIT))


def _mine(notice: Notice) -> QuerySet[Notice]:
    """The notice as long as this worker's claim on it holds."""
    return Notice.objects.filter(pk=notice.pk, claimed_at=notice.claimed_at, sent_at=None)


def _is_closed(failure: Exception) -> bool:
    """Was it the post office that failed, not this one mail?"""
    about_one_mail = smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError | smtplib.SMTPSenderRefused
    return isinstance(failure, OSError) and not isinstance(failure, about_one_mail)


def _name(failure: Exception) -> str:
    """The failure without its text: mail servers repeat addresses in theirs."""
    code = getattr(failure, "smtp_code", None) or getattr(failure, "errno", None)
    return f"{type(failure).__name__} {code or ''}".strip()


def _hang_up(post: BaseEmailBackend) -> None:
    try:
        post.close()
    except OSError as failure:  # smtplib's errors are OSErrors; a line that cannot be closed is closed
        log.info("notices.hang_up", error=_name(failure))
