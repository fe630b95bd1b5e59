"""What was sent, kept at each sending, so that a file that comes back shows only what changed."""

import json
from datetime import datetime

from .content import content
from .difference import Change, difference
from .models import Application, Submission


def keep_submission(application: Application, *, at: datetime) -> None:
    """Keep the content of a file that has just been sent. Its hash is the one every approval binds to."""
    plain = json.loads(json.dumps(content(application), default=str))
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
    now = after.content if after else json.loads(json.dumps(content(application), default=str))
    return difference(before.content, now)
