"""Getting in, staying in, getting out."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import translation

from simpel.ledger import clock
from simpel.people import actions, context, desks, sessions
from simpel.people.models import User
from simpel.people.sessions import Session

from .cast import PASSWORD, Cast


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    answer = client.post("/masuk/", {"login": email, "password": password})
    return answer.headers.get("Location", answer.text)


def prove_again(client: Client) -> None:
    """Before the account's safety changes, the password is asked for once more."""
    client.post("/akun/pastikan/", {"password": PASSWORD})


def test_safety_changes_only_after_proving_it_is_you(client: Client, cast: Cast) -> None:
    sign_in(client, "siti@contoh.test")
    page = client.get("/akun/pengaman/totp/activate/", follow=True)
    assert "Pastikan ini Anda" in page.text


def test_the_right_password_leads_to_the_desk(client: Client, cast: Cast) -> None:
    assert sign_in(client, "siti@contoh.test") == "/meja/"


def test_case_of_the_address_does_not_matter(client: Client, cast: Cast) -> None:
    assert sign_in(client, "Siti@Contoh.Test") == "/meja/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, cast: Cast) -> None:
    def words(email: str) -> str:
        page = sign_in(client, email, "salah sama sekali")
        return re.sub(r'value="[^"]*"', "", page).replace(email, "")

    known, unknown = words("siti@contoh.test"), words("tidak.ada@contoh.test")
    assert "tidak cocok" in known
    assert known == unknown


def test_a_forgotten_password_gives_the_same_page_for_unknown_addresses(client: Client, cast: Cast) -> None:
    known = client.post("/masuk/lupa/", {"email": "siti@contoh.test"})
    unknown = client.post("/masuk/lupa/", {"email": "tidak.ada@contoh.test"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert len(mail.outbox) == 2


def test_a_forgotten_password_can_be_made_anew(client: Client, cast: Cast) -> None:
    client.post("/masuk/lupa/", {"email": "siti@contoh.test"})
    link = re.search(r"http://\S+", mail.outbox[0].body)
    assert link
    assert "SIMPEL" in mail.outbox[0].subject
    page = client.get(link.group(), follow=True)
    new = "empat gajah di lapangan"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client, "siti@contoh.test") != "/meja/"
    assert sign_in(client, "siti@contoh.test", new) == "/meja/"


def test_nobody_signs_up(client: Client, db: None) -> None:
    page = client.post("/masuk/daftar/", {"email": "baru@contoh.test", "password1": PASSWORD, "password2": PASSWORD})
    assert "Akun diberikan" in page.text
    assert not User.objects.exists()


def test_an_inactive_account_stays_out(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.siti.pk).update(is_active=False)
    assert sign_in(client, "siti@contoh.test") != "/meja/"


def test_signing_out_is_a_post(client: Client, cast: Cast) -> None:
    sign_in(client, "siti@contoh.test")
    assert "Keluar dari SIMPEL?" in client.get("/keluar/").text
    assert client.post("/keluar/").headers["Location"] == "/"
    assert client.get("/akun/").status_code == 302


def test_an_authenticator_app_is_asked_for_once_set_up(client: Client, cast: Cast) -> None:
    sign_in(client, "siti@contoh.test")
    prove_again(client)
    page = client.get("/akun/pengaman/totp/activate/")
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    client.post("/akun/pengaman/totp/activate/", {"code": format_hotp_value(hotp_value(secret, counter))})
    client.post("/keluar/")
    assert sign_in(client, "siti@contoh.test") == "/akun/pengaman/authenticate/"
    assert "Satu langkah lagi" in client.get("/akun/pengaman/authenticate/").text
    assert client.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    "door",
    [
        "/akun/",
        "/akun/kata-sandi/",
        "/akun/pengaman/",
        "/akun/pengaman/webauthn/",
        "/akun/pengaman/webauthn/add/",
        "/akun/pengaman/totp/activate/",
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_the_account_opens_in_our_look(client: Client, cast: Cast, door: str, language: str) -> None:
    User.objects.filter(pk=cast.siti.pk).update(language=language)
    sign_in(client, "siti@contoh.test")
    prove_again(client)
    page = client.get(door)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert 'class="s-top"' in page.text


@pytest.mark.parametrize(
    "door",
    [
        "/masuk/",
        "/masuk/lupa/",
        "/masuk/lupa/terkirim/",
        "/masuk/lupa/selesai/",
        "/masuk/lupa/1-salah/",
        "/masuk/daftar/",
        "/masuk/nonaktif/",
    ],
)
def test_every_page_before_the_account_opens_in_our_look(client: Client, db: None, door: str) -> None:
    page = client.get(door, follow=True)
    assert page.status_code == 200
    assert 'class="gate"' in page.text


def test_a_profile_is_saved(client: Client, cast: Cast) -> None:
    client.force_login(cast.siti)
    client.post("/akun/", {"name": "Siti Rahmawati, M.M.", "language": "en"})
    cast.siti.refresh_from_db()
    assert (cast.siti.name, cast.siti.language) == ("Siti Rahmawati, M.M.", "en")
    assert client.post("/akun/", {"name": "", "language": "id"}).status_code == 422


def test_the_account_page_tells_appointments_with_their_days(client: Client, cast: Cast) -> None:
    actions.appoint(
        cast.bayu, "SUBDIVISION_HEAD", since=clock.today(), until=clock.today() + timedelta(3), acting="PLH"
    )
    client.force_login(cast.bayu)
    page = client.get("/akun/").text
    assert "Plh. Kepala Subbagian" in page
    assert "Berlaku, menggantikan" in page
    assert "sejak 1 Jan 2020" in page


def test_other_sessions_end_on_request(cast: Cast) -> None:
    here, there = Client(), Client()
    sign_in(here, "siti@contoh.test")
    sign_in(there, "siti@contoh.test")
    here.post("/akun/sesi/akhiri/")
    assert here.get("/akun/").status_code == 200
    assert there.get("/akun/").status_code == 302


def test_a_fourth_session_ends_the_oldest(cast: Cast) -> None:
    clients = [Client() for _ in range(sessions.AT_MOST + 1)]
    for number, one in enumerate(clients):
        sign_in(one, "siti@contoh.test")
        Session.objects.filter(session_key=one.session.session_key).update(
            expire_date=clock.now() + timedelta(hours=1, minutes=number)
        )
    assert [one.get("/akun/").status_code for one in clients] == [302, 200, 200, 200]


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("", ""),
    ],
)
def test_a_device_is_named_coarsely(agent: str, said: str) -> None:
    assert sessions.device(agent) == said


