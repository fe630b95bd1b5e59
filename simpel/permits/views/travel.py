"""What surrounds the trip: further places, who stands in, who bears which cost, a traveller's passport."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpel.documents.text import text_of
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people import mrz, passports
from simpel.people.requests import signed_in
from simpel.permits import access, actions, words
from simpel.permits.forms.travel import AdInterimForm, CostGrid, LegForm, PassportForm
from simpel.permits.models import AdInterimRequest, Application, Participant

from .applicant import activity_page
from .participants import participants_page
from .status import panel
from .steps import is_fragment, saved


@login_required
@require_POST
def add_leg(request: HttpRequest, reference: str) -> HttpResponse:
    """A further place of the journey."""
    application = access.get(signed_in(request), reference)
    form = LegForm(application, request.POST)
    if not form.is_valid():
        return activity_page(request, application, status=422, leg_form=form)
    try:
        actions.add_leg(application, by=signed_in(request), **form.cleaned_data)
    except Refused as refusal:
        return activity_page(request, application, status=409, leg_form=form, refusal=_said(refusal))
    return redirect(reverse("permits:activity", args=[reference]) + "#singgah")


@login_required
@require_POST
def remove_leg(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a place out of the journey."""
    application = access.get(signed_in(request), reference)
    leg = application.legs.filter(pk=pk).first()
    if leg is None:
        raise Http404
    try:
        actions.remove_leg(leg, by=signed_in(request))
    except Refused as refusal:
        return activity_page(request, application, status=409, refusal=_said(refusal))
    return redirect(reverse("permits:activity", args=[reference]) + "#singgah")


@login_required
@require_POST
def ad_interim(request: HttpRequest, reference: str) -> HttpResponse:
    """Who stands in for the one who travels; or nobody any more."""
    application = access.get(signed_in(request), reference)
    here = reverse("permits:participants", args=[reference]) + "#interim"
    try:
        if request.POST.get("aksi") == "hapus":
            actions.drop_ad_interim(application, by=signed_in(request))
            return redirect(here)
        form = AdInterimForm(application, _asked(application), request.POST)
        if not form.is_valid():
            return participants_page(request, application, status=422, interim_form=form)
        actions.ask_ad_interim(application, by=signed_in(request), **form.cleaned_data)
    except Refused as refusal:
        return participants_page(request, application, status=409, refusal=_said(refusal))
    messages.success(request, _("Permohonan ad interim tersimpan."))
    return redirect(here)


@login_required
@require_POST
def costs(request: HttpRequest, reference: str) -> HttpResponse:
    """Siapa membayar apa: the grid of costs against payers. Valid cells are kept even while another is wrong."""
    application = access.get(signed_in(request), reference)
    form = CostGrid(application, list(application.costs.filter(participant=None)), request.POST)
    form.is_valid()
    try:
        actions.set_costs(application, by=signed_in(request), cells=form.cells(), keep=form.wrong_cells())
    except Refused as refusal:
        if is_fragment(request):
            context = {"refusal": _said(refusal), "application": application}
            return render(request, "permits/form/_refused.html", context, status=409)
        return participants_page(request, application, status=409, cost_form=form, refusal=_said(refusal))
    application = access.get(signed_in(request), reference)
    status = 422 if form.errors else 200
    if is_fragment(request):
        now = panel(application)
        return saved(request, application, "participants", status, form=form, panel=now, totals_too=True)
    if form.errors:
        return participants_page(request, application, status=status, cost_form=form)
    return redirect(reverse("permits:participants", args=[reference]) + "#biaya")


@login_required
@require_POST
def read_passport(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Fill a traveller's passport from its two lines: typed, or found in the text of a paper that lies in their row."""
    application = access.get(signed_in(request), reference)
    participant = application.participants.select_related("person", "application").filter(pk=pk).first()
    if participant is None:
        raise Http404
    form = PassportForm(f"paspor{pk}", request.POST)
    if request.POST.get("aksi") == "berkas":
        form = PassportForm(f"paspor{pk}", {f"paspor{pk}-mrz": _in_the_papers(participant)})
        form.fields["mrz"].error_messages["required"] = _(
            "Tidak ada baris paspor yang terbaca di dokumen peserta ini. Ketik kedua barisnya di sini."
        )
    try:
        if form.is_valid():
            return _filled(request, application, participant, form)
    except ValidationError as problem:
        form.add_error("mrz", problem)
    except Refused as refusal:
        return participants_page(
            request, application, status=409, opened=pk, passport_form=form, refusal=_said(refusal)
        )
    return participants_page(request, application, status=422, opened=pk, passport_form=form)


def _filled(
    request: HttpRequest, application: Application, participant: Participant, form: PassportForm
) -> HttpResponse:
    passport: mrz.Passport = form.cleaned_data["mrz"]
    name = participant.person.name
    passports.refuse_stranger(passport, name)
    actions.fill_passport(participant, by=signed_in(request), number=passport.number, expires_on=passport.expires_on)
    messages.success(request, _("Paspor %(name)s terbaca dan tersimpan.") % {"name": name})
    for remark in passports.remarks(passport, name):
        messages.warning(request, remark)
    here = reverse("permits:participants", args=[application.reference])
    return redirect(f"{here}?ubah={participant.pk}#p{participant.pk}")


def _in_the_papers(participant: Participant) -> str:
    """The text of the first paper of this traveller in which a passport can be read; empty when in none."""
    for paper in participant.attachments.select_related("file"):
        for page in text_of(paper.file):
            if mrz.find(page, today=clock.today()):
                return "\n".join(mrz.lines(page))
    return ""


def _asked(application: Application) -> AdInterimRequest | None:
    return AdInterimRequest.objects.filter(application=application).first()


def _said(refusal: Refused) -> dict[str, Any]:
    return {"text": words.say(refusal), "keep": None, "differing": []}
