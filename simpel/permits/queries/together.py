"""Who else goes to the event of a file: the same one picked by others, and events that look like it. One query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from simpel.law.rules import Finding
from simpel.law.splits import WEEK, Filing, Part, Split, split

from ..living import living
from ..models import Activity, Application, Participant

MOST = 400  # files looked at: one country, two weeks
READ = (
    "pk", "reference", "institution_id", "institution__name", "channel_id", "departs_on", "returns_on", "activity_id",
    "activity__name", "activity__organiser", "activity__country", "activity__city", "activity__starts_on",
    "activity__ends_on",
)  # fmt: skip


@dataclass(frozen=True)
class Neighbour:
    """Another file to the same event, as far as anybody may know of it: no person is named."""

    pk: int
    reference: str
    institution: str
    headcount: int
    departs_on: date | None
    returns_on: date | None
    event: str
    picked: bool  # the very same event of the shared list; else one that looks like it
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """Everybody who goes to one event, and whether they are more than one delegation may hold."""

    neighbours: tuple[Neighbour, ...]
    delegation: Split
    seats: int | None

    @property
    def headcount(self) -> int:
        """How many go on all files together."""
        return self.delegation.headcount

    @property
    def beyond(self) -> int:
        """How many more go than one delegation has seats; 0 when they fit or no number limits them."""
        return self.delegation.beyond(self.seats)


def together(application: Application, *, headcount: int, findings: Sequence[Finding] = ()) -> Together | None:
    """The other files of one event, pending and approved; None while no event is chosen or nobody else goes."""
    activity = application.activity
    if activity is None:
        return None
    rows = {str(row["pk"]): row for row in candidates(application, activity)}
    delegation = split(
        _own(application, activity, headcount), [_filing(row) for row in rows.values()], settings.PACK.event_words
    )
    if delegation is None:
        return None
    neighbours = tuple(_neighbour(rows[part.filing.key], part, activity) for part in delegation.parts)
    return Together(neighbours, delegation, seats(findings))


def candidates(application: Application, activity: Activity) -> list[dict[str, Any]]:
    """Living files to the same country whose event begins within a week of this one's, found by one index."""
    window = (activity.starts_on - WEEK, activity.starts_on + WEEK)
    near = Application.objects.filter(
        living(), activity__country=activity.country, activity__starts_on__range=window
    ).exclude(pk=application.pk)
    people = Participant.objects.filter(application=OuterRef("pk")).order_by().values("application")
    crowd = Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0)
    return list(near.order_by("activity__starts_on", "pk").annotate(people=crowd).values(*READ, "people")[:MOST])


def seats(findings: Sequence[Finding]) -> int | None:
    """The seats of one delegation: the smallest number that a row of the law gives this kind of trip."""
    return min((finding.values["seats"] for finding in findings if "seats" in finding.values), default=None)


def _own(application: Application, activity: Activity, headcount: int) -> Filing:
    return Filing(
        key=str(application.pk), institution=str(application.institution_id), channel=str(application.channel_id),
        event=activity.name, organiser=activity.organiser, country=activity.country, city=activity.city,
        starts_on=activity.starts_on, ends_on=activity.ends_on, headcount=headcount,
    )  # fmt: skip


def _filing(row: Mapping[str, Any]) -> Filing:
    return Filing(
        key=str(row["pk"]), institution=str(row["institution_id"]), channel=str(row["channel_id"]),
        event=row["activity__name"], organiser=row["activity__organiser"], country=row["activity__country"],
        city=row["activity__city"], starts_on=row["activity__starts_on"], ends_on=row["activity__ends_on"],
        headcount=row["people"],
    )  # fmt: skip


def _neighbour(row: Mapping[str, Any], part: Part, activity: Activity) -> Neighbour:
    return Neighbour(
        pk=row["pk"], reference=row["reference"], institution=row["institution__name"], headcount=row["people"],
        departs_on=row["departs_on"], returns_on=row["returns_on"], event=row["activity__name"],
        picked=row["activity_id"] == activity.pk, signs=part.signs,
    )  # fmt: skip
