"""Accounts and seats through the administrators' pages: two persons for power, nobody for themselves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.people import actions, administering
from simpel.people.administering import Seat
from simpel.people.models import Appointment, Grant, User
from simpel.people.sessions import Session

from .cast import LONG_AGO, Cast, account

pytestmark = pytest.mark.django_db


class Office(Cast):
    """The cast with two administrators."""

    def __init__(self) -> None:
        super().__init__()
        self.wira = account("Wira Kusuma", "wira@contoh.test")
        self.putri = account("Putri Maharani", "putri@contoh.test")
        self.rahma = account("Rahma Anindita", "rahma@contoh.test")
        for one in (self.wira, self.putri):
            actions.appoint(one, "ADMIN", since=LONG_AGO)


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def into(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def seat(desk: str, **more: object) -> dict[str, object]:
    return {"desk": desk, "since": clock.today().isoformat(), "until": "", **more}


def kinds(start: str) -> list[str]:
    return list(Entry.objects.filter(kind__startswith=start).order_by("seq").values_list("kind", flat=True))


def test_for_everybody_else_these_pages_do_not_exist(client: Client, office: Office) -> None:
    for user in (office.siti, office.bayu, office.dewi):
        into(client, user)
        for path in ("/orang/akun/", "/orang/akun/baru/", f"/orang/akun/{office.rahma.pk}/"):
            assert client.get(path).status_code == 404
        assert client.post(f"/orang/akun/{office.rahma.pk}/tunjuk/", seat("ANALYST")).status_code == 404
    assert not office.rahma.appointments.exists()


def test_accounts_are_found_by_part_of_name_or_address_and_turned_page_by_page(client: Client, office: Office) -> None:
    for number in range(30):
        account(f"Orang {number:02}", f"o{number}@contoh.test")
    page = into(client, office.wira).get("/orang/akun/")
    assert "Bayu Pramono" in page.text and "Analis" in page.text and page.context["more"]
    assert "Wira Kusuma" in client.get(page.context["more"]).text
    assert [user.name for user, _seats in client.get("/orang/akun/?cari=rahma@").context["rows"]] == ["Rahma Anindita"]


def test_a_new_account_is_to_be_invited_and_has_no_password(client: Client, office: Office) -> None:
    form = {"name": "Nadia Putri", "email": "Nadia@Contoh.test", "language": "id"}
    assert into(client, office.wira).post("/orang/akun/baru/", form).status_code == 302
    nadia = User.objects.get(email="nadia@contoh.test")
    assert not nadia.has_usable_password() and not nadia.appointments.exists()
    assert nadia.invite_at is not None
    again = into(client, office.wira).post("/orang/akun/baru/", form | {"name": "Lain"})
    assert again.status_code in (409, 422) and "Lain" in again.text


def test_a_desk_that_does_not_decide_is_given_by_one(client: Client, office: Office) -> None:
    into(client, office.wira).post(f"/orang/akun/{office.rahma.pk}/tunjuk/", seat("ANALYST"))
    assert office.rahma.appointments.get().desk == "ANALYST"
    assert client.post(f"/orang/akun/{office.rahma.pk}/tunjuk/", seat("ANALYST")).status_code == 409
    assert client.post(f"/orang/akun/{office.rahma.pk}/tunjuk/", seat("UNIT")).status_code == 422
    assert kinds("appointment.")[-1] == "appointment.made"


@pytest.mark.parametrize("desk", ["BUREAU_HEAD", "ADMIN"])
def test_a_desk_that_decides_or_administers_takes_a_second_person(client: Client, office: Office, desk: str) -> None:
    into(client, office.wira).post(f"/orang/akun/{office.rahma.pk}/tunjuk/", seat(desk))
    grant = Grant.objects.get()
    door = f"/orang/akun/usul/{grant.pk}/"
    client.post(door, {"jawaban": "ya"})
    into(client, office.bayu).post(door, {"jawaban": "ya"})
    into(client, office.rahma).post(door, {"jawaban": "ya"})
    assert not office.rahma.appointments.exists()
    assert "Menunggu orang kedua" in into(client, office.putri).get("/orang/akun/").text
    client.post(door, {"jawaban": "ya"})
    assert office.rahma.appointments.get().desk == desk
    assert client.post(door, {"jawaban": "ya"}).status_code == 404
    assert kinds("grant.") == ["grant.proposed", "grant.confirmed"]
    with pytest.raises(Refused, match="grant_decided"):
        administering.confirm(grant, by=office.putri)


def test_nobody_gives_a_desk_to_themselves_and_the_database_agrees(client: Client, office: Office) -> None:
    page = into(client, office.wira).post(f"/orang/akun/{office.wira.pk}/tunjuk/", seat("ANALYST"))
    assert page.status_code == 409 and "kewenangannya sendiri" in page.text
    grant = administering.give(office.rahma, Seat("BUREAU_HEAD", clock.today()), by=office.wira)
    for wrong in ({"decided_by": office.wira, "status": "CONFIRMED"}, {"decided_by": office.rahma}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(**wrong)


def test_a_refused_proposal_gives_nothing(client: Client, office: Office) -> None:
    administering.give(office.rahma, Seat("BUREAU_HEAD", clock.today()), by=office.wira)
    into(client, office.putri).post(f"/orang/akun/usul/{Grant.objects.get().pk}/", {"jawaban": "tidak"})
    assert not office.rahma.appointments.exists() and Grant.objects.get().status == "REFUSED"


def test_closing_an_account_ends_its_sessions_and_seats_at_once(client: Client, office: Office) -> None:
    bayu = into(Client(), office.bayu)
    assert bayu.get("/meja/").status_code == 200
    into(client, office.wira).post(f"/orang/akun/{office.bayu.pk}/tutup/")
    assert not Session.objects.filter(user_id=office.bayu.pk).exists()
    assert bayu.get("/meja/").status_code == 302
    assert not Appointment.objects.on(clock.today()).filter(user=office.bayu).exists()
    client.post(f"/orang/akun/{office.bayu.pk}/buka/")
    office.bayu.refresh_from_db()
    assert office.bayu.is_active and not Appointment.objects.on(clock.today()).filter(user=office.bayu).exists()


def test_two_administrators_always_remain(client: Client, office: Office) -> None:
    page = into(client, office.wira).post(f"/orang/akun/{office.putri.pk}/tutup/")
    assert page.status_code == 409 and "dua pengelola" in page.text
    third = account("Ketiga", "tiga@contoh.test")
    actions.appoint(third, "ADMIN", since=LONG_AGO)
    client.post(f"/orang/akun/{office.putri.pk}/tutup/")
    assert not User.objects.get(pk=office.putri.pk).is_active


def test_a_seat_ends_today_at_the_earliest(client: Client, office: Office) -> None:
    held = office.bayu.appointments.get()
    door, today = f"/orang/akun/meja/{held.pk}/akhiri/", clock.today()
    assert into(client, office.wira).post(door, {"on": today - timedelta(days=1)}).status_code == 409
    assert client.post(door, {"on": "kapan"}).status_code == 422
    assert client.post(door, {"on": today.isoformat()}).status_code == 302
    assert Appointment.objects.get(pk=held.pk).until == today


def test_power_is_given_only_by_somebody_who_proved_who_they_are(client: Client, office: Office) -> None:
    session = into(client, office.wira).session
    session["proved_at"] = 0
    session.save()
    asked = client.post(f"/orang/akun/{office.rahma.pk}/tunjuk/", seat("ANALYST"))
    assert asked.status_code == 302 and asked.url.startswith("/akun/pastikan/")
    assert not office.rahma.appointments.exists()
