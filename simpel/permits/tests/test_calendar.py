"""Calendars by secret address: the right dates for the right people, readable by any calendar program."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.ledger import clock
from simpel.people.models import Appointment
from simpel.permits import actions, icalendar
from simpel.permits.models import Application, CalendarFeed

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def parsed(raw: bytes) -> list[dict[str, str]]:
    """The events of a calendar, read as RFC 5545 says: lines unfolded, values unescaped."""
    text = raw.decode()
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        key, _sign, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            plain = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",")
            events[-1].setdefault(key.split(";")[0], plain.replace("\0", "\\"))
    return events


def address(client, who, **chosen) -> str:
    """The path of a new calendar of this person, made on their page."""
    client.force_login(who)
    page = client.post("/akun/kalender/", chosen)
    assert page.status_code == 200, page.text
    client.logout()
    return "/kalender/" + page.context["address"].rsplit("/", 1)[1]


def fetched(client, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return parsed(answer.content)


def test_a_traveller_sees_the_trip_become_certain_and_the_report_fall_due(client, world):
    path = address(client, world.ratna, kind="OWN")
    application = world.at_analyst()
    (trip,) = fetched(client, path)
    assert trip["STATUS"] == "TENTATIVE" and trip["SUMMARY"] == "Simposium Teknik Pantai"
    assert trip["DTSTART"] == f"{application.departs_on:%Y%m%d}"
    assert trip["DTEND"] == f"{application.returns_on + timedelta(days=1):%Y%m%d}"
    assert trip["LOCATION"] == "Kyoto, Jepang"
    world.passed(application, "bayu", "sari", "dimas", "rahma")
    if Application.objects.get(pk=application.pk).state == "AT_REGISTRY":
        actions.register(application, by=world.tuti)
    again, report = fetched(client, path)
    assert again["STATUS"] == "CONFIRMED" and again["UID"] == trip["UID"]
    assert int(again["SEQUENCE"]) > int(trip["SEQUENCE"])
    assert report["UID"].startswith("report-") and application.reference in report["SUMMARY"]


def test_a_trip_that_was_withdrawn_is_cancelled_under_the_same_uid(client, world, at_analyst):
    path = address(client, world.ratna, kind="OWN")
    (before,) = fetched(client, path)
    actions.withdraw(at_analyst, by=world.dewi, note="Batal.")
    (after,) = fetched(client, path)
    assert after["STATUS"] == "CANCELLED" and after["UID"] == before["UID"]


def test_a_draft_is_in_nobodys_calendar_and_other_peoples_trips_are_in_none(client, world, ready):
    assert fetched(client, address(client, world.ratna, kind="OWN")) == []
    actions.send(ready, by=world.siti)
    assert len(fetched(client, address(client, world.ratna, kind="OWN"))) == 1
    assert fetched(client, address(client, world.orang_lain, kind="OWN")) == []


def test_a_deputy_sees_the_days_of_standing_in_and_a_desk_what_waits(client, world, at_analyst):
    today = clock.today()
    Appointment.objects.create(
        user=world.sari, desk="BUREAU_HEAD", acting="PLH", since=today, until=today + timedelta(days=3)
    )
    (acting,) = fetched(client, address(client, world.sari, kind="OWN"))
    assert acting["SUMMARY"].startswith("Plh.") and acting["DTEND"] == f"{today + timedelta(days=4):%Y%m%d}"
    (waiting,) = fetched(client, address(client, world.bayu, kind="DESK"))
    assert at_analyst.reference in waiting["DESCRIPTION"] and waiting["SUMMARY"].startswith("Menunggu Anda")
    assert fetched(client, address(client, world.sari, kind="DESK")) == []


def test_a_mission_sees_decided_visits_to_its_country_alone(client, world, approved):
    path = address(client, world.bayu, kind="COUNTRY", country="JP")
    (visit,) = fetched(client, path)
    assert "Ratna" in visit["DESCRIPTION"] and "URL" not in visit and visit["STATUS"] == "CONFIRMED"
    assert fetched(client, address(client, world.bayu, kind="COUNTRY", country="FI")) == []


def test_protected_travellers_are_named_to_no_mission(client, world, approved, settings):
    cluster = next(iter(settings.PACK.protected_clusters))
    Application.objects.filter(pk=approved.pk).update(cluster=cluster)
    answer = client.get(address(client, world.bayu, kind="COUNTRY", country="JP"))
    (visit,) = parsed(answer.content)
    assert "Ratna" not in answer.text and "Simposium" not in answer.text and visit["LOCATION"] == "Kyoto, Jepang"


def test_only_the_office_opens_a_calendar_of_visits_and_it_ends_with_the_desk(client, world, approved):
    client.force_login(world.siti)
    assert client.post("/akun/kalender/", {"kind": "COUNTRY", "country": "JP"}).status_code == 422
    path = address(client, world.bayu, kind="COUNTRY", country="JP")
    Appointment.objects.filter(user=world.bayu).update(until=clock.today() - timedelta(days=1))
    assert client.get(path).status_code == 404


def test_a_renewed_or_closed_address_opens_nothing_any_more(client, world):
    first = address(client, world.ratna, kind="OWN")
    second = address(client, world.ratna, kind="OWN")
    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    feed = CalendarFeed.objects.get()
    assert first.removesuffix(".ics")[10:] not in feed.token_sha256
    client.force_login(world.orang_lain)
    assert client.post(f"/akun/kalender/{feed.pk}/cabut/").status_code == 404
    client.force_login(world.ratna)
    assert client.post(f"/akun/kalender/{feed.pk}/cabut/").status_code == 302
    assert client.get(second).status_code == 404
    assert "Belum ada" in client.get("/akun/kalender/").text


def test_a_closed_account_and_a_made_up_token_open_nothing(client, world):
    path = address(client, world.ratna, kind="OWN")
    world.ratna.is_active = False
    world.ratna.save()
    assert client.get(path).status_code == 404 == client.get("/kalender/AAAA.ics").status_code
    assert client.post(path).status_code == 405


def test_a_program_that_has_the_calendar_is_told_so(client, world, at_analyst):
    path = address(client, world.ratna, kind="OWN")
    first = client.get(path)
    assert "max-age=900" in first.headers["Cache-Control"] and "private" in first.headers["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""
    actions.withdraw(at_analyst, by=world.dewi, note="Batal.")
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_calendar_asks_as_often_for_many_trips_as_for_one(client, world, django_assert_max_num_queries):
    path = address(client, world.bayu, kind="DESK")
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(25) as asked:
            client.get(path)
        counts.append(len(asked))
        world.at_analyst()
    with django_assert_max_num_queries(counts[1]):
        client.get(path)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_whatever_is_said_comes_back_from_a_parser(summary, said, first, days):
    event = icalendar.Event("u@x", first, first + timedelta(days=days), summary, MOMENT, description=said)
    (read,) = parsed(icalendar.write("Nama, dengan; tanda\\", [event]))
    kept = "".join(s for s in summary.replace("\r\n", "\n").replace("\r", "\n") if s == "\n" or s >= " ")
    assert read["SUMMARY"] == kept
    assert read["DTEND"] == f"{first + timedelta(days=days + 1):%Y%m%d}"
