"""Quiet hours and digests: both sides of each hour, at once or gathered, nothing lost and nothing twice."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.ledger import clock
from simpel.notices import jobs
from simpel.notices.hours import DAILY, WEEKLY, Wish, after_quiet, departure, next_digest
from simpel.notices.models import Notice, Preference
from simpel.notices.preferences import choose
from simpel.notices.tell import tell
from simpel.people.models import User

ZONE = ZoneInfo("Asia/Jakarta")
NIGHT = Wish(quiet_from=time(21), quiet_until=time(6))
NOON = Wish(quiet_from=time(12), quiet_until=time(13))
PATH = "/permohonan/K7Q2-M4XD/"


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    """A moment of March 2026 in Jakarta; the 9th is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("wish", "ready", "leaves"),
    [
        (NIGHT, at(20, 59), at(20, 59)),
        (NIGHT, at(21), at(6, day=10)),
        (NIGHT, at(23, 59), at(6, day=10)),
        (NIGHT, at(0), at(6)),
        (NIGHT, at(5, 59), at(6)),
        (NIGHT, at(6), at(6)),
        (NOON, at(11, 59), at(11, 59)),
        (NOON, at(12), at(13)),
        (NOON, at(12, 59), at(13)),
        (NOON, at(13), at(13)),
        (Wish(), at(3), at(3)),
    ],
)
def test_quiet_hours_hold_back_until_their_end_and_not_a_minute_more(wish, ready, leaves):
    assert after_quiet(ready, wish, ZONE) == leaves


@pytest.mark.parametrize(
    ("wish", "ready", "leaves"),
    [
        (Wish(DAILY, 7), at(6, 59), at(7)),
        (Wish(DAILY, 7), at(7), at(7)),
        (Wish(DAILY, 7), at(7, 1), at(7, day=10)),
        (Wish(WEEKLY, 7), at(7), at(7)),
        (Wish(WEEKLY, 7), at(7, 1), at(7, day=16)),
        (Wish(WEEKLY, 7), at(12, day=15), at(7, day=16)),
    ],
)
def test_a_digest_leaves_at_its_next_hour(wish, ready, leaves):
    assert next_digest(ready, wish, ZONE) == leaves


def test_a_digest_inside_the_quiet_hours_waits_for_their_end_and_what_is_urgent_for_nothing():
    wish = NIGHT._replace(digest=DAILY, hour=5)
    assert departure(at(12), wish, urgent=False, zone=ZONE) == (at(6, day=10), True)
    assert departure(at(23), wish, urgent=True, zone=ZONE) == (at(23), False)


