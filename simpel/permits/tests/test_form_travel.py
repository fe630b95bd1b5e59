"""Further places, costs against payers, who stands in, roles and passports, through the pages people use."""

from datetime import timedelta
from decimal import Decimal

import pytest

from simpel.letters.content import Signer
from simpel.people import actions as people
from simpel.people.tests.test_mrz import lines
from simpel.permits import actions, assessment, content
from simpel.permits.letter_facts import letter_facts
from simpel.permits.models import AdInterimRequest, CostItem

from .test_form_steps import HX, url


@pytest.fixture
def at_home(client, siti):
    client.force_login(siti)
    return client


@pytest.fixture
def seat(world, draft):
    return actions.add_participant(draft, by=world.siti, person=world.person)


def leg(draft, after: int = 1, country: str = "KR", city: str = "Seoul") -> dict[str, str]:
    day = (draft.activity.ends_on + timedelta(days=after)).isoformat()
    return {"singgah-country": country, "singgah-city": city, "singgah-arrives_on": day, "singgah-leaves_on": day}


# --- Places


def test_a_further_place_is_a_fact_of_the_law_and_stands_in_the_letter(at_home, draft, seat):
    before = content.digest(draft)
    assert at_home.post(url("add_leg", draft), leg(draft, 0)).status_code == 302
    draft.refresh_from_db()
    trip = assessment.status(draft).trip
    assert trip.countries == ("JP", "KR") and content.digest(draft) != before
    facts = letter_facts(draft, signer=Signer("Rahma", "BUREAU_HEAD"))
    assert [place.city for place in facts.places] == ["Kyoto", "Seoul"]
    assert "Seoul" in at_home.get(url("activity", draft)).text


def test_days_at_a_further_place_are_days_of_the_assignment(at_home, draft, seat):
    last = draft.activity.ends_on + timedelta(days=1)
    change = {f"p{seat.pk}-starts_on": draft.activity.starts_on.isoformat(), f"p{seat.pk}-ends_on": last.isoformat()}
    assert (
        at_home.post(url("change_participant", draft, seat.pk), {**change, f"p{seat.pk}-golongan": "C"}).status_code
        == 422
    )
    at_home.post(url("add_leg", draft), leg(draft))
    at_home.post(url("change_participant", draft, seat.pk), {**change, f"p{seat.pk}-golongan": "C"})
    seat.refresh_from_db()
    assert seat.ends_on == last


@pytest.mark.parametrize(("days", "field"), [(-9, "arrives_on"), (9, "leaves_on")])
def test_a_place_lies_between_departure_and_return(at_home, draft, days, field):
    answer = at_home.post(url("add_leg", draft), leg(draft, days))
    assert answer.status_code == 422 and f"id_singgah-{field}_error" in answer.text and not draft.legs.exists()


def test_taking_a_place_out_closes_the_ranks_and_other_files_places_do_not_exist(at_home, world, draft):
    first, second = (
        actions.add_leg(
            draft, by=world.siti, country="KR", city=city, arrives_on=draft.departs_on, leaves_on=draft.departs_on
        )
        for city in ("Seoul", "Busan")
    )
    other = actions.create(by=world.siti, unit=world.unit)
    assert at_home.post(url("remove_leg", other, first.pk)).status_code == 404
    at_home.post(url("remove_leg", draft, first.pk))
    second.refresh_from_db()
    assert second.place == 1


# --- Costs


def test_costs_are_kept_by_payer_in_any_currency_and_the_law_hears_of_them(at_home, draft):
    typed = {
        "biaya-AIR_TICKET-GOVERNMENT-sum": "Rp 12.500.000",
        "biaya-LODGING-DONOR-sum": "1.250,50 usd",
        "biaya-REGISTRATION-DONOR": "on",
    }
    answer = at_home.post(url("costs", draft), typed, **HX)
    assert answer.status_code == 200 and "12.500.000" in answer.text and "1.250,50 USD" in answer.text
    kept = {(c.item, c.payer): (c.amount, c.currency) for c in CostItem.objects.all()}
    assert kept[("LODGING", "DONOR")] == (Decimal("1250.50"), "USD")
    assert kept[("REGISTRATION", "DONOR")] == (None, "")
    facts = {(c.item, c.payer): c.amount for c in assessment.status(draft).trip.cost_items}
    assert facts[("AIR_TICKET", "GOVERNMENT")] == 12_500_000 and facts[("LODGING", "DONOR")] is None
    at_home.post(url("costs", draft), {})
    assert not CostItem.objects.exists()


