"""From our rows to the facts the law is asked about."""

from dataclasses import fields
from datetime import date
from typing import Any

from django.conf import settings

from simpel.law import facts as law
from simpel.law.scopes import kinds

from .amendments import earlier_letter, newcomers
from .budget import budget_facts
from .history import surrounded, wanted
from .itinerary import stops, working_days
from .keys import institution_key, traveller_key, unit_key
from .models import Activity, AdInterimRequest, Application, Attachment, CostItem, Leg, Participant

FIELD_OF = {  # facts of the law that a person fills in under another name
    **dict.fromkeys(
        (
            "event", "organiser", "destination", "destinations", "country", "city", "starts_on", "ends_on",
            "diplomatic_relations",
        ),
        "activity",
    ),
    "mode": "payers", "funding": "payers", "same_person_as_deputy_abroad": "deputy_abroad",
    "min_lead_days": "institution", "cost": "payers", "budget_line": "payers",
    "cancellation_reason": "amendment_reason", "earlier_letter": "amendment_reason",
}  # fmt: skip
FACT_OF = {"deputy_abroad": "same_person_as_deputy_abroad"}  # and back, where a field tells exactly one fact
_COLUMNS = {field.name for field in Application._meta.concrete_fields}
QUESTIONS: dict[str, type] = {  # yes or no, or a number: facts that only some law asks for, kept in `answers`
    field.name: kinds()[field.name]
    for field in fields(law.Trip)
    if kinds().get(field.name) in (bool, int) and FIELD_OF.get(field.name, field.name) not in _COLUMNS
}


def field_of(fact: str) -> str:
    """The field of the form that tells a fact."""
    return FIELD_OF.get(fact, fact)


def is_fast(application: Application) -> bool:
    """Whether the pack lets this kind of journey overtake the others."""
    activity = settings.PACK.activities.get(application.activity_type)
    return activity is not None and activity.fast


def rows(application: Application, name: str, *joined: str) -> list[Any]:
    """What belongs to a file: as fetched with many files at once (see replaying.py), else by a query of its own."""
    fetched = getattr(application, "_prefetched_objects_cache", {})
    return list(fetched[name] if name in fetched else getattr(application, name).select_related(*joined))


def trip_of(application: Application, *, filed_on: date) -> law.Trip:
    """The application as a trip. `filed_on` is the day it reached the office, or today while it has not."""
    trip = trip_alone(application, filed_on=filed_on)
    return surrounded(trip, application, asked=wanted(trip, filed_on))


def trip_alone(application: Application, *, filed_on: date) -> law.Trip:
    """The trip as far as the file itself tells it: for estimates and replays, which look at no other file."""
    activity = application.activity
    starts_on, ends_on = working_days(application) or (None, None)
    participants = [seat for seat in rows(application, "participants", "person") if not seat.refused]
    attached = rows(application, "attachments", "file")
    earlier, came = earlier_letter(application), newcomers(application, participants)
    return law.Trip(
        filed_on=filed_on,
        kind=application.kind,
        origin="unit" if application.unit_id else "focal_point",
        activity=application.activity_type or None,
        cluster=application.cluster or None,
        institution=application.institution.kind,
        own=institution_key(application.institution_id),
        unit=unit_key(application.unit_id) if application.unit_id else None,
        event=activity.name if activity else None,
        starts_on=starts_on,
        ends_on=ends_on,
        departs_on=application.departs_on,
        returns_on=application.returns_on,
        working_groups=application.working_groups,
        head_of_institution=application.head_of_institution,
        same_person_as_deputy_abroad=application.deputy_abroad,
        min_lead_days=application.institution.min_lead_days or 0,  # empty: the institution asks for none of its own
        reached_office_on=application.filed_on,
        decided_on=application.decided_on,
        documents=tuple(paper.slot for paper in attached if paper.participant_id is None),
        uploads=tuple(_upload(paper) for paper in attached),
        funding=_funding(application),
        destinations=_destinations(application),
        participants=tuple(_participant(p, attached, newcomer=p.person_id in came) for p in participants),
        earlier_letter=earlier.number if earlier else None,
        cancellation_reason=(application.amendment_reason or None) if earlier else None,
        cost_items=_costs(application),
        **_stand_in(application),
        **budget_facts(application),
        **{name: value for name, value in application.answers.items() if name in QUESTIONS},
    )


def _funding(application: Application) -> law.Funding:
    return law.Funding(
        mode=application.funding or None,
        payers=tuple(application.payers) or None,
        lodging_provided=application.lodging_provided,
    )


def _destinations(application: Application) -> tuple[law.Destination, ...]:
    return tuple(_destination(place) for place in stops(application))


def _destination(place: Activity | Leg) -> law.Destination:
    return law.Destination(
        country=place.country,
        city=place.city,
        diplomatic_relations=place.country not in settings.PACK.countries_without_relations,
        starts_on=place.starts_on if isinstance(place, Activity) else place.arrives_on,
        ends_on=place.ends_on if isinstance(place, Activity) else place.leaves_on,
    )


def _upload(paper: Attachment) -> law.Upload:
    return law.Upload(document=paper.slot, type=paper.file.kind.rpartition("/")[2], bytes=paper.file.size)


def _participant(participant: Participant, attached: list[Attachment], *, newcomer: bool) -> law.Participant:
    return law.Participant(
        key=traveller_key(participant.person_id),
        role=participant.role or None,
        office=participant.person.office,
        golongan=participant.golongan or None,
        home_institution=participant.home_institution,
        state_leader=participant.state_leader,
        replaced=newcomer or participant.replaced,
        starts_on=participant.starts_on,
        ends_on=participant.ends_on,
        passport_expires_on=participant.person.passport_expires_on,
        documents=tuple(paper.slot for paper in attached if paper.participant_id == participant.pk),
    )


def _stand_in(application: Application) -> dict[str, Any]:
    """Who stands in for the head, and when: a key that is told from others and says nothing else."""
    asked: AdInterimRequest | None = getattr(application, "ad_interim", None)
    if asked is None:
        return {}
    return {"stand_in": f"interim{asked.pk}", "stand_in_from": asked.starts_on, "stand_in_until": asked.ends_on}


def _costs(application: Application) -> tuple[law.CostItem, ...] | None:
    """The cells of the grid that count: those of the payers named now. None while nothing was said."""
    costs = rows(application, "costs", "participant")
    return tuple(_cost(cost) for cost in costs if cost.payer in application.payers) or None


def _cost(cost: CostItem) -> law.CostItem:
    """Amounts in the country's own money are whole; in another currency the law hears only who bears the cost."""
    return law.CostItem(
        item=cost.item,
        payer=cost.payer,
        amount=int(cost.amount) if cost.amount is not None and not cost.currency else None,
        who=traveller_key(cost.participant.person_id) if cost.participant else None,
    )
