"""Where a traveller without an account sees how far the trip is. The key in the mail opens this, nothing else."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from simpel.ledger import clock
from simpel.people.models import Person

from .. import access
from ..lifecycle import routing
from ..models import Application, SeatDecision
from ..queries.promise import promise
from .rows import activity_name, days_words
from .stations import stations


@login_not_required
@require_GET
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """The line with its stations, the state in words, the departure. No document, no name but the reader's own."""
    application, person = access.by_follow_token(token)
    state = settings.PACK.workflow.states[application.state]
    days = (application.departs_on - clock.today()).days if application.departs_on else None
    context = {
        "application": application,
        "person": person,
        "title": activity_name(application),
        "refused": refusal_of(application, person),
        "state": state,
        "days": days_words(days),
        "promise": promise(application),
        "line": stations(application, settings.PACK.workflow.route(routing(application))),
    }
    response = render(request, "permits/file/follow.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def refusal_of(application: Application, person: Person) -> SeatDecision | None:
    """Why this traveller may not travel, once the file is decided; before that nothing is final."""
    if application.decided_on is None:
        return None
    decisions = application.seat_decisions.filter(participant__person=person, participant__refused=True)
    return decisions.last()
