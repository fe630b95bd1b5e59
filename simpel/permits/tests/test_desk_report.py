"""The report: written in parts, sent when whole, judged by the analyst; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from simpel.ledger import clock
from simpel.permits.models import Application, Report

from .world import pdf

pytestmark = pytest.mark.django_db

WHOLE = {
    "substance": "Makalah disajikan.", "follow_up": "Modul disusun.", "impact": "Metode baru.",
    "recommendations": "Ikut lagi.",
    "actual_cost": "12.500.000",
}  # fmt: skip


@pytest.fixture
def back(world):
    """An approved file whose traveller is home again."""
    approved = world.approved()
    today = clock.today()
    Application.objects.filter(pk=approved.pk).update(
        departs_on=today - timedelta(days=5), returns_on=today - timedelta(days=1)
    )
    approved.refresh_from_db()
    return approved


def send(client, who, application, action: str = "", **fields):
    client.force_login(who)
    report = Report.objects.get(application=application)
    data = {"version": report.version, "key": "kunci", **fields}
    return client.post(f"/permohonan/{application.reference}/laporan/{action}", data)


def judge(client, who, application, action: str, **fields):
    client.force_login(who)
    application.refresh_from_db()
    data = {"version": application.version, "key": "putusan", **fields}
    return client.post(f"/permohonan/{application.reference}/laporan/{action}/", data)


def test_half_a_report_is_kept_and_can_be_finished_later(client, world, back):
    assert send(client, world.siti, back, substance="Setengah jadi.").status_code == 302
    assert "Setengah jadi." in client.get(f"/permohonan/{back.reference}/laporan/").text


def test_a_report_with_gaps_is_kept_and_says_what_is_missing(client, world, back):
    answer = send(client, world.siti, back, "kirim/", substance="Setengah jadi.", actual_cost="12,5 juta")
    assert answer.status_code == 422 and "Setengah jadi." in answer.text and "12,5 juta" in answer.text
    answer = send(client, world.siti, back, "kirim/", substance="Setengah jadi.")
    assert answer.status_code == 422 and "Isi bagian ini" in answer.text
    assert Report.objects.get(application=back).substance == "Setengah jadi."
    again = client.post(
        f"/permohonan/{back.reference}/laporan/kirim/",
        {**WHOLE, "version": answer.context["form"].data["version"], "key": "dua"},
    )
    assert again.status_code == 302


def test_a_whole_report_goes_to_the_analyst_who_accepts_it(client, world, back):
    answer = send(
        client, world.siti, back, "kirim/", **WHOLE, upload=SimpleUploadedFile("laporan.pdf", pdf(), "application/pdf")
    )
    assert answer.status_code == 302
    report = Report.objects.get(application=back)
    assert (
        report.submitted_on == clock.today() and report.actual_cost == 12_500_000 and report.file.name == "laporan.pdf"
    )
    client.force_login(world.bayu)
    assert back.reference in client.get("/laporan/").text
    assert judge(client, world.bayu, back, "terima").status_code == 422
    assert judge(client, world.bayu, back, "terima", note="Baik.").status_code == 422
    assert judge(client, world.bayu, back, "terima", note="Baik.", rating="3").status_code == 302
    back.refresh_from_db()
    assert back.state == "COMPLETED"


def test_a_returned_report_shows_the_note_to_its_writer(client, world, back):
    send(client, world.siti, back, "kirim/", **WHOLE)
    assert judge(client, world.bayu, back, "kembalikan", note="Tindak lanjut belum jelas.").status_code == 302
    client.force_login(world.siti)
    page = client.get(f"/permohonan/{back.reference}/laporan/").text
    assert "Tindak lanjut belum jelas." in page and "Makalah disajikan." in page


def test_sending_a_report_twice_is_answered_alike(client, world, back):
    first = send(client, world.siti, back, "kirim/", **WHOLE)
    data = {**WHOLE, "version": 1, "key": "kunci"}
    second = client.post(f"/permohonan/{back.reference}/laporan/kirim/", data)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert back.steps.filter(verb="report").count() == 1


def test_a_stale_report_page_is_refused_and_keeps_what_was_typed(client, world, back):
    send(client, world.siti, back, substance="Versi pertama.")
    client.force_login(world.dewi)
    answer = client.post(
        f"/permohonan/{back.reference}/laporan/", {"version": 1, "key": "k", "substance": "Versi lain."}
    )
    assert answer.status_code == 409 and "Versi lain." in answer.text
    assert Report.objects.get(application=back).substance == "Versi pertama."


def test_a_wrong_file_is_refused_with_a_reason_beside_its_field(client, world, back):
    answer = send(
        client,
        world.siti,
        back,
        substance="Isi.",
        upload=SimpleUploadedFile("laporan.pdf", b"bukan pdf", "application/pdf"),
    )
    assert answer.status_code == 422 and "Isi." in answer.text


def test_nobody_reports_before_coming_home(client, world):
    away = world.approved()
    answer = send(client, world.siti, away, "kirim/", **WHOLE)
    assert answer.status_code == 409 and "hari kepulangan" in answer.text and "Makalah disajikan." in answer.text
    assert Report.objects.get(application=away).substance == "Makalah disajikan."


def test_the_traveller_may_write_the_own_report(client, world, back):
    assert send(client, world.ratna, back, substance="Saya tulis sendiri.").status_code == 302
    assert back.reference in client.get("/laporan/").text
