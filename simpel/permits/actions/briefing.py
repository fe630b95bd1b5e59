"""One event, one brief: writing it, and taking over what another institution wrote."""

from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import User

from ..models import Application, Brief
from ..queries.briefs import offered
from .drafting import change


@transaction.atomic
def write_brief(
    application: Application, *, by: User, position: str, expected: str, version: int | None = None
) -> Application:
    """Write the brief of the file's event; its purpose becomes the brief's, so that nobody types it twice."""
    if application.activity is None or not application.purpose:
        raise Refused("needs", {"field": "purpose" if application.activity else "activity"})
    brief = Brief.objects.create(
        activity=application.activity, institution=application.institution, activity_type=application.activity_type,
        why=application.purpose, position=position, expected=expected, added_by=by, added_at=clock.now(),
    )  # fmt: skip
    application = change(application, by=by, version=version, brief=brief)
    record("permit.brief", application.reference, actor=by, brief=brief.pk, taken_over=False)
    return application


@transaction.atomic
def take_brief(application: Application, *, by: User, version: int | None = None) -> Application:
    """Take over the brief that another institution wrote; what this file left empty is filled from it."""
    brief = offered(application)
    if brief is None:
        raise Refused("no_brief", {})
    filled = {"purpose": brief.why, "activity_type": brief.activity_type}
    empty = {name: value for name, value in filled.items() if value and not getattr(application, name)}
    application = change(application, by=by, version=version, brief=brief, **empty)
    record("permit.brief", application.reference, actor=by, brief=brief.pk, taken_over=True)
    return application
