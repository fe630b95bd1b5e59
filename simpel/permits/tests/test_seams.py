"""Where parts of a file meet: differences in words, what an amendment freezes and carries, a trip counted once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from simpel.law.workflow import Refused, StepRow
from simpel.letters import issuing
from simpel.permits import actions, amendments, assessment, budget, history
from simpel.permits.actions.travelling import Cell
from simpel.permits.models import BudgetCharge, BudgetLine, HandRate
from simpel.permits.tests.world import World

from .test_amending import asked, cancelled, decided

STAND_IN = {"name": "Menteri Contoh", "position": "Menteri Lain"}


@pytest.fixture
def given(approved):
    issuing.produce(issuing.letter_of(approved.reference).pk)
    return approved


def surroundings(world: World, file, *, by) -> None:
    """A further place, a cost, somebody who stands in."""
    last = file.activity.ends_on
    actions.add_leg(file, by=by, country="KR", city="Seoul", arrives_on=last, leaves_on=last)
    cell = Cell("AIR_TICKET", "GOVERNMENT", Decimal(18500000), "IDR")
    actions.set_costs(file, by=by, cells=[cell])
    actions.ask_ad_interim(file, by=by, starts_on=file.departs_on, ends_on=file.returns_on, **STAND_IN)


def test_a_file_that_came_back_says_in_words_what_was_added_around_the_trip(client, world, at_analyst):
    back = actions.send_back(at_analyst, by=world.bayu, note="Lengkapi.", reason="PURPOSE_THIN")
    surroundings(world, back, by=world.dewi)
    client.force_login(world.dewi)
    page = client.get(f"/permohonan/{back.reference}/")
    told = page.text.split('id="perubahan"')[1].split("</section>")[0]
    assert page.status_code == 200
    for words in ("Seoul", "Tiket pesawat", "18.500.000", "Menteri Contoh", "Korea Selatan"):
        assert words in told, told


@pytest.mark.parametrize("kind", ["EXTENSION", "CANCELLATION"])
def test_an_amendment_that_leaves_the_trip_as_it_was_freezes_what_surrounds_it(world, given, kind):
    draft = actions.begin(given, kind, by=world.siti)
    day = given.activity.ends_on
    for act in (
        lambda: actions.add_leg(draft, by=world.siti, country="KR", city="Seoul", arrives_on=day, leaves_on=day),
        lambda: actions.set_costs(draft, by=world.siti, cells=[Cell("AIR_TICKET", "GOVERNMENT")]),
        lambda: actions.ask_ad_interim(draft, by=world.siti, starts_on=day, ends_on=day, **STAND_IN),
        lambda: actions.drop_ad_interim(draft, by=world.siti),
    ):
        with pytest.raises(Refused, match="fixed_by_kind"):
            act()


def test_a_correction_changes_what_surrounds_the_trip_and_says_so(client, world, given):
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    surroundings(world, draft, by=world.siti)
    parts = {change.part for change in amendments.changes(draft)}
    assert parts >= {"leg", "cost", "ad_interim"}
    client.force_login(world.siti)
    for path in ("", "umum/"):
        page = client.get(f"/permohonan/{draft.reference}/{path}").text
        assert "Seoul" in page.split('class="was-now"')[1].split("</dl>")[0]


def test_an_amendment_carries_rate_and_budget_line_and_the_trip_is_paid_once(world, given):
    line = BudgetLine.objects.create(
        institution=world.university, year=given.departs_on.year, code="524211", name="Perjalanan", ceiling=90_000_000
    )
    type(given).objects.filter(pk=given.pk).update(state_budget=24_000_000)
    given.refresh_from_db()
    BudgetCharge.objects.create(application=given, line=line)
    HandRate.objects.create(
        application=given, country="TW", amount=300, reason="Tidak ada tarif.", set_by=world.siti,
        set_at=given.changed_at,
    )  # fmt: skip
    assert spent(line) == (24_000_000, 0)
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    assert {change.part for change in amendments.changes(draft)} <= {"form", "document"}
    draft = decided(world, asked(world, draft, state_budget=30_000_000, amendment_reason="Tiket naik."))
    assert draft.state == "APPROVED" and spent(line) == (30_000_000, 0)
    issuing.produce(issuing.letter_of(draft.reference).pk)
    cancelled(world, draft)
    assert spent(line) == (0, 0)


def test_what_was_refused_costs_nothing(world):
    draft = world.ready(state_budget=1_000_000)
    line = BudgetLine.objects.create(
        institution=world.university, year=draft.departs_on.year, code="1", name="Perjalanan", ceiling=9_000_000
    )
    actions.charge(draft, by=world.siti, line=line)
    file = world.passed(actions.send(actions.send(draft, by=world.siti), by=world.dewi), "bayu", "sari", "dimas")
    assert spent(line) == (0, 1_000_000)
    actions.reject(file, by=world.rahma, note="Tidak.", reason="SAFETY")
    assert spent(line) == (0, 0)


def spent(line: BudgetLine) -> tuple[Decimal, Decimal]:
    found = budget.standing(BudgetLine.objects.filter(pk=line.pk))[0]
    return found.spent, found.pending


def others(file) -> list[str]:
    """Other trips of the same institution, as the law hears of them: their states."""
    found = history.history(file, assessment.status(file).trip, history.Wanted(institution=400))
    return [other.state for other in found]


def test_a_trip_whose_letter_changes_is_one_trip_to_the_law(world, given):
    third = world.at_analyst(notice=60)
    assert others(third) == ["approved"]
    draft = actions.begin(given, "CORRECTION", by=world.siti)
    assert others(draft) == ["pending"]  # the third one, not its own first file
    draft = decided(world, asked(world, draft, amendment_reason="Gelar keliru."))
    assert others(third) == ["approved"] and others(draft) == ["pending"]
    issuing.produce(issuing.letter_of(draft.reference).pk)
    cancelled(world, draft)
    assert others(third) == []


def test_the_page_lists_who_is_asked_in_which_turn_and_what_they_answered(client, settings, world):
    asks = {"id": "Jawab", "en": "Answer"}
    rows = (
        StepRow("concur", ("AT_BUREAU",), "", "REGISTRY", asks, ("note", "answer"), before="approve"),
        StepRow("advise", ("AT_BUREAU",), "", "SECRETARY", asks, ("note", "answer"), after=("REGISTRY",)),
    )
    flow = settings.PACK.workflow
    settings.PACK = replace(settings.PACK, workflow=replace(flow, steps=(*flow.steps, *rows)))
    file = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    client.force_login(world.rahma)
    page = client.get(f"/permohonan/{file.reference}/").text
    assert "Belum menjawab" in page and "Menunggu Tata usaha" in page
    actions.concur(file, by=world.tuti, note="Tidak keberatan.", answer="yes")
    panel = client.get(f"/permohonan/{file.reference}/").text.split('id="dimintai"')[1].split("</section>")[0]
    assert "Tidak keberatan." in panel and "Belum menjawab" in panel and "Menunggu" not in panel
