"""Words of the form that need a look-up: countries, conditions of documents."""

from typing import Any

from django import template
from django.conf import settings

from simpel.law.checklist import Item
from simpel.permits.comparison import compare
from simpel.permits.forms.choices import country_name, language, named
from simpel.permits.forms.questions import answered
from simpel.permits.models import Application, Attachment, Participant
from simpel.permits.views.compared import Beside, beside

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
