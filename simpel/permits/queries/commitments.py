"""Commitments: the register of a person, and what is still open towards a country."""

from dataclasses import dataclass

from django.db.models import QuerySet

from simpel.ledger import clock
from simpel.people.models import User

from .. import access
from ..models import Application, Commitment

SHOWN = 5
TABS = ("open", "overdue", "done")


@dataclass(frozen=True)
class OpenCommitments:
    """What is owed to a country: the nearest few, and how many there are."""

    rows: list[Commitment]
    count: int

    @property
    def others(self) -> int:
        return self.count - len(self.rows)


def register(user: User, *, tab: str = "open", country: str = "") -> QuerySet[Commitment]:
    """The commitments of the files this person sees, once their reports are handed in; the nearest day first."""
    found = Commitment.objects.filter(
        application__in=access.visible_to(user), application__report__submitted_on__isnull=False
    ).select_related("application__activity", "application__institution", "done_by")
    if country:
        found = found.filter(country=country)
    if tab == "done":
        return found.filter(done_on__isnull=False).order_by("-done_on", "-id")
    found = found.filter(done_on=None).order_by("due_on", "id")
    return found.filter(due_on__lt=clock.today()) if tab == "overdue" else found


def open_before(application: Application, user: User) -> OpenCommitments:
    """What is still open towards the country of this file, as far as this person may see it: read before deciding."""
    if application.activity is None:
        return OpenCommitments([], 0)
    found = register(user, country=application.activity.country).exclude(application=application)
    rows = list(found[: SHOWN + 1])
    return OpenCommitments(rows[:SHOWN], len(rows) if len(rows) <= SHOWN else found.count())
