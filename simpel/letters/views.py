"""The public check: by code, by the QR's address, by the file. And the letter's bytes, for rooms above."""

import base64
import re
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from simpel.documents import views as files
from simpel.ledger import clock
from simpel.letters import authority, codes, limits, office, token, verification
from simpel.letters.models import Letter
from simpel.letters.saying import ANSWERS, CANNOT_CHECK, SAYINGS, UNKNOWN
from simpel.letters.verification import Answer

LARGEST_FILE = 10 * 1024 * 1024
STATUS = {UNKNOWN: 404, CANNOT_CHECK: 503}
_SHA256 = re.compile(r"[0-9a-f]{64}")


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Where a code is typed or a file is dropped."""
    typed = request.GET.get("kode", "")
    if not typed:
        return render(request, "letters/check.html", {"answers": ANSWERS})
    code = codes.read(typed)
    if code is None:
        return render(
            request, "letters/check.html", {"answers": ANSWERS, "typed": typed[:60], "slip": True}, status=422
        )
    return redirect("letters:answer", code)


@login_not_required
@never_cache
@require_safe
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """What the register holds for a code or for the address in a QR."""
    wait = _wait(request, "code", limits.CODES_A_MINUTE)
    if wait is None or wait:
        return _slow_down(request, wait)
    return _show(request, verification.check_code(key), key=key)


# Changes nothing and needs no session. Without the exemption an upload would be read before its size could be refused.
@csrf_exempt
@login_not_required
@never_cache
@require_POST
def check_file(request: HttpRequest) -> HttpResponse:
    """A file, or only its fingerprint when the browser worked it out itself."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_FILE + 10_000:
        return render(request, "letters/check.html", {"answers": ANSWERS, "too_large": True}, status=413)
    wait = _wait(request, "file", limits.FILES_A_MINUTE)
    if wait is None or wait:
        return _slow_down(request, wait)
    about = {"key": request.POST.get("key", "")[:60], "name": request.POST.get("name", "")[:120]}
    upload = request.FILES.get("file")
    if upload is not None:
        return _show(request, verification.check_bytes(upload.read()), **about | {"name": upload.name or ""})
    digest = request.POST.get("sha256", "").lower()
    if not _SHA256.fullmatch(digest):
        return render(request, "letters/check.html", {"answers": ANSWERS, "no_file": True}, status=422)
    pointing_at = request.POST.get("pointing_at", "")[:60] or about["key"]
    return _show(request, verification.check_digest(digest, pointing_at), stayed=True, **about)


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def match(request: HttpRequest, key: str) -> HttpResponse:
    """Protected travellers: name and day as the asker reads them on the paper; the page says match or no match."""
    found = verification.check_code(key)
    if found.facts is None or not found.facts.protected:
        return _show(request, found, key=key)
    try:
        wait = limits.too_many("match", found.code, limit=limits.MATCHES_AN_HOUR, seconds=3600)
    except DatabaseError:
        return _slow_down(request, None)
    if wait:
        return _slow_down(request, wait)
    name, day = request.POST.get("name", "")[:200], _date(request.POST.get("starts_on", ""))
    return _show(request, found, key=key, matched=verification.matches(key, name=name, starts_on=day), asked=True)


@login_not_required
@require_GET
def keys(request: HttpRequest) -> JsonResponse:
    """Public keys for the tokens in QR codes (JWK set), and the certificates over the PDF signature."""
    identity = office.identity()
    pems = [one.public_bytes(Encoding.PEM).decode() for one in (identity.certificate, *identity.chain)]
    answer = JsonResponse(
        {"keys": [_jwk(key) for key in authority.token_public_keys(settings.KEYS)], "certificates": pems}
    )
    answer["Cache-Control"] = "public, max-age=3600"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def send_letter(letter: Letter, *, as_attachment: bool = True) -> HttpResponse:
    """The signed bytes, for a view that has checked access. A letter that is not released has none."""
    if letter.file is None or letter.state != Letter.State.ISSUED:
        raise Http404
    return files.send(letter.file, as_attachment=as_attachment)


def _show(request: HttpRequest, said: Answer, **more: Any) -> HttpResponse:
    status = STATUS.get(said.kind, 200)
    saying = SAYINGS[said.kind]
    shown = {
        "answer": said,
        "saying": saying,
        "lead": saying.lead(said.basis),
        "checked_at": clock.now(),
        "answers": ANSWERS,
    } | more
    return render(request, "letters/answer.html", shown, status=status)


def _slow_down(request: HttpRequest, wait: int | None) -> HttpResponse:
    """Too fast, or nothing to count with: either way no answer, and no register asked."""
    if wait is None:
        return _show(request, Answer(CANNOT_CHECK))
    shown = render(request, "letters/check.html", {"answers": ANSWERS, "wait": wait}, status=429)
    shown["Retry-After"] = str(wait)
    return shown


def _wait(request: HttpRequest, purpose: str, limit: int) -> int | None:
    try:
        return limits.too_many(purpose, limits.network(request), limit=limit, seconds=60)
    except (DatabaseError, ValueError):
        return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _jwk(key: Any) -> dict[str, str]:
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    x = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": token.key_id(key).hex(), "x": x}
