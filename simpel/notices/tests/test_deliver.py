"""Delivering, over a real SMTP server: nothing lost, nothing twice, whatever breaks."""

import smtplib
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from simpel.ledger import clock
from simpel.notices import jobs
from simpel.notices.jobs import claim, deliver, next_try, send, settle
from simpel.notices.kinds import KINDS
from simpel.notices.models import Notice
from simpel.notices.tell import tell_address
from simpel.notices.tests.post_office import PostOffice

pytestmark = pytest.mark.django_db
PATH = "/permohonan/K7Q2-M4XD/"


@pytest.fixture
def office(settings):
    """An open post office that the site knows."""
    office = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = office.open(port)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.SITE_URL, settings.MAIL_FROM = "https://simpel.example", "SIMPEL <simpel@simpel.example>"
    yield office
    if controller.loop.is_running():
        controller.stop()


@pytest.fixture
def closed(office, settings):
    """The same, but nobody answers there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        yield office


@pytest.fixture
def later(monkeypatch):
    """Let time pass, on the shifted clock and on the wall."""

    def pass_by(**time):
        for name in ("now", "wall"):
            moment = getattr(clock, name)() + timedelta(**time)
            monkeypatch.setattr(clock, name, lambda moment=moment: moment)

    return pass_by


def say(number: int = 1, kind: str = "returned", language: str = "id") -> None:
    for n in range(number):
        tell_address(f"orang{n}@contoh.example", kind, "K7Q2-M4XD", path=PATH, language=language)


def received(office: PostOffice) -> list[str]:
    return sorted(mail["To"] for mail in office.received)


def test_a_mail_says_what_to_do_twice_over_and_nothing_else(office):
    say()
    assert deliver() == 1
    (mail,) = office.received
    assert mail["Subject"] == "Perbaiki permohonan K7Q2-M4XD"
    assert mail["From"] == "SIMPEL <simpel@simpel.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    for body in (text, html):
        assert "Perbaiki permohonan K7Q2-M4XD" in body
        assert "https://simpel.example/permohonan/K7Q2-M4XD/" in body
    assert "<img" not in html
    assert html.count("<a ") == 1
    assert 'lang="id"' in html


def test_a_mail_speaks_the_readers_language(office):
    say(language="en")
    deliver()
    (mail,) = office.received
    assert mail["Subject"] == "Correct application K7Q2-M4XD"
    assert 'lang="en"' in mail.get_body(["html"]).get_content()


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_can_be_said(office, language):
    for kind in KINDS:
        say(kind=kind, language=language)
    assert deliver() == len(KINDS)
    subjects = [str(mail["Subject"]) for mail in office.received]
    assert len(set(subjects)) == len(KINDS)
    assert all(len(subject) <= 78 for subject in subjects)
    of_a_file = [kind for kind in KINDS.values() if "%(reference)s" in str(kind.heading)]
    assert sum("K7Q2-M4XD" in subject for subject in subjects) == len(of_a_file) == len(KINDS) - 1  # an invitation


def test_fifty_notices_leave_over_one_connection(office):
    say(60)
    assert deliver() == 50
    assert office.connections == 1
    assert deliver() == 10
    assert deliver() == 0
    assert len(set(received(office))) == len(office.received) == 60


def test_a_notice_waits_for_its_time(office, later):
    tell_address("siti@contoh.example", "report_due", "K7Q2-M4XD", path=PATH, at=clock.now() + timedelta(days=14))
    assert deliver() == 0
    later(days=14)
    assert deliver() == 1


def test_when_the_post_office_is_closed_everything_waits_and_nothing_is_lost(closed, settings, later):
    say(50)
    assert deliver() == 0
    assert set(Notice.objects.values_list("attempts", "claimed_at", "sent_at")) == {(1, None, None)}
    assert Notice.objects.first().last_error.startswith("ConnectionRefusedError")
    assert deliver() == 0
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}, "tried again before the wait was over"
    again = closed.open(settings.EMAIL_PORT + 1 if settings.EMAIL_PORT < 65_535 else 0)
    settings.EMAIL_PORT = again.port
    later(minutes=1)
    assert deliver() == 50
    assert len(set(received(closed))) == 50
    again.stop()


def test_a_bad_address_does_not_hold_up_the_others(office, later):
    office.refused.add("orang1@contoh.example")
    say(3)
    assert deliver() == 2
    assert received(office) == ["orang0@contoh.example", "orang2@contoh.example"]
    waiting = Notice.objects.get(sent_at=None)
    assert waiting.last_error == "SMTPRecipientsRefused"
    office.refused.clear()
    later(minutes=1)
    assert deliver() == 1


def test_a_connection_that_breaks_puts_off_the_rest(office, later):
    office.hangs_up_on.add("orang1@contoh.example")
    say(3)
    assert deliver() == 1
    office.hangs_up_on.clear()
    later(minutes=1)
    assert deliver() == 2
    assert set(received(office)) == {f"orang{n}@contoh.example" for n in range(3)}


def test_a_notice_that_cannot_be_written_does_not_hold_up_the_others(office):
    say(2)
    Notice.objects.filter(address="orang0@contoh.example").update(kind="of_an_older_version")
    assert deliver() == 1
    assert Notice.objects.get(sent_at=None).last_error == "KeyError"


def test_no_address_stands_in_a_stored_error():
    refused = smtplib.SMTPRecipientsRefused({"siti@contoh.example": (550, b"siti@contoh.example unknown")})
    assert "siti" not in jobs._name(refused)


def test_what_a_dead_worker_claimed_is_taken_up_after_five_minutes(office, later):
    say(2)
    assert len(claim(10)) == 2
    assert deliver() == 0
    later(minutes=5, seconds=1)
    assert deliver() == 2


def test_a_mail_sent_again_carries_the_same_id(office, later):
    """A worker may die between sending and settling; then the reader's mail program sees one message twice."""
    say()
    lost = claim(10)
    send(lost)
    Notice.objects.update(sent_at=None, claimed_at=lost[0].claimed_at)
    later(minutes=6)
    deliver()
    first, second = office.received
    assert first["Message-ID"] == second["Message-ID"]


