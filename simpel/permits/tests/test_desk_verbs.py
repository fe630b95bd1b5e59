"""The doors of the verbs: it works, wrong desk, wrong state, twice at once, and nothing typed is lost."""

import secrets

import pytest

from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.letters.models import Letter
from simpel.permits import actions
from simpel.permits.models import Application, Step

pytestmark = pytest.mark.django_db


def send(client, who, application, verb: str, **fields):
    """One click by one person, on a page made from the file as it is now."""
    client.force_login(who)
    current = Application.objects.get(pk=application.pk)
    data = {"version": current.version, "key": secrets.token_urlsafe(12), **fields}
    return client.post(f"/permohonan/{application.reference}/{verb}/", data)


def test_the_analyst_passes_on_with_a_note_and_a_copy_list(client, world, at_analyst):
    answer = send(
        client,
        world.bayu,
        at_analyst,
        "setujui",
        note="Lengkap.",
        copy_lists=["MISSION"],
        more_copies="Rektor UCR\n\n Rektor UCR ",
    )
    assert answer.status_code == 302
    at_analyst.refresh_from_db()
    assert at_analyst.state == "AT_SUBDIVISION" and at_analyst.copies == ["MISSION", "Rektor UCR"]
    assert "disetujui dan diteruskan" in client.get(answer.url).text


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(client, world, at_analyst):
    answer = send(
        client, world.bayu, at_analyst, "kembalikan", note="Jadwal hari ketiga tidak ada.", points_at=["SCHEDULE"]
    )
    assert answer.status_code == 422
    assert "Pilih alasannya" in answer.text and "Jadwal hari ketiga tidak ada." in answer.text
    assert 'href="#return-reason"' in answer.text
    assert Step.objects.filter(verb="return").count() == 0


def test_a_return_stands_on_top_of_the_file_with_links_to_what_must_be_mended(client, world, at_analyst):
    send(
        client,
        world.bayu,
        at_analyst,
        "kembalikan",
        reason="DATES_DIFFER",
        note="Undangan menyebut 15.",
        points_at=["INVITATION", "departs_on"],
    )
    client.force_login(world.dewi)
    page = client.get(f"/permohonan/{at_analyst.reference}/").text
    assert "Tanggal tidak cocok dengan dokumen" in page and "Undangan menyebut 15." in page
    assert f"/permohonan/{at_analyst.reference}/kegiatan/#id_departs_on" in page and "#dok-INVITATION" in page


def test_the_wrong_desk_is_refused_and_told_whose_it_is(client, world, at_analyst):
    answer = send(client, world.rahma, at_analyst, "setujui", note="Setuju.")
    assert answer.status_code == 409 and "milik meja lain" in answer.text
    at_analyst.refresh_from_db()
    assert at_analyst.state == "AT_ANALYST"


def test_a_stranger_finds_no_door(client, world, at_analyst):
    assert send(client, world.orang_lain, at_analyst, "setujui", note="Setuju.").status_code == 404
    client.logout()
    assert client.post(f"/permohonan/{at_analyst.reference}/setujui/").status_code == 302


def test_a_second_click_is_answered_like_the_first(client, world, at_analyst):
    fields = {"version": at_analyst.version, "key": "satu-klik", "note": "Lengkap.", "copy_lists": ["MISSION"]}
    client.force_login(world.bayu)
    url = f"/permohonan/{at_analyst.reference}/setujui/"
    first, second = client.post(url, fields), client.post(url, fields)
    assert (
        (first.status_code, first.url)
        == (second.status_code, second.url)
        == (302, f"/permohonan/{at_analyst.reference}/")
    )
    assert at_analyst.steps.filter(verb="approve").count() == 1


def test_a_stale_page_shows_the_present_state_and_keeps_the_note(client, world, at_analyst):
    client.force_login(world.bayu)
    data = {"version": at_analyst.version - 1, "key": "lama", "note": "Catatan panjang.", "copy_lists": ["MISSION"]}
    answer = client.post(f"/permohonan/{at_analyst.reference}/setujui/", data)
    assert answer.status_code == 409
    assert "sudah berubah" in answer.text and "Catatan panjang." in answer.text


