"""Ways of measuring. A check is a function whose keyword arguments are the schema of the rows that use it."""

import inspect
from collections.abc import Callable, Mapping

from simpel.law.checks.absence import blackout, not_away_together, stand_in_named
from simpel.law.checks.days import (
    approved_before_departure,
    dates_inside_activity,
    decided_before_departure,
    filed_before_departure,
    filed_before_own_deadline,
    passport_valid,
    reported_within,
    trip_length,
    within_days,
    within_working_days,
)
from simpel.law.checks.judgement import asked, no_emergency, routed, stated
from simpel.law.checks.money import (
    funding_named,
    golongan_known,
    host_share,
    lodging_share,
    one_golongan,
    paid_days,
    per_diem_listed,
    ticket_class,
)
from simpel.law.checks.papers import document, group_explained, own_document, request_states, upload_format
from simpel.law.checks.party import composition, exempt, level
from simpel.law.checks.purposes import (
    alternatives_answered,
    in_plan,
    nothing_open,
    purpose,
    sponsor_allowed,
    suspended,
)
from simpel.law.checks.purse import budget_left, carrier_preferred, cost_complete
from simpel.law.checks.seats import as_requested, headcount, headcount_directed
from simpel.law.checks.windows import gap, once_per, quota
from simpel.law.outcomes import Outcome, State

Check = Callable[..., Outcome]

_ALL: tuple[Check, ...] = (
    alternatives_answered,
    approved_before_departure,
    as_requested,
    asked,
    blackout,
    budget_left,
    carrier_preferred,
    composition,
    cost_complete,
    dates_inside_activity,
    decided_before_departure,
    document,
    exempt,
    filed_before_departure,
    filed_before_own_deadline,
    funding_named,
    gap,
    golongan_known,
    group_explained,
    headcount,
    headcount_directed,
    host_share,
    in_plan,
    level,
    lodging_share,
    one_golongan,
    no_emergency,
    not_away_together,
    nothing_open,
    once_per,
    own_document,
    paid_days,
    passport_valid,
    per_diem_listed,
    purpose,
    quota,
    reported_within,
    request_states,
    routed,
    sponsor_allowed,
    stand_in_named,
    stated,
    suspended,
    ticket_class,
    trip_length,
    upload_format,
    within_days,
    within_working_days,
)
CHECKS: Mapping[str, Check] = {check.__name__: check for check in _ALL}
UNMEASURED = frozenset({"asked", "stated", "as_requested"})  # they tell the law; nothing can break them
EXEMPT = exempt.__name__
OUTCOMES: Mapping[str, frozenset[State]] = {  # of checks that cannot answer everything
    "suspended": frozenset({"broken"}), "exempt": frozenset({"met"}),
}  # fmt: skip
ONE_OF: Mapping[str, tuple[str, ...]] = {  # keywords of which a row gives at least one
    "filed_before_departure": ("days", "months"),
    "composition": ("role", "rank", "office", "trait"),
    "once_per": ("what", "activity"),
    "ticket_class": ("classes", "class_"),
    "purpose": ("only", "suspended"),
    "sponsor_allowed": ("not_", "declare", "no_fee", "no_top_up"),
}
TOGETHER: Mapping[str, tuple[str, ...]] = {  # keywords of which a row gives all or none
    "headcount": ("by", "table"),
    "ticket_class": ("classes", "leaders"),
}

_DAYS_LATER = ("due_on", "done_on")
_NOTICE = ("notice", "days", "latest", "hour")
_WINDOW = ("from_on", "to_on")
_PAPERS = ("documents", "missing_documents")
_SEATS = ("participants", "seats")
_VALUES: Mapping[Check, tuple[str, ...]] = {  # what outcomes hold beside the keywords; the rest hold nothing
    alternatives_answered: ("alternatives", "open"),
    approved_before_departure: ("departs_on", "decided_on", "filed_on"),
    as_requested: ("participants",),
    blackout: _WINDOW,
    budget_left: ("ceiling", "used", "asked", "left"),
    carrier_preferred: ("carrier",),
    composition: ("of", "found", "least", "most", "participants"),
    cost_complete: ("lacking",),
    dates_inside_activity: ("starts_on", "ends_on", "participant_starts_on", "participant_ends_on"),
    document: _PAPERS,
    decided_before_departure: _DAYS_LATER,
    filed_before_departure: _NOTICE,
    filed_before_own_deadline: _NOTICE,
    funding_named: ("payers",),
    gap: ("gap",),
    golongan_known: ("golongan",),
    group_explained: (*_PAPERS, "needed", "participants"),
    headcount: _SEATS,
    headcount_directed: (*_PAPERS, *_SEATS),
    host_share: ("percent",),
    in_plan: (*_WINDOW, "off_plan_reason"),
    lodging_share: ("percent",),
    not_away_together: ("offices", "away"),
    nothing_open: ("open", "due_on"),
    once_per: ("last_on",),
    one_golongan: ("shared",),
    own_document: _PAPERS,
    paid_days: ("days", "travel_days_only", "calendar_days", "edges"),
    passport_valid: ("expires_on", "needed_until"),
    per_diem_listed: ("countries", "unlisted", "through"),
    purpose: ("activity", "justification"),
    quota: ("used", "asked", "left", *_WINDOW),
    reported_within: _DAYS_LATER,
    request_states: ("lacking", "missing_documents"),
    routed: ("cluster", "route", "decides"),
    sponsor_allowed: ("sponsors", "faults"),
    stand_in_named: ("away", "stand_in_from", "stand_in_until", "departs_on", "returns_on"),
    ticket_class: ("ticket", "hours"),
    trip_length: ("length",),
    upload_format: ("unfit",),
    within_days: _DAYS_LATER,
    within_working_days: _DAYS_LATER,
}


def values_of(check: str) -> frozenset[str]:
    """Every name that a sentence about this check may hold in braces: the row's keywords and what outcomes tell."""
    function = CHECKS[check]
    parameters = inspect.signature(function).parameters.values()
    keywords = {wish.name.rstrip("_") for wish in parameters if wish.kind is wish.KEYWORD_ONLY}
    return frozenset({"missing", "people", *keywords, *_VALUES.get(function, ())})
