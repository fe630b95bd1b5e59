"""Try a rule: files of the past under a draft of the law, on the page and at the terminal."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from simpel.advice import actions, drafts, jobs
from simpel.advice.models import Changed, Trial
from simpel.advice.replay import Change, Comparison, Tally, replay
from simpel.law.pack import load
from simpel.ledger import clock
from simpel.permits import replaying
from simpel.permits.facts import trip_alone, trip_of
from simpel.permits.models import Application
from simpel.permits.tests.world import World

RULE = "TIM-01"  # seven days of notice; the world's files have 29
HELD = "stop" if settings.PACK.rules_by_id[RULE].effect == "block" else "warn"
SENSE = {"stop": "blocked", "warn": "warned"}[HELD]


@pytest.fixture
def filed(world: World) -> Application:
    return world.at_analyst()


def started(world: World, key: str = "once", **changes: object) -> Trial:
    today = clock.today()
    return actions.start(
        by=world.bayu, rule=RULE, changes=changes or {"days": 30}, request_key=key,
        first_on=today - timedelta(days=1), last_on=today,
    )  # fmt: skip


@pytest.mark.parametrize(("days", "changes"), [(29, []), (30, [Change(RULE, "ok", HELD)])])
def test_a_number_is_tried_on_both_sides_of_its_boundary(filed: Application, days: int, changes: list[Change]) -> None:
    draft = drafts.changed(settings.PACK, RULE, {"days": days})
    today = clock.today()
    found = dict(replay(Comparison(settings.PACK, draft), today, today, lambda done: None))
    assert found == {filed.reference: changes}


def test_an_effect_or_a_day_can_be_tried_too(filed: Application) -> None:
    today = clock.today()
    trip = trip_of(filed, filed_on=today)

    def tried(**changes: object) -> list[Change]:
        return Comparison(settings.PACK, drafts.changed(settings.PACK, RULE, changes)).changes(trip, today)

    assert tried(days=30, effect="block") == [Change(RULE, "ok", "stop")]
    assert tried(days=30, effect="warn") == [Change(RULE, "ok", "warn")]
    assert tried(days=30, until=(today - timedelta(days=1)).isoformat()) == []
    assert tried(days=30, until=today.isoformat()) == [Change(RULE, "ok", HELD)]


@pytest.mark.parametrize("changes", [{"days": -1}, {"effect": "explode"}, {"until": "1999-01-01"}, {"since": "x"}])
def test_what_no_row_may_say_is_no_draft(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        drafts.changed(settings.PACK, RULE, changes)


def test_only_rows_that_differ_are_asked_unless_a_table_differs() -> None:
    pack = settings.PACK
    assert drafts.touched(pack, drafts.changed(pack, RULE, {"days": 8})) == {RULE}
    assert drafts.touched(pack, pack) == frozenset()
    assert drafts.touched(pack, load(pack.path.parent / "example")) is None


def test_a_batch_reads_the_same_trips_with_a_fixed_number_of_queries(
    world: World, filed: Application, django_assert_num_queries
) -> None:
    other = world.at_analyst()
    today = clock.today()
    with django_assert_num_queries(5):
        found = replaying.batch(today, today, after=0)
    assert {file.pk for file, _ in found} == {filed.pk, other.pk}
    assert all(trip == trip_alone(Application.objects.get(pk=file.pk), filed_on=today) for file, trip in found)


def test_the_worker_finishes_a_trial_and_the_page_shows_list_and_picture(
    client: Client, world: World, filed: Application
) -> None:
    trial = started(world)
    client.force_login(world.bayu)
    waiting = client.get(f"/coba-aturan/hasil/{trial.pk}/").text
    assert "Menunggu giliran" in waiting and "<progress" in waiting
    assert jobs.run_trials() == 1
    trial.refresh_from_db()
    assert (trial.state, trial.done, trial.tally["changed_files"]) == ("DONE", 1, 1)
    soup = BeautifulSoup(client.get(f"/coba-aturan/hasil/{trial.pk}/").content, "html.parser")
    assert soup.select_one(f"svg[role=img] rect.{HELD}") and soup.select("table caption")
    assert soup.select(f"a[href='/permohonan/{filed.reference}/']")
    assert jobs.run_trials() == 0


def test_filters_and_pages_of_the_list_take_no_harm(client: Client, world: World, filed: Application) -> None:
    trial = started(world)
    jobs.run_trials()
    client.force_login(world.bayu)
    for query, rows in ((f"akibat={SENSE}", 1), ("akibat=opened", 0), ("akibat=x&setelah=y", 1), ("setelah=9", 0)):
        if query == "setelah=9":
            query = f"setelah={Changed.objects.get().pk}"
        soup = BeautifulSoup(client.get(f"/coba-aturan/hasil/{trial.pk}/?{query}").content, "html.parser")
        assert len(soup.select("#daftar tbody tr")) == rows


def test_a_worker_that_died_is_followed_by_one_that_goes_on_where_it_was(world: World, filed: Application) -> None:
    later = world.at_analyst()
    trial = started(world)
    Trial.objects.filter(pk=trial.pk).update(
        state="RUNNING", claimed_at=clock.wall() - jobs.STUCK * 2, cursor=filed.pk, done=1,
        tally=Tally(1, 0).as_json(),
    )  # fmt: skip
    assert jobs.run_trials() == 1
    trial.refresh_from_db()
    assert (trial.state, trial.done) == ("DONE", 2)
    assert [row.application_id for row in Changed.objects.all()] == [later.pk]


def test_a_trial_somebody_works_on_is_left_alone(world: World, filed: Application) -> None:
    Trial.objects.filter(pk=started(world).pk).update(state="RUNNING", claimed_at=clock.wall())
    assert jobs.run_trials() == 0 and not Changed.objects.exists()


def test_a_trial_called_off_settles_nothing_more(client: Client, world: World, filed: Application) -> None:
    trial = started(world)
    mine = jobs.claim()
    assert mine is not None
    client.force_login(world.bayu)
    client.post(f"/coba-aturan/hasil/{trial.pk}/batalkan/")
    draft = drafts.changed(settings.PACK, RULE, {"days": 30})
    assert jobs.beat(mine, Comparison(settings.PACK, draft)) is False
    assert not Changed.objects.exists()
    assert "Dibatalkan sesudah" in client.get(f"/coba-aturan/hasil/{trial.pk}/").text
    again = client.post(f"/coba-aturan/hasil/{trial.pk}/batalkan/", follow=True)
    assert "tidak ada yang perlu dibatalkan" in again.text


def test_a_trial_of_a_row_that_is_gone_fails_and_says_so(client: Client, world: World, filed: Application) -> None:
    trial = started(world)
    Trial.objects.filter(pk=trial.pk).update(rule="GONE-1")
    jobs.run_trials()
    client.force_login(world.bayu)
    assert "tidak dapat diputar ulang" in client.get(f"/coba-aturan/hasil/{trial.pk}/").text


def form_of(**changes: object) -> dict[str, object]:
    today = clock.today()
    rule = settings.PACK.rules_by_id[RULE]
    stands = {"angka_days": 7, "effect": rule.effect, "since": rule.since, "until": "", "first_on": today}
    return {**stands, "last_on": today, "request_key": "a-key", **changes}


def test_the_form_starts_one_trial_a_request(client: Client, world: World, filed: Application) -> None:
    client.force_login(world.bayu)
    for _ in range(2):
        answer = client.post(f"/coba-aturan/{RULE}/", form_of(angka_days=30))
        assert answer.status_code == 302
    assert Trial.objects.get().changes == {"days": 30}
    assert Trial.objects.get().total == 1


@pytest.mark.parametrize(
    "changes", [{}, {"angka_days": -1}, {"angka_days": "x"}, {"until": "1999-01-01"}, {"last_on": "2001-01-01"}]
)
def test_a_draft_that_says_nothing_new_or_nothing_possible_is_refused(
    client: Client, world: World, changes: dict[str, object]
) -> None:
    client.force_login(world.bayu)
    assert client.post(f"/coba-aturan/{RULE}/", form_of(**changes)).status_code == 422
    assert not Trial.objects.exists()


@pytest.mark.parametrize("path", ["", f"{RULE}/", "hasil/1/"])
def test_trials_exist_for_the_deciding_office_only(client: Client, world: World, path: str) -> None:
    assert client.get(f"/coba-aturan/{path}").status_code == 302  # to the login
    for applicant in (world.siti, world.dewi):
        client.force_login(applicant)
        assert client.get(f"/coba-aturan/{path}").status_code == 404


def test_a_draft_can_be_judged_as_if_it_had_been_law_already(filed: Application) -> None:
    today = clock.today()
    tomorrow = (today + timedelta(days=1)).isoformat()
    draft = drafts.changed(settings.PACK, RULE, {"days": 30, "since": tomorrow})
    trip = trip_of(filed, filed_on=today)
    assert Change(RULE, "ok", HELD) not in Comparison(settings.PACK, draft).changes(trip, today)
    as_if = Comparison(settings.PACK, draft, law_of=date.fromisoformat(tomorrow))
    assert Change(RULE, "ok", HELD) in as_if.changes(trip, today)
