"""Who may see which figures: the office all of them, a channel or a unit its own. The same lines as permits.access."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import User
from simpel.people.requests import signed_in


@dataclass(frozen=True)
class Scope:
    """What somebody's figures are about: `rows` of Journey, and whose they are (empty: everybody's)."""

    rows: Q
    whose: tuple[str, ...]

    @property
    def is_office(self) -> bool:
        return not self.whose


def scope_of(user: User) -> Scope | None:
    """The figures this person may see; None for people without a desk: travellers see their files, not figures.

    A test holds this against `permits.access.visible_to`: what is counted for somebody is what they could open.
    """
    desks = settings.PACK.workflow.desks
    rows, whose = Q(pk__in=[]), list[str]()
    office = seen = False
    for held in appointments(user, clock.today()):
        scope = desks[held.desk].scope
        if scope == "office":
            rows, office = rows | Q(reached_office=True), True
        elif scope == "channel" and held.institution:
            rows, whose = rows | Q(channel=held.institution), [*whose, held.institution.name]
        elif scope == "unit" and held.unit:
            rows, whose = rows | Q(unit=held.unit), [*whose, held.unit.name]
        else:
            continue
        seen = True
    return Scope(rows, () if office else tuple(whose)) if seen else None


def require_reader(request: HttpRequest) -> tuple[User, Scope]:
    """The reader and their figures; for anybody else the page does not exist."""
    user = signed_in(request)
    scope = scope_of(user)
    if scope is None:
        raise Http404
    return user, scope
