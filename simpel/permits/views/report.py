"""Laporan: written by the traveller's side, looked at by the analyst. What was typed is never lost to an error."""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from simpel.documents import views as files
from simpel.documents.intake import NotTaken, take_in
from simpel.documents.words import explain as say_not_taken
from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.people.models import User
from simpel.people.requests import signed_in

from .. import access, actions, queries, words
from ..actions.accounting import costs_of
from ..forms.accounts import Accounts
from ..forms.report import AcceptForm, NoteForm, ReportForm
from ..models import Application, Report
from ..queries.file import offers
from .accounts import class_choices, flags_said
from .rows import activity_name
from .story import happening

MOST = 100
NOTES: dict[str, type[NoteForm]] = {"accept_report": AcceptForm, "return_report": NoteForm}


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Reports that wait for this person, by due date."""
    found = list(queries.reports_for(signed_in(request))[: MOST + 1])
    context = {"rows": [_line(one) for one in found[:MOST]], "more": len(found) > MOST}
    return render(request, "permits/report/reports.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """The report of a file: to read, to write, to judge. A POST keeps what was written so far."""
    application, found = _found(signed_in(request), reference)
    if request.method == "GET":
        return _page(request, application, found)
    form = ReportForm(request.POST, request.FILES, instance=found)
    kept = _kept(request, application, found, form)
    if kept is not None:
        return kept
    messages.success(request, _("Laporan disimpan. Kirim bila sudah lengkap."))
    return redirect("permits:report", application.reference)


@require_POST
def submit_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Kirim laporan. Keeps it first, so that a gap never costs what was typed."""
    application, found = _found(signed_in(request), reference)
    form = ReportForm(request.POST, request.FILES, instance=found)
    if access.may_report(signed_in(request), application):
        kept = _kept(request, application, found, form, whole=True)
        if kept is not None:
            return kept
    try:
        actions.submit_report(application, by=signed_in(request), key=form.data.get("key", "")[:40])
    except Refused as refusal:
        return _page(request, *_found(signed_in(request), reference), form=form, refusal=refusal, status=409)
    messages.success(request, _("Laporan dikirim untuk diperiksa."))
    return redirect("permits:report", application.reference)


@require_POST
def accept_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Terima laporan."""
    return _judged(
        request, reference, "accept_report", actions.accept_report, _("Laporan diterima. Berkas ini selesai.")
    )


@require_POST
def return_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Kembalikan laporan."""
    return _judged(
        request, reference, "return_report", actions.return_report, _("Laporan dikembalikan kepada pemohon.")
    )


@require_GET
def report_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The signed report as it was handed in."""
    _application, found = _found(signed_in(request), reference)
    if found.file is None:
        raise Http404
    return files.send(found.file, as_attachment=True)


def _kept(
    request: HttpRequest, application: Application, found: Report, form: ReportForm, *, whole: bool = False
) -> HttpResponse | None:
    """Keep what is readable of the form. An answer shows it again with what is wrong; with `whole`, gaps too."""
    lists = _lists(found, request.POST)
    if not all([form.is_valid(), lists.is_valid()]):
        return _page(request, application, found, form=form, lists=lists, status=422)
    try:
        with transaction.atomic():
            facts = {**form.facts(), **lists.facts()}
            if upload := form.cleaned_data["upload"]:
                facts["file"] = take_in(upload, name=upload.name, by=signed_in(request), at=clock.now())
            saved = actions.save_report(found, by=signed_in(request), version=form.cleaned_data["version"], **facts)
    except NotTaken as refused:
        form.add_error("upload", say_not_taken(refused))
        return _page(request, application, found, form=form, lists=lists, status=422)
    except Refused as refusal:
        fresh = _found(signed_in(request), application.reference)
        return _page(request, *fresh, form=form, lists=lists, refusal=refusal, status=409)
    if whole and not form.complete():
        form.renew(saved.version)
        return _page(request, application, saved, form=form, status=422)
    return None


def _judged(
    request: HttpRequest, reference: str, verb: str, act: Callable[..., Application], done: str | Promise
) -> HttpResponse:
    application, found = _found(signed_in(request), reference)
    note = NOTES[verb](request.POST, auto_id=f"{verb}-%s")
    if not note.is_valid():
        return _page(request, application, found, notes={verb: note}, status=422)
    try:
        act(application, by=signed_in(request), **note.cleaned_data)
    except Refused as refusal:
        return _page(request, *_found(signed_in(request), reference), refusal=refusal, status=409)
    messages.success(request, str(done))
    return redirect("permits:report", application.reference)


def _page(
    request: HttpRequest,
    application: Application,
    found: Report,
    *,
    form: ReportForm | None = None,
    lists: Accounts | None = None,
    notes: dict[str, NoteForm] | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    may_write = access.may_report(signed_in(request), application)
    last = application.steps.select_related("by", "deputises").last()
    context = {
        "application": application,
        "report": found,
        "lists": lists or _lists(found),
        "flags": [] if may_write else flags_said(found),
        "title": activity_name(application),
        "form": (form or _fresh(found)).shown() if may_write else None,
        "notes": _notes(signed_in(request), application, notes or {}),
        "returned": happening(application, last) if last and last.verb == "return_report" else None,
        "refusal": words.say(refusal) if refusal else "",
        "late": _is_late(found),
        "today": clock.today(),
        "state": settings.PACK.workflow.states[application.state],
        "participants": application.participants.select_related("person"),
        "too_early": bool(application.returns_on and clock.today() < application.returns_on),
    }
    return render(request, "permits/report/report.html", context, status=status)


def _fresh(found: Report) -> ReportForm:
    return ReportForm(instance=found, initial={"version": found.version, "key": secrets.token_urlsafe(16)})


def _lists(found: Report, data: QueryDict | None = None) -> Accounts:
    """Accounts and commitments, as sent or as kept; the plan where nothing is kept yet."""
    return Accounts(costs_of(found), list(found.application.commitments.all()), class_choices(), data)


def _notes(user: User, application: Application, sent: dict[str, NoteForm]) -> list[dict[str, Any]]:
    """The forms of those who may accept or return this report now."""
    initial = {"version": application.version, "key": secrets.token_urlsafe(16)}
    return [
        {
            "row": row,
            "url": f"permits:{row.verb}",
            "form": sent.get(row.verb) or NOTES[row.verb](initial=initial, auto_id=f"{row.verb}-%s"),
        }
        for row in offers(application, user)
        if row.verb in NOTES
    ]


def _found(user: User, reference: str) -> tuple[Application, Report]:
    """The file and its report; 404 while no report is due on it."""
    application = access.get(user, reference)
    try:
        return application, application.report
    except Report.DoesNotExist:
        raise Http404 from None


def _line(found: Report) -> dict[str, Any]:
    """One report in the list."""
    application, today = found.application, clock.today()
    return {
        "report": found,
        "title": activity_name(application),
        "late": _is_late(found),
        "writing": any(
            row.verb == "report" and application.state in row.sources for row in settings.PACK.workflow.steps
        ),
        "away": bool(application.returns_on and today < application.returns_on),
    }


def _is_late(found: Report) -> bool:
    """Past its day without having been handed in."""
    return found.submitted_on is None and found.due_on < clock.today()
