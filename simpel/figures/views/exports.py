"""Exports: start one, watch it, take it along, call it off. Each person sees their own only."""

import secrets

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from simpel.ledger.record import record
from simpel.people.models import User
from simpel.people.requests import signed_in
from simpel.people.wording import language

from .. import actions
from ..exporting import storage
from ..exporting.datasets import DATASETS
from ..forms import ExportForm
from ..models import Export

SHOWN = 20
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """Ekspor: start one, and the latest of this person. htmx asks for the list while one is under way."""
    user = signed_in(request)
    if request.headers.get("HX-Target") == "ekspor":
        return render(request, "figures/_exports.html", _listed(user))
    return _page(request, user, ExportForm(initial={"request_key": secrets.token_urlsafe(16)}))


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Mulai ekspor."""
    user, form = signed_in(request), ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, user, form, status=422)
    try:
        actions.start(by=user, language=language(), **form.cleaned_data)
    except actions.TooMany:
        said = _("Tiga ekspor Anda masih berjalan. Tunggu salah satunya selesai, atau batalkan.")
        return _page(request, user, form, refusal=said, status=409)
    return redirect("figures:exports")


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Batalkan, atau hapus yang sudah selesai."""
    if not actions.cancel(_own(request, pk)):
        messages.info(request, _("Ekspor ini sudah tidak ada; tidak ada yang perlu dihapus."))
    return redirect("figures:exports")


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself. Who took it is recorded."""
    job = _own(request, pk)
    if job.state != Export.State.DONE or not storage.path(job.key).exists():
        raise Http404
    with transaction.atomic():
        record("figures.download", str(job.key), actor=signed_in(request), sha256=job.sha256)
    ending = job.format.split("-")[0]
    name = f"simpel-{job.dataset}-{job.first_on}-{job.last_on}.{ending}"
    kind = TYPES.get(ending, "text/csv; charset=utf-8")
    return FileResponse(storage.path(job.key).open("rb"), as_attachment=True, filename=name, content_type=kind)


def _own(request: HttpRequest, pk: int) -> Export:
    return get_object_or_404(Export, pk=pk, by=signed_in(request))


def _page(request: HttpRequest, user: User, form: ExportForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal, **_listed(user)}
    return render(request, "figures/exports.html", context, status=status)


def _listed(user: User) -> dict[str, object]:
    jobs = list(Export.objects.filter(by=user)[:SHOWN])
    titled = [(job, DATASETS[job.dataset].title if job.dataset in DATASETS else job.dataset) for job in jobs]
    return {"jobs": titled, "running": any(not job.is_over for job in jobs)}
