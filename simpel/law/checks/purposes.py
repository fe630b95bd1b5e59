"""Checks about why somebody goes, who asks them to, and whether there is another way."""

from typing import Literal

from simpel.law.checks.parameters import Activities, Alternatives, Duties, Justifications, MonthDay, Sponsors
from simpel.law.facts import OpenDuty, PlanEntry, Trip
from simpel.law.outcomes import Outcome, broken, met, require, unknown
from simpel.law.spans import Span, windows


def purpose(trip: Trip, *, only: Activities = (), suspended: Activities = (), reasons: Justifications = ()) -> Outcome:
    """Only these kinds of trip, or not these; with `reasons`, those too for a reason of the list."""
    if trip.activity is None:
        return unknown("activity")
    if trip.activity not in suspended and (not only or trip.activity in only):
        return met(activity=trip.activity)
    if reasons and trip.justification is None:
        return unknown("justification", activity=trip.activity)
    return require(trip.justification in reasons, activity=trip.activity, justification=trip.justification or None)


def suspended(trip: Trip) -> Outcome:
    """No trip at all: the row's scope says whom it stops, and its dates since when and until when."""
    return broken()


def alternatives_answered(trip: Trip, *, of: Alternatives) -> Outcome:
    """Each other way than travelling is named with a reason why it will not do."""
    if trip.alternatives is None:
        return unknown("alternatives", open=of)
    answered = {one.what for one in trip.alternatives if one.why_not and one.why_not.strip()}
    silent = {one.what for one in trip.alternatives if one.why_not is None}
    left = tuple(way for way in of if way not in answered)
    if any(way not in silent for way in left):
        return broken(open=left)
    return unknown("alternatives", open=left) if left else met(alternatives=of)


def sponsor_allowed(
    trip: Trip,
    *,
    not_: Sponsors = (),
    declare: Sponsors = (),
    no_fee: bool = False,
    no_top_up: bool = False,
) -> Outcome:
    """The sponsor is none of those forbidden, interests are declared to some, fees and top-ups are waived."""
    stated = {"sponsors": trip.sponsors, "fee": trip.fee, "top_up": trip.top_up}
    asked = {"sponsors": bool(not_ or declare), "fee": no_fee, "top_up": no_top_up}
    forbidden = tuple(code for code in trip.sponsors or () if code in not_)
    undeclared = tuple(code for code in trip.sponsors or () if code in declare)
    faults = [name for name in ("fee", "top_up") if asked[name] and stated[name]]
    if forbidden or faults or (undeclared and trip.interests_declared is False):
        return broken(sponsors=forbidden or undeclared, faults=tuple(faults))
    missing = [name for name, wanted in asked.items() if wanted and stated[name] is None]
    missing += ["interests_declared"] if undeclared and trip.interests_declared is None else []
    return unknown(*missing) if missing else met(sponsors=trip.sponsors or ())


def in_plan(
    trip: Trip, *, period: Literal["year", "quarter", "month"] = "year", starts: MonthDay = "01-01", reason: bool = True
) -> Outcome:
    """The trip stands in the approved plan of its period; with `reason`, a reason for leaving the plan will do."""
    if trip.departs_on is None or trip.plan is None:
        return unknown(*(name for name in ("departs_on", "plan") if getattr(trip, name) is None))
    time = next(windows(Span(trip.departs_on, trip.departs_on), period, starts))
    values = {"from_on": time.first, "to_on": time.last}
    answers = [_is_planned(trip, entry, time) for entry in trip.plan]
    if True in answers:
        return met(**values)
    if reason and trip.off_plan_reason:
        return met(off_plan_reason=trip.off_plan_reason, **values)
    if None in answers:
        return unknown("plan", **values)
    return unknown("off_plan_reason", **values) if reason and trip.off_plan_reason is None else broken(**values)


def _is_planned(trip: Trip, entry: PlanEntry, time: Span) -> bool | None:
    """Whether an entry of the plan means this trip: the same event, or the same kind of trip to the same country."""
    if entry.starts_on is None:
        return None
    if not Span(entry.starts_on, entry.ends_on or entry.starts_on).overlaps(time):
        return False
    if entry.event and trip.event:
        return entry.event.casefold().split() == trip.event.casefold().split()
    if trip.activity is None or entry.activity is None:
        return None
    if trip.activity != entry.activity or entry.countries is None:
        return trip.activity == entry.activity
    return None if trip.countries is None else not set(entry.countries).isdisjoint(trip.countries)


def nothing_open(trip: Trip, *, of: Duties, older_than_days: int = 0, once_due: bool = False) -> Outcome:
    """The travellers and their institution owe none of these from earlier trips.

    Any open one counts; with `older_than_days` or `once_due`, only one due longer ago than so many days (0: before the
    day of filing).
    """
    if trip.duties is None:
        return unknown("duties", of=of)
    answers = [
        (duty, _is_owed(trip, duty, of, older_than_days if once_due or older_than_days else None))
        for duty in trip.duties
    ]
    owed = [duty for duty, answer in answers if answer is True]
    if owed:
        due = [duty.due_on for duty in owed if duty.due_on]
        people = tuple(
            place
            for place, one in enumerate(trip.participants or (), 1)
            if one.key in {duty.who for duty in owed} - {None}
        )
        return broken(
            open=tuple(dict.fromkeys(duty.what or "" for duty in owed)), due_on=min(due, default=None), people=people
        )
    missing = [answer for _, answer in answers if isinstance(answer, str)]
    return unknown(*dict.fromkeys(missing), of=of) if missing else met(of=of)


def _is_owed(trip: Trip, duty: OpenDuty, of: Duties, older_than: int | None) -> bool | str:
    """Whether a duty stands in the way; else the fact that would tell."""
    if duty.what is not None and duty.what not in of:
        return False
    keys = [traveller.key for traveller in trip.participants or ()]
    if duty.who is not None and duty.who not in keys and keys and None not in keys:
        return False
    if older_than is not None and duty.due_on and trip.filed_on and (trip.filed_on - duty.due_on).days <= older_than:
        return False
    if duty.what is None or (older_than is not None and duty.due_on is None):
        return "duties"
    if duty.who is not None and duty.who not in keys:
        return "key"
    return "filed_on" if older_than is not None and trip.filed_on is None else True
