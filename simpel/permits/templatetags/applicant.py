"""Words of the form that need a look-up: countries, conditions of documents."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput

from simpel.law.checklist import Item
from simpel.permits.comparison import compare
from simpel.permits.costs import borne, totals
from simpel.permits.forms.choices import country_name, language, named
from simpel.permits.forms.questions import answered
from simpel.permits.forms.travel import written
from simpel.permits.importing import Column, Entry, Shown
from simpel.permits.models import Application, Attachment, Participant
from simpel.permits.views.compared import Beside, beside
from simpel.ui.writing import own_money

register = template.Library()


@register.filter
def country(code: str) -> str:
    """{{ event.country|country }}: Jepang."""
    return country_name(code)


@register.filter
def answers(application: Application) -> list[tuple[str, Any]]:
    """{% for label, answer in application|answers %}: the special questions of this file, answered."""
    return answered(application)


@register.simple_tag
def differences(application: Application, attachment: Attachment, participant: Participant | None) -> Beside:
    """{% differences application attachment slot.participant as beside %}: a document of the form beside the form."""
    return beside(compare(application, attachment, [participant] if participant else _everybody(application)))


def _everybody(application: Application) -> list[Participant]:
    """The travellers, asked once a page however many documents it shows (kept on the object)."""
    kept: list[Participant] | None = application.__dict__.get("_everybody")
    if kept is None:
        kept = application.__dict__["_everybody"] = list(application.participants.select_related("person"))
    return kept


@register.filter
def condition_of(item: Item) -> str:
    """{{ item|condition_of }}: when a document is asked for; empty when always."""
    return item.condition(language())


@register.filter
def pack_name(code: str, listed: str) -> str:
    """{{ application.cluster|pack_name:"clusters" }}: the pack's name of a code; the code itself when it has none."""
    row = getattr(settings.PACK, listed).get(code)
    return named(row) if row else code


@register.filter
def cells_of(entry: Entry, columns: list[Column]) -> list[Shown]:
    """{% for cell in entry|cells_of:columns %}: one row of an imported table."""
    return entry.shown(columns)


@register.filter
def role_name(code: str) -> str:
    """{{ seat.role|role_name }}: what somebody does in the delegation."""
    row = settings.PACK.listed("role").get(code)
    return named(row) if row else code


@register.filter
def borne_by(application: Application) -> list[tuple[str, list[str]]]:
    """{% for payer, amounts in application|borne_by %}: what each payer bears, in each currency."""
    found: dict[str, list[str]] = {}
    for (payer, currency), amount in totals(borne(application)).items():
        words = written(amount, currency) if currency else own_money(amount)
        found.setdefault(pack_name(payer, "payers"), []).append(words)
    return list(found.items())


@register.simple_tag
def bare(bound: BoundField) -> str:
    """{% bare form.amount %}: the control alone, where a grid gives the labels."""
    look = "form-check-input" if isinstance(bound.field.widget, CheckboxInput) else "form-control"
    wrong = {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}_error"} if bound.errors else {}
    spoken = {} if "aria-label" in bound.field.widget.attrs else {"aria-label": str(bound.label)}
    return bound.as_widget(attrs={"class": look, **spoken, **wrong})