def test_menus_offer_what_the_desk_can_use(cast: Cast, rf: RequestFactory) -> None:
    def menu(user: User | AnonymousUser) -> list[str]:
        request = rf.get("/meja/")
        request.user, request.session = user, {}
        with translation.override("id"):
            return [link.label for link in context.me(request)["nav"]]  # type: ignore[attr-defined]

    assert menu(AnonymousUser()) == ["Beranda", "Cek dulu", "Periksa surat", "Aturan", "Angka"]
    assert menu(cast.siti) == [
        "Meja saya",
        "Permohonan",
        "Laporan",
        "Orang",
        "Di luar negeri",
        "Angka",
        "Periksa surat",
    ]
    assert menu(cast.dewi)[:4] == ["Meja saya", "Permohonan", "Laporan", "Anggaran"]
    at_the_office = menu(cast.bayu)
    assert at_the_office[:3] == ["Meja saya", "Permohonan", "Laporan"] and at_the_office[-1] == "Periksa surat"
    assert "Orang" not in at_the_office


def test_desks_hold_only_towards_their_own_files(cast: Cast) -> None:
    today = clock.today()

    def held(user: User, unit: int, channel: int) -> set[str]:
        return set(desks.desks_of(user, unit_id=unit, channel_id=channel, traveller_user_ids=(), on=today))

    assert held(cast.siti, cast.unit.pk, cast.ministry.pk) == {"UNIT"}
    assert held(cast.siti, cast.next_door.pk, cast.ministry.pk) == set()
    assert held(cast.dewi, cast.next_door.pk, cast.ministry.pk) == {"FOCAL_POINT"}
    assert held(cast.dewi, cast.next_door.pk, cast.elsewhere.pk) == set()
    assert held(cast.bayu, cast.unit.pk, cast.ministry.pk) == {"ANALYST"}


def test_an_appointment_holds_from_its_first_to_its_last_day(cast: Cast) -> None:
    actions.appoint(cast.orang_lain, "ANALYST", since=date(2026, 3, 2), until=date(2026, 3, 6))

    def holds(day: date) -> bool:
        return any(seat.desk == "ANALYST" for seat in desks.appointments(cast.orang_lain, day))

    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)]
    assert [holds(day) for day in days] == [False, True, True, False]
