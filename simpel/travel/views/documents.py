"""The travel documents of one file: what is needed, where each stands, who holds the passport."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people import sealing
from simpel.people.custody import Custody
from simpel.people.requests import signed_in
from simpel.permits.models import Application, Participant
from simpel.permits.views.rows import activity_name

from .. import access, actions, queries, words
from ..actions.moving import PURPOSE
from ..actions.reading import read_number
from ..exchange import office_key
from ..forms import HandForm, MoveForm, ReplyForm
from .cards import card, custodian


@require_GET
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """Every traveller with documents, clocks and the passport's whereabouts."""
    return page(request, access.get(signed_in(request), reference))


@require_GET
def box(request: HttpRequest, reference: str) -> HttpResponse:
    """The small box on the file's own page."""
    user = signed_in(request)
    application = access.get(user, reference)
    tally = queries.tally(user, application)
    return render(
        request, "travel/_box.html", {"application": application, "tally": tally, "opened": access.is_open(application)}
    )


@require_POST
def move(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Catat langkah."""
    user = signed_in(request)
    application = access.get(user, reference)
    document = access.document(user, application, pk)
    form = MoveForm(document, request.POST)
    if not form.is_valid():
        return _refused_form(request, application, form, {"move": (document.pk, form)})
    try:
        actions.move(document, by=user, **form.cleaned_data)
    except Refused as refusal:
        return page(request, application, refusal=refusal, status=409)
    messages.success(request, _("Langkah dokumen dicatat."))
    return redirect("travel:documents", application.reference)


def _refused_form(
    request: HttpRequest, application: Application, form: MoveForm | HandForm, sent: dict[str, Any]
) -> HttpResponse:
    """What cannot be read: a step that no longer follows is the state's fault, not the typist's."""
    if isinstance(form, MoveForm) and "to" in form.errors:
        return page(request, application, refusal=Refused("document_moved", {}), status=409)
    return page(request, application, sent=sent, status=422)


@require_POST
def number(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Tampilkan nomor: opened once for one reader, and noted in the ledger."""
    user = signed_in(request)
    application = access.get(user, reference)
    document = access.document(user, application, pk)
    if not access.may_see_number(user, document):
        raise Http404
    shown = {document.pk: sealing.unseal(read_number(document, by=user).sealed_number, purpose=PURPOSE)}
    return page(request, application, shown=shown)


@require_POST
def hand(request: HttpRequest, reference: str, seat: int) -> HttpResponse:
    """Serahkan paspor."""
    user = signed_in(request)
    application = access.get(user, reference)
    seats = Participant.objects.filter(application=application, refused=False).select_related("application", "person")
    participant = get_object_or_404(seats, pk=seat)
    if not access.handles(user, application):
        raise Http404
    form = HandForm(participant.pk, request.POST)
    if not form.is_valid():
        return _refused_form(request, application, form, {"hand": (participant.pk, form)})
    try:
        taken = actions.hand_passport(participant, by=user, **form.cleaned_data)
    except Refused as refusal:
        return page(request, application, refusal=refusal, status=409)
    messages.success(request, _("Penyerahan paspor dicatat dengan tanda terima %(no)s.") % {"no": taken.receipt_no})
    return redirect("travel:documents", application.reference)


@require_GET
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Tanda terima paspor: both sides by name, to be printed."""
    user = signed_in(request)
    custody = get_object_or_404(Custody.objects.select_related("person", "recorded_by"), receipt_no=number)
    application = access.get(user, custody.reference)
    if access.only_travels(user, application) and custody.person.user_id != user.pk:
        raise Http404
    context = {
        "custody": custody,
        "application": application,
        "came_from": custodian(custody.came_from),
        "holder": custodian(custody.holder),
    }
    return render(request, "travel/receipt.html", context)


def page(
    request: HttpRequest,
    application: Application,
    *,
    refusal: Refused | None = None,
    sent: dict[str, Any] | None = None,
    shown: dict[int, str] | None = None,
    reply_form: ReplyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `sent` is the form that could not be taken (by its row), `shown` numbers opened for this answer."""
    user = signed_in(request)
    handler = access.handles(user, application)
    context = {
        "application": application,
        "title": activity_name(application),
        "seats": [
            card(seat, user, handler=handler, sent=sent or {}, shown=shown or {})
            for seat in queries.seats(user, application)
        ],
        "tally": queries.tally(user, application),
        "opened": access.is_open(application),
        "handler": handler,
        "packages": queries.packages(application) if handler else [],
        "waiting": handler and queries.waits_for_office(application),
        "reply_form": reply_form or ReplyForm(auto_id="balasan-%s"),
        "office_known": handler and office_key() is not None,
        "months": settings.PACK.travel_documents.months_after_return,
        "today": clock.today(),
        "refusal": words.say(refusal) if refusal else "",
    }
    answer = render(request, "travel/documents.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
