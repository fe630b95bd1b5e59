"""Beginning from what was filled in before: a file copied into a new draft, a paper taken out of an earlier file."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from simpel.documents.intake import NotTaken
from simpel.documents.words import explain
from simpel.law.workflow import Refused
from simpel.people.requests import signed_in
from simpel.permits import access, actions, remembering, words
from simpel.permits.forms.choices import language
from simpel.permits.models import Attachment

from .attachments import back_to, owner


@login_required
@require_POST
def copy(request: HttpRequest, reference: str) -> HttpResponse:
    """Salin berkas: a new draft that begins with this file's people and words."""
    source = access.get(signed_in(request), reference)
    try:
        draft = actions.copy_file(source, by=signed_in(request), request_key=request.POST.get("request_key", "")[:40])
    except Refused as refusal:
        messages.error(request, words.say(refusal))
        return redirect("permits:file", source.reference)
    messages.success(
        request,
        _("Konsep baru dimulai dari %(reference)s. Surat, kegiatan, dan tanggalnya diisi baru.")
        % {"reference": source.reference},
    )
    return redirect("permits:general", draft.reference)


@login_required
@require_GET
def earlier(request: HttpRequest, reference: str) -> HttpResponse:
    """Papers of the same kind that lie in earlier files, to be taken over."""
    application = access.get(signed_in(request), reference)
    slot = request.GET.get("slot", "")[:40]
    if slot not in settings.PACK.documents:
        raise Http404
    participant = owner(application, request.GET.get("participant", ""))
    context = {
        "application": application,
        "slot": slot,
        "name": settings.PACK.documents[slot].name(language()),
        "participant": participant,
        "papers": remembering.earlier_papers(application, by=signed_in(request), slot=slot, participant=participant),
        "back": back_to(application, slot, participant),
    }
    return render(request, "permits/form/earlier.html", context)


@login_required
@require_POST
def take(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Put a copy of an earlier paper into its place in this file."""
    application = access.get(signed_in(request), reference)
    paper = Attachment.objects.select_related("file").filter(pk=pk).first()
    if paper is None:
        raise Http404
    participant = owner(application, request.POST.get("participant", ""))
    offered = remembering.earlier_papers(application, by=signed_in(request), slot=paper.slot, participant=participant)
    if paper.pk not in {one.pk for one in offered}:
        raise Http404
    try:
        actions.reuse(application, by=signed_in(request), paper=paper, participant=participant)
    except Refused as refusal:
        messages.error(request, words.say(refusal))
    except NotTaken as refusal:
        messages.error(request, explain(refusal))
    return redirect(back_to(application, paper.slot, participant))
