"""The applicant's page of people and money: who travels, for how long, with which papers, on whose account."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from simpel.law.workflow import Refused
from simpel.people import actions as people
from simpel.people.requests import signed_in
from simpel.permits import access, actions, picking, words
from simpel.permits.forms.applicant import MoneyForm, StepForm
from simpel.permits.forms.people import NewPersonForm, ParticipantForm
from simpel.permits.forms.travel import AdInterimForm, CostGrid, PassportForm
from simpel.permits.models import AdInterimRequest, Application, Participant

from .applicant import save_step
from .slots import Problem, Slot, participant_slots
from .status import Panel, panel
from .steps import closed, is_fragment, saved, show


@dataclass(frozen=True)
class Row:
    """One person of the list: what is known, what is lacking, and the form when it is open."""

    participant: Participant
    slots: list[Slot]
    form: ParticipantForm | None
    passport_form: PassportForm | None = None

    @property
    def has_papers(self) -> bool:
        """Whether there is a document of this person in which a passport may be read."""
        return any(slot.files for slot in self.slots)

    @property
    def lacking(self) -> int:
        return sum(slot.kind == "stop" for slot in self.slots)

    @property
    def kind(self) -> str:
        return "ok" if not self.words_of_gap else "stop"

    @property
    def words_of_gap(self) -> str:
        """What this person still lacks, in a few words; empty when nothing."""
        participant = self.participant
        if not (participant.starts_on and participant.ends_on):
            return _("Tanggal tugas kosong")
        if not participant.golongan:
            return _("Golongan kosong")
        if self.lacking:
            return ngettext("%(n)s dokumen kurang", "%(n)s dokumen kurang", self.lacking) % {"n": self.lacking}
        return ""


def rows_of(
    application: Application,
    now: Panel,
    opened: int | None = None,
    form: ParticipantForm | None = None,
    problem: Problem | None = None,
    passport_form: PassportForm | None = None,
) -> list[Row]:
    """The list of people, with one of them open."""
    slots = participant_slots(application, now.participants, now.now.checklist, problem)
    rows = []
    for p in now.participants:
        if p.pk != opened:
            rows.append(Row(p, slots[p.pk], None))
            continue
        form = form or ParticipantForm(application, p)
        form.ask_only(now.asked)
        rows.append(Row(p, slots[p.pk], form, passport_form or PassportForm(f"paspor{p.pk}")))
    return rows


@login_required
@require_http_methods(["GET", "POST"])
def participants(request: HttpRequest, reference: str) -> HttpResponse:
    """3 Peserta. The form of this page is about money; each person has their own."""
    application = access.get(signed_in(request), reference)
    if request.method == "GET":
        if request.headers.get("HX-Target") == "hasil":
            found = picking.people(application, request.GET.get("cari", "")[:100])
            return render(request, "permits/form/_people.html", {"people": found, "application": application})
        return closed(request, application) or participants_page(request, application)
    form = MoneyForm(application, request.POST)
    return save_step(request, application, "participants", form, participants_page, pieces=_pieces_of_the_money)


def _pieces_of_the_money(application: Application, form: StepForm, now: Panel, changed: set[str]) -> dict[str, Any]:
    """Who pays and who leads decide what else is asked."""
    if not changed & {"payers", "head_of_institution"}:
        return {}
    form.ask_only(now.asked)
    more: dict[str, Any] = {"questions_too": "permits/form/_money_questions.html"}
    if "payers" in changed:
        more |= {"costs_too": True, "cost_form": cost_grid(application), "donors": picking.donors(application)}
    return more


def cost_grid(application: Application) -> CostGrid | None:
    """Siapa membayar apa: asked once somebody pays, where the pack knows kinds of cost."""
    if not (application.payers and settings.PACK.listed("cost_items")):
        return None
    return CostGrid(application, list(application.costs.filter(participant=None)))


def interim_form_of(application: Application) -> AdInterimForm | None:
    """Who stands in is asked where the pack says so for the rank that travels."""
    if application.cluster not in settings.PACK.ad_interim_clusters:
        return None
    return AdInterimForm(application, AdInterimRequest.objects.filter(application=application).first())


def participants_page(
    request: HttpRequest,
    application: Application,
    form: StepForm | None = None,
    status: int = 200,
    *,
    opened: int | None = None,
    row_form: ParticipantForm | None = None,
    person_form: NewPersonForm | None = None,
    problem: Problem | None = None,
    passport_form: PassportForm | None = None,
    interim_form: AdInterimForm | None = None,
    cost_form: CostGrid | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of the third step: the list, adding to it, who stands in, and the money."""
    now = panel(application)
    form = form or MoneyForm(application)
    form.ask_only(now.asked)
    wanted = request.GET.get("ubah", "")
    opened = opened or (int(wanted) if wanted.isdigit() and len(wanted) < 10 else None)
    sought = request.GET.get("cari", "")[:100]
    adding = "tambah" in request.GET or bool(sought) or person_form is not None or not now.participants
    rows = rows_of(application, now, opened, row_form, problem, passport_form)
    return show(
        request, application, "participants", status, form=form, panel=now, rows=rows,
        sought=sought, adding=adding, people=picking.people(application, sought) if adding else (),
        person_form=person_form or NewPersonForm(by=signed_in(request)), new_person=person_form is not None,
        interim_form=interim_form or interim_form_of(application), cost_form=cost_form or cost_grid(application),
        donors=picking.donors(application), **more,
    )  # fmt: skip


