"""Who is abroad: the map and its table, one country, and the names behind it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_safe

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people.requests import signed_in
from simpel.permits.forms.choices import countries, country_name, language

from .. import access, actions, geography, queries, words
from ..forms import Day, Why


@require_safe
def abroad(request: HttpRequest) -> HttpResponse:
    """Di luar negeri: headcounts by country for a duty desk, one's own people by name for units and focal points."""
    sight, day = access.require_sight(signed_in(request)), Day.of(request.GET)
    seats = queries.on_a_day(day)
    by_name = not sight.duty and sight.own is not None
    counted = queries.headcounts(seats.filter(sight.own) if by_name and sight.own is not None else seats)
    context = _page(day) | {
        "sight": sight,
        "rows": _rows(counted),
        "total": sum(counted.values()),
        "map": _map(counted),
    }
    if sight.own is not None:
        people, following = queries.own_people(seats, sight.own, request.GET.get("sesudah", ""))
        context |= {"people": [_line(seat) for seat in people], "next": following, "first": "sesudah" in request.GET}
    return render(request, "whereabouts/abroad.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country on a day: institutions and headcounts; posting a reason asks for the names."""
    user = signed_in(request)
    sight = access.require_duty(user)
    if code not in dict(countries(language())):
        raise Http404
    day = Day.of(request.GET)
    if request.method != "POST":
        return _country(request, code, day, sight, Why(initial=_fresh(request)))
    form = Why(request.POST)
    if not form.is_valid():
        return _country(request, code, day, sight, form, status=422)
    try:
        asked = actions.look_up(
            by=user, day=day, country=code, institution_id=form.cleaned_data["institution"],
            reason=form.cleaned_data["reason"], key=form.cleaned_data["key"],
        )  # fmt: skip
    except Refused as refusal:
        return _country(request, code, day, sight, form, refusal=words.say(refusal), status=409)
    return redirect("whereabouts:names", asked.reference)


@require_safe
def names(request: HttpRequest, reference: str) -> HttpResponse:
    """What a look-up showed: to whoever made it, on the day it was made."""
    asked = access.look_up(signed_in(request), reference)
    people = [_line(seat) for seat in queries.names_of(asked)]
    context = _page(asked.day) | {"asked": asked, "people": people, "place": country_name(asked.country)}
    return render(request, "whereabouts/names.html", context)


def _country(
    request: HttpRequest,
    code: str,
    day: date,
    sight: access.Sight,
    form: Why,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    bodies = queries.bodies(queries.on_a_day(day), code, sight)
    institutions = {row["institution_id"]: row["institution"] for row in bodies.rows}
    asked = form["institution"].value()
    chosen = int(asked) if str(asked or "").isdecimal() else None
    context = _page(day) | {
        "code": code, "place": country_name(code), "bodies": bodies, "sight": sight, "form": form, "refusal": refusal,
        "institutions": institutions.items(), "chosen": chosen,
    }  # fmt: skip
    return render(request, "whereabouts/country.html", context, status=status)


def _fresh(request: HttpRequest) -> dict[str, Any]:
    """A key for one request, and the institution that the reader came from."""
    return {"key": get_random_string(24), "institution": request.GET.get("lembaga", "")}


def _page(day: date) -> dict[str, Any]:
    return {"day": day, "is_today": day == clock.today(), "day_form": Day(initial={"hari": day})}


def _rows(counted: dict[str, int]) -> list[dict[str, Any]]:
    return [{"code": code, "name": country_name(code), "people": people} for code, people in counted.items()]


def _map(counted: dict[str, int]) -> dict[str, Any]:
    spots = [{"spot": spot, "name": country_name(spot.country)} for spot in geography.spots(counted)]
    return {
        "width": geography.WIDTH, "height": geography.HEIGHT, "land": geography.land(),
        "graticule": geography.graticule(), "spots": spots,
    }  # fmt: skip


def _line(seat: queries.Stay) -> dict[str, Any]:
    """A person by name. A protected person has a country and no city."""
    hidden = seat.application.cluster in settings.PACK.protected_clusters
    return {
        "seat": seat, "place": country_name(seat.country), "city": "" if hidden else seat.city,
    }  # fmt: skip
