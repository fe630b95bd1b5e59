"""People, money and documents of an application, through the pages people use."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from simpel.people.models import Person
from simpel.permits import actions
from simpel.permits.models import Application, Attachment

from .test_form_steps import HX, url
from .world import pdf, upload


@pytest.fixture
def at_home(client, siti):
    client.force_login(siti)
    return client


@pytest.fixture
def seat(world, draft):
    return actions.add_participant(draft, by=world.siti, person=world.person)


# --- People


def test_a_traveller_is_found_and_added_with_the_days_of_the_event(at_home, draft, world):
    found = at_home.get(url("participants", draft), {"cari": "ratna"}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="hasil")
    assert "Dr. Ratna Widyasari" in found.text and "<html" not in found.text
    at_home.post(url("add_participant", draft), {"person": world.person.pk})
    seat = draft.participants.get()
    assert (seat.starts_on, seat.golongan) == (draft.activity.starts_on, "C")


def test_people_of_a_foreign_institution_are_neither_found_nor_added(at_home, draft, world):
    stranger = world.traveller("Orang Asing", institution=world.elsewhere)
    assert "Orang Asing" not in at_home.get(url("participants", draft), {"cari": "asing"}).text
    assert at_home.post(url("add_participant", draft), {"person": stranger.pk}).status_code == 422
    assert not draft.participants.exists()


def test_somebody_new_is_registered_and_added(at_home, draft):
    new = {"orang-name": "Made Suardana, S.T.", "orang-position": "Peneliti", "orang-golongan": "D"}
    answer = at_home.post(url("add_person", draft), new)
    seat = draft.participants.get()
    assert answer.status_code == 302 and (seat.person.name, seat.golongan) == ("Made Suardana, S.T.", "D")


def test_a_wrong_nik_registers_nobody_and_keeps_the_other_answers(at_home, draft):
    answer = at_home.post(
        url("add_person", draft), {"orang-name": "Made", "orang-position": "Peneliti", "orang-nik": "12"}
    )
    assert answer.status_code == 422 and 'value="Peneliti"' in answer.text
    assert not Person.objects.filter(name="Made").exists()


def test_an_assignment_outside_the_event_is_said_at_its_field_and_not_saved(at_home, draft, seat):
    name = f"p{seat.pk}"
    days = {f"{name}-starts_on": draft.departs_on.isoformat(), f"{name}-ends_on": draft.activity.ends_on.isoformat()}
    before = seat.starts_on
    answer = at_home.post(url("change_participant", draft, seat.pk), {**days, f"{name}-golongan": "B"}, **HX)
    seat.refresh_from_db()
    assert answer.status_code == 422 and "Di luar tanggal kegiatan" in answer.text
    assert (seat.starts_on, seat.golongan) == (before, "B")


def test_a_participant_of_another_file_does_not_exist(at_home, world, draft, seat):
    other = actions.create(by=world.siti, unit=world.unit)
    assert at_home.post(url("change_participant", other, seat.pk), {}).status_code == 404
    assert at_home.post(url("remove_participant", other, seat.pk)).status_code == 404


def test_removing_somebody_closes_the_ranks(at_home, world, draft, seat):
    second = actions.add_participant(draft, by=world.siti, person=world.traveller("Kedua"))
    at_home.post(url("remove_participant", draft, seat.pk))
    second.refresh_from_db()
    assert second.place == 1


# --- Money


def test_several_payers_make_the_funding_mixed(at_home, draft):
    at_home.post(
        url("participants", draft),
        {"version": draft.version, "payers": ["GOVERNMENT"], "state_budget": "12.500.000"},
    )
    draft.refresh_from_db()
    assert (draft.funding, draft.state_budget) == ("SINGLE", 12_500_000)
    at_home.post(url("participants", draft), {"version": draft.version, "payers": ["GOVERNMENT", "OWN"]})
    draft.refresh_from_db()
    assert draft.funding == "MIXED"


def test_an_amount_that_is_none_is_kept_on_the_page(at_home, draft):
    answer = at_home.post(
        url("participants", draft), {"version": draft.version, "payers": ["GOVERNMENT"], "state_budget": "dua juta"}
    )
    assert answer.status_code == 422 and 'value="dua juta"' in answer.text


def test_the_donor_is_asked_only_when_a_donor_pays(at_home, draft):
    answer = at_home.post(
        url("participants", draft), {"version": draft.version, "payers": ["DONOR"], "donor": "Forum"}, **HX
    )
    assert "id_donor" in answer.text and "id_state_budget" not in answer.text


# --- Documents


def test_a_document_goes_into_its_slot_and_can_be_taken_out(at_home, draft):
    content = pdf("KAK")
    answer = at_home.post(url("attach", draft), {"slot": "TOR", "berkas": SimpleUploadedFile("kak.pdf", content)})
    attachment = Attachment.objects.get()
    assert answer.url == url("activity", draft) + "#dok-TOR"
    assert "kak.pdf" in at_home.get(url("activity", draft)).text
    assert at_home.get(url("download", draft, attachment.pk)).content == content
    at_home.post(url("detach", draft, attachment.pk))
    assert not Attachment.objects.exists()


def test_several_files_fit_one_slot(at_home, draft):
    at_home.post(url("attach", draft), {"slot": "TOR", "berkas": [upload("a", "a.pdf"), upload("b", "b.pdf")]})
    assert Attachment.objects.filter(slot="TOR").count() == 2


def test_a_page_of_a_document_is_a_picture(at_home, draft, world):
    attachment = actions.attach(draft, by=world.siti, slot="TOR", upload=upload())
    answer = at_home.get(reverse("permits:page", args=[draft.reference, attachment.pk, 1]))
    assert answer["Content-Type"] == "image/png"


def test_a_document_of_one_participant_goes_to_their_row(at_home, draft, seat):
    answer = at_home.post(url("attach", draft), {"slot": "ID_CARD", "participant": seat.pk, "berkas": upload()}, **HX)
    assert f'id="dok-ID_CARD-{seat.pk}"' in answer.text and f'id="keadaan-p{seat.pk}"' in answer.text
    assert Attachment.objects.get().participant == seat


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("kak.docx", b"PK\x03\x04", 415, "Unggah PDF, JPG, atau PNG"),
        ("kak.pdf", b"bukan pdf", 415, "Unggah PDF, JPG, atau PNG"),
        ("kak.pdf", b"", 422, "kosong"),
        ("kak.pdf", b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), 413, "terlalu besar"),
    ],
)
def test_a_bad_file_is_refused_beside_its_slot_in_plain_words(at_home, draft, name, content, status, words):
    answer = at_home.post(url("attach", draft), {"slot": "TOR", "berkas": SimpleUploadedFile(name, content)})
    assert answer.status_code == status and words in answer.text
    assert not Attachment.objects.exists()


def test_a_locked_pdf_is_refused_with_what_to_do(at_home, draft):
    import io

    import pikepdf

    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    answer = at_home.post(
        url("attach", draft), {"slot": "TOR", "berkas": SimpleUploadedFile("kak.pdf", out.getvalue())}, **HX
    )
    assert answer.status_code == 422 and "sandi" in answer.text


def test_a_body_that_is_too_large_is_answered_before_it_is_read(at_home, draft):
    answer = at_home.generic(
        "POST",
        url("attach", draft),
        b"x",
        content_type="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(60 * 2**20),
    )
    assert answer.status_code == 413 and "52 MB" in answer.text


def test_uploading_still_asks_for_the_token(siti, draft):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(siti)
    assert strict.post(url("attach", draft), {"slot": "TOR", "berkas": upload()}).status_code == 403


def test_a_foreign_document_does_not_exist(client, world, draft):
    attachment = actions.attach(draft, by=world.siti, slot="TOR", upload=upload())
    client.force_login(world.orang_lain)
    assert client.get(url("download", draft, attachment.pk)).status_code == 404
    assert client.post(url("detach", draft, attachment.pk)).status_code == 404
    assert Application.objects.get().attachments.exists()
