"""The brief of a file's event: its page, and taking over what another institution wrote."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, actions, words
from ..forms.text import PlainText
from ..models import Application, Brief
from .rows import activity_name
from .steps import closed, version_in


class BriefForm(PlainText, forms.ModelForm[Brief]):
    """Two texts; the purpose stands in the file already."""

    class Meta:
        model = Brief
        fields = ("position", "expected")
        widgets = {
            "position": forms.Textarea(attrs={"rows": 6, "maxlength": 4000}),
            "expected": forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
        }

    def _post_clean(self) -> None:
        """The row is written by actions."""


@login_required
@require_http_methods(["GET", "POST"])
def brief(request: HttpRequest, reference: str) -> HttpResponse:
    """Ringkasan kegiatan, written by whoever holds the file while it is filled in."""
    application = access.get(signed_in(request), reference)
    if request.method == "GET":
        return closed(request, application) or _page(request, application, BriefForm(initial=_known(application)))
    form = BriefForm(request.POST)
    if not form.is_valid():
        return _page(request, application, form, status=422)
    try:
        actions.write_brief(
            application, by=signed_in(request), version=version_in(request),
            position=form.cleaned_data["position"], expected=form.cleaned_data["expected"],
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, access.get(signed_in(request), reference), form, refusal=words.say(refusal), status=409)
    messages.success(request, _("Ringkasan kegiatan disimpan."))
    return redirect(_event_of(application))


@login_required
@require_POST
def take_brief(request: HttpRequest, reference: str) -> HttpResponse:
    """Pakai ringkasan of the institution that filed first."""
    application = access.get(signed_in(request), reference)
    try:
        actions.take_brief(application, by=signed_in(request), version=version_in(request))
    except Refused as refusal:
        messages.error(request, words.say(refusal))
    else:
        messages.success(request, _("Ringkasan dipakai. Isian yang masih kosong sudah terisi darinya."))
    return redirect(_event_of(application))


def _page(
    request: HttpRequest, application: Application, form: BriefForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {"application": application, "form": form, "refusal": refusal, "title": activity_name(application)}
    return render(request, "permits/form/brief.html", context, status=status)


def _known(application: Application) -> dict[str, str]:
    """What the file's present brief says, to be changed."""
    now = application.brief
    return {"position": now.position, "expected": now.expected} if now else {}


def _event_of(application: Application) -> str:
    return reverse("permits:activity", args=[application.reference]) + "#ringkasan"
