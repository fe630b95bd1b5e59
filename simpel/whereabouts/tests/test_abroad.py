"""Who is abroad: what each desk sees, and what every look-up leaves behind."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.permits.access import follow_token
from simpel.permits.models import Application, Leg
from simpel.permits.tests.world import World
from simpel.whereabouts import geography, jobs, queries
from simpel.whereabouts.models import LookUp

WHY = "Gempa di Jepang, perlu menghubungi mereka."


def day_of(file: Application, offset: int = 1) -> str:
    assert file.departs_on
    return (file.departs_on + timedelta(days=offset)).isoformat()


def seen(client: Client, who: object, path: str, **query: str) -> str:
    client.force_login(who)  # type: ignore[arg-type]
    response = client.get(path, query)
    assert response.status_code == 200, response.status_code
    return response.text


def look_up(client: Client, file: Application, **fields: str) -> object:
    return client.post(f"/di-luar-negeri/negara/JP/?hari={day_of(file)}", {"reason": WHY, "key": "k1", **fields})


def test_somebody_is_abroad_from_departure_to_return(away: Application) -> None:
    assert away.departs_on and away.returns_on
    days = [away.departs_on - timedelta(days=1), away.departs_on, away.returns_on, away.returns_on + timedelta(days=1)]
    assert [queries.stays(day).count() for day in days] == [0, 1, 1, 0]


def test_who_joins_later_and_leaves_earlier_keeps_the_days_of_travel(away: Application) -> None:
    assert away.departs_on and away.returns_on
    second = away.departs_on + timedelta(days=2)
    away.participants.update(starts_on=second, ends_on=second)
    first, last = away.departs_on + timedelta(days=1), away.returns_on - timedelta(days=1)
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [queries.stays(day).count() for day in days] == [0, 1, 1, 0]


def test_a_stop_on_the_way_is_where_people_are_on_its_days(away: Application) -> None:
    assert away.departs_on
    stop = away.departs_on + timedelta(days=3)
    Leg.objects.create(application=away, place=1, country="KR", city="Seoul", arrives_on=stop, leaves_on=stop)
    before = queries.headcounts(queries.on_a_day(stop - timedelta(days=1)))
    assert (before, queries.headcounts(queries.on_a_day(stop))) == ({"JP": 1}, {"KR": 1})


@pytest.mark.parametrize(
    "changed", [{"state": "AT_BUREAU"}, {"superseded_on": date(2026, 1, 1)}, {"kind": "CANCELLATION"}]
)
def test_undecided_superseded_and_cancelled_files_are_nobody_abroad(away: Application, changed: dict[str, str]) -> None:
    Application.objects.filter(pk=away.pk).update(**changed)
    assert not queries.stays(date.fromisoformat(day_of(away))).exists()


def test_a_duty_desk_sees_countries_and_institutions_but_no_name(
    client: Client, world: World, away: Application
) -> None:
    text = seen(client, world.bayu, "/di-luar-negeri/", hari=day_of(away))
    assert "Jepang" in text and "<circle" in text and world.person.name not in text
    text = seen(client, world.bayu, "/di-luar-negeri/negara/JP/", hari=day_of(away))
    assert world.university.name in text and "Kyoto" in text and world.person.name not in text


def test_units_and_focal_points_see_their_own_people_by_name(client: Client, world: World, away: Application) -> None:
    for own in (world.siti, world.dewi):
        assert world.person.name in seen(client, own, "/di-luar-negeri/", hari=day_of(away))
    assert world.person.name not in seen(client, world.orang_lain, "/di-luar-negeri/", hari=day_of(away))


def test_for_everybody_else_the_pages_do_not_exist(client: Client, world: World, away: Application) -> None:
    for nobody in (world.ratna, world.tuti):  # a traveller, and an office desk that the pack does not name
        client.force_login(nobody)
        assert client.get("/di-luar-negeri/").status_code == 404
    for own in (world.siti, world.dewi, world.ratna):
        client.force_login(own)
        assert client.get("/di-luar-negeri/negara/JP/").status_code == 404
        assert look_up(client, away).status_code == 404  # type: ignore[attr-defined]
        assert client.get("/di-luar-negeri/krisis/").status_code == 404
    assert not LookUp.objects.exists()


def test_names_are_shown_once_a_reason_is_given_and_the_traveller_reads_it(
    client: Client, world: World, away: Application
) -> None:
    client.force_login(world.bayu)
    assert look_up(client, away, reason="iseng").status_code == 422  # type: ignore[attr-defined]
    shown = client.post(f"/di-luar-negeri/negara/JP/?hari={day_of(away)}", {"reason": WHY, "key": "k"}, follow=True)
    assert world.person.name in shown.text and "peserta@contoh.test" in shown.text
    entry = Entry.objects.get(kind="whereabouts.look_up")
    assert entry.actor == world.bayu.pk and world.person.name not in str(entry.facts)
    path = shown.redirect_chain[-1][0]
    mine = seen(client, world.ratna, "/di-luar-negeri/saya/")
    assert WHY in mine and world.bayu.name in mine
    assert client.get(path).status_code == 404  # somebody else's look-up
    client.logout()
    follow = f"/ikuti/{follow_token(away, world.person)}/"
    assert "/di-luar-negeri/saya/" in client.get(follow).text
    assert WHY in client.get(f"/di-luar-negeri/saya/{follow_token(away, world.person)}/").text
    assert client.get("/di-luar-negeri/saya/dikarang/").status_code == 404


def test_the_same_request_twice_is_one_look_up(client: Client, world: World, away: Application) -> None:
    client.force_login(world.bayu)
    answers = [look_up(client, away)["Location"] for _ in range(2)]  # type: ignore[index]
    assert answers[0] == answers[1] and LookUp.objects.count() == 1


def test_protected_persons_have_a_country_and_nothing_else(client: Client, world: World, away: Application) -> None:
    Application.objects.filter(pk=away.pk).update(cluster="ECHELON_1")
    page = "/di-luar-negeri/negara/JP/"
    assert "Jepang" in seen(client, world.bayu, "/di-luar-negeri/", hari=day_of(away))
    text = seen(client, world.bayu, page, hari=day_of(away))
    assert world.university.name not in text and "Kyoto" not in text and "1 pejabat" in text
    assert look_up(client, away).status_code == 409  # type: ignore[attr-defined]
    text = seen(client, world.rahma, page, hari=day_of(away))
    assert world.university.name in text and "Kyoto" not in text
    shown = client.post(f"{page}?hari={day_of(away)}", {"reason": WHY, "key": "k2"}, follow=True).text
    assert world.person.name in shown and "Kyoto" not in shown
    assert "Kyoto" not in seen(client, world.siti, "/di-luar-negeri/", hari=day_of(away))


def test_look_ups_are_forgotten_after_their_days(
    client: Client, world: World, away: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(world.bayu)
    look_up(client, away)
    kept = clock.now() - timedelta(days=settings.WHEREABOUTS_DAYS)
    LookUp.objects.update(at=kept + timedelta(minutes=1))
    assert jobs.forget() == 0
    LookUp.objects.update(at=kept - timedelta(minutes=1))
    assert jobs.forget() == 1 and not LookUp.objects.exists()


def test_the_map_keeps_every_country_on_its_sheet() -> None:
    codes = dict.fromkeys(geography._places(), 1)
    assert all(0 <= spot.x <= geography.WIDTH for spot in geography.spots(codes))
    assert len(geography.land()) < 40_000
    assert geography.radius(4) < geography.radius(40) < geography.radius(400) <= geography.LARGEST
