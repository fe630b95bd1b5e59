"""The file's page: where it is, who holds it, what happened, what may be done with it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.letters.numbering import following as following_serial
from simpel.letters.office import layout
from simpel.people.models import User
from simpel.people.requests import signed_in

from .. import access, queries, words
from ..amendments import earlier_letter
from ..clocks import clock_of, stay
from ..forms.choices import country_name, language
from ..forms.desk import DecisionForm
from ..forms.override import OverrideForm
from ..models import Application, Attachment
from ..queries import FileView
from ..queries.desk import next_on_desk
from ..queries.promise import promise
from ..remembering import may_copy
from .amend import links
from .consulted import consulted
from .exceptions import Exceptional, exceptional, office_verb
from .offers import offer, offers
from .reviewing import talk
from .rows import Mark, activity_name, days_words, deed, lasting, late_mark, near
from .stations import ended, stations
from .story import happening, story, told
from .was_now import rows_of, rows_since_return
from .way_back import way_back
from .why import why_here

KINDS = ("stop", "warn", "waived", "ask", "open", "ok")


@dataclass(frozen=True)
class Said:
    """A finding in the words of the page's language."""

    title: str
    text: str
    cites: list[str]
    exception: Exceptional | None = None


@dataclass(frozen=True)
class Paper:
    """One kind of document of the checklist, with the files handed in for it."""

    code: str
    name: str
    files: list[Attachment]
    missing: bool


@require_GET
def file(request: HttpRequest, reference: str) -> HttpResponse:
    """One file, for whoever may see it."""
    return show(request, access.get(signed_in(request), reference))


