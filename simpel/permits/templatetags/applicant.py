"""Words of the form that need a look-up: countries, conditions of documents."""

from typing import Any

from django import template
from django.conf import settings

from simpel.law.checklist import Item
from simpel.permits.forms.choices import country_name, language, named
from simpel.permits.forms.questions import answered
from simpel.permits.models import Application

register = template.Library()


@register.filter
def country(code: str) -> str:
    """{{ event.country|country }}: Jepang."""
    return country_name(code)


@register.filter
def answers(application: Application) -> list[tuple[str, Any]]:
    """{% for label, answer in application|answers %}: the special questions of this file, answered."""
    return answered(application)


@register.filter
def condition_of(item: Item) -> str:
    """{{ item|condition_of }}: when a document is asked for; empty when always."""
    return item.condition(language())


@register.filter
def pack_name(code: str, listed: str) -> str:
    """{{ application.cluster|pack_name:"clusters" }}: the pack's name of a code; the code itself when it has none."""
    row = getattr(settings.PACK, listed).get(code)
    return named(row) if row else code
