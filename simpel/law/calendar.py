"""Days that follow from the law: the last day to file safely, the day a report is due."""

from datetime import date, timedelta

from simpel.law.facts import Trip
from simpel.law.pack import Pack
from simpel.law.rules import assess

_REPORT_DUTY = "reported_within"


def latest_safe_filing(pack: Pack, trip: Trip, *, on: date | None = None) -> date | None:
    """The last working day on which every row that asks for notice is still met; None while departure is open.

    Every check that measures notice says its `latest` day; the strictest one counts. A day off is moved forward to the
    working day before it, because nobody would be there to receive the file.
    """
    day = on or trip.filed_on or trip.departs_on
    if trip.departs_on is None or day is None:
        return None
    latest = [finding.values["latest"] for finding in assess(pack, trip, day) if "latest" in finding.values]
    return pack.calendar.before(min(latest), 0) if latest else None


def report_due(pack: Pack, returns_on: date, *, on: date | None = None) -> date | None:
    """The last day for the trip report under the law of a day (that of the return unless told); None: no duty."""
    days = [
        rule.parameters["days"] for rule in pack.rules if rule.check == _REPORT_DUTY and rule.binds(on or returns_on)
    ]
    return returns_on + timedelta(days=min(days)) if days else None
