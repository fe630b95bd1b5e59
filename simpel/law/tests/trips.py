"""Trips for property tests: any mixture of known and unknown facts."""

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from simpel.law.facts import Destination, Funding, Participant, Trip, Upload

DAY = timedelta(days=1)
days = st.dates(date(2031, 1, 1), date(2033, 12, 31))
maybe_days = st.none() | days
maybe = st.none() | st.booleans()
papers = st.none() | st.lists(st.sampled_from(["PLAN", "LETTER", "CARD"]), max_size=3, unique=True).map(tuple)

travellers = st.builds(
    Participant,
    golongan=st.sampled_from([None, "I", "II"]),
    home_institution=maybe,
    state_leader=maybe,
    starts_on=maybe_days,
    ends_on=maybe_days,
    passport_expires_on=maybe_days,
    documents=papers,
)
places = st.builds(Destination, country=st.sampled_from([None, "AA", "BB", "YY", "ZZ"]), diplomatic_relations=maybe)
uploads = st.builds(
    Upload,
    document=st.sampled_from(["PLAN", "LETTER"]),
    type=st.sampled_from([None, "pdf", "doc"]),
    bytes=st.none() | st.integers(0, 10**7),
)
trips = st.builds(
    Trip,
    activity=st.sampled_from([None, "FAIR", "SCHOOL"]),
    cluster=st.sampled_from([None, "MASTER", "MATE"]),
    institution=st.sampled_from([None, "port"]),
    kind=st.sampled_from(["NEW", "CANCELLATION"]),
    travel_reason=st.sampled_from(["OFFICIAL", "MEDICAL"]),
    filed_on=maybe_days,
    starts_on=maybe_days,
    ends_on=maybe_days,
    departs_on=maybe_days,
    returns_on=maybe_days,
    decided_on=maybe_days,
    reported_on=maybe_days,
    min_lead_days=st.none() | st.integers(0, 60),
    working_groups=st.none() | st.integers(0, 4),
    directed_headcount=st.none() | st.integers(0, 5),
    same_person_as_deputy_abroad=maybe,
    regional_emergency=maybe,
    off_topic=maybe,
    documents=papers,
    funding=st.builds(Funding, payers=st.none() | st.just(()) | st.just(("HOST",)), lodging_provided=maybe),
    destinations=st.none() | st.lists(places, max_size=3).map(tuple),
    participants=st.none() | st.lists(travellers, max_size=4).map(tuple),
    uploads=st.none() | st.lists(uploads, max_size=3).map(tuple),
).filter(lambda trip: not (trip.filed_on and trip.decided_on and trip.decided_on < trip.filed_on))


# What only adds to a trip when somebody claims it (seats, papers each traveller carries): unclaimed is not unknown.
_CLAIMS = {"kind", "travel_reason", "funding", "working_groups", "directed_headcount", "participants"}


@st.composite
def forgotten(draw: st.DrawFn) -> tuple[Trip, Trip]:
    """A trip, and the same trip after somebody forgot some of its facts."""
    trip = draw(trips)
    plain = [field.name for field in fields(Trip) if field.name not in _CLAIMS]
    lost = draw(st.lists(st.sampled_from(plain), unique=True, max_size=6))
    return trip, replace(trip, **dict.fromkeys(lost))
