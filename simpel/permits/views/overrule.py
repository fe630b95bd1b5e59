"""The doors of an exception: ask for it, grant it, take it back, read the paper that came with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from simpel.documents import views as files
from simpel.documents.intake import NotTaken
from simpel.documents.words import explain
from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, actions, words
from ..models import Override
from . import decide, file
from .applicant import confirm_page
from .attachments import small_enough
from .exceptions import answered


@require_POST
@small_enough
def overrule(request: HttpRequest, reference: str) -> HttpResponse:
    """Kecualikan."""
    return _acted(request, reference, "overrule", actions.overrule, _("Pengecualian diberikan dan tercatat."))


@require_POST
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Cabut pengecualian."""
    return _acted(request, reference, "take_back", actions.take_back, _("Pengecualian dicabut."))


@require_POST
@small_enough
def plead(request: HttpRequest, reference: str) -> HttpResponse:
    """Minta pengecualian, on the page from which the file is sent."""
    application = access.get(signed_in(request), reference)
    form = answered("plead", request.POST, request.FILES)
    if not form.is_valid():
        return confirm_page(request, application, status=422, plea=form)
    try:
        with transaction.atomic():
            actions.plead(application, by=signed_in(request), **form.facts())
    except NotTaken as refused:
        form.add_error("upload", explain(refused))
        return confirm_page(request, application, status=422, plea=form)
    except Refused as refusal:
        fresh = access.get(signed_in(request), reference)
        said: dict[str, Any] = {"text": words.say(refusal), "keep": None, "differing": []}
        return confirm_page(request, fresh, status=409, refusal=said, plea=form)
    messages.success(request, _("Permintaan pengecualian tersimpan dan ikut terkirim. Kantor yang memutuskannya."))
    return redirect(reverse("permits:confirm", args=[reference]) + f"#pengecualian-{form.cleaned_data['rule']}")


@require_GET
def paper(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The paper given with an act, as a download."""
    act = get_object_or_404(Override, application=access.get(signed_in(request), reference), pk=pk)
    if act.file is None:
        raise Http404
    return files.send(act.file, as_attachment=True)


def _acted(
    request: HttpRequest, reference: str, verb: str, act: Callable[..., Override], done: str | Promise
) -> HttpResponse:
    """The common way of the office's two acts: they come from, and lead back to, the page they stand on."""
    application = access.get(signed_in(request), reference)
    name = request.POST.get("page", "")
    page: Callable[..., HttpResponse] = decide.PAGES.get(name, file.show)
    form = answered(verb, request.POST, request.FILES)
    if not form.is_valid():
        return page(request, application, form=form, status=422)
    try:
        with transaction.atomic():
            act(application, by=signed_in(request), **form.facts())
    except NotTaken as refused:
        form.add_error("upload", explain(refused))
        return page(request, application, form=form, status=422)
    except Refused as refusal:
        fresh = access.get(signed_in(request), reference)
        return page(request, fresh, form=form, refusal=refusal, status=409)
    messages.success(request, str(done))
    return redirect({"telaah": "permits:review", "putusan": "permits:card"}.get(name, "permits:file"), reference)
