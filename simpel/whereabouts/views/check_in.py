"""Am I safe: the page behind the key in a crisis mail. No account; one button."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from simpel.law.workflow import Refused
from simpel.permits.forms.choices import language

from .. import actions, tokens
from ..forms import AnswerForm
from ..models import CheckIn


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """Reading changes nothing (mail programs open links by themselves); only a button answers."""
    found = tokens.by_token(token)
    form = AnswerForm(request.POST or None, initial={"note": found.note, "phone": found.phone or found.person.phone})
    if request.method != "POST":
        return _page(request, found, form, 410 if found.crisis.closed_at else 200)
    if not form.is_valid():
        return _page(request, found, form, 422)
    try:
        actions.answer(found, **form.cleaned_data)
    except Refused:
        found.crisis.refresh_from_db()
        return _page(request, found, form, 410)
    return redirect("whereabouts:check_in", token)


def _page(request: HttpRequest, found: CheckIn, form: AnswerForm, status: int) -> HttpResponse:
    said: dict[str, str] = found.crisis.messages
    message = said.get(language()) or next(iter(said.values()))
    context: dict[str, Any] = {"row": found, "crisis": found.crisis, "form": form, "message": message}
    response = render(request, "whereabouts/check_in.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"
    return response
