"""What surrounds a file, as the law hears it: other trips, seats of an event, head and deputy, duties, plan."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpel.ledger import clock
from simpel.people.models import Institution
from simpel.permits import actions, assessment, history
from simpel.permits.history import Wanted, wanted
from simpel.permits.models import Application, DeclaredPeriod, PlannedTrip, Report

pytestmark = pytest.mark.django_db


def outcome(application: Application, rule: str) -> str | None:
    return next((found.state for found in assessment.findings(application) if found.id == rule), None)


def test_a_traveller_on_another_pending_trip_is_found_until_that_one_is_withdrawn(world, at_analyst):
    mine = world.ready()
    assert outcome(mine, "OVL-01") == "broken"
    day_after = at_analyst.returns_on + timedelta(days=1)
    later = actions.change(mine, by=world.siti, departs_on=day_after, returns_on=day_after + timedelta(days=4))
    assert outcome(later, "OVL-01") == "met"
    last_day = actions.change(later, by=world.siti, departs_on=at_analyst.returns_on)
    assert outcome(last_day, "OVL-01") == "broken"
    actions.withdraw(at_analyst, by=world.dewi, note="Batal.")
    assert outcome(last_day, "OVL-01") == "met"


def test_somebody_elses_trip_and_a_draft_are_no_double_trip(world, at_analyst):
    mine = world.ready(people=[world.traveller("Orang Lain Lagi")])
    world.draft()
    assert outcome(mine, "OVL-01") == "met"


def test_seats_of_an_event_are_counted_over_all_files_of_the_institution(world, at_analyst):
    people = [world.traveller(f"Peserta {number}") for number in range(3)]
    mine = actions.change(world.ready(people=people[:2]), by=world.siti, activity=at_analyst.activity)
    assert (outcome(mine, "CAP-12"), outcome(mine, "CAP-16")) == ("met", "met")
    actions.add_participant(mine, by=world.siti, person=people[2])
    assert (outcome(mine, "CAP-12"), outcome(mine, "CAP-16")) == ("met", "broken")


def test_head_and_deputy_are_looked_up_among_other_trips(world):
    world.university.kind = "region"
    world.university.save()
    head, deputy = (world.traveller(name, office=f"REGION_{name.upper()}") for name in ("Head", "Deputy"))
    first = world.ready(people=[deputy])
    actions.send(first, by=world.siti)
    mine = world.ready(people=[head])
    assert outcome(mine, "REG-03") == "broken"
    elsewhere = Institution.objects.create(code="lain", name="Daerah Lain", kind="region", city="Ende")
    Application.objects.filter(pk=first.pk).update(institution=elsewhere)
    assert outcome(mine, "REG-03") == "met"


def test_the_law_never_hears_a_name(world, at_analyst):
    told = repr(assessment.status(world.ready()).trip)
    assert "Ratna" not in told and "Universitas" not in told and "OtherTrip" in told


def test_only_what_a_row_asks_for_is_read(world, draft):
    trip = assessment.status(draft).trip
    asked = wanted(trip, clock.today())
    assert asked.persons == 1 and asked.event and not (asked.plan or asked.declared or asked.offices)
    assert trip.plan is None and trip.declared is None


def test_plan_duties_and_declared_periods_are_handed_over_where_asked(world, approved):
    today = clock.today()
    PlannedTrip.objects.create(institution=world.university, event="Simposium", starts_on=today, ends_on=today)
    DeclaredPeriod.objects.create(calendar="SITTING", what="Sidang", starts_on=today, ends_on=None)
    DeclaredPeriod.objects.create(calendar="SITTING", what="Lama", starts_on=today, ends_on=today)
    mine = world.ready()
    found = _with(mine, Wanted(plan=True, duties=True, declared=True))
    assert [entry.event for entry in found.plan or ()] == ["Simposium"]
    assert [period.what for period in found.declared or ()] == ["Sidang"]
    assert [duty.what for duty in found.duties or ()] == ["REPORT"]
    Report.objects.filter(application=approved).update(accepted_on=today)
    assert _with(mine, Wanted(duties=True)).duties == ()


def test_the_history_takes_the_same_queries_for_one_trip_or_many(world, at_analyst):
    mine = world.ready()
    asked = Wanted(persons=30, institution=366, offices=frozenset({"REGION_HEAD"}), event=True)
    few = _queries(mine, asked)
    for _ in range(3):
        world.at_analyst()
    assert _queries(mine, asked) == few <= 6


def _with(application: Application, asked: Wanted) -> Any:
    return history.surrounded(assessment.status(application).trip, application, asked=asked)


def _queries(application: Application, asked: Wanted) -> int:
    trip = assessment.status(application).trip
    with CaptureQueriesContext(connection) as counted:
        history.history(application, trip, asked)
    return len(counted)
