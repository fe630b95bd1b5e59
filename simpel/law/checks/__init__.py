"""Ways of measuring. A check is a function whose keyword arguments are the schema of the rows that use it."""

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
