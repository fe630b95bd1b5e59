"""Questions in the pack's words: its own labels and helps, and the facts that only some law asks for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpel.people import wording
from simpel.permits.facts import FACT_OF, QUESTIONS
from simpel.permits.models import Application

YES_NO = [("True", _("Ya")), ("False", _("Tidak"))]
MOST_PEOPLE = 1000


class Tristate(forms.TypedChoiceField):
    """Yes, no, or not answered yet: three different things to the law."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO, coerce=lambda v: v == "True", empty_value=None, required=False, **kwargs)
        self.widget = forms.RadioSelect(choices=YES_NO)


def question(name: str, kind: type) -> forms.Field:
    """The field for a fact that only some law asks for: yes or no, or how many."""
    if kind is bool:
        return Tristate(label=label_of(name))
    return forms.IntegerField(label=label_of(name), required=False, min_value=0, max_value=MOST_PEOPLE)


def reword(fields: Mapping[str, forms.Field]) -> None:
    """Where the pack words a question itself, its words stand in the form."""
    wording.reword(fields, FACT_OF)


def label_of(name: str, usual: Any = "") -> str:
    """What a question is called: the pack's label, else the form's usual one, else what the law calls the fact."""
    asked = wording.question(FACT_OF.get(name, name))
    return asked.label or str(usual) or asked.called or name


def answered(application: Application) -> list[tuple[str, Any]]:
    """The special questions of a file with their answers, in words."""
    words = {True: _("Ya"), False: _("Tidak")}
    given = [(name, application.answers[name]) for name in QUESTIONS if name in application.answers]
    return [(label_of(name), words[value] if isinstance(value, bool) else value) for name, value in given]
