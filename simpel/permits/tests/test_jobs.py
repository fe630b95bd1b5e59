"""What the worker does: letters signed once and announced once, reports chased in time, nothing twice."""

from datetime import timedelta

import pytest

from simpel.ledger import clock
from simpel.letters.models import Letter
from simpel.notices.models import Notice
from simpel.permits import jobs
from simpel.permits.models import Report

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(reference: str) -> list[str]:
    return sorted(Notice.objects.filter(reference=reference).values_list("kind", flat=True))


@pytest.fixture
def clock_file(settings, tmp_path):
    settings.CLOCK_FILE = str(tmp_path / "clock")

    def move(days: int) -> None:
        (tmp_path / "clock").write_text(str(days * 86400))

    return move


def test_a_letter_is_signed_once_and_announced_once(world, approved):
    assert jobs.prepare_letters() == 1
    assert jobs.prepare_letters() == 0
    assert Letter.objects.get(case=approved.reference).state == "ISSUED"
    told = Notice.objects.filter(reference=approved.reference, kind="letter_ready")
    assert set(told.values_list("user__email", flat=True)) == {
        "siti@contoh.test",
        "dewi@contoh.test",
        "ratna@contoh.test",
    }


def test_a_worker_that_died_after_signing_still_announces_the_letter(world, approved):
    from simpel.letters import issuing

    issuing.produce(issuing.waiting()[0])  # ... and then the power went
    assert "letter_ready" not in kinds(approved.reference)
    jobs.prepare_letters()
    assert "letter_ready" in kinds(approved.reference)


def test_nothing_of_a_trip_stands_in_a_notice(world, approved):
    jobs.prepare_letters()
    for notice in Notice.objects.all():
        row = f"{notice.kind} {notice.reference} {notice.path}"
        assert "Kyoto" not in row and "Ratna" not in row


def test_reports_are_chased_after_0_7_and_14_days_and_once_when_overdue(world, approved, clock_file):
    report = Report.objects.get(application=approved)
    returned = (approved.returns_on - clock.today()).days
    late = (report.due_on - clock.today()).days + 1
    clock_file(returned - 1)
    assert jobs.chase_reports() == 0
    for day, told in [
        (returned, 1),
        (returned + 1, 1),
        (returned + 7, 2),
        (late - 2, 2),
        (late - 1, 3),
        (late, 4),
        (late + 30, 4),
    ]:
        clock_file(day)
        jobs.chase_reports()
        mine = Notice.objects.filter(reference=approved.reference, user=world.dewi, kind__startswith="report_")
        assert mine.count() == told, day
    assert mine.latest("id").kind == "report_overdue"


def test_a_report_handed_in_is_not_chased(world, approved, clock_file):
    Report.objects.filter(application=approved).update(submitted_on=clock.today())
    clock_file((approved.returns_on - clock.today()).days + 40)
    assert jobs.chase_reports() == 0
    assert Report.objects.get().due_on - approved.returns_on == timedelta(days=14)


def test_a_letter_that_cannot_be_made_holds_up_no_other(world, approved):
    broken = Letter.objects.get(case=approved.reference)
    whole = Letter.objects.get(case=world.approved().reference)
    Letter.objects.filter(pk=broken.pk).update(content={"not": "a letter"})
    assert jobs.prepare_letters() == 1
    states = dict(Letter.objects.values_list("pk", "state"))
    assert states == {broken.pk: "PREPARED", whole.pk: "ISSUED"}
