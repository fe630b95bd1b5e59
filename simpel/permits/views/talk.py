"""Pesan: what is said about a file, between desks or with everybody who has it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, actions
from ..forms.review import MessageForm
from . import file


@require_POST
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """Kirim pesan. The same click twice is one message."""
    user = signed_in(request)
    application = access.get(user, reference)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return file.show(request, application, status=422, kept={"message_form": form})
    facts = form.cleaned_data
    try:
        actions.write(application, by=user, text=facts["text"], internal=facts["internal"], key=facts["key"])
    except Refused as refusal:
        return file.show(request, application, refusal=refusal, status=409, kept={"message_form": form})
    messages.success(request, _("Pesan terkirim."))
    return redirect("permits:file", application.reference)


@require_POST
def seen(request: HttpRequest, reference: str) -> HttpResponse:
    """Sudah dibaca. htmx gets the panel's mark as it is now."""
    user = signed_in(request)
    application = access.get(user, reference)
    actions.mark_seen(application, by=user)
    if request.headers.get("HX-Request"):
        return render(request, "permits/file/_unread.html", {"application": application, "unread": 0})
    return redirect("permits:file", application.reference)
