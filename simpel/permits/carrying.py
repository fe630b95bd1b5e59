"""Answers of the public check, carried into a new application: only what its own forms know and find valid."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from simpel.people.models import User

from . import actions
from .facts import QUESTIONS
from .forms.applicant import GeneralForm, MoneyForm, StepForm, TripForm
from .models import Application

FIELDS = (
    "cluster", "activity_type", "departs_on", "returns_on", "working_groups", "head_of_institution", "deputy_abroad",
    "payers", "lodging_provided", *QUESTIONS,
)  # fmt: skip
EVENT = ("country", "starts_on", "ends_on")
_FORMS: tuple[type[StepForm], ...] = (GeneralForm, TripForm, MoneyForm)
_MOST = 20  # values of one field, characters of one value
_LONGEST = 40


def known(query: QueryDict, names: tuple[str, ...] = FIELDS) -> QueryDict:
    """The part of a query that names fields of the form."""
    plain = QueryDict(mutable=True)
    for name in names:
        values = [value for value in query.getlist(name)[:_MOST] if 0 < len(value) <= _LONGEST]
        if values:
            plain.setlist(name, values)
    return plain


def link(query: QueryDict) -> str:
    """The address at which a new application begins with these answers."""
    return f"{reverse('permits:create')}?{known(query, (*FIELDS, *EVENT)).urlencode()}"


def take(request: HttpRequest, application: Application, *, by: User) -> Application:
    """Fill a draft just opened with the answers in the address; what its forms refuse is left out."""
    data = known(request.GET)
    if not data or application.version != 1:
        return application
    changes: dict[str, Any] = {}
    for form in _FORMS:
        changes |= form(application, data).changes()
    return actions.change(application, by=by, **changes) if changes else application
