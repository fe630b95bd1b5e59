"""/orang/pengganti/: who is away, who stands in, and who could."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people import administering, context, deputising, queries, refusals
from simpel.people.desk_forms import LeaveForm
from simpel.people.models import Appointment, Grant, Leave, User
from simpel.people.requests import signed_in

from .accounts import prove, waiting


@require_safe
def deputies(request: HttpRequest) -> HttpResponse:
    """The calendar of the office: absences of today and to come, each with its seats."""
    return _page(request, reader(request))


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Note an absence."""
    by = reader(request)
    form = LeaveForm(request.POST, by=by, anyone=administering.administers(by))
    if not form.is_valid():
        return _page(request, by, form=form, status=422)
    try:
        deputising.enter_leave(by=by, **form.cleaned_data)
    except Refused as refusal:
        return _page(request, by, form=form, refusal=refusal, status=409)
    messages.success(request, _("Ketidakhadiran dicatat. Pilih siapa yang menggantikan."))
    return redirect("people:deputies")


@require_POST
def deputise(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm who stands in at one seat of this absence."""
    by, leave = reader(request), _leave(request, pk)
    seat = get_object_or_404(Appointment, pk=_number(request, "meja"), user=leave.user)
    deputy = get_object_or_404(User, pk=_number(request, "orang"))
    prove(request)
    try:
        given = deputising.deputise(leave, seat, deputy, by=by)
    except Refused as refusal:
        return _page(request, by, refusal=refusal, status=409)
    said = (
        _("Diusulkan. Meja yang memutus diberikan oleh dua orang: menunggu persetujuan orang kedua.")
        if isinstance(given, Grant)
        else _("%(name)s menggantikan pada hari-hari itu.") % {"name": deputy.name}
    )
    messages.success(request, said)
    return redirect("people:deputies")


@require_POST
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The absence ends early, and with it whoever stands in."""
    by, leave = reader(request), _leave(request, pk)
    deputising.come_back(leave, by=by)
    messages.success(request, _("Ketidakhadiran diakhiri. Mulai besok meja itu kembali kepada pemegangnya."))
    return redirect("people:deputies")


def reader(request: HttpRequest) -> User:
    """People with a seat at a desk that acts or administers, also while it rests; for others there is no such page."""
    user = signed_in(request)
    if not queries.sits_in_office(user):
        raise Http404
    return user


def _leave(request: HttpRequest, pk: int) -> Leave:
    """An absence this person may arrange: the own one, or any for an administrator."""
    by = signed_in(request)
    rows = Leave.objects.select_related("user").filter(until__gte=clock.today())
    return get_object_or_404(rows if administering.administers(by) else rows.filter(user=by), pk=pk)


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 16):
        raise Http404
    return int(typed)


def _page(
    request: HttpRequest,
    by: User,
    *,
    form: LeaveForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    keeps = administering.administers(by)
    absences = [_absence(leave, by, keeps=keeps) for leave in queries.absences()]
    facts = {
        "absences": absences,
        "form": form or LeaveForm(by=by, anyone=keeps),
        "refusal": refusals.say(refusal) if refusal else "",
        "grants": waiting(by),
        "today": clock.today(),
    }
    return render(request, "people/deputies.html", facts, status=status)


def _absence(leave: Leave, by: User, *, keeps: bool) -> dict[str, Any]:
    seats = [
        {"proposal": one, "words": context.describe(one.seat)}
        for one in deputising.proposals(leave)
        if context.is_known(one.seat)
    ]
    return {"leave": leave, "may": keeps or leave.user_id == by.pk, "seats": seats, "now": leave.since <= clock.today()}
