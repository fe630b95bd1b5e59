"""Reporting back: accounts begin as the plan, promises are kept in a register, late reports can stop new files."""

from datetime import timedelta

import pytest

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.permits import actions, queries
from simpel.permits.models import ActualCost, Application, Commitment, Report

from .test_desk_report import WHOLE, back, judge, send  # noqa: F401  (back is a fixture)

pytestmark = pytest.mark.django_db
PROMISE = {"komitmen-0-what": "Naskah riset bersama", "komitmen-0-owner": "Dekan Fakultas Teknik"}


def promised(day: int = 30) -> dict[str, str]:
    return {**PROMISE, "komitmen-0-due_on": (clock.today() + timedelta(days=day)).isoformat()}


def test_a_report_takes_at_most_ten_actions(client, world, back):  # noqa: F811
    client.force_login(world.siti)
    page = client.get(f"/permohonan/{back.reference}/laporan/")
    asked = page.context["form"]
    filled_in = {field.html_name: field.value() or "" for field in asked}
    filled_in |= {
        field.html_name: field.value() or "" for rows in (page.context["lists"].costs,)
        for form in rows for field in form if field.value() not in (None, False)
    }  # fmt: skip
    typed = {**WHOLE, **promised()}
    answer = client.post(f"/permohonan/{back.reference}/laporan/kirim/", {**filled_in, **typed})
    assert answer.status_code == 302
    assert len(["open", *typed, "send"]) <= 10
    assert Commitment.objects.get().country == "JP"


def test_accounts_begin_as_the_plan_and_keep_what_is_changed(client, world, back):  # noqa: F811
    send(client, world.siti, back, **promised(), **{"biaya-1-days": "2", "biaya-1-ticket": "18.500.000"})
    cost = ActualCost.objects.get()
    assert (cost.days, cost.ticket, cost.rate, cost.ticket_class) == (2, 18_500_000, 382, "ECONOMY")
    assert cost.departed_on == back.departs_on


def test_an_auditor_sees_flags_before_payment_and_strangers_see_none(client, world, back):  # noqa: F811
    send(client, world.siti, back, "kirim/", **WHOLE, **promised(), **{"biaya-1-days": "4", "biaya-1-rate": "382"})
    report = Report.objects.get(application=back)
    assert [flag["pattern"] for flag in report.flags] == ["days_miscounted"] and report.flag_count == 1
    client.force_login(world.bayu)
    page = client.get(f"/permohonan/{back.reference}/laporan/").text
    assert "Periksa sebelum dibayar" in page and "Dibayar 4 hari; yang dapat dibayar 3 hari." in page
    assert "PMK 181" in client.get("/temuan/").text
    client.force_login(world.orang_lain)
    assert "Tidak ada temuan" in client.get("/temuan/").text


def test_half_a_promise_is_asked_for_the_rest_and_nothing_is_lost(client, world, back):  # noqa: F811
    answer = send(client, world.siti, back, substance="Isi.", **PROMISE, **{"komitmen-0-due_on": ""})
    assert answer.status_code == 422 and "Naskah riset bersama" in answer.text and "Isi." in answer.text
    assert not Commitment.objects.exists()


@pytest.fixture
def promise(client, world, back):  # noqa: F811
    send(client, world.siti, back, "kirim/", **WHOLE, **promised())
    return Commitment.objects.get()


def test_open_commitments_are_shown_before_the_next_approval_for_that_country(client, world, promise):
    following = world.at_analyst()
    assert [one.pk for one in queries.open_before(following, world.bayu).rows] == [promise.pk]
    client.force_login(world.bayu)
    assert "Naskah riset bersama" in client.get(f"/permohonan/{following.reference}/putusan/").text
    assert queries.open_before(following, world.orang_lain).count == 0


def test_a_promise_is_kept_once_by_its_side_and_can_be_opened_again(client, world, promise):
    with pytest.raises(Refused):
        actions.keep_promise(promise, by=world.bayu)
    client.force_login(world.siti)
    for _twice in range(2):
        assert client.post(f"/komitmen/{promise.pk}/selesai/", {"note": "Surat 12/2026"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.done_on, promise.done_by, promise.note) == (clock.today(), world.siti, "Surat 12/2026")
    assert "Surat 12/2026" in client.get("/komitmen/?tab=done").text
    client.post(f"/komitmen/{promise.pk}/buka/")
    kinds = list(Entry.objects.filter(kind__startswith="commitment.").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["commitment.done", "commitment.reopened"]
    client.force_login(world.orang_lain)
    assert client.post(f"/komitmen/{promise.pk}/selesai/").status_code == 404


def test_a_report_is_rated_from_one_to_four(client, world, promise):
    assert judge(client, world.bayu, promise.application, "terima", note="Baik.", rating="5").status_code == 422
    assert judge(client, world.bayu, promise.application, "terima", note="Baik.", rating="4").status_code == 302
    assert Report.objects.get().rating == 4


def test_a_late_report_is_listed_taken_and_shown_as_late(client, world, back):  # noqa: F811
    today = clock.today()
    Report.objects.filter(application=back).update(due_on=today)
    assert not queries.overdue(world.dewi).exists()
    Report.objects.filter(application=back).update(due_on=today - timedelta(days=3))
    client.force_login(world.dewi)
    page = client.get("/laporan/terlambat/").text
    assert back.reference in page and "3 hari" in page and "Universitas Cendana Raya" in page
    assert send(client, world.siti, back, "kirim/", **WHOLE).status_code == 302
    assert "sesudah batasnya" in client.get(f"/permohonan/{back.reference}/laporan/").text
    assert not queries.overdue(world.dewi).exists()


def test_overdue_reports_stop_new_files_only_where_the_switch_is_on(world, back, settings):  # noqa: F811
    Report.objects.filter(application=back).update(due_on=clock.today() - timedelta(days=1))
    with_channel = actions.send(world.ready(), by=world.siti)
    settings.BLOCK_OVERDUE_REPORTS = True
    with pytest.raises(Refused) as refused:
        actions.send(with_channel, by=world.dewi)
    assert refused.value.code == "reports_owed" and refused.value.values["count"] == 1
    settings.BLOCK_OVERDUE_REPORTS = False
    assert Application.objects.get(pk=actions.send(with_channel, by=world.dewi).pk).filed_on
