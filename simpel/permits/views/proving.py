"""Before a decision: is it still the person who signed in?"""

from typing import NoReturn

from django.conf import settings
from django.http import HttpRequest

from simpel.law.workflow import StepRow
from simpel.people import freshness

BACK = "kembali"


def needed(request: HttpRequest, row: StepRow) -> bool:
    """Whether this step decides, and the sign-in is too old for that."""
    decides = row.verb == "approve" and settings.PACK.workflow.desks[row.desk].decides
    return decides and not freshness.is_fresh(request, minutes=settings.PROVE_AGAIN_MINUTES)


def ask(request: HttpRequest) -> NoReturn:
    """Ask who is there. What was typed is kept, marked, and shown again afterwards: nothing is decided unseen."""
    typed = request.POST.copy()
    typed[BACK] = "1"
    request.POST = typed  # type: ignore[assignment]
    freshness.ask_again(request)


def came_back(request: HttpRequest) -> bool:
    """Whether this form returns from that question: it is shown once more before it counts."""
    return BACK in request.POST
