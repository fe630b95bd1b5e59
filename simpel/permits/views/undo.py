"""Batalkan langkah: the way back for five minutes, on the page after the act and on the file's page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in

from .. import access, actions
from . import file


@login_required
@require_POST
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    """The last step taken back. A refusal comes back as the fresh page with its reason on top."""
    application = access.get(signed_in(request), reference)
    try:
        application = actions.undo(application, by=signed_in(request), key=request.POST.get("key", "")[:40])
    except Refused as refusal:
        return file.show(request, access.get(signed_in(request), reference), refusal=refusal, status=409)
    messages.success(
        request, _("Langkah Anda dibatalkan. Berkas kembali seperti sebelumnya; surel tentangnya ditarik.")
    )
    return redirect("permits:file", application.reference)