def show(
    request: HttpRequest,
    application: Application,
    *,
    form: DecisionForm | OverrideForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
    kept: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page, fresh. `form` is what was just sent: with its errors, or kept as typed beside a refusal.

    `kept` are other forms of the page that came back.
    """
    view = queries.file(application, signed_in(request))
    context = frame(view, form) | deeds(request, view, form, refusal)
    context |= talk(view) | {
        "page": "berkas",
        "sending": next((row for row in view.offers if row.verb == "send"), None),
        "following": following(application, signed_in(request)),
        "number": _number(view),
        "may_copy": may_copy(signed_in(request), application),
        "promises": queries.open_before(application, signed_in(request)),
        **(kept or {}),
        "amending": links(view, signed_in(request)),
    }
    return render(request, "permits/file/file.html", context, status=status)


def deeds(
    request: HttpRequest, view: FileView, form: DecisionForm | OverrideForm | None, refusal: Refused | None
) -> dict[str, Any]:
    """The forms of a page about a file, and what went wrong with the one just sent."""
    acts = offers(
        view,
        bound=form if isinstance(form, DecisionForm) else None,
        wanted=request.GET.get("buka", ""),
        keep=refusal is not None,
    )
    homeless = refusal and form and not offer(acts, form.verb)
    return {
        "acts": acts,
        "way_back": way_back(view.application, signed_in(request)),
        "form": form if form and not refusal else None,
        "refusal": words.say(refusal) if refusal else "",
        "typed": form.data.get("note", "") if form and homeless else "",
    }


def frame(view: FileView, form: DecisionForm | OverrideForm | None = None) -> dict[str, Any]:
    """What every page about one file prints. `form` is what was just sent, if it belongs to a finding."""
    application = view.application
    state = settings.PACK.workflow.states[application.state]
    return {
        "view": view,
        "application": application,
        "title": activity_name(application),
        "place": country_name(application.activity.country) if application.activity else "",
        "state": state,
        "badge": badge(view),
        "today": clock.today(),
        "days": days_words(view.days_left),
        "since": lasting(application.held_since, clock.now()),
        "promise": promise(application),
        "near": near(application, clock.today()),
        "line": stations(application, view.status.route, stopped_at=_last_desk(view) if ended(application) else ""),
        "ended": ended(application),
        "holder": settings.PACK.workflow.desks[state.held_by].name(language()) if state.held_by else "",
        "told": told(application, view.timeline),
        "returned": happening(application, view.last_return) if view.last_return and view.may_edit else None,
        "judged": view.frozen is not None or state.phase not in ("decided", "closed"),
        "story": story(application, view.timeline, view.messages),
        "clock": clock_of(settings.PACK, view.timeline, filed_on=application.filed_on, today=clock.today()),
        "stay": stay(settings.PACK, application.state, application.held_since, today=clock.today()),
        "why": why_here(view),
        "changes": rows_since_return(view),
        "consulted": consulted(view),
        "papers": papers(view),
        "changed": rows_of(application),
        "earlier": earlier_letter(application),
        "findings": findings(view, bound=form if isinstance(form, OverrideForm) else None),
        "after_the_fact": late_mark(application),
        "crowd": len(view.participants),
        "cluster": settings.PACK.clusters.get(application.cluster, {}).get(language(), ""),
        "activity_type": settings.PACK.activities.get(application.activity_type),
        "payers": [
            settings.PACK.payers[code][language()] for code in application.payers if code in settings.PACK.payers
        ],
    }


def badge(view: FileView) -> Mark:
    """The state of a file as icon, word and colour."""
    application = view.application
    state = settings.PACK.workflow.states[application.state]
    kind, icon = {
        "draft": ("open", "pencil"),
        "applicant": ("warn", "arrow-return-left") if view.last_return else ("act", "hourglass-split"),
        "office": ("act", "hourglass-split"),
        "decided": ("ok", "check-circle-fill"),
        "closed": ("stop", "slash-circle")
        if _refused(view)
        else ("ok" if application.decided_on else "open", "archive"),
    }[state.phase]
    return Mark(kind, icon, state.label(language()))


def papers(view: FileView) -> list[Paper]:
    """The checklist with its files: what is needed and what is there, in the checklist's order."""
    found = [
        Paper(
            item.code, item.name(language()), view.attached(item.code), missing=bool(item.needed) and not item.present
        )
        for item in view.status.checklist
        if item.needed or view.attached(item.code)
    ]
    listed = {paper.code for paper in found}
    others = dict.fromkeys(attachment.slot for attachment in view.attachments if attachment.slot not in listed)
    names = {
        code: settings.PACK.documents[code].name(language()) if code in settings.PACK.documents else code
        for code in others
    }
    return found + [Paper(code, names[code], view.attached(code), missing=False) for code in others]


def findings(view: FileView, *, bound: OverrideForm | None = None) -> dict[str, list[Said]]:
    """What the law says now, by how it is shown. Questions left to a person's judgement (`ask`) stand by themselves."""
    found: dict[str, list[Said]] = {kind: [] for kind in KINDS}
    spoken, now, desk = language(), view.status, view.office_desk
    for finding in now.findings:
        kind = "ask" if finding.state == "unknown" and finding.effect == "ask" else now.kind_of(finding)
        verb = office_verb(now, finding, desk)
        exception = exceptional(view.application, now, finding, verb=verb, bound=bound)
        found[kind].append(Said(finding.title(spoken), finding.text(spoken), finding.cites(spoken), exception))
    return found


def following(application: Application, user: User, *, page: str = "") -> dict[str, str] | None:
    """The next file on this person's desk: its name, and the page that fits it or the one asked for."""
    found = next_on_desk(application, user)
    if found is None:
        return None
    url = reverse(page, args=[found.reference]) if page else deed(found)[1]
    return {"title": activity_name(found), "url": url}


def _number(view: FileView) -> str:
    """The number the letter would get now, for whoever is about to give it."""
    if not any(row.verb == "register" for row in view.offers):
        return ""
    application, today = view.application, clock.today()
    series = layout().series_for(application.cluster)
    code = settings.PACK.activities[application.activity_type].letter_code
    return series.printed(following_serial(series.id, today.year), activity=code, on=today)


def _refused(view: FileView) -> bool:
    """Whether the file ended with a refusal."""
    return bool(view.timeline) and view.timeline[-1].verb == "reject"


def _last_desk(view: FileView) -> str:
    """The desk at which a file ended that never reached its decision."""
    return settings.PACK.workflow.states[view.timeline[-1].before].held_by if view.timeline else ""
