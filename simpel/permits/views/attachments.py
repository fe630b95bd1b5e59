"""Documents of a file: put in, look at, take out. A body that is too large is answered before it is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from simpel.documents import views as files
from simpel.documents.intake import NotTaken
from simpel.documents.words import explain
from simpel.law.workflow import Refused
from simpel.people.requests import signed_in
from simpel.permits import access, actions, amendments, words
from simpel.permits.models import Application, Attachment, Participant

from . import amend
from .applicant import activity_page
from .participants import participants_page, rows_of
from .slots import Problem, one_slot
from .status import panel
from .steps import frame, is_fragment

MOST_BYTES = 52 * 1024 * 1024  # one request: 50 MB of documents and the form around them
MOST_FILES = 10
STATUS = {"type": 415, "too_large": 413}
View = Callable[..., HttpResponse]


def small_enough(view: View) -> View:
    """Refuse a body by its announced length, before anything (the CSRF check too) reads it."""
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def measured(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MOST_BYTES:
            return _unread(request)
        return guarded(request, *args, **kwargs)

    return measured


def _unread(request: HttpRequest) -> HttpResponse:
    """The answer to a body that stays unread."""
    text = explain(NotTaken("too_large", megabytes=MOST_BYTES // 2**20))
    name = "_too_large" if is_fragment(request) else "too_large"
    answer = render(request, f"permits/form/{name}.html", {"text": text}, status=413)
    answer["HX-Reswap"] = "none"
    return answer


@login_required
@require_POST
@small_enough
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    """Put one or several files into a slot. Each good one is kept even when another is refused."""
    application = access.get(signed_in(request), reference)
    slot = request.POST.get("slot", "")[:40]
    participant = owner(application, request.POST.get("participant", ""))
    uploads = request.FILES.getlist("berkas")
    problem, status = _take(application, request, slot, participant, uploads)
    if is_fragment(request):
        return _fragment(request, access.get(signed_in(request), reference), slot, participant, problem, status)
    if problem is None:
        return redirect(back_to(application, slot, participant))
    return _page(request, access.get(signed_in(request), reference), participant, problem, status)


@login_required
@require_POST
def detach(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a document out of its slot."""
    application = access.get(signed_in(request), reference)
    attachment = _attachment(application, pk)
    slot, participant = attachment.slot, attachment.participant
    problem, status = None, 200
    try:
        actions.detach(attachment, by=signed_in(request))
    except Refused as refusal:
        problem, status = Problem(slot, participant.pk if participant else None, words.say(refusal)), 409
    if is_fragment(request):
        return _fragment(request, access.get(signed_in(request), reference), slot, participant, problem, status)
    if problem:
        return _page(request, access.get(signed_in(request), reference), participant, problem, status)
    return redirect(back_to(application, slot, participant))


@login_required
@require_GET
def download(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The original, as a download only: it is never shown inside the site."""
    return files.send(_attachment(access.get(signed_in(request), reference), pk).file, as_attachment=True)


@login_required
@require_GET
def page(request: HttpRequest, reference: str, pk: int, number: int) -> HttpResponse:
    """One page as a picture made by us."""
    return files.send_page(_attachment(access.get(signed_in(request), reference), pk).file, number)


def _take(
    application: Application,
    request: HttpRequest,
    slot: str,
    participant: Participant | None,
    uploads: list[Any],
) -> tuple[Problem | None, int]:
    """Hand each file to the intake; the first reason for a refusal is what the slot shows."""
    owner = participant.pk if participant else None
    if not uploads:
        return Problem(slot, owner, _("Pilih berkas dahulu, lalu unggah.")), 422
    if len(uploads) > MOST_FILES:
        return Problem(slot, owner, _("Unggah paling banyak %(n)s berkas sekaligus.") % {"n": MOST_FILES}), 422
    problem, status = None, 200
    for upload in uploads:
        try:
            actions.attach(application, by=signed_in(request), slot=slot, upload=upload, participant=participant)
        except NotTaken as refusal:
            text = f"{upload.name}: {explain(refusal)}"
            problem, status = problem or Problem(slot, owner, text), STATUS.get(refusal.code, 422)
        except Refused as refusal:
            return Problem(slot, owner, words.say(refusal)), 409
    return problem, status


def _fragment(
    request: HttpRequest,
    application: Application,
    slot: str,
    participant: Participant | None,
    problem: Problem | None,
    status: int,
) -> HttpResponse:
    """The slot as it is now, and the pieces around it that changed."""
    now = panel(application)
    context = frame(application, "participants" if participant else "activity", panel=now)
    context["slot"] = one_slot(application, slot, participant, now.now.checklist, problem)
    context["rows"] = rows_of(application, now) if participant else ()
    return render(request, "permits/form/_slot_saved.html", context, status=status)


def _page(
    request: HttpRequest, application: Application, participant: Participant | None, problem: Problem, status: int
) -> HttpResponse:
    if amendments.is_narrow(application):
        return amend.page(request, application, status=status, problem=problem)
    if participant:
        return participants_page(request, application, status=status, opened=participant.pk, problem=problem)
    return activity_page(request, application, status=status, problem=problem)


def back_to(application: Application, slot: str, participant: Participant | None) -> str:
    """The place the document was put into."""
    if amendments.is_narrow(application):
        key = f"{slot}-{participant.pk}" if participant else slot
        return reverse("permits:general", args=[application.reference]) + f"#dok-{key}"
    if participant:
        here = reverse("permits:participants", args=[application.reference])
        return f"{here}?ubah={participant.pk}#dok-{slot}-{participant.pk}"
    return reverse("permits:activity", args=[application.reference]) + f"#dok-{slot}"


def owner(application: Application, key: str) -> Participant | None:
    """The participant a document belongs to; none for a document of the trip; 404 for somebody else's."""
    if not key:
        return None
    found = (
        application.participants.select_related("person").filter(pk=int(key)).first()
        if key.isdigit() and len(key) < 10
        else None
    )
    if found is None:
        raise Http404
    return found


def _attachment(application: Application, pk: int) -> Attachment:
    """A document of this very file, or 404."""
    found = application.attachments.select_related("file", "participant", "application").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
