"""What these pages say about answers, rules and rows, in the language of the page."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import ngettext

from simpel.people.wording import language
from simpel.permits.forms.choices import country_name, named
from simpel.ui import writing

from ..asking import Ask

register = template.Library()


@register.filter
def said(_form: Ask, answers: Mapping[str, Any]) -> list[str]:
    """{{ form|said:answers }}: the main answers as short phrases."""
    pack = settings.PACK
    parts = [country_name(answers[name]) for name in ("country", "second_country") if name in answers]
    departs, returns = answers.get("departs_on"), answers.get("returns_on")
    if first := departs or returns:
        parts.append(writing.span(first, returns or first))
    if "activity_type" in answers:
        parts.append(pack.activities[answers["activity_type"]].name(language()))
    if "people" in answers:
        parts.append(ngettext("%(n)s orang", "%(n)s orang", answers["people"]) % {"n": answers["people"]})
    parts += [named(pack.institution_kinds[answers["institution"]])] if "institution" in answers else []
    return [*parts, *(named(pack.payers[code]) for code in answers.get("payers", ()))]


@register.filter
def conditions(item: Any) -> str:
    """{{ item|conditions }}: when a document is asked for."""
    return str(item.condition(language()))
