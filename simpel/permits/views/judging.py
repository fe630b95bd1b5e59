"""Doors of the closer look: one document judged, travellers permitted or not. A refusal shows the fresh page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, actions
from ..forms.review import SeatForm, VerdictForm
from ..models import Application
from . import card, review


@require_POST
def judge(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Terima atau kembalikan satu dokumen, then on to the next one that nobody has judged."""
    user = signed_in(request)
    application = access.get(user, reference)
    attachment = application.attachments.select_related("application").filter(pk=pk).first()
    if attachment is None:
        raise Http404
    form = VerdictForm(request.POST, auto_id="verdict-%s")
    if not form.is_valid():
        return _again(request, application, pk, form, status=422)
    facts = form.cleaned_data
    try:
        actions.judge(attachment, by=user, outcome=facts["outcome"], note=facts["note"], version=facts["version"])
    except Refused as refusal:
        return _again(request, access.get(user, reference), pk, form, refusal=refusal, status=409)
    messages.success(request, _("Putusan atas dokumen ini tersimpan."))
    return redirect(f"{reverse('permits:review', args=[reference])}?dokumen={_next_unjudged(application, pk)}")


@require_POST
def decide_seats(request: HttpRequest, reference: str) -> HttpResponse:
    """Putusan per peserta."""
    user = signed_in(request)
    application = access.get(user, reference)
    page: Callable[..., HttpResponse] = card.show if request.POST.get("page") == "putusan" else review.show
    forms = [
        SeatForm(request.POST, seat=seat)
        for seat in application.participants.select_related("person")
        if f"seat-{seat.pk}-decision" in request.POST
    ]
    wrong = [form for form in forms if not form.is_valid()]  # each is asked, so that all errors show at once
    if wrong:
        return page(request, application, status=422, kept={"seat_forms": forms})
    version = request.POST.get("version", "")
    answers = {form.seat.pk: form.answer() for form in forms}
    try:
        actions.decide_seats(
            application, by=user, answers=answers, version=int(version) if version.isdecimal() else None
        )
    except Refused as refusal:
        fresh = access.get(user, reference)
        return page(request, fresh, refusal=refusal, status=409, kept={"seat_forms": forms})
    messages.success(request, _("Putusan per peserta tersimpan."))
    name = "permits:card" if page is card.show else "permits:review"
    return redirect(f"{reverse(name, args=[reference])}#per-peserta")


def _again(
    request: HttpRequest,
    application: Application,
    pk: int,
    form: VerdictForm,
    *,
    status: int,
    refusal: Refused | None = None,
) -> HttpResponse:
    """The page with the form as it was sent, on the same document."""
    return review.show(request, application, refusal=refusal, status=status, chosen=pk, kept={"verdict_form": form})


def _next_unjudged(application: Application, pk: int) -> int:
    """The next document without a verdict, in the order of arrival; the same one when there is none."""
    waiting = application.attachments.filter(verdict=None).order_by("id").values_list("pk", flat=True)
    return next((one for one in waiting if one > pk), None) or waiting.first() or pk
