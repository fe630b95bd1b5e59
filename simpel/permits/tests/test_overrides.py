"""Exceptions: asked for by the applicants, granted by the desk that may, bound to what it saw, kept for good."""

from datetime import timedelta

import pytest

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.notices.models import Notice
from simpel.permits import actions, assessment, queries
from simpel.permits.models import Application, Override
from simpel.permits.tests.world import upload

LATE = "TIM-01"
WHY = {"reason": "Undangan baru datang kemarin.", "ground": "URGENT"}


def late_at_bureau(world, **how) -> Application:
    """Filed three days ahead; its exception is left to the head of bureau."""
    return world.passed(world.at_analyst(notice=3, **how), "bayu", "sari", "dimas")


def kinds(application: Application) -> list[str]:
    return list(Entry.objects.filter(subject=application.reference).order_by("seq").values_list("kind", flat=True))


def refused(code: str):
    return pytest.raises(Refused, match=f"^{code}")


def test_a_late_file_may_be_sent_and_travels_to_the_desk_that_may_let_it_pass_but_not_beyond(world):
    application = late_at_bureau(world)
    assert application.state == "AT_BUREAU"
    with refused("blocked") as caught:
        actions.approve(application, by=world.rahma, note="Setuju.")
    assert caught.value.values == {"rules": [LATE]}


def test_the_head_of_bureau_passes_over_it_with_a_reason_and_then_decides(world):
    application = late_at_bureau(world)
    act = actions.overrule(application, LATE, by=world.rahma, upload=upload("arahan"), **WHY)
    assert (act.desk, act.by, act.ground) == ("BUREAU_HEAD", world.rahma, "URGENT") and act.file is not None
    application.refresh_from_db()
    assert application.finding_counts["waived"] == 1
    decided = actions.approve(application, by=world.rahma, note="Setuju.")
    assert decided.state == "APPROVED"
    said = kinds(decided)
    assert said.index("permit.overrule") < len(said) - 1 - said[::-1].index("permit.approve")
    entry = Entry.objects.get(subject=application.reference, kind="permit.overrule")
    assert entry.facts["rule"] == LATE and entry.facts["file"] == act.file.sha256
    assert WHY["reason"] not in str(entry.facts)


def test_what_the_law_said_is_kept_with_who_passed_over_it(world):
    application = late_at_bureau(world)
    actions.overrule(application, LATE, by=world.rahma, **WHY)
    first, last = application.assessments.first(), application.assessments.last()
    [before], [after] = ([row for row in kept.findings if row["rule"] == LATE] for kept in (first, last))
    assert "overruled" not in before
    assert after["overruled"]["by"] == "Rahma Anindita" and after["overruled"]["reason"] == WHY["reason"]


def test_only_the_desk_that_has_the_file_and_is_named_by_the_row_may_pass_over_it(world):
    application = world.at_analyst(notice=3)
    with refused("not_overrulable") as caught:
        actions.overrule(application, LATE, by=world.bayu, **WHY)
    assert "BUREAU_HEAD" in caught.value.values["desks"]
    application = world.passed(application, "bayu", "sari", "dimas")
    for stranger in (world.hendra, world.dewi, world.siti, world.bayu):
        with refused("wrong_desk"):
            actions.overrule(application, LATE, by=stranger, **WHY)
    assert not Override.objects.exists()


def test_nobody_passes_over_a_rule_for_their_own_trip(world):
    him = world.traveller("Rahma Anindita", account=world.rahma)
    application = late_at_bureau(world, people=[world.person, him])
    with refused("own_trip"):
        actions.overrule(application, LATE, by=world.rahma, **WHY)


def test_an_exception_wants_a_sentence_and_a_ground_of_the_list(world):
    application = late_at_bureau(world)
    for reason, ground in (("  ", "URGENT"), ("Mendesak.", ""), ("Mendesak.", "SAFETY")):
        with refused("needs"):
            actions.overrule(application, LATE, by=world.rahma, reason=reason, ground=ground)


def test_what_is_met_or_not_in_the_law_or_not_at_the_office_is_not_passed_over(world):
    met = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    for rule in (LATE, "NO-SUCH-RULE"):
        with refused("nothing_broken"):
            actions.overrule(met, rule, by=world.rahma, **WHY)
    with refused("wrong_state"):
        actions.overrule(world.ready(notice=3), LATE, by=world.rahma, **WHY)


def test_the_same_request_twice_is_one_exception_and_a_second_one_is_refused(world):
    application = late_at_bureau(world)
    first = actions.overrule(application, LATE, by=world.rahma, key="k1", **WHY)
    assert actions.overrule(application, LATE, by=world.rahma, key="k1", **WHY) == first
    with refused("overruled_already"):
        actions.overrule(application, LATE, by=world.rahma, key="k2", **WHY)
    assert Override.objects.count() == 1


def test_a_page_older_than_the_file_grants_nothing(world):
    application = late_at_bureau(world)
    with refused("stale"):
        actions.overrule(application, LATE, by=world.rahma, version=application.version - 1, **WHY)


def test_an_exception_taken_back_holds_the_file_up_again(world):
    application = late_at_bureau(world)
    with refused("nothing_overruled"):
        actions.take_back(application, LATE, by=world.rahma, reason="Keliru.")
    actions.overrule(application, LATE, by=world.rahma, **WHY)
    actions.take_back(application, LATE, by=world.rahma, reason="Keliru.")
    with refused("blocked"):
        actions.approve(application, by=world.rahma, note="Setuju.")
    assert [row.act for row in application.overrides.all()] == ["GRANTED", "TAKEN_BACK"]


