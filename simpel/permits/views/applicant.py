"""The applicant's pages: start, general, activity, confirmation, sending, receipt."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in
from simpel.permits import access, actions, carrying, picking, remembering, words
from simpel.permits.forms.applicant import ActivityForm, GeneralForm, SendForm, StartForm, StepForm, TripForm
from simpel.permits.forms.override import OverrideForm
from simpel.permits.forms.travel import LegForm
from simpel.permits.models import Activity, Application
from simpel.permits.queries.briefs import offered

from .exceptions import pleas
from .slots import Problem, trip_slots
from .status import Panel, panel
from .steps import closed, is_fragment, next_of, refuse, saved, show, version_in
from .way_back import way_back

Pieces = Callable[[Application, StepForm, Panel, set[str]], dict[str, Any]]


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Whom the application is for. One body: one button; several: a choice."""
    starts = {start.key: start for start in picking.starts(signed_in(request))}
    choices = [(start.key, start.label) for start in starts.values()]
    initial = {"request_key": secrets.token_urlsafe(18), "applicant": choices[0][0] if len(choices) == 1 else None}
    form = StartForm(choices, request.POST or None, initial=initial)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        context = {"form": form, "starts": list(starts.values()), "earlier": remembering.copyable(signed_in(request))}
        return render(request, "permits/form/create.html", context, status=status)
    start = starts[form.cleaned_data["applicant"]]
    application = actions.create(
        by=signed_in(request),
        unit=start.unit,
        institution=None if start.unit else start.institution,
        request_key=form.cleaned_data["request_key"],
    )
    application = carrying.take(request, application, by=signed_in(request))
    return redirect("permits:general", application.reference)


@login_required
@require_http_methods(["GET", "POST"])
def general(request: HttpRequest, reference: str) -> HttpResponse:
    """1 Umum."""
    application = access.get(signed_in(request), reference)
    if request.method == "GET":
        return closed(request, application) or general_page(request, application)
    form = GeneralForm(application, request.POST)
    return save_step(request, application, "general", form, general_page)