clocks = st.times().map(lambda t: t.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


@settings(max_examples=40, deadline=None)
@given(moments, clocks, clocks, st.sampled_from(["", DAILY, WEEKLY]), st.integers(0, 23))
def test_nothing_leaves_early_in_quiet_hours_or_later_than_eight_days(ready, begins, ends, digest, hour):
    quiet = {} if begins == ends else {"quiet_from": begins, "quiet_until": ends}
    wish = Wish(digest, hour, **quiet)
    leaves = departure(ready, wish, urgent=False, zone=ZONE).at
    assert ready <= leaves <= ready + timedelta(days=8)
    assert after_quiet(leaves, wish, ZONE) == leaves


@pytest.fixture
def siti(db):
    return User.objects.create(email="siti@contoh.example", name="Siti")


@pytest.fixture
def now(monkeypatch, settings):
    """Set the clock: `now(moment)`. It stands at noon, and mail goes into a box in memory."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "wall", lambda: moment)

    set_to(at(12))
    return set_to


def say(who: User, *kinds: str) -> None:
    for number, kind in enumerate(kinds):
        tell(who, kind, f"K7Q2-M4X{number}", path=PATH)


def test_quiet_hours_hold_a_mail_back_and_let_an_urgent_one_through(siti, now):
    choose(siti, NIGHT)
    now(at(22))
    say(siti, "returned", "arrived_fast")
    assert jobs.deliver() == 1 and "Jalur cepat" in mail.outbox[0].subject
    now(at(5, 59, day=10))
    assert jobs.deliver() == 0
    now(at(6, day=10))
    assert jobs.deliver() == 1 and "Perbaiki" in mail.outbox[1].subject


def test_a_digest_gathers_everything_but_the_urgent_into_one_mail(siti, now):
    choose(siti, Wish(DAILY, 17))
    say(siti, "returned", "approved", "letter_ready", "arrived_fast")
    assert jobs.deliver() == 1
    now(at(17))
    assert jobs.deliver() == 3 and len(mail.outbox) == 2
    digest = mail.outbox[1]
    assert digest.subject == "SIMPEL: 3 kabar untuk Anda" and digest.to == [siti.email]
    assert all(f"K7Q2-M4X{number}" in digest.body for number in range(3)) and "M4X3" not in digest.body
    assert "/akun/pemberitahuan/" in digest.body
    assert jobs.deliver() == 0 and not Notice.objects.filter(sent_at=None).exists()


def test_the_digests_of_two_people_are_two_mails_and_a_single_notice_is_itself(siti, now):
    bayu = User.objects.create(email="bayu@contoh.example", name="Bayu", language="en")
    for who in (siti, bayu):
        choose(who, Wish(DAILY, 17))
    say(siti, "returned", "approved")
    say(bayu, "returned")
    now(at(17))
    assert jobs.deliver(limit=1) == 2 and jobs.deliver(limit=1) == 1
    assert [(one.to[0], "2 kabar" in one.subject) for one in mail.outbox] == [(siti.email, True), (bayu.email, False)]


def test_a_crash_between_claim_and_settle_loses_nothing_and_repeats_the_message_id(siti, now):
    choose(siti, Wish(DAILY, 17))
    say(siti, "returned", "approved")
    now(at(17))
    jobs.claim(50)  # and the worker dies
    assert jobs.deliver() == 0
    now(at(17, 6))
    assert jobs.deliver() == 2
    Notice.objects.update(sent_at=None)  # it died after sending, before settling
    assert jobs.deliver() == 2
    first, second = (one.message()["Message-ID"] for one in mail.outbox)
    assert first == second


def test_a_closed_post_office_is_not_tried_again_in_quiet_hours(siti, now, settings):
    choose(siti, NIGHT)
    say(siti, "returned")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2
    now(at(20, 59))
    assert jobs.deliver() == 0
    assert Notice.objects.get().due_at == at(6, day=10)


def test_choosing_anew_holds_for_what_already_waits(siti, now):
    choose(siti, Wish(WEEKLY, 7))
    say(siti, "returned")
    assert jobs.deliver() == 0
    choose(siti, Wish())
    assert jobs.deliver() == 1 and "Perbaiki" in mail.outbox[0].subject


def test_the_page_keeps_what_was_chosen_and_says_what_is_missing(client, siti):
    client.force_login(siti)
    page = client.get("/akun/pemberitahuan/")
    assert "Jalur cepat" in page.text and "/akun/pemberitahuan/" in client.get("/akun/").text
    chosen = {"digest": "daily", "hour": "17", "quiet_from": "21:00", "quiet_until": "06:00"}
    assert client.post("/akun/pemberitahuan/", chosen).status_code == 302
    assert Preference.objects.get(user=siti).wish == Wish(DAILY, 17, time(21), time(6))
    assert 'value="21:00"' in client.get("/akun/pemberitahuan/").text
    for wrong in ({"quiet_until": ""}, {"quiet_until": "21:00"}, {"hour": "24"}, {"digest": "hourly"}):
        assert client.post("/akun/pemberitahuan/", chosen | wrong).status_code == 422
    assert client.post("/akun/pemberitahuan/", {"digest": "", "hour": "7"}).status_code == 302
    assert Preference.objects.get().wish == Wish()


def test_the_page_asks_strangers_to_sign_in(client, db):
    assert client.get("/akun/pemberitahuan/").headers["Location"].startswith("/masuk/")
