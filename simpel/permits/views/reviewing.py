"""What stands beside a file's pages for those who look closely: comparison, verdicts, decisions by traveller, talk."""

import secrets
from typing import Any

from ..actions.reviewing import decides_seats
from ..comparison import compare
from ..forms.review import PERMIT, REFUSE, MessageForm, SeatForm, VerdictForm
from ..models import Attachment, Participant, SeatDecision, Verdict
from ..queries import FileView
from .compared import beside


def closely(view: FileView, chosen: Attachment | None) -> dict[str, Any]:
    """What stands beside the pages of the chosen document: the comparison, its verdict, the form for one."""
    if chosen is None:
        return {}
    verdict: Verdict | None = getattr(chosen, "verdict", None)
    initial: dict[str, Any] = {"version": view.application.version}
    if verdict:
        initial |= {"outcome": verdict.outcome, "note": verdict.note}
    judged = [one for one in view.attachments if getattr(one, "verdict", None)]
    accepted = sum(one.verdict.outcome == Verdict.Outcome.ACCEPTED for one in judged)
    return {
        "beside": beside(compare(view.application, chosen, view.participants)),
        "verdict": verdict,
        "verdict_form": VerdictForm(initial=initial, auto_id="verdict-%s") if view.reviewing_desk else None,
        "tally": {"all": len(view.attachments), "accepted": accepted, "returned": len(judged) - accepted},
    }


def seats_panel(view: FileView) -> dict[str, Any]:
    """The form with a row for each traveller, for a desk that decides on a file with several."""
    if len(view.participants) < 2 or not decides_seats(view.reviewing_desk):
        return {}
    return {"seat_forms": [SeatForm(seat=seat, initial=_answered(seat)) for seat in view.participants]}


def last_decision(seat: Participant) -> SeatDecision | None:
    """The decision that holds for a traveller, from those that came with the seat."""
    return max(seat.decisions.all(), key=lambda one: one.pk, default=None)


def talk(view: FileView) -> dict[str, Any]:
    """What the panel of messages prints."""
    form = MessageForm(initial={"key": secrets.token_urlsafe(16), "internal": view.internal}) if view.voice else None
    return {"message_form": form, "unread": view.unread, "internal": view.internal}


def _answered(seat: Participant) -> dict[str, str]:
    """What holds for a traveller now, as the form shows it."""
    last = last_decision(seat) if seat.refused else None
    return {
        "decision": REFUSE if seat.refused else PERMIT,
        "condition": seat.condition,
        "reason": last.reason if last else "",
        "note": last.note if last else "",
    }