def test_a_second_approval_is_refused_and_says_why(client, world, approved):
    answer = send(client, world.rahma, approved, "setujui", note="Lengkap.")
    assert answer.status_code == 409
    assert "sudah berpindah tahap" in answer.text
    assert Letter.objects.filter(case=approved.reference).count() == 1


@pytest.mark.parametrize("page", ["telaah", "putusan"])
def test_a_refusal_comes_back_on_the_page_it_was_made_on(client, world, at_analyst, page):
    answer = send(client, world.rahma, at_analyst, "setujui", note="Setuju.", page=page)
    assert answer.status_code == 409 and answer.context["page"] == page


def test_the_bureau_head_decides_on_the_card_and_the_letter_is_being_prepared(client, world, at_analyst):
    application = world.passed(at_analyst, "bayu", "sari", "dimas")
    client.force_login(world.rahma)
    card = client.get(f"/permohonan/{application.reference}/putusan/").text
    assert "Siapa" in card and "Mengapa" in card and "Lengkap." in card
    answer = send(client, world.rahma, application, "setujui", note="Setuju.", page="putusan")
    page = client.get(answer.url).text
    assert "Sedang disiapkan" in page and Letter.objects.get(case=application.reference).number in page
    assert Entry.objects.filter(kind="permit.approve", subject=application.reference).count() == 4


def test_the_ministers_cluster_asks_for_the_presidents_permission(client, world):
    application = world.passed(world.at_analyst(cluster="MINISTER"), "bayu", "sari", "dimas")
    bare = send(client, world.rahma, application, "setujui", note="Setuju.")
    assert bare.status_code == 422 and "izin Presiden" in bare.text
    answer = send(
        client,
        world.rahma,
        application,
        "setujui",
        note="Setuju.",
        permission_no="R-12/2026",
        permission_on=f"{clock.today():%Y-%m-%d}",
    )
    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.permission_no == "R-12/2026"


def test_the_registry_sees_the_number_before_giving_it(client, world):
    application = world.passed(world.at_analyst(cluster="ECHELON_1"), "bayu", "sari", "dimas", "rahma", "hendra")
    client.force_login(world.tuti)
    assert "S-00000001" in client.get(f"/permohonan/{application.reference}/").text
    assert send(client, world.tuti, application, "daftarkan").status_code == 302
    assert Letter.objects.get(case=application.reference).number.startswith("S-00000001")


def test_a_refusal_by_the_bureau_head_is_final_and_gives_its_reason(client, world, at_analyst):
    application = world.passed(at_analyst, "bayu", "sari", "dimas")
    answer = send(
        client, world.rahma, application, "tolak", reason="NO_HIGH_INTEREST", note="Dapat diikuti jarak jauh."
    )
    assert answer.status_code == 302
    client.force_login(world.dewi)
    page = client.get(f"/permohonan/{application.reference}/").text
    assert "Ditolak" in page and "Dapat diikuti jarak jauh." in page


def test_withdrawing_and_archiving_close_the_file(client, world):
    withdrawn = world.at_analyst()
    assert send(client, world.dewi, withdrawn, "tarik", note="Acara batal.").status_code == 302
    withdrawn.refresh_from_db()
    assert withdrawn.state == "WITHDRAWN"
    returned = actions.send_back(world.at_analyst(), by=world.bayu, note="x", reason="OTHER")
    assert send(client, world.dewi, returned, "arsipkan").status_code == 302
    returned.refresh_from_db()
    assert returned.state == "ARCHIVED"


def test_braces_in_a_recipient_are_refused_before_they_reach_a_letter(client, world, at_analyst):
    answer = send(client, world.bayu, at_analyst, "setujui", note="Lengkap.", more_copies="Kepala {country}")
    assert answer.status_code == 422 and "kurung kurawal" in answer.text


def test_verbs_are_never_done_by_looking(client, world, at_analyst):
    client.force_login(world.bayu)
    door = f"/permohonan/{at_analyst.reference}/"
    assert client.get(f"{door}setujui/").url == door  # where somebody lands who proved who they are without a form
    for verb in ("kembalikan", "tolak", "tarik", "arsipkan", "daftarkan"):
        assert client.get(f"/permohonan/{at_analyst.reference}/{verb}/").status_code == 405
