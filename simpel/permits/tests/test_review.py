"""The closer look: papers read and judged, travellers decided one by one, talk, and the clock that stops."""

from datetime import date, timedelta

import pytest
import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.letters.models import Letter
from simpel.notices.models import Notice
from simpel.permits import actions, voices
from simpel.permits.clocks import clock_of, service_days
from simpel.permits.comparison import compare
from simpel.permits.escalation import escalate
from simpel.permits.models import Application, Attachment, Escalation, Message, Reading, Verdict
from simpel.permits.reading import read_documents

from .world import upload

pytestmark = pytest.mark.django_db


def paper(text: str) -> SimpleUploadedFile:
    """A document that really says this."""
    return SimpleUploadedFile("undangan.pdf", typst.compile(text.encode()), content_type="application/pdf")


def door(client, who, application, path: str, **fields):
    client.force_login(who)
    return client.post(f"/permohonan/{application.reference}/{path}", fields)


def comparison_of(application, attachment):
    found = Attachment.objects.select_related("reading").get(pk=attachment.pk)
    return compare(application, found, list(application.participants.select_related("person")))


def test_a_document_is_held_against_the_form_and_both_sides_see_it(client, world, draft):
    event = draft.activity
    other = event.starts_on + timedelta(days=1)
    actions.add_participant(draft, by=world.siti, person=world.person)
    text = f"Dear Dr Ratna Widyasary, the symposium in Kyoto, Japan, {other:%d/%m/%Y} - {event.ends_on:%d/%m/%Y}."
    attachment = actions.attach(draft, by=world.siti, slot="INVITATION", upload=paper(text))
    assert comparison_of(draft, attachment).state == "waiting"
    assert read_documents() == 1 and read_documents() == 0
    kinds = {row.about: row.kind for row in comparison_of(draft, attachment).rows}
    assert kinds == {"dates": "differs", "country": "same", "name": "differs"}
    client.force_login(world.siti)
    page = client.get(f"/permohonan/{draft.reference}/kegiatan/").text
    assert "Ratna Widyasary" in page and "Berbeda" in page


def test_a_document_without_text_says_so_and_hostile_text_stays_text(world, draft):
    scan = actions.attach(draft, by=world.siti, slot="INVITATION", upload=scan_upload())
    hostile = actions.attach(
        draft, by=world.siti, slot="SCHEDULE", upload=paper(r"\<script\>alert(1)\</script\> {{ x }}")
    )
    read_documents()
    assert comparison_of(draft, scan).state == "no_text"
    assert {row.kind for row in comparison_of(draft, hostile).rows} == {"unseen"}
    assert b"alert" not in bytes(Reading.objects.get(attachment=hostile).words)  # sealed


def scan_upload() -> SimpleUploadedFile:
    return upload("gambar saja")


def test_a_verdict_prefills_the_return_and_goes_with_the_replaced_document(client, world, at_analyst):
    one = at_analyst.attachments.filter(participant=None).first()
    url = f"dokumen/{one.pk}/putusan/"
    answer = door(client, world.bayu, at_analyst, url, outcome="RETURNED", version=at_analyst.version, note="")
    assert answer.status_code == 422 and Verdict.objects.count() == 0
    answer = door(client, world.bayu, at_analyst, url, outcome="RETURNED", version=at_analyst.version, note="Buram.")
    assert answer.status_code == 302 and Entry.objects.filter(kind="permit.judge_document").count() == 1
    page = client.get(f"/permohonan/{at_analyst.reference}/telaah/?buka=return").text
    assert ": Buram." in page and "1 harus diganti" in page
    with pytest.raises(Refused, match="documents_returned"):
        world.passed(at_analyst, "bayu")
    actions.send_back(at_analyst, by=world.bayu, note="Buram.", reason="DOCUMENT_UNREADABLE", points_at=[one.slot])
    client.force_login(world.dewi)
    assert "Buram." in client.get(f"/permohonan/{at_analyst.reference}/kegiatan/").text
    with pytest.raises(Refused, match="judged_by_the_office"):
        actions.judge(one, by=world.dewi, outcome="ACCEPTED")
    actions.detach(one, by=world.dewi)
    assert Verdict.objects.count() == 0


def test_only_who_holds_the_file_judges_it_on_a_fresh_page(client, world, at_analyst):
    one = at_analyst.attachments.first()
    for who in (world.siti, world.rahma, world.ratna):
        with pytest.raises(Refused, match="not_on_your_desk"):
            actions.judge(one, by=who, outcome="ACCEPTED")
    with pytest.raises(Refused, match="stale"):
        actions.judge(one, by=world.bayu, outcome="ACCEPTED", version=at_analyst.version - 1)
    stranger = door(client, world.orang_lain, at_analyst, f"dokumen/{one.pk}/putusan/", outcome="ACCEPTED", version=1)
    assert stranger.status_code == 404


def test_three_of_five_travel_and_the_letter_says_under_which_condition(client, world):
    others = [world.traveller(f"Peserta {name}") for name in ("Satu", "Dua", "Tiga", "Empat")]
    file = world.passed(
        world.at_analyst(people=[world.person, *others], activity_type="MEETING"), "bayu", "sari", "dimas"
    )
    seats = list(file.participants.all())
    fields = {f"seat-{seat.pk}-decision": "izin" for seat in seats} | {"version": file.version}
    fields |= {f"seat-{seats[1].pk}-condition": "Tanpa uang harian."}
    for seat in seats[3:]:
        fields |= {
            f"seat-{seat.pk}-decision": "tolak",
            f"seat-{seat.pk}-reason": "NOT_PERMITTED",
            f"seat-{seat.pk}-note": "Terlalu banyak.",
        }
    assert door(client, world.rahma, file, "putusan-peserta/", **fields).status_code == 302
    assert door(client, world.rahma, file, "putusan-peserta/", **fields).status_code == 409  # a page from before
    file.refresh_from_db()
    sent = file.content_sha256
    file = actions.approve(file, by=world.rahma, note="Tiga orang.")
    assert file.content_sha256 == sent and Entry.objects.filter(kind="permit.approve_travellers").count() == 1
    persons = Letter.objects.get(case=file.reference).content["annex"]["persons"]
    assert len(persons) == 3 and persons[1]["condition"] == "Dengan syarat: Tanpa uang harian."
    assert Notice.objects.filter(kind="traveller_refused").count() == 2


