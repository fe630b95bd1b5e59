"""The steps a person may take on a file, each as a form with exactly what the table asks for."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from simpel.law.workflow import StepRow

from ..forms.choices import language
from ..forms.desk import Choices, DecisionForm
from ..models import Application, Attachment
from ..queries import FileView
from .copy_lists import copy_lists
from .pointers import every_target, targets

DECISIONS = {  # verbs moved by a form of their own here, with icon; sending and reporting have pages
    "concur": "hand-thumbs-up", "advise": "chat-left-text", "acknowledge": "envelope-check",
    "approve": "check2", "register": "journal-check", "return": "arrow-return-left", "reject": "x-octagon-fill",
    "withdraw": "arrow-counterclockwise", "archive": "archive",
}  # fmt: skip
ONWARD = ("concur", "advise", "acknowledge", "approve", "register")
TYPED = ("note", "answer", "reason", "points_at", "copy_lists", "more_copies", "permission_no", "permission_on")


@dataclass(frozen=True)
class Offer:
    """One step as a form: where it goes, what its button says, whether it stands open."""

    row: StepRow
    form: DecisionForm
    url: str
    label: str
    icon: str
    onward: bool
    open: bool = False

    @property
    def verb(self) -> str:
        return self.row.verb


def offers(view: FileView, *, bound: DecisionForm | None = None, wanted: str = "", keep: bool = False) -> list[Offer]:
    """The forms of one file's page. `bound` is the one just sent: with its errors, or kept as typed after a refusal."""
    rows = [row for row in view.offers if row.verb in DECISIONS]
    rows.sort(key=lambda row: list(DECISIONS).index(row.verb))
    found = [_offer(view, row, bound, keep=keep) for row in rows]
    return [replace(offer, open=offer.onward or offer.verb == wanted or offer.form.is_bound) for offer in found]


def offer(found: Sequence[Offer], verb: str) -> Offer | None:
    """The offer of one verb, if there is one."""
    return next((one for one in found if one.verb == verb), None)


def answered(application: Application, row: StepRow | None, verb: str, data: QueryDict) -> DecisionForm:
    """The form as it came back. Without a row the step is not offered any more: only the request itself is read."""
    return DecisionForm(
        data, row=row, verb=verb, choices=_choices(application, verb, every_target()), auto_id=f"{verb}-%s"
    )


def _offer(view: FileView, row: StepRow, bound: DecisionForm | None, *, keep: bool) -> Offer:
    application = view.application
    choices = _choices(application, row.verb, targets(application, view.status.checklist))
    sent = bound.data if bound and bound.verb == row.verb else None
    form = DecisionForm(
        data=sent if sent and not keep else None,
        initial=_prefilled(view, row.verb) | _initial(application, sent if keep else None),
        row=row,
        verb=row.verb,
        choices=choices,
        auto_id=f"{row.verb}-%s",
    )
    return Offer(
        row=row,
        form=form,
        url=reverse(f"permits:{row.verb}", args=[application.reference]),
        label=row.label(language()),
        icon=DECISIONS[row.verb],
        onward=row.verb in ONWARD,
    )


def _prefilled(view: FileView, verb: str) -> dict[str, Any]:
    """A return begins with the documents that were judged to be replaced, and with what was said of each."""
    wanted = [one for one in view.attachments if getattr(one, "verdict", None) and one.verdict.outcome == "RETURNED"]
    if verb != "return" or not wanted:
        return {}
    lines = [f"{_document_name(one)}: {one.verdict.note}" for one in wanted]
    return {"points_at": list(dict.fromkeys(one.slot for one in wanted)), "note": "\n".join(lines)[:2000]}


def _document_name(attachment: Attachment) -> str:
    document = settings.PACK.documents.get(attachment.slot)
    owner = f" ({attachment.participant.person.name})" if attachment.participant else ""
    return (document.name(language()) if document else attachment.slot) + owner


def _initial(application: Application, typed: Mapping[str, Any] | None) -> dict[str, Any]:
    """A fresh request on the file as it is now, with what was typed before a refusal."""
    lists = {code for code, _name in copy_lists(application)}
    initial: dict[str, Any] = {
        "version": application.version,
        "key": secrets.token_urlsafe(16),
        "copy_lists": [item for item in application.copies if item in lists],
        "more_copies": "\n".join(item for item in application.copies if item not in lists),
        "permission_no": application.permission_no,
        "permission_on": application.permission_on,
    }
    if isinstance(typed, QueryDict):
        initial |= {
            name: typed.getlist(name) if name in ("points_at", "copy_lists") else typed[name]
            for name in TYPED
            if name in typed
        }
    return initial


def _choices(application: Application, verb: str, may_point_at: Sequence[tuple[str, Any]]) -> Choices:
    reasons = [(reason.code, reason.label(language())) for reason in settings.PACK.workflow.reasons_for(verb)]
    return Choices(reasons=reasons, targets=may_point_at, copy_lists=copy_lists(application))
