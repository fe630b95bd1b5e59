"""Talking about a file: between the desks of the office, or with everybody who has the file."""

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import User

from .. import tellings
from ..lifecycle import lock
from ..models import Application, Message, Seen
from ..voices import heard_by, reads_internal, voice


@transaction.atomic
def write(application: Application, *, by: User, text: str, internal: bool = False, key: str = "") -> Message:
    """Kirim pesan. Internal ones are for the office alone; only the office can write them."""
    application = lock(application)
    desk = voice(by, application)
    text = text.strip()
    if desk is None or (internal and not reads_internal(by, application)):
        raise Refused("no_voice", {})
    if not text:
        raise Refused("needs", {"field": "note"})
    if key and (done := application.messages.filter(by=by, request_key=key).first()):
        return done
    message = Message.objects.create(
        application=application, by=by, desk=desk, internal=internal, text=text, at=clock.now(), request_key=key
    )
    mark_seen(application, by=by)
    record("permit.message", application.reference, actor=by, message=message.pk, desk=desk, internal=internal)
    tellings.message_written(message)
    return message


def mark_seen(application: Application, *, by: User) -> None:
    """Sudah dibaca: every message this person may read."""
    last = heard_by(by, application).last()
    if last:
        Seen.objects.update_or_create(application=application, user=by, defaults={"upto": last.pk})
