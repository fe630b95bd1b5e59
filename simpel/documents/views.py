"""Handing files out. No routes of their own: the rooms above check who may see a file, then call these."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from simpel.documents import preview, storage
from simpel.documents.models import File

NOTHING_RUNS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def send(file: File, *, as_attachment: bool = True) -> HttpResponse:
    """The bytes as they came in. Only what we made ourselves may be shown in place (`as_attachment=False`)."""
    answer = _private(HttpResponse(storage.read(file), content_type=file.kind))
    answer["Content-Disposition"] = content_disposition_header(as_attachment, file.name) or "attachment"
    if as_attachment:
        answer["Content-Security-Policy"] = f"sandbox; {NOTHING_RUNS}"
    return answer


def send_page(file: File, number: int) -> HttpResponse:
    """A picture of one page, to be shown in place; 404 where there is none."""
    try:
        picture = preview.page(file, number)
    except preview.NoPage:
        return _private(HttpResponse(status=404, content_type="text/plain"))
    answer = _private(HttpResponse(picture, content_type="image/png"))
    answer["Content-Disposition"] = "inline"
    answer["Content-Security-Policy"] = f"sandbox; {NOTHING_RUNS}"
    return answer


def _private(answer: HttpResponse) -> HttpResponse:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