def test_an_exception_speaks_only_about_what_its_official_saw(world):
    application = late_at_bureau(world)
    actions.overrule(application, LATE, by=world.rahma, **WHY)
    application = actions.send_back(application, by=world.rahma, note="Ubah tanggal.", reason="DATES_DIFFER")
    assert application.departs_on is not None
    sooner = application.departs_on - timedelta(days=1)
    application = actions.change(application, by=world.dewi, departs_on=sooner)
    assert LATE not in assessment.status(application).overruled


def test_the_applicants_ask_for_it_and_the_office_reads_why(client, world):
    application = world.ready(notice=3)
    client.force_login(world.siti)
    url = f"/permohonan/{application.reference}/kecualikan/minta/"
    page = client.get(f"/permohonan/{application.reference}/konfirmasi/").text
    assert url in page and "Minta pengecualian" in page
    typed = {"rule": LATE, "version": application.version, "key": "p1", "ground": "URGENT", "note": "Undangan telat."}
    assert client.post(url, typed).status_code == 302
    application.refresh_from_db()
    application = actions.send(actions.send(application, by=world.siti), by=world.dewi)
    assert list(application.overrides.values_list("act", "desk")) == [("ASKED", "UNIT")]
    client.force_login(world.bayu)
    told = client.get(f"/permohonan/{application.reference}/").text
    assert "Undangan telat." in told and "Pengecualian diminta" in told


def test_only_who_fills_the_file_in_may_ask_and_only_where_the_row_lets_them(world):
    application = world.ready(notice=3)
    with refused("not_editable"):
        actions.plead(application, LATE, by=world.dewi, **WHY)
    missing = application.attachments.filter(slot="INVITATION").first()
    if missing:
        actions.detach(missing, by=world.siti)
    broken = [one.id for one in assessment.findings(application) if one.state == "broken" and one.id != LATE]
    for rule in broken:
        with refused("not_pleadable"):
            actions.plead(application, rule, by=world.siti, **WHY)
    with refused("nothing_broken"):
        actions.plead(world.ready(), LATE, by=world.siti, **WHY)


def test_the_door_answers_what_is_missing_beside_the_form_and_keeps_what_was_typed(client, world):
    application = late_at_bureau(world)
    client.force_login(world.rahma)
    url = f"/permohonan/{application.reference}/kecualikan/"
    typed = {"rule": LATE, "version": application.version, "key": "d1", "page": "putusan", "ground": ""}
    answer = client.post(url, typed | {"note": "Gempa."})
    assert answer.status_code == 422 and "Pilih dasarnya" in answer.text and "Gempa." in answer.text
    answer = client.post(url, typed | {"note": "Gempa.", "ground": "EMERGENCY"})
    assert answer.status_code == 302 and answer.url == f"/permohonan/{application.reference}/putusan/"
    page = client.get(answer.url).text
    assert "Dikecualikan" in page and "Rahma Anindita" in page and "Cabut pengecualian" in page
    again = client.post(url, typed | {"note": "Gempa lagi.", "ground": "EMERGENCY", "key": "d2"})
    assert again.status_code == 409 and "Gempa lagi." in again.text
    client.force_login(world.orang_lain)
    assert client.post(url, typed).status_code == 404


def test_the_paper_of_an_exception_is_for_those_who_see_the_file(client, world):
    application = late_at_bureau(world)
    act = actions.overrule(application, LATE, by=world.rahma, upload=upload("arahan"), **WHY)
    url = f"/permohonan/{application.reference}/kecualikan/{act.pk}/berkas/"
    for reader, status in ((world.dewi, 200), (world.orang_lain, 404)):
        client.force_login(reader)
        assert client.get(url).status_code == status


def test_a_draft_thrown_away_takes_its_request_with_it(world):
    draft = world.ready(notice=3)
    actions.plead(draft, LATE, by=world.siti, upload=upload("arahan"), **WHY)
    actions.delete_draft(draft, by=world.siti)
    assert not Override.objects.exists()


def test_a_humanitarian_mission_overtakes_all_others_and_its_notice_says_so(client, world):
    world.at_analyst(notice=12)
    urgent = world.at_analyst(notice=40, activity_type="HUMANITARIAN")
    assert urgent.fast
    page = queries.my_desk(world.bayu)
    assert [row.pk for row in page.fast] == [urgent.pk] and urgent not in page.rows
    client.force_login(world.bayu)
    listed = client.get("/meja/").text
    assert listed.index("Jalur cepat: dahulukan") < listed.index(urgent.reference)
    assert Notice.objects.filter(kind="arrived_fast", reference=urgent.reference).exists()


def test_what_is_filed_after_the_departure_is_marked_wherever_it_is_seen(client, world):
    application = world.at_analyst(notice=3)
    gone = {"departs_on": clock.today() - timedelta(days=2)}
    Application.objects.filter(pk=application.pk).update(**gone)
    application.refresh_from_db()
    assert application.after_the_fact == "filed"
    client.force_login(world.bayu)
    for page in ("/meja/", f"/permohonan/{application.reference}/"):
        assert "Diajukan sesudah berangkat" in client.get(page).text


def test_filed_on_the_day_of_departure_is_not_after_it(world):
    application = world.draft(notice=0)
    application.filed_on = clock.today()
    assert application.after_the_fact == ""
    application.decided_on = clock.today() + timedelta(days=1)
    assert application.after_the_fact == "decided"