def general_page(
    request: HttpRequest, application: Application, form: StepForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of the first step."""
    return show(request, application, "general", status, form=form or GeneralForm(application), **more)


@login_required
@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, reference: str) -> HttpResponse:
    """2 Kegiatan. One form: searching, picking and adding an event also keep everything else that was typed."""
    application = access.get(signed_in(request), reference)
    if request.method == "GET":
        if request.headers.get("HX-Target") == "hasil":
            found = picking.events(request.GET.get("cari", "")[:100])
            return render(request, "permits/form/_events.html", {"events": found, "application": application})
        return closed(request, application) or activity_page(request, application)
    form = TripForm(application, request.POST)
    todo = request.POST.get("aksi", "")
    if todo == "tambah":
        return _add_event(request, application, form)
    if todo.startswith("pilih-"):
        return _pick_event(request, application, form, todo.removeprefix("pilih-"))
    if todo == "cari":
        then = (
            reverse("permits:activity", args=[application.reference])
            + "?cari="
            + request.POST.get("cari", "")[:100]
            + "#acara"
        )
        return save_step(request, application, "activity", form, activity_page, then=then)
    return save_step(request, application, "activity", form, activity_page, pieces=_pieces_of_the_trip)


def _pieces_of_the_trip(application: Application, form: StepForm, now: Panel, changed: set[str]) -> dict[str, Any]:
    """Another kind of activity, or an answer, asks other questions and documents: those are renewed, nothing else."""
    if not changed & {"activity_type", "answers"}:
        return {}
    form.ask_only(now.asked)
    slots = trip_slots(application, now.now.checklist)
    return {"questions_too": "permits/form/_trip_questions.html", "slots_too": True, "slots": slots}


def activity_page(
    request: HttpRequest,
    application: Application,
    form: StepForm | None = None,
    status: int = 200,
    event_form: ActivityForm | None = None,
    leg_form: LegForm | None = None,
    problem: Problem | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of the second step: the event, the trip, its further places, the documents of the trip."""
    sought = request.GET.get("cari", "")[:100]
    picking_now = application.activity is None or "ganti" in request.GET or bool(sought) or event_form is not None
    now = panel(application)
    form = form or TripForm(application)
    form.ask_only(now.asked)
    return show(
        request, application, "activity", status, form=form, sought=sought,
        event_form=event_form or ActivityForm(like=_like(application)),
        picking=picking_now, events=picking.events(sought) if picking_now else (), panel=now,
        organisers=picking.organisers(application) if picking_now else (),
        legs=application.legs.all(), leg_form=leg_form or LegForm(application),
        brief_offer=offered(application),
        slots=trip_slots(application, now.now.checklist, problem), **more,
    )  # fmt: skip


def _like(application: Application) -> Activity | None:
    """The event of the file this one was copied from: the next one of its kind is mostly called alike."""
    return application.copied_from.activity if application.copied_from else None


def _pick_event(request: HttpRequest, application: Application, form: StepForm, key: str) -> HttpResponse:
    """Choose an event of the shared list; what else was typed is saved with it."""
    event = picking.event(key)
    if event is None:
        return activity_page(request, application, form, 422, event_missing=True)
    here = reverse("permits:activity", args=[application.reference]) + "#acara"
    return save_step(request, application, "activity", form, activity_page, then=here, activity=event)


def _add_event(request: HttpRequest, application: Application, form: StepForm) -> HttpResponse:
    """Put a new event on the shared list and choose it."""
    event_form = ActivityForm(request.POST)
    if not event_form.is_valid():
        return activity_page(request, application, form, 422, event_form=event_form)
    if not access.may_edit(signed_in(request), application):
        return refuse(
            request, application, "activity", Refused("not_editable", {"state": application.state}), activity_page, form
        )
    event = actions.add_activity(by=signed_in(request), institution=application.institution, **event_form.cleaned_data)
    here = reverse("permits:activity", args=[application.reference]) + "#acara"
    return save_step(request, application, "activity", form, activity_page, then=here, activity=event)


def save_step(
    request: HttpRequest,
    application: Application,
    current: str,
    form: StepForm,
    page: Any,
    *,
    then: str = "",
    pieces: Pieces | None = None,
    **extra: Any,
) -> HttpResponse:
    """Save what is valid, keep on screen what is not, and say which is which."""
    changes = {**form.changes(), **extra}
    try:
        if changes or not access.may_edit(signed_in(request), application):
            application = actions.change(application, by=signed_in(request), version=version_in(request), **changes)
    except Refused as refusal:
        return refuse(request, application, current, refusal, page, form)
    if is_fragment(request):
        now = panel(application)
        more = pieces(application, form, now, set(changes)) if pieces else {}
        return saved(request, application, current, 422 if form.errors else 200, form=form, panel=now, **more)
    if form.errors:
        return page(request, application, form=form, status=422)  # type: ignore[no-any-return]
    return redirect(then or next_of(application, current))


@login_required
@require_GET
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """4 Konfirmasi: everything once more, all that holds it up, and the button that sends."""
    application = access.get(signed_in(request), reference)
    return closed(request, application) or confirm_page(request, application)


def confirm_page(
    request: HttpRequest,
    application: Application,
    form: SendForm | None = None,
    status: int = 200,
    plea: OverrideForm | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of the fourth step. `plea` is a request for an exception as it was just sent."""
    now = panel(application)
    attachments = list(application.attachments.select_related("file", "participant__person"))
    return show(
        request, application, "confirm", status, panel=now, attachments=attachments,
        pleas=pleas(application, now.now, bound=plea), form=form or SendForm(),
        key=secrets.token_urlsafe(18), participants=now.participants,
        receiver=picking.receiver(application, signed_in(request)), **more,
    )  # fmt: skip


@login_required
@require_POST
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Kirim. The same request sent twice is carried out once and answered twice."""
    application = access.get(signed_in(request), reference)
    form = SendForm(request.POST)
    if not form.is_valid():
        return confirm_page(request, application, form, 422)
    version = version_in(request)
    try:
        with transaction.atomic():  # the statement is given with this very sending, or not at all
            if access.may_edit(signed_in(request), application) and not application.responsible:
                application = actions.change(application, by=signed_in(request), version=version, responsible=True)
                version = application.version
            key = request.POST.get("key", "")[:40]
            application = actions.send(application, by=signed_in(request), version=version, key=key)
    except Refused as refusal:
        fresh = access.get(signed_in(request), reference)
        return confirm_page(
            request, fresh, form, 409, refusal={"text": words.say(refusal), "keep": None, "differing": []}
        )
    return redirect("permits:receipt", application.reference)


@login_required
@require_POST
def delete(request: HttpRequest, reference: str) -> HttpResponse:
    """Hapus a draft that was never sent."""
    application = access.get(signed_in(request), reference)
    try:
        actions.delete_draft(application, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, words.say(refusal))
        return redirect("permits:file", reference)
    messages.success(request, _("Konsep %(reference)s dihapus.") % {"reference": application.reference})
    return redirect("permits:desk")


@login_required
@require_GET
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Bukti registrasi: number, day, who holds the file now and what happens next. Made to be printed."""
    application = access.get(signed_in(request), reference)
    if application.register_no is None:
        return redirect("permits:general", application.reference)
    now = panel(application)
    first = application.steps.select_related("by").filter(verb="send").first()
    context = {
        "application": application,
        "panel": now,
        "participants": now.participants,
        "sent": first,
        "way_back": way_back(application, signed_in(request)),
        "holder": picking.holder(application),
    }
    return render(request, "permits/form/receipt.html", context)
