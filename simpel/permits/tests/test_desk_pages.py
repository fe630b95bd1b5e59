"""The file's pages for those who read: file, review, letter, and the traveller's link."""

import pytest

from simpel.letters import issuing
from simpel.letters.models import Letter
from simpel.permits import access

pytestmark = pytest.mark.django_db


def test_the_file_shows_where_it_is_and_who_travels_but_no_secret_number(client, world, at_analyst):
    client.force_login(world.siti)
    page = client.get(f"/permohonan/{at_analyst.reference}/").text
    assert 'aria-current="step"' in page and "Analis" in page and "Dr. Ratna Widyasari" in page
    assert "has-point" in page and "Tindakan Anda" not in page


def test_met_rules_are_folded_and_the_law_of_the_filing_date_is_named(client, world, at_analyst):
    client.force_login(world.bayu)
    page = client.get(f"/permohonan/{at_analyst.reference}/").text
    assert "terpenuhi" in page and "Dinilai menurut ketentuan yang berlaku" in page


def test_a_draft_page_opens_for_its_unit(client, world, draft):
    client.force_login(world.siti)
    page = client.get(f"/permohonan/{draft.reference}/").text
    assert "Konsep" in page and "Buka isian" in page


def test_the_review_shows_pages_of_the_chosen_document_and_the_next_one(client, world, at_analyst):
    client.force_login(world.bayu)
    attachment = at_analyst.attachments.last()
    page = client.get(f"/permohonan/{at_analyst.reference}/telaah/", {"dokumen": attachment.pk}).text
    assert f"/dokumen/{attachment.pk}/halaman/1.png" in page and "data-next-document" in page
    assert 'class="decide"' in page
    assert client.get(f"/permohonan/{at_analyst.reference}/telaah/", {"dokumen": "tidak-ada"}).status_code == 200


def test_with_several_files_on_the_desk_each_leads_to_the_next(client, world, at_analyst):
    other = world.at_analyst(notice=40)
    client.force_login(world.bayu)
    assert client.get(f"/permohonan/{at_analyst.reference}/").status_code == 200
    review = client.get(f"/permohonan/{at_analyst.reference}/telaah/")
    assert f"/permohonan/{other.reference}/telaah/" in review.text


def test_someone_without_a_decision_reads_the_review_without_the_bar(client, world, at_analyst):
    client.force_login(world.sari)
    assert 'class="decide"' not in client.get(f"/permohonan/{at_analyst.reference}/telaah/").text


def test_the_letter_page_waits_by_itself_until_the_letter_is_out(client, world, approved):
    client.force_login(world.dewi)
    url = f"/permohonan/{approved.reference}/surat/"
    waiting = client.get(url).text
    assert 'hx-trigger="every 2s"' in waiting and "Muat ulang" in waiting
    assert client.get(f"{url}pdf/").status_code == 404
    issuing.produce(Letter.objects.get(case=approved.reference).pk)
    out = client.get(url).text
    letter = Letter.objects.get(case=approved.reference)
    assert 'hx-trigger="every 2s"' not in out and letter.sha256 in out and letter.code in out
    pdf = client.get(f"{url}pdf/")
    assert pdf.content.startswith(b"%PDF") and pdf["Content-Disposition"].startswith("attachment")
    assert client.get(f"{url}halaman/1.png")["Content-Type"] == "image/png"
    assert "Sudah terbit" in client.get(f"{url}keadaan/").text


def test_no_letter_page_before_a_decision(client, world, at_analyst):
    client.force_login(world.dewi)
    assert client.get(f"/permohonan/{at_analyst.reference}/surat/").status_code == 404


def test_the_travellers_link_shows_the_way_and_nothing_else(client, world, at_analyst):
    token = access.follow_token(at_analyst, world.person)
    page = client.get(f"/ikuti/{token}/")
    assert page.status_code == 200 and "Di analis" in page.text
    assert "Tindakan" not in page.text and "Sekretaris Jenderal" not in page.text
    assert client.get(f"/ikuti/{token}x/").status_code == 404
    assert client.get("/ikuti/apa-saja/").status_code == 404


def test_an_outsider_finds_no_page_of_a_file(client, world, approved):
    client.force_login(world.orang_lain)
    for page in (
        "",
        "telaah/",
        "putusan/",
        "surat/",
        "surat/keadaan/",
        "surat/pdf/",
        "surat/halaman/1.png",
        "laporan/",
        "laporan/berkas/",
    ):
        assert client.get(f"/permohonan/{approved.reference}/{page}").status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_speaks_both_languages(client, world, approved, language):
    client.force_login(world.rahma)
    client.cookies["django_language"] = language
    for page in (
        "/meja/",
        "/permohonan/",
        "/laporan/",
        f"/permohonan/{approved.reference}/",
        f"/permohonan/{approved.reference}/surat/",
    ):
        assert client.get(page).status_code == 200
