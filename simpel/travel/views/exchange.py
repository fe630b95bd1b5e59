"""To and from the passport office: the package, the published schemas, and the two doors for its replies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from simpel.documents import views as files
from simpel.law.workflow import Refused
from simpel.letters import limits
from simpel.people.requests import signed_in

from .. import access, actions, exchange, schema, words
from ..forms import ReplyForm
from .documents import page

STATUS = {  # how a refused reply is answered to a machine; everything else is a conflict
    "reply_no_key": 503, "reply_forged": 401, "reply_form": 422, "reply_package": 404,
}  # fmt: skip
A_MINUTE = 60


@require_POST
def make(request: HttpRequest, reference: str) -> HttpResponse:
    """Buat paket untuk kantor paspor."""
    user = signed_in(request)
    application = access.get(user, reference)
    if not access.handles(user, application):
        raise Http404
    try:
        made = actions.make_package(application, by=user)
    except Refused as refusal:
        return page(request, application, refusal=refusal, status=409)
    messages.success(
        request, _("Paket %(number)s dibuat. Unduh, lalu kirim ke kantor paspor.") % {"number": made.number}
    )
    return redirect("travel:documents", application.reference)


@require_GET
def download(request: HttpRequest, number: str) -> HttpResponse:
    """The package's bytes, as they were signed."""
    return files.send(access.package(signed_in(request), number).file)


@require_POST
def upload(request: HttpRequest, reference: str) -> HttpResponse:
    """Masukkan balasan: a reply that came as a file."""
    user = signed_in(request)
    application = access.get(user, reference)
    if not access.handles(user, application):
        raise Http404
    form = ReplyForm(request.POST, request.FILES, auto_id="balasan-%s")
    if not form.is_valid():
        return page(request, application, reply_form=form, status=422)
    try:
        heard = actions.hear(form.cleaned_data["reply"], application=application)
    except Refused as refusal:
        return page(request, application, refusal=refusal, status=409)
    said = (
        _("Balasan ini sudah diterima sebelumnya; tidak ada yang berubah.") if heard.repeated else _("Balasan dicatat.")
    )
    messages.success(request, said)
    return redirect("travel:documents", application.reference)


@login_not_required
@require_GET
def schemas(request: HttpRequest) -> JsonResponse:
    """The JSON Schemas of package and reply, for whoever builds the other side."""
    answer = JsonResponse({name: schema.schema(name) for name in (schema.PACKAGE, schema.REPLY)})
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


# No session and no form of ours: who sends is told by the signature over what is sent.
@csrf_exempt
@login_not_required
@never_cache
@require_POST
def receive(request: HttpRequest) -> JsonResponse:
    """A reply sent by the office's own system: the compact JWS as the body. Answers in JSON."""
    if wait := limits.too_many("travel", limits.network(request), limit=A_MINUTE, seconds=60):
        return JsonResponse({"refused": "too_many"}, status=429, headers={"Retry-After": str(wait)})
    if int(request.headers.get("Content-Length") or 0) > exchange.LARGEST:
        return JsonResponse({"refused": "too_large"}, status=413)
    try:
        heard = actions.hear(request.body.decode("ascii", "replace"))
    except Refused as refusal:
        with override("en"):
            said = {"refused": refusal.code, "because": words.say(refusal), "expected": refusal.values.get("expected")}
        return JsonResponse(said, status=STATUS.get(refusal.code, 409))
    return JsonResponse({"taken": heard.reply.message, "sequence": heard.reply.sequence, "repeated": heard.repeated})
