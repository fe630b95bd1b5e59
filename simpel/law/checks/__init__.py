"""Ways of measuring. A check is a function whose keyword arguments are the schema of the rows that use it."""

import inspect
from collections.abc import Callable, Mapping

from simpel.law.checks.days import (
    approved_before_departure,
    dates_inside_activity,
    filed_before_departure,
    filed_before_own_deadline,
    passport_valid,
    reported_within,
    within_days,
    within_working_days,
)
from simpel.law.checks.judgement import asked, no_emergency, not_away_together, routed, stated
from simpel.law.checks.money import (
    funding_named,
    golongan_known,
    lodging_share,
    paid_days,
    per_diem_listed,
    ticket_class,
)
from simpel.law.checks.papers import document, group_explained, own_document, request_states, upload_format
from simpel.law.checks.seats import as_requested, headcount, headcount_directed
from simpel.law.outcomes import Outcome

Check = Callable[..., Outcome]

_ALL: tuple[Check, ...] = (
    approved_before_departure,
    as_requested,
    asked,
    dates_inside_activity,
    document,
    filed_before_departure,
    filed_before_own_deadline,
    funding_named,
    golongan_known,
    group_explained,
    headcount,
    headcount_directed,
    lodging_share,
    no_emergency,
    not_away_together,
    own_document,
    paid_days,
    passport_valid,
    per_diem_listed,
    reported_within,
    request_states,
    routed,
    stated,
    ticket_class,
    upload_format,
    within_days,
    within_working_days,
)
CHECKS: Mapping[str, Check] = {check.__name__: check for check in _ALL}
UNMEASURED = frozenset({"asked", "stated", "as_requested"})  # they tell the law; nothing can break them

_DAYS_LATER = ("due_on", "done_on")
_NOTICE = ("notice", "days", "latest")
_PAPERS = ("documents", "missing_documents")
_SEATS = ("participants", "seats")
_VALUES: Mapping[Check, tuple[str, ...]] = {  # what outcomes hold beside the keywords; the rest hold nothing
    approved_before_departure: ("departs_on", "decided_on", "filed_on"),
    as_requested: ("participants",),
    dates_inside_activity: ("starts_on", "ends_on", "participant_starts_on", "participant_ends_on"),
    document: _PAPERS,
    filed_before_departure: _NOTICE,
    filed_before_own_deadline: _NOTICE,
    funding_named: ("payers",),
    golongan_known: ("golongan",),
    group_explained: (*_PAPERS, "needed", "participants"),
    headcount: _SEATS,
    headcount_directed: (*_PAPERS, *_SEATS),
    lodging_share: ("percent",),
    own_document: _PAPERS,
    paid_days: ("days", "travel_days_only"),
    passport_valid: ("expires_on", "needed_until"),
    per_diem_listed: ("countries", "unlisted", "through"),
    reported_within: _DAYS_LATER,
    request_states: ("lacking", "missing_documents"),
    routed: ("cluster", "route", "decides"),
    ticket_class: ("ticket",),
    upload_format: ("unfit",),
    within_days: _DAYS_LATER,
    within_working_days: _DAYS_LATER,
}


def values_of(check: str) -> frozenset[str]:
    """Every name that a sentence about this check may hold in braces: the row's keywords and what outcomes tell."""
    function = CHECKS[check]
    parameters = inspect.signature(function).parameters.values()
    keywords = {wish.name for wish in parameters if wish.kind is wish.KEYWORD_ONLY}
    return frozenset({"missing", "people", *keywords, *_VALUES.get(function, ())})
