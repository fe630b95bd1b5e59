"""From a decided file to the facts a letter is made of. After this the letter asks us nothing."""

from typing import TypeVar

from django.conf import settings

from simpel.law.workflow import Refused
from simpel.letters.content import LetterFacts, Place, Signer, Traveller

from .amendments import earlier_letter
from .itinerary import working_days
from .models import Application, Step

T = TypeVar("T")


def letter_facts(application: Application, *, signer: Signer) -> LetterFacts:
    """Everything the letter says, read once under the lock. It answers the body that sent the request."""
    activity = application.activity
    if activity is None or application.letter_on is None or application.returns_on is None:
        raise Refused("incomplete", {"fields": ["activity", "letter_on", "returns_on"]})
    starts_on, ends_on = working_days(application) or (activity.starts_on, activity.ends_on)
    earlier = earlier_letter(application)
    return LetterFacts(
        cluster=application.cluster,
        activity_code=application.activity_type,
        activity_letter_code=settings.PACK.activities[application.activity_type].letter_code,
        activity_name=settings.PACK.activities[application.activity_type].name(settings.PACK.languages[0]),
        event=activity.name,
        organiser=activity.organiser,
        country=activity.country,
        city=activity.city,
        starts_on=starts_on,
        ends_on=ends_on,
        addressee=application.requesting_position,
        addressee_city=application.requesting_city,
        request_no=application.letter_no,
        request_on=application.letter_on,
        requested_by=application.channel.name,
        travellers=_travellers(application),
        copies=tuple(application.copies),
        signer=signer,
        permission_no=application.permission_no,
        permission_on=application.permission_on,
        expires_on=application.returns_on,
        further=tuple(Place(leg.country, leg.city) for leg in application.legs.all()),
        earlier_no=earlier.number if earlier else "",
        earlier_on=earlier.issued_on if earlier else None,
        reason=application.amendment_reason,
    )


def _travellers(application: Application) -> tuple[Traveller, ...]:
    payers = ", ".join(settings.PACK.payers[code][settings.PACK.languages[0]] for code in application.payers)
    seats = application.participants.filter(refused=False).select_related("person__institution")
    return tuple(
        Traveller(
            name=seat.person.name,
            employee_no=seat.person.employee_no,
            position=seat.person.position,
            institution=seat.person.institution.name,
            starts_on=_given(seat.starts_on),
            ends_on=_given(seat.ends_on),
            payer=payers,
            condition=seat.condition,
        )
        for seat in seats
    )


def _given(value: T | None) -> T:
    """A value the law has made sure of before any decision."""
    if value is None:
        raise Refused("incomplete", {"fields": ["participant_details"]})
    return value


def decider(application: Application) -> Signer:
    """Who decided: the last approval from a desk that decides. The registry numbers, it does not sign."""
    desks = [desk.id for desk in settings.PACK.workflow.desks.values() if desk.decides]
    decision: Step = (
        application.steps.filter(verb="approve", desk__in=desks).select_related("by", "deputises").latest("id")
    )
    holder = decision.deputises.name if decision.deputises else ""
    return Signer(name=decision.by.name, acting=decision.acting, desk=decision.desk, deputises=holder)
