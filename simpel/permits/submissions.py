"""What was sent, kept at each sending, so that a file that comes back shows only what changed."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .content import content
from .difference import Change, difference
from .models import Application, Submission

MONEY = ("amount", "state_budget")


def keep_submission(application: Application, *, at: datetime) -> None:
    """Keep the content of a file that has just been sent. Its hash is the one every approval binds to."""
    plain = _plain(application)
    Submission.objects.create(application=application, at=at, content=plain, content_sha256=application.content_sha256)


def changes_since_return(application: Application, *, returned_at: datetime | None) -> list[Change] | None:
    """What differs from the sending before the last return; None when the file never came back.

    While the applicants mend it the file as it stands is compared, afterwards what they sent.
    """
    if returned_at is None:
        return None
    before = application.submissions.filter(at__lt=returned_at).last()
    if before is None:
        return None
    after = application.submissions.filter(at__gt=returned_at).last()
    now = after.content if after else _plain(application)
    return difference(_revived(before.content), _revived(now))


def _plain(application: Application) -> Any:
    """The content as JSON keeps it."""
    return json.loads(json.dumps(content(application), default=str))


def _revived(plain: Any) -> Any:
    """Days and amounts as such again, wherever they stand: JSON knows only text."""
    if isinstance(plain, list):
        return [_revived(one) for one in plain]
    if isinstance(plain, dict):
        return {name: _typed(name, value) for name, value in plain.items()}
    return plain


def _typed(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return _revived(value)
    if name.endswith("_on"):
        return date.fromisoformat(value)
    return Decimal(value) if name in MONEY else value
