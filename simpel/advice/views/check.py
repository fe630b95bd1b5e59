"""Check first: no login, nothing stored; the answers live in the address."""

from urllib.parse import parse_qsl, urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from simpel.ledger import clock
from simpel.permits import carrying

from ..answer import answer
from ..asking import Ask

LONGEST = 2000  # characters of a query that can still be a set of answers


@login_not_required
@vary_on_headers("HX-Request")
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The questions; with answers in the address also what the law says about them."""
    link = _link(request.GET)
    is_fragment = request.headers.get("HX-Target") == "jawaban"
    if not is_fragment and _has_more(request.GET, link):
        return redirect(f"{request.path}?{link}" if link else request.path)
    form = Ask(request.GET if link else None)
    answers = form.answers
    found = answer(answers, today=clock.today()) if answers else None
    context = {
        "form": form,
        "answer": found,
        "asked": form.asked(found.asked) if found else [],
        "answers": answers,
        "link": request.build_absolute_uri(f"{request.path}?{link}"),
        "carry": carrying.link(request.GET),
    }
    template = "advice/_answer.html" if is_fragment else "advice/check.html"
    response = render(request, template, context, status=422 if form.is_bound and form.errors else 200)
    if is_fragment:
        response.headers["HX-Push-Url"] = f"{reverse('advice:check')}?{link}" if link else reverse("advice:check")
    return response


def _has_more(query: QueryDict, link: str) -> bool:
    """Whether an address holds more than the answers: blanks, strangers' parameters."""
    return sum(len(values) for _, values in query.lists()) > len(parse_qsl(link))


def _link(query: QueryDict) -> str:
    """The answers as a short address: only questions of ours, only those with something in them."""
    known = Ask().fields
    pairs = [(name, value) for name in known for value in query.getlist(name)[:20] if value.strip()]
    text = urlencode(pairs)
    return text if len(text) <= LONGEST else ""
