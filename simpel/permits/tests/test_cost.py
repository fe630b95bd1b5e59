"""The money page: estimate, rates by hand with a reason, items in any currency, alternatives, budget lines."""

from datetime import timedelta
from decimal import Decimal

import pytest

from simpel.law.workflow import Refused
from simpel.permits import actions, budget, costing
from simpel.permits.content import digest
from simpel.permits.models import BudgetLine, CostItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(world):
    year = world.draft().departs_on.year
    return actions.keep_line(
        by=world.dewi, institution=world.university, year=year, code="524219", name="Perjalanan", ceiling=Decimal(100)
    )


def test_the_page_shows_the_estimate_and_the_alternatives(client, world, ready):
    client.force_login(world.siti)
    page = client.get(f"/permohonan/{ready.reference}/biaya/").text
    assert "3 × 382 (JP)" in page and "US$1.146" in page and "tarif 2024" in page
    assert "Staf perwakilan di tempat" in page and "Rapat video" in page and "asumsi" in page
    client.force_login(world.orang_lain)
    assert client.get(f"/permohonan/{ready.reference}/biaya/").status_code == 404


def test_an_unlisted_country_waits_for_a_rate_with_a_reason(client, world, draft):
    kyoto = draft.activity
    taipei = actions.add_activity(
        by=world.siti, institution=world.university, name="Uji pabrik", organiser="Pemasok", country="TW",
        city="Taipei", starts_on=kyoto.starts_on, ends_on=kyoto.ends_on,
    )  # fmt: skip
    draft = actions.change(draft, by=world.siti, activity=taipei)
    actions.add_participant(draft, by=world.siti, person=world.person)
    before = digest(draft)
    client.force_login(world.siti)
    door = f"/permohonan/{draft.reference}/biaya/tarif/"
    assert client.post(door, {"tarif-country": "TW", "tarif-amount": "300"}).status_code == 422
    assert client.post(door, {"tarif-country": "JP", "tarif-amount": "300", "tarif-reason": "x"}).status_code == 422
    sent = {"tarif-country": "TW", "tarif-amount": "300", "tarif-reason": "Setara tarif Hong Kong."}
    assert client.post(door, sent).status_code == 302
    assert costing.estimate_of(draft).per_diem_usd == Decimal(900)
    assert "Setara tarif Hong Kong." in client.get(f"/permohonan/{draft.reference}/biaya/").text
    assert digest(draft) != before
    with pytest.raises(Refused) as listed:
        actions.set_rate(draft, by=world.siti, country="JP", amount=Decimal(1), reason="x")
    assert listed.value.code == "rate_is_listed"


def test_a_rate_by_hand_is_refused_once_the_file_is_sent(world, at_analyst):
    with pytest.raises(Refused) as refused:
        actions.set_rate(at_analyst, by=world.siti, country="TW", amount=Decimal(300), reason="x")
    assert refused.value.code == "not_editable"


def test_items_in_any_currency_add_up_by_payer(world, draft):
    rows = [
        ("AIR_TICKET", "GOVERNMENT", 18_000_000, ""),
        ("LODGING", "DONOR", 100, "EUR"),
        ("MEALS", "DONOR", 5, "XAU"),
    ]
    for item, payer, amount, currency in rows:
        CostItem.objects.create(application=draft, item=item, payer=payer, amount=amount, currency=currency)
    bill = costing.bill(draft)
    assert bill.by_payer == {"GOVERNMENT": 18_000_000, "DONOR": 1_960_000}
    assert bill.unconverted == 1


def test_a_budget_line_counts_granted_and_pending_files_but_no_drafts(client, world, line):
    file = world.ready()
    actions.change(file, by=world.siti, state_budget=Decimal(60))
    client.force_login(world.siti)
    answer = client.post(f"/permohonan/{file.reference}/biaya/pos/", {"pos-line": line.pk})
    assert answer.status_code == 302
    found = budget.standing(BudgetLine.objects.all())[0]
    assert (found.spent, found.pending, found.left) == (0, 0, 100)
    file.refresh_from_db()
    actions.send(actions.send(file, by=world.siti), by=world.dewi)
    found = budget.standing(BudgetLine.objects.all())[0]
    assert (found.spent, found.pending, found.left) == (0, 60, 40)
    assert budget.standing(BudgetLine.objects.all(), without=file)[0].left == 100


def test_only_the_focal_point_keeps_budget_lines_and_only_those_of_the_year_may_be_named(client, world, line):
    client.force_login(world.dewi)
    sent = {"institution": world.university.pk, "year": line.year, "code": "524219", "name": "Perjalanan LN"}
    assert client.post("/anggaran/", {**sent, "ceiling": "dua ratus"}).status_code == 422
    assert client.post("/anggaran/", {**sent, "ceiling": "250.000.000"}).status_code == 302
    line.refresh_from_db()
    assert (line.ceiling, BudgetLine.objects.count()) == (250_000_000, 1)
    client.force_login(world.siti)
    assert client.get("/anggaran/").status_code == 404
    draft = world.draft()
    BudgetLine.objects.update(year=(draft.departs_on + timedelta(days=400)).year)
    with pytest.raises(Refused) as refused:
        actions.charge(draft, by=world.siti, line=line)
    assert refused.value.code == "not_your_line"
