"""/orang/akun/: the administrators' pages. Who may sign in, at which desk, and what waits for a second person."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people import administering, context, freshness, queries, refusals
from simpel.people.desk_forms import AccountForm, EndForm, SeatForm
from simpel.people.models import Appointment, Grant, User
from simpel.people.requests import signed_in

FRESH = 5  # minutes since an administrator proved who they are, for whatever gives power


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The list, searched and paged; on top what waits for a second person."""
    by = administrator(request)
    words = request.GET.get("cari", "").strip()[:80]
    found = queries.accounts(words=words, after=request.GET.get("sesudah", ""))
    here, kept = reverse("people:accounts"), {"cari": words} if words else {}
    facts = {
        "rows": [
            (user, [context.describe(seat) for seat in held if context.is_known(seat)]) for user, held in found.rows
        ],
        "words": words,
        "grants": waiting(by),
        "more": f"{here}?{urlencode({**kept, 'sesudah': found.after})}" if found.after else "",
        "first": f"{here}?{urlencode(kept)}" if request.GET.get("sesudah") else "",
    }
    return render(request, "people/accounts.html", facts)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new account; its owner is invited by mail."""
    by = administrator(request)
    form = AccountForm(request.POST or None)
    if request.method == "GET":
        return render(request, "people/account_form.html", {"form": form})
    if not form.is_valid():
        return render(request, "people/account_form.html", {"form": form}, status=422)
    prove(request)
    try:
        user = administering.create_account(by=by, **form.cleaned_data)
    except Refused as refusal:
        facts = {"form": form, "refusal": refusals.say(refusal)}
        return render(request, "people/account_form.html", facts, status=409)
    messages.success(request, _("Akun %(name)s dibuat. Undangannya dikirim lewat surel.") % {"name": user.name})
    return redirect("people:account_of", user.pk)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its seats, what waits, and what may be done."""
    return _page(request, administrator(request), get_object_or_404(User, pk=pk))


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat this person, or propose it where two persons are needed."""
    by, user = administrator(request), get_object_or_404(User, pk=pk)
    form = SeatForm(request.POST)
    if not form.is_valid():
        return _page(request, by, user, form=form, status=422)
    prove(request)
    try:
        given = administering.give(user, form.seat(), by=by)
    except Refused as refusal:
        return _page(request, by, user, form=form, refusal=refusal, status=409)
    said = (
        _("Diusulkan. Meja ini diberikan oleh dua orang: pengelola lain harus menyetujuinya.")
        if isinstance(given, Grant)
        else _("%(name)s ditunjuk.") % {"name": user.name}
    )
    messages.success(request, said)
    return redirect("people:account_of", pk)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a seat end with a day."""
    by, seat = administrator(request), get_object_or_404(Appointment.objects.select_related("user"), pk=pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, by, seat.user, ending=form, status=422)
    return _done(
        request,
        seat.user,
        lambda: administering.end(seat, on=form.cleaned_data["on"], by=by),
        _("Penunjukan diakhiri."),
    )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account."""
    by, user = administrator(request), get_object_or_404(User, pk=pk)
    return _done(request, user, lambda: administering.deactivate(user, by=by), _("Akun ditutup; sesinya berakhir."))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it again, without the seats it had."""
    by, user = administrator(request), get_object_or_404(User, pk=pk)
    prove(request)
    return _done(request, user, lambda: administering.reopen(user, by=by), _("Akun dibuka lagi, tanpa meja."))


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person answers a proposal: an administrator, or the absent holder whose seat it is."""
    by = signed_in(request)
    grant = get_object_or_404(queries.grants_for(by), pk=pk)
    agreed = request.POST.get("jawaban") == "ya"
    if agreed:
        prove(request)
    try:
        (administering.confirm if agreed else administering.refuse)(grant, by=by)
    except Refused as refusal:
        messages.error(request, refusals.say(refusal))
    else:
        messages.success(request, _("Usul disetujui; penunjukannya berlaku.") if agreed else _("Usul ditolak."))
    return redirect("people:accounts" if administering.administers(by) else "people:deputies")


def administrator(request: HttpRequest) -> User:
    """The user, if they keep the accounts; else these pages do not exist for them."""
    user = signed_in(request)
    if not administering.administers(user):
        raise Http404
    return user


def prove(request: HttpRequest) -> None:
    """Before power is given: is it still the person who signed in? The form comes back by itself."""
    if not freshness.is_fresh(request, minutes=FRESH):
        freshness.ask_again(request)


def waiting(by: User) -> list[dict[str, Any]]:
    """Proposals this person may answer or take back, in words."""
    return [
        {
            "grant": grant,
            "words": context.describe(_as_seat(grant)),
            "own": grant.proposed_by_id == by.pk,
            "may": by.pk not in (grant.proposed_by_id, grant.user_id),
        }
        for grant in queries.grants_for(by)
    ]


def _as_seat(grant: Grant) -> Appointment:
    """The appointment that a proposal would become, for its words only."""
    return Appointment(
        user=grant.user,
        desk=grant.desk,
        institution=grant.institution,
        unit=grant.unit,
        acting=grant.acting,
        deputises=grant.deputises,
    )


def _done(request: HttpRequest, user: User, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return _page(request, signed_in(request), user, refusal=refusal, status=409)
    messages.success(request, said)
    return redirect("people:account_of", user.pk)


def _page(
    request: HttpRequest,
    by: User,
    user: User,
    *,
    form: SeatForm | None = None,
    ending: EndForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    seats = user.appointments.select_related("institution", "unit__institution", "deputises__user")
    facts = {
        "user_": user,
        "own": user.pk == by.pk,
        "today": today,
        "form": form or SeatForm(),
        "faults": form if form and form.errors else ending,
        "refusal": refusals.say(refusal) if refusal else "",
        "seats": [
            {"seat": seat, "words": context.describe(seat), "holds": seat.since <= today <= (seat.until or today),
             "open": seat.until is None or seat.until >= today}
            for seat in seats.order_by("-since", "-pk")
            if context.is_known(seat)
        ],
        "grants": [one for one in waiting(by) if one["grant"].user_id == user.pk],
    }  # fmt: skip
    return render(request, "people/account_of.html", facts, status=status)
