"""Somebody is away: who stands in, under both names, and what a deputy may not do."""

from datetime import timedelta

import pytest

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.letters.issuing import letter_of
from simpel.people import administering, deputising
from simpel.people.actions import appoint
from simpel.people.models import Appointment, Grant, Leave
from simpel.permits import actions
from simpel.permits.tests.world import user

pytestmark = pytest.mark.django_db


class Away:
    """Rahma, who heads the bureau, is away for three days; two administrators keep the accounts."""

    def __init__(self, world):
        self.world, self.today = world, clock.today()
        self.wira, self.putri = user("Wira Kusuma", "wira@contoh.test"), user("Putri Maharani", "putri@contoh.test")
        for one in (self.wira, self.putri):
            appoint(one, "ADMIN", since=self.today)
        self.seat = world.rahma.appointments.get()
        self.leave = deputising.enter_leave(
            world.rahma, since=self.today, until=self.today + timedelta(days=2), kind="LEAVE", by=world.rahma
        )

    def stood_in_by(self, deputy):
        grant = deputising.deputise(self.leave, self.seat, deputy, by=self.world.rahma)
        return administering.confirm(grant, by=self.wira)


@pytest.fixture
def away(world):
    return Away(world)


def test_the_nearest_desk_is_proposed_and_whoever_stood_in_before_comes_first(world, away):
    assert [one.user for one in deputising.candidates(away.leave, away.seat)] == [world.dimas, world.sari, world.bayu]
    past = away.today - timedelta(days=30)
    appoint(world.sari, "BUREAU_HEAD", since=past, until=past, acting="PLH", deputises=away.seat)
    first = deputising.candidates(away.leave, away.seat)[0]
    assert first.user == world.sari and first.before


def test_who_is_away_too_or_has_no_open_account_is_not_proposed(world, away):
    deputising.enter_leave(world.dimas, since=away.leave.until, until=away.leave.until, kind="DUTY", by=world.dimas)
    world.sari.is_active = False
    world.sari.save()
    assert [one.user for one in deputising.candidates(away.leave, away.seat)] == [world.bayu]
    with pytest.raises(Refused, match="not_a_candidate"):
        deputising.deputise(away.leave, away.seat, world.dimas, by=world.rahma)


def test_file_timeline_and_letter_print_both_names(client, world, away):
    file = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    nadia = user("Nadia Lestari", "nadia@contoh.test")
    appoint(nadia, "DIVISION_HEAD", since=away.today)
    away.stood_in_by(nadia)
    done = actions.approve(file, by=nadia, note="Setuju.")
    step = done.steps.filter(verb="approve").last()
    assert (step.acting, step.deputises) == ("PLH", world.rahma)
    client.force_login(world.siti)
    assert "Nadia Lestari, Plh. untuk Rahma Anindita" in client.get(f"/permohonan/{file.reference}/").text
    block = letter_of(file.reference).content["signature"]
    assert block["name"] == "Nadia Lestari" and "a.n. Rahma Anindita" in block["lines"]
    assert any(line.startswith("Plh. ") for line in block["lines"])
    client.force_login(nadia)
    assert "Plh. Kepala Biro" in client.get("/meja/").text
    assert "Plh. Kepala Biro, untuk Rahma Anindita" in client.get("/akun/").text
    client.force_login(world.rahma)
    assert "Sedang digantikan" in client.get("/akun/").text


def test_without_a_deputy_the_letter_names_nobody_else(world):
    lines = letter_of(world.approved().reference).content["signature"]["lines"]
    assert not any(line.startswith(("a.n. Rahma", "Plh")) for line in lines)


def test_while_somebody_stands_in_the_holder_cannot_act_and_afterwards_again(world, away):
    file = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    deputy = appoint(
        world.tuti, "BUREAU_HEAD", since=away.today, until=away.leave.until, acting="PLH", deputises=away.seat
    )
    world.rahma.__dict__.pop("_appointments", None)
    with pytest.raises(Refused, match="wrong_desk"):
        actions.approve(file, by=world.rahma, note="Saya saja.")
    yesterday = away.today - timedelta(days=1)
    Appointment.objects.filter(pk=deputy.pk).update(since=yesterday, until=yesterday)
    world.rahma.__dict__.pop("_appointments", None)
    assert actions.approve(file, by=world.rahma, note="Kembali.").state == "APPROVED"