def test_a_rehearsal_that_shifts_the_clock_takes_no_claim_from_a_living_worker(office, monkeypatch):
    say()
    assert len(claim(10)) == 1
    monkeypatch.setattr(clock, "now", lambda: clock.wall() + timedelta(days=30))
    assert claim(10) == []


def test_a_worker_that_comes_back_late_changes_nothing(office, later):
    say()
    late = claim(10)[0]
    later(minutes=6)
    mine = claim(10)[0]
    settle(late)
    assert Notice.objects.get().sent_at is None
    settle(mine)
    assert Notice.objects.get().sent_at


def test_a_slow_post_office_does_not_make_claims_look_stuck(office, monkeypatch):
    say(3)
    monkeypatch.setattr(jobs, "ENOUGH", -1.0)
    assert deliver() == 0
    assert set(Notice.objects.values_list("attempts", "claimed_at", "last_error")) == {(0, None, "")}
    monkeypatch.setattr(jobs, "ENOUGH", 240.0)
    assert deliver() == 3


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_notice_once(office):
    say(40)
    counts = []

    def work() -> None:
        while sent := deliver(5):
            counts.append(sent)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    deliver()
    assert len(received(office)) == len(set(received(office))) == 40


def test_mail_may_go_into_a_folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    say(3)
    assert deliver() == 3
    written = "".join(path.read_text() for path in tmp_path.iterdir())
    assert written.count("Subject: Perbaiki permohonan K7Q2-M4XD") == 3


@given(st.integers(1, 2_000))
def test_waits_double_up_to_an_hour(attempts):
    start = datetime(2026, 3, 2, tzinfo=UTC)
    assert next_try(start, attempts) - start == timedelta(minutes=min(2 ** (attempts - 1), 60))
