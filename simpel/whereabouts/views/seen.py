"""Who looked me up: for travellers, with an account or with the key in their mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simpel.people.models import Person
from simpel.people.requests import signed_in
from simpel.permits.access import by_follow_token

from .. import queries

MOST = 200


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Siapa melihat saya: every look-up of the reader's own name."""
    person = Person.objects.filter(user=signed_in(request)).first()
    return _shown(request, person)


@login_not_required
@require_safe
def followed(request: HttpRequest, token: str) -> HttpResponse:
    """The same without an account, by the key that follows a trip."""
    _, person = by_follow_token(token)
    response = _shown(request, person)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _shown(request: HttpRequest, person: Person | None) -> HttpResponse:
    found = list(queries.seen_by(person)[: MOST + 1]) if person else []
    context = {"person": person, "rows": found[:MOST], "more": len(found) > MOST}
    return render(request, "whereabouts/seen.html", context)