def test_nobody_left_is_a_refusal_and_only_a_deciding_desk_may(world):
    file = world.at_analyst(people=[world.person, world.traveller("Peserta Dua")])
    no = actions.Answer(refused=True, reason="SAFETY", note="Tidak aman.")
    everybody = {seat.pk: no for seat in file.participants.all()}
    with pytest.raises(Refused, match="not_on_your_desk"):
        actions.decide_seats(file, by=world.bayu, answers=everybody)
    file = world.passed(file, "bayu", "sari", "dimas")
    with pytest.raises(Refused, match="nobody_left"):
        actions.decide_seats(file, by=world.rahma, answers=everybody)
    actions.decide_seats(file, by=world.rahma, answers=dict(list(everybody.items())[:1]))
    actions.send_back(file, by=world.rahma, note="Ulangi.", reason="OTHER")
    assert not file.participants.filter(refused=True).exists()  # what goes back is decided anew


def test_after_a_return_the_file_shows_what_changed(client, world, at_analyst):
    actions.send_back(at_analyst, by=world.bayu, note="Perjelas.", reason="PURPOSE_THIN", points_at=["purpose"])
    file = actions.change(at_analyst, by=world.dewi, purpose="Memimpin sidang kelompok.")
    file = actions.send(file, by=world.dewi)
    client.force_login(world.bayu)
    page = client.get(f"/permohonan/{file.reference}/telaah/").text
    assert "Berubah sejak dikembalikan" in page and "<ins>Memimpin sidang kelompok.</ins>" in page


def test_the_applicant_never_reads_what_the_office_says_among_itself(client, world, at_analyst):
    for text, internal in (("Apakah KBRI sudah tahu?", "on"), ("Mohon kirim jadwal.", "")):
        door(client, world.bayu, at_analyst, "pesan/", text=text, internal=internal, key=text[:9])
        door(client, world.bayu, at_analyst, "pesan/", text=text, internal=internal, key=text[:9])
    assert Message.objects.count() == 2
    for who, reads in ((world.sari, True), (world.dewi, False), (world.siti, False), (world.ratna, False)):
        client.force_login(who)
        page = client.get(f"/permohonan/{at_analyst.reference}/").text
        assert ("KBRI sudah tahu" in page) is reads and "Mohon kirim jadwal." in page
    assert set(Notice.objects.filter(kind="message").values_list("user__name", flat=True)) == {
        world.dewi.name, world.siti.name,
    }  # fmt: skip
    with pytest.raises(Refused, match="no_voice"):
        actions.write(at_analyst, by=world.dewi, text="Diam-diam.", internal=True)
    with pytest.raises(Refused, match="no_voice"):
        actions.write(at_analyst, by=world.ratna, text="Halo.")


def test_new_messages_are_marked_until_they_are_read(client, world, at_analyst):
    actions.write(at_analyst, by=world.bayu, text="Mohon kirim jadwal.")
    assert voices.unread(world.dewi, at_analyst) == 1 and voices.unread(world.bayu, at_analyst) == 0
    client.force_login(world.dewi)
    assert "Ada pesan baru" in client.get("/permohonan/").text
    client.post(f"/permohonan/{at_analyst.reference}/pesan/dibaca/")
    assert voices.unread(world.dewi, at_analyst) == 0


class At:
    """A step as the clock sees it."""

    def __init__(self, day: date, after: str) -> None:
        self.at, self.after = clock.now().replace(year=day.year, month=day.month, day=day.day, hour=5), after


def test_the_offices_clock_stops_while_the_applicant_answers():
    monday, pack = date(2026, 3, 2), settings.PACK
    way = [At(monday, "AT_ANALYST"), At(date(2026, 3, 4), "RETURNED_TO_FP")]
    paused = clock_of(pack, way, filed_on=monday, today=date(2026, 3, 13))
    assert paused and paused.paused and paused.used == 2 and paused.limit == service_days(pack, monday) == 10
    back = clock_of(pack, [*way, At(date(2026, 3, 12), "AT_ANALYST")], filed_on=monday, today=date(2026, 3, 13))
    assert back and not back.paused and back.used == 3 and not back.overdue
    assert clock_of(pack, [], filed_on=None, today=monday) is None


def test_a_desk_that_keeps_a_file_too_long_is_told_once_with_the_next(world, at_analyst):
    assert escalate() == 0
    Application.objects.filter(pk=at_analyst.pk).update(held_since=clock.now() - timedelta(days=14))
    assert escalate() == 1 and escalate() == 0 and Escalation.objects.count() == 1
    told = dict(Notice.objects.filter(kind__startswith="overdue").values_list("user__name", "kind"))
    assert told == {world.bayu.name: "overdue", world.sari.name: "overdue_before_you"}


def test_the_file_says_by_which_rule_it_lies_on_this_desk(client, world):
    file = world.passed(world.at_analyst(cluster="ECHELON_1"), "bayu", "sari", "dimas", "rahma")
    client.force_login(world.hendra)
    page = client.get(f"/permohonan/{file.reference}/").text
    assert "Diteruskan oleh Kepala Biro" in page and "ROU-01" in page