def test_who_acted_at_an_earlier_desk_does_not_decide_the_same_file_as_deputy(world, away):
    file = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    away.stood_in_by(world.dimas)
    world.dimas.__dict__.pop("_appointments", None)
    with pytest.raises(Refused, match="acted_before"):
        actions.approve(file, by=world.dimas, note="Sekali lagi.")
    assert file.steps.filter(desk="BUREAU_HEAD").count() == 0


def test_a_deputy_does_not_decide_their_own_trip(world, away):
    mine = world.traveller("Hendra Kusnadi", account=world.hendra)
    file = world.passed(world.at_analyst(people=[mine]), "bayu", "sari", "dimas")
    appoint(world.hendra, "BUREAU_HEAD", since=away.today, until=away.leave.until, acting="PLH", deputises=away.seat)
    with pytest.raises(Refused, match="own_trip"):
        actions.approve(file, by=world.hendra, note="Ya.")


def test_a_deciding_desk_takes_two_agreements_and_none_of_them_from_the_deputy(client, world, away):
    client.force_login(world.rahma)
    assert "Usul pengganti" in client.get("/orang/pengganti/").text
    form = {"meja": away.seat.pk, "orang": world.dimas.pk}
    client.post(f"/orang/pengganti/{away.leave.pk}/tunjuk/", form)
    grant = Grant.objects.get()
    assert client.post(f"/orang/pengganti/{away.leave.pk}/tunjuk/", form).status_code == 409
    for one, code in ((world.rahma, "second_person"), (world.dimas, "not_an_administrator")):
        with pytest.raises(Refused, match=code):
            administering.confirm(grant, by=one)
    client.force_login(away.wira)
    client.post(f"/orang/akun/usul/{grant.pk}/", {"jawaban": "ya"})
    made = Appointment.objects.get(deputises=away.seat)
    assert (made.user, made.acting, made.since, made.until) == (world.dimas, "PLH", away.today, away.leave.until)
    client.force_login(world.bayu)
    assert "Plh. Dimas Arya" in client.get("/orang/pengganti/").text


def test_the_holder_confirms_what_an_administrator_proposed(client, world, away):
    deputising.deputise(away.leave, away.seat, world.dimas, by=away.wira)
    client.force_login(world.rahma)
    assert "Menunggu orang kedua" in client.get("/orang/pengganti/").text
    client.post(f"/orang/akun/usul/{Grant.objects.get().pk}/", {"jawaban": "ya"})
    assert Appointment.objects.get(deputises=away.seat).user == world.dimas


def test_a_desk_that_does_not_decide_needs_one_and_an_empty_place_gets_a_plt(world, away):
    leave = deputising.enter_leave(world.dimas, since=away.today, until=away.today, kind="VACANT", by=world.dimas)
    made = deputising.deputise(leave, world.dimas.appointments.get(), world.sari, by=world.dimas)
    assert isinstance(made, Appointment) and made.acting == "PLT"


def test_coming_back_ends_the_deputy_with_today_and_undoes_what_had_not_begun(world, away):
    made = away.stood_in_by(world.dimas)
    deputising.come_back(away.leave, by=world.rahma)
    made.refresh_from_db()
    assert made.until == away.today and Leave.objects.get().until == away.today
    later = away.today + timedelta(days=10)
    leave = deputising.enter_leave(world.sari, since=later, until=later, kind="LEAVE", by=world.sari)
    deputising.deputise(leave, world.sari.appointments.get(), world.bayu, by=world.sari)
    deputising.come_back(leave, by=world.sari)
    assert not Appointment.objects.filter(user=world.bayu, desk="SUBDIVISION_HEAD").exists()


def test_leave_is_entered_by_oneself_or_an_administrator_and_never_twice(client, world, away):
    days = {"since": away.today.isoformat(), "until": away.today.isoformat(), "kind": "DUTY", "note": ""}
    door = "/orang/pengganti/cuti/"
    client.force_login(world.sari)
    assert client.post(door, days | {"user": world.bayu.pk}).status_code == 422
    assert client.post(door, days | {"user": world.sari.pk}).status_code == 302
    assert client.post(door, days | {"user": world.sari.pk}).status_code == 409
    client.force_login(away.wira)
    assert client.post(door, days | {"user": world.bayu.pk}).status_code == 302
    for outsider in (world.siti, world.dewi, world.ratna):
        client.force_login(outsider)
        assert client.get("/orang/pengganti/").status_code == 404
        assert client.post(door, days | {"user": outsider.pk}).status_code == 404
    client.force_login(world.sari)
    assert client.post(f"/orang/pengganti/{away.leave.pk}/selesai/").status_code == 404
