"""The letter of a file: its pages as pictures, the PDF, its code, and its state while it is being made."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from simpel.documents import views as files
from simpel.documents.models import File
from simpel.letters import views as letters
from simpel.letters.issuing import letter_of
from simpel.letters.models import Letter
from simpel.people.models import User
from simpel.people.requests import signed_in

from .. import access
from ..models import Application
from .rows import activity_name


@require_GET
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """The letter's page; while the letter is being signed it says so and looks again by itself."""
    application, found = _found(signed_in(request), reference)
    return render(request, "permits/file/letter.html", _context(application, found))


@require_GET
def letter_state(request: HttpRequest, reference: str) -> HttpResponse:
    """Only the letter's state, asked every two seconds while it is being made."""
    application, found = _found(signed_in(request), reference)
    return render(request, "permits/file/_letter_state.html", _context(application, found))


@require_GET
def letter_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The signed bytes. What counts as authentic is exactly these."""
    return letters.send_letter(_found(signed_in(request), reference)[1])


@require_GET
def letter_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One page of the letter as a picture."""
    return files.send_page(_issued(signed_in(request), reference), number)


def _found(user: User, reference: str) -> tuple[Application, Letter]:
    application = access.get(user, reference)
    found = letter_of(application.reference)
    if found is None:
        raise Http404
    return application, found


def _issued(user: User, reference: str) -> File:
    """The file of the letter once it is out. A letter that is not signed yet has none to show."""
    _application, found = _found(user, reference)
    if found.file is None or found.state != Letter.State.ISSUED:
        raise Http404
    return found.file


def _context(application: Application, found: Letter) -> dict[str, Any]:
    return {
        "application": application,
        "letter": found,
        "title": activity_name(application),
        "leaves": range(1, found.file.pages + 1) if found.file else (),
    }
