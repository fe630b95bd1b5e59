"""One door per verb. Get, check, act, answer; a refusal comes back as the fresh page with its reason on top."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from simpel.law.workflow import Refused, StepRow
from simpel.ledger import clock
from simpel.people.requests import signed_in

from .. import access, actions
from ..lifecycle import desks, routing
from ..models import Application
from . import card, file, proving, review
from .offers import answered

PAGES: dict[str, Callable[..., HttpResponse]] = {"berkas": file.show, "telaah": review.show, "putusan": card.show}


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Setujui. Somebody who proved who they are without a form in hand (GET) is led to the file."""
    if request.method == "GET":
        return redirect("permits:file", access.get(signed_in(request), reference).reference)
    return _move(request, reference, "approve", actions.approve, _("Berkas %(reference)s disetujui dan diteruskan."))


@require_POST
def register(request: HttpRequest, reference: str) -> HttpResponse:
    """Daftarkan."""
    return _move(
        request,
        reference,
        "register",
        actions.register,
        _("Berkas %(reference)s sudah diberi nomor. Suratnya sedang disiapkan."),
    )


@require_POST
def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Kembalikan."""
    return _move(
        request,
        reference,
        "return",
        actions.send_back,
        _("Berkas %(reference)s dikembalikan. Penerima diberi tahu lewat surel."),
    )


@require_POST
def reject(request: HttpRequest, reference: str) -> HttpResponse:
    """Tolak."""
    return _move(
        request,
        reference,
        "reject",
        actions.reject,
        _("Permohonan %(reference)s ditolak. Pemohon diberi tahu lewat surel."),
    )


@require_POST
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Tarik."""
    return _move(request, reference, "withdraw", actions.withdraw, _("Permohonan %(reference)s sudah ditarik."))


@require_POST
def archive(request: HttpRequest, reference: str) -> HttpResponse:
    """Arsipkan."""
    return _move(request, reference, "archive", actions.archive, _("Berkas %(reference)s sudah diarsipkan."))


@require_POST
def concur(request: HttpRequest, reference: str) -> HttpResponse:
    """Beri persetujuan, or withhold it: the decision waits for this desk."""
    return _move(request, reference, "concur", actions.concur, _("Jawaban Anda atas berkas %(reference)s tercatat."))


@require_POST
def advise(request: HttpRequest, reference: str) -> HttpResponse:
    """Beri pertimbangan: heard before the decision, not binding."""
    return _move(request, reference, "advise", actions.advise, _("Jawaban Anda atas berkas %(reference)s tercatat."))


@require_POST
def acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    """Terima pemberitahuan: travel that is only notified."""
    return _move(
        request, reference, "acknowledge", actions.acknowledge, _("Pemberitahuan %(reference)s diterima dan dicatat.")
    )


def _move(
    request: HttpRequest, reference: str, verb: str, act: Callable[..., Application], done: str | Promise
) -> HttpResponse:
    """The common way of all verbs. The same request sent twice is carried out once and answered alike."""
    application = access.get(signed_in(request), reference)
    page: Callable[..., HttpResponse] = PAGES.get(request.POST.get("page", ""), file.show)
    row = _offered(signed_in(request), application, verb)
    form = answered(application, row, verb, request.POST)
    if not form.is_valid():
        return page(request, application, form=form, status=422)
    if proving.came_back(request):
        return page(request, application, form=form, refusal=Refused("proved"))
    if row and proving.needed(request, row):
        proving.ask(request)
    try:
        act(application, by=signed_in(request), **form.facts())
    except Refused as refusal:
        return page(request, access.get(signed_in(request), reference), form=form, refusal=refusal, status=409)
    messages.success(request, str(done) % {"reference": application.reference})
    return redirect("permits:file", application.reference)


def _offered(user: Any, application: Application, verb: str) -> StepRow | None:
    """The row of the table that this person would use, while it is there."""
    rows = settings.PACK.workflow.offers(
        set(desks(user, application)), application.state, routing(application), on=clock.today()
    )
    return next((row for row in rows if row.verb == verb), None)