@login_required
@require_POST
def add_participant(request: HttpRequest, reference: str) -> HttpResponse:
    """Put somebody of the register on the list."""
    application = access.get(signed_in(request), reference)
    person = picking.person(application, request.POST.get("person", ""))
    if person is None:
        return participants_page(
            request, application, status=422, refusal=_said(_("Orang itu tidak ada di daftar. Cari lagi namanya."))
        )
    return _joined(request, application, person, True)


@login_required
@require_POST
def add_person(request: HttpRequest, reference: str) -> HttpResponse:
    """Put somebody new into the register and on the list."""
    application = access.get(signed_in(request), reference)
    form = NewPersonForm(request.POST, by=signed_in(request))
    if not form.is_valid():
        return participants_page(request, application, status=422, person_form=form)
    if not access.may_edit(signed_in(request), application):
        refusal = Refused("not_editable", {"state": application.state})
        return participants_page(request, application, status=409, person_form=form, refusal=_said(words.say(refusal)))
    try:
        person = people.add_person(
            by=signed_in(request), institution=application.institution, unit=application.unit, **form.answers()
        )
    except Refused as refusal:
        return participants_page(
            request, application, status=409, person_form=form, refusal=_said(_known_already(refusal))
        )
    for remark in form.remarks():
        messages.warning(request, remark)
    return _joined(request, application, person, True)


@login_required
@require_POST
def change_participant(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Days, class and origin of one person."""
    application = access.get(signed_in(request), reference)
    participant = _participant(application, pk)
    form = ParticipantForm(application, participant, request.POST)
    changes = form.changes()
    try:
        if changes:
            actions.change_participant(participant, by=signed_in(request), **changes)
    except Refused as refusal:
        said = _said(words.say(refusal))
        if is_fragment(request):
            return render(
                request, "permits/form/_refused.html", {"refusal": said, "application": application}, status=409
            )
        return participants_page(request, application, status=409, opened=pk, row_form=form, refusal=said)
    application = access.get(signed_in(request), reference)
    status = 422 if form.errors else 200
    if is_fragment(request):
        now = panel(application)
        return saved(request, application, "participants", status, form=form, panel=now, rows=rows_of(application, now))
    if form.errors:
        return participants_page(request, application, status=status, opened=pk, row_form=form)
    return redirect(reverse("permits:participants", args=[application.reference]) + f"#p{pk}")


@login_required
@require_POST
def remove_participant(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Keluarkan: take somebody off the list."""
    application = access.get(signed_in(request), reference)
    participant = _participant(application, pk)
    name = participant.person.name
    try:
        actions.remove_participant(participant, by=signed_in(request))
    except Refused as refusal:
        return participants_page(request, application, status=409, refusal=_said(words.say(refusal)))
    messages.success(request, _("%(name)s dikeluarkan dari daftar peserta.") % {"name": name})
    return redirect(reverse("permits:participants", args=[application.reference]) + "#daftar")


def _joined(request: HttpRequest, application: Application, person: Any, home: bool) -> HttpResponse:
    """Add a person and open their row."""
    home = home and person.institution_id == application.institution_id
    try:
        participant = actions.add_participant(application, by=signed_in(request), person=person, home_institution=home)
    except Refused as refusal:
        return participants_page(request, application, status=409, refusal=_said(words.say(refusal)))
    here = reverse("permits:participants", args=[application.reference])
    return redirect(f"{here}?ubah={participant.pk}#p{participant.pk}")


def _participant(application: Application, pk: int) -> Participant:
    """A participant of this very file, or 404."""
    participant = application.participants.select_related("person", "application__activity").filter(pk=pk).first()
    if participant is None:
        raise Http404
    return participant


def _known_already(refusal: Refused) -> str:
    """The register refuses a second entry for one person: say whom to pick instead."""
    if refusal.code != "person_already_registered":
        return words.say(refusal)
    return (
        _("Nomor identitas itu sudah terdaftar atas nama %(name)s. Cari namanya, lalu tambahkan dari daftar.")
        % refusal.values
    )


def _said(text: str) -> dict[str, Any]:
    return {"text": text, "keep": None, "differing": []}


__all__ = [
    "add_participant",
    "add_person",
    "change_participant",
    "participants",
    "participants_page",
    "remove_participant",
]
