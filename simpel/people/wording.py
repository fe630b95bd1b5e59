"""Questions as the pack words them, and the shapes that numbers have in its country."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from simpel.law.pack import Question

NOTHING: Mapping[str, str] = {}


def language() -> str:
    """The language of this page, among those the pack speaks."""
    wanted = (get_language() or "id")[:2]
    return wanted if wanted in settings.PACK.languages else str(settings.PACK.languages[0])


def question(name: str) -> Question:
    """The pack's words for one question, in the language of this page."""
    asked: Question = settings.PACK.question(name, language())
    return asked


def reword(fields: Mapping[str, forms.Field], called: Mapping[str, str] = NOTHING) -> None:
    """Put the pack's own label and help where it has any. `called`: the pack's name of a field, where it differs."""
    for name, field in fields.items():
        asked = question(called.get(name, name))
        field.label = asked.label or field.label
        field.help_text = asked.help or field.help_text


def check_number(name: str, value: str) -> None:
    """A number has the shape it has in this country. The complaint never repeats the number."""
    if settings.PACK.fits(name, value):
        return
    said = question(name).wrong or _("Nomor ini lain dari biasanya; yang ini {count} tanda. Salin lagi dari kartunya.")
    raise ValidationError(said.replace("{count}", str(len(value))), code=name)
