"""Changing a letter: the button on the file's page, and the first page of the amendment."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from simpel.law.workflow import Refused
from simpel.letters.models import Letter
from simpel.people.models import User
from simpel.people.requests import signed_in
from simpel.permits import access, actions, amendments, words
from simpel.permits.actions.amending import may_begin
from simpel.permits.forms.amend import AmendForm
from simpel.permits.forms.applicant import StepForm
from simpel.permits.forms.choices import named
from simpel.permits.models import Application
from simpel.permits.queries import FileView

from . import applicant
from .slots import Problem, participant_slots, trip_slots
from .status import panel
from .steps import closed, is_fragment, next_of, refuse, saved, show, version_in


@dataclass(frozen=True)
class Links:
    """What ties a file to the letters before and after it, as its page shows it to one person."""

    kinds: list[tuple[str, str]]  # what may be begun: code and name; empty when nothing may
    key: str
    open: Application | None  # the amendment that is being prepared or decided
    later: Application | None  # the one that took this file's place
    kind: str  # what this file is, when it is an amendment itself
    earlier: Letter | None  # the letter it changes


@login_required
@require_POST
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Ajukan perubahan. Whoever comes second is led to the amendment that is open, and told so."""
    application = access.get(signed_in(request), reference)
    kind, key = request.POST.get("kind", "")[:24], request.POST.get("key", "")[:40]
    before = Application.objects.filter(open_amendment_of=application).exclude(request_key=key).first()
    try:
        draft = actions.begin(application, kind, by=signed_in(request), key=key)
    except Refused as refusal:
        messages.error(request, words.say(refusal))
        return redirect("permits:file", application.reference)
    if draft == before or draft.kind != kind:
        messages.warning(
            request,
            _("Perubahan atas surat ini sudah ada: %(kind)s %(reference)s. Satu surat, satu perubahan.")
            % {"kind": named(settings.PACK.kinds[draft.kind]), "reference": draft.reference},
        )
    door = "permits:general" if access.may_edit(signed_in(request), draft) else "permits:file"
    return redirect(door, draft.reference)


@login_required
@require_http_methods(["GET", "POST"])
def general(request: HttpRequest, reference: str) -> HttpResponse:
    """The first step: of an amendment its own page, of a new application the usual one."""
    application = access.get(signed_in(request), reference)
    if not application.amends_id:
        return applicant.general(request, reference)
    if request.method == "GET":
        return closed(request, application) or page(request, application)
    return _save(request, application, AmendForm(application, request.POST))


def page(
    request: HttpRequest,
    application: Application,
    form: StepForm | None = None,
    status: int = 200,
    problem: Problem | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of an amendment: why and by which letters, what it asks for, what it changes."""
    now = panel(application)
    asked = [item for item in now.now.checklist if not item.document.earlier_letter]
    codes = {item.code for item in asked}
    trip = [slot for slot in trip_slots(application, asked, problem) if slot.code in codes]
    personal = participant_slots(application, now.participants, asked, problem)
    owners = [
        (seat, [slot for slot in personal[seat.pk] if slot.code in codes and slot.item and slot.item.needed])
        for seat in now.participants
    ]
    return show(
        request, application, "general", status, form=form or AmendForm(application), panel=now, slots=trip,
        owners=[(seat, slots) for seat, slots in owners if slots],
        template="amendment", effect=amendments.effect(application), **more,
    )  # fmt: skip


def links(view: FileView, user: User) -> Links:
    """How the file stands to the letters before and after it."""
    application = view.application
    seen = access.visible_to(user).filter(amends=application) if application.decided_on else []
    amended = {one.reference: one for one in seen}
    open_now = next((one for one in amended.values() if one.open_amendment_of_id), None)
    offered = settings.PACK.amendments if not open_now and may_begin(user, application) else ()
    return Links(
        kinds=[(code, named(settings.PACK.kinds[code])) for code in offered],
        key=secrets.token_urlsafe(18),
        open=open_now,
        later=amended.get(amendments.case_that_follows(view.letter)),
        kind=named(settings.PACK.kinds[application.kind]) if application.amends_id else "",
        earlier=amendments.earlier_letter(application),
    )


def _save(request: HttpRequest, application: Application, form: AmendForm) -> HttpResponse:
    """Keep what is valid: letters and reason as they were typed, the new end as one act."""
    changes, end = form.changes(), form.new_end() if form.is_valid() else None
    try:
        with transaction.atomic():
            version = version_in(request)
            if changes or not access.may_edit(signed_in(request), application):
                application = actions.change(application, by=signed_in(request), version=version, **changes)
                version = application.version
            if end:
                application = actions.extend(
                    application, by=signed_in(request), version=version, ends_on=end[0], returns_on=end[1]
                )
    except Refused as refusal:
        return refuse(request, application, "general", refusal, page, form)
    if is_fragment(request):
        return saved(request, application, "general", 422 if form.errors else 200, form=form)
    return (
        page(request, application, form=form, status=422) if form.errors else redirect(next_of(application, "general"))
    )