@pytest.mark.parametrize("typed", ["dua juta", "1.2.3", "12 XXQ", "USD 5 EUR", "9" * 20])
def test_an_amount_that_is_none_is_said_and_what_was_kept_stays(at_home, draft, world, typed):
    actions.set_costs(draft, by=world.siti, cells=[actions.Cell("MEALS", "DONOR", Decimal(5))])
    answer = at_home.post(url("costs", draft), {"biaya-MEALS-DONOR-sum": typed, "biaya-TRANSPORT-DONOR": "on"})
    assert answer.status_code == 422 and f'value="{typed}"' in answer.text
    assert set(CostItem.objects.values_list("item", "amount")) == {("MEALS", 5), ("TRANSPORT", None)}


def test_costs_of_a_payer_who_pays_no_more_do_not_count_but_are_not_lost(world, draft):
    actions.set_costs(draft, by=world.siti, cells=[actions.Cell("MEALS", "DONOR")])
    draft = actions.change(draft, by=world.siti, payers=["GOVERNMENT"])
    assert assessment.status(draft).trip.cost_items is None
    draft = actions.change(draft, by=world.siti, payers=["DONOR"])
    assert assessment.status(draft).trip.cost_items


# --- A minister's trip


def test_who_stands_in_is_asked_of_ministers_only(at_home, world, draft):
    assert 'id="interim"' not in at_home.get(url("participants", draft)).text
    draft = actions.change(draft, by=world.siti, cluster="MINISTER")
    page = at_home.get(url("participants", draft)).text
    assert 'id="interim"' in page and f'value="{draft.departs_on.isoformat()}"' in page
    asked = {"interim-name": "Ir. Sena", "interim-position": "Menteri Perhubungan"}
    assert at_home.post(url("ad_interim", draft), asked).status_code == 422
    days = {"interim-starts_on": draft.departs_on.isoformat(), "interim-ends_on": draft.returns_on.isoformat()}
    at_home.post(url("ad_interim", draft), asked | days)
    assert AdInterimRequest.objects.get().name == "Ir. Sena"
    assert assessment.status(draft).trip.stand_in_from == draft.departs_on
    at_home.post(url("ad_interim", draft), {"aksi": "hapus"})
    assert not AdInterimRequest.objects.exists()


def test_a_role_is_kept_and_shown(at_home, draft, seat):
    at_home.post(
        url("change_participant", draft, seat.pk), {f"p{seat.pk}-role": "SUPPORT", f"p{seat.pk}-golongan": "C"}
    )
    assert "Tim pendukung" in at_home.get(url("participants", draft)).text
    assert assessment.status(draft).trip.participants[0].role == "SUPPORT"


# --- Passports


def test_a_passports_two_lines_fill_its_number_and_last_day(at_home, draft, seat):
    name = f"paspor{seat.pk}-mrz"
    assert at_home.post(url("read_passport", draft, seat.pk), {name: lines()}).status_code == 302
    seat.person.refresh_from_db()
    assert people.last_four(seat.person, "passport_no") == "•••• 4567"
    assert seat.person.passport_expires_on.isoformat() == "2030-05-03"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (lines().replace("C1234567", "C1234568"), "nomor paspor"),
        (lines("PRAKOSO<<BIMA"), "atas nama BIMA PRAKOSO"),
        ("P<IDN", "Tidak ada dua baris paspor"),
        ("", "wajib"),
    ],
)
def test_a_slip_and_somebody_elses_passport_are_refused(at_home, draft, seat, typed, words):
    answer = at_home.post(url("read_passport", draft, seat.pk), {f"paspor{seat.pk}-mrz": typed})
    assert answer.status_code == 422 and words in answer.text
    seat.person.refresh_from_db()
    assert not seat.person.sealed_passport_no


def test_a_scan_without_letters_says_so(at_home, world, draft, seat):
    from .world import upload

    actions.attach(draft, by=world.siti, slot="PASSPORT_COPY", upload=upload(), participant=seat)
    answer = at_home.post(url("read_passport", draft, seat.pk), {"aksi": "berkas"})
    assert answer.status_code == 422 and "Tidak ada baris paspor yang terbaca" in answer.text


def test_somebody_new_comes_with_their_passport(at_home, draft):
    new = {"orang-name": "Ratna Widyasari", "orang-position": "Dosen", "orang-mrz": lines()}
    at_home.post(url("add_person", draft), new | {"orang-passport_no": "X9"})
    assert not draft.participants.exists()
    at_home.post(url("add_person", draft), new)
    person = draft.participants.get().person
    assert people.last_four(person, "passport_no") == "•••• 4567" and person.passport_expires_on.year == 2030
