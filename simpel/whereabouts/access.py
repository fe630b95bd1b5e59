"""Who may know where people are: duty desks that the pack names; units and focal points for their own people."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from simpel.ledger import clock
from simpel.people.desks import appointments
from simpel.people.models import User

from .models import CheckIn, Crisis, LookUp


@dataclass(frozen=True)
class Sight:
    """How far somebody sees. `duty` is the desk from which; `own` the files whose people are shown by name."""

    duty: str = ""
    protected: bool = False  # whether protected persons are told with their institution, and named on a look-up
    own: Q | None = None


def sight(user: User) -> Sight:
    """What this reader's desks of today let them see. Nothing at all for a reader without such a desk."""
    named, desks = settings.PACK.manifest.whereabouts, settings.PACK.workflow.desks
    held = appointments(user, clock.today())
    duty = [one.desk for one in held if one.desk in named.duty]
    own = Q(pk__in=[])
    for one in held:
        if desks[one.desk].scope == "unit":
            own |= Q(application__unit=one.unit_id)
        elif desks[one.desk].scope == "channel":
            own |= Q(application__channel=one.institution_id)
    has_own = any(desks[one.desk].scope in ("unit", "channel") for one in held)
    return Sight(duty[0] if duty else "", bool({one.desk for one in held} & set(named.named)), own if has_own else None)


def require_sight(user: User) -> Sight:
    """The same, or 404: for others the page does not exist."""
    found = sight(user)
    if not found.duty and found.own is None:
        raise Http404
    return found


def require_duty(user: User) -> Sight:
    """Somebody at a duty desk, or 404."""
    found = sight(user)
    if not found.duty:
        raise Http404
    return found


def look_up(user: User, reference: str) -> LookUp:
    """A look-up of one's own, on the day it was made; afterwards the reason must be given anew."""
    require_duty(user)
    found = LookUp.objects.filter(by=user, reference=reference, crisis=None).select_related("institution").first()
    if found is None or clock.today() != timezone.localdate(found.at):
        raise Http404
    return found


def crises(user: User) -> QuerySet[Crisis]:
    """Every crisis, for duty desks."""
    require_duty(user)
    return Crisis.objects.select_related("opened_by", "closed_by")


def crisis(user: User, reference: str) -> Crisis:
    """One of them, or 404."""
    found = crises(user).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def is_named(check_in: CheckIn, seen: Sight) -> bool:
    """Whether a row of a crisis shows its name: a protected one only to named desks, or when it calls for help."""
    hidden = check_in.application.cluster in settings.PACK.protected_clusters and not seen.protected
    return not hidden or check_in.answer == CheckIn.Answer.HELP
