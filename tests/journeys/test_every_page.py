"""Every page as every role sees it: both themes, both widths, with nothing for axe to find and nothing cut off."""

from datetime import timedelta

import pytest

from simpel.documents import storage
from simpel.ledger import clock
from simpel.letters import codes, issuing
from simpel.permits import access, actions
from simpel.permits.models import Application
from simpel.permits.tests.world import pdf

from . import working
from .checking import Checking
from .looking import Looker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STEPS = ("umum/", "kegiatan/", "peserta/", "konfirmasi/")
COMPLAINT = {"reason": "DOCUMENT_NOT_ENDORSED", "note": "KAK belum ditandatangani.", "points_at": ["TOR", "purpose"]}
REPORT = dict.fromkeys(("substance", "follow_up", "impact", "recommendations"), "Makalah disajikan dan dibahas.")
REFUSAL = {"reason": "URGENT_DUTY_AT_HOME", "note": "Ada tugas mendesak di dalam negeri."}


@pytest.fixture
def look(open_window):
    """Looks at pages as somebody, and says at the end what was found on all of them."""
    lookers = []

    def at(paths, user=None, expects=()):
        window = open_window(expects=expects)
        lookers.append(Looker(window.already_in(user) if user else window))
        for path in paths:
            lookers[-1].look(path)
        return lookers[-1]

    yield at
    found = [fault for looker in lookers for fault in looker.found]
    assert not found, f"{len(found)} faults\n" + "\n".join(found)


def of(application, *pages):
    return [f"/permohonan/{application.reference}/{page}" for page in pages]


def test_a_fault_would_be_seen(open_window):
    looker = Looker(open_window())
    looker.page.goto("/tentang/")
    spoil = """main => main.insertAdjacentHTML("beforeend",
        '<img src="/favicon.ico"><i class="wide">.</i><p class="faint">pucat</p>')"""
    looker.page.locator("main").evaluate(spoil)
    looker.page.locator(".wide").evaluate("it => { it.style.display = 'block'; it.style.width = '1400px'; }")
    looker.page.locator(".faint").evaluate("it => { it.style.color = '#777'; it.style.background = '#888'; }")
    looker.look_here("spoilt")
    assert {fault.split(": ", 1)[0] for fault in looker.found if "too wide" in fault} == {
        "spoilt at 1280",
        "spoilt at 360",
    }
    assert len([fault for fault in looker.found if "image-alt" in fault]) == 2
    assert len([fault for fault in looker.found if "color-contrast" in fault]) == 4


def test_public_pages(world, look):
    letter = letter_of(world.approved())
    follow = access.follow_token(Application.objects.get(reference=letter.case), world.person)
    look(["/", "/tentang/", f"/ikuti/{follow}/", "/masuk/", "/masuk/lupa/", "/periksa/", f"/periksa/{letter.code}/"])
    look([f"/periksa/{codes.printed(1)}/", "/periksa/?kode=salah", "/tidak-ada/"], expects={404, 422})


def test_answers_to_a_file(world, look):
    letter = storage.read(letter_of(world.approved()).file)
    looker = look([], expects={404})
    checking = Checking(looker.window)
    for name, data in (("authentic", letter), ("not issued", letter + b" "), ("unknown", pdf("Bukan surat"))):
        checking.file(data)
        looker.look_here(name)


def test_the_applicants_form_empty_and_full(world, look):
    empty, full = actions.create(by=world.siti, unit=world.unit), world.ready()
    seat = full.participants.get()
    look(["/permohonan/baru/", *of(empty, *STEPS)], world.siti)
    look(of(full, *STEPS, f"peserta/?ubah={seat.pk}", "peserta/?tambah=1", "kegiatan/?ganti=1"), world.siti)


def test_the_applicants_other_pages(world, look):
    world.draft()
    back = actions.send_back(actions.send(world.ready(), by=world.siti), by=world.dewi, **COMPLAINT)
    sent, decided = world.at_analyst(), world.approved()
    letter_of(decided)
    look(["/meja/", "/permohonan/", "/laporan/", *of(back, "", "umum/"), *of(sent, "", "resi/")], world.siti)
    look(of(decided, "", "surat/", "laporan/"), world.siti)
    look(["/meja/"], world.orang_lain)
    look(["/meja/", *of(decided, "", "surat/")], world.ratna)


def test_registers_and_accounts(world, look):
    look(["/orang/", f"/orang/{world.person.pk}/", "/orang/baru/", f"/orang/{world.person.pk}/ubah/"], world.dewi)
    look(["/akun/", "/akun/kata-sandi/", "/akun/pengaman/"], world.dewi)


def test_the_report(world, look):
    home = world.approved()
    today = clock.today()
    days = {"departs_on": today - timedelta(days=5), "returns_on": today - timedelta(days=1)}
    Application.objects.filter(pk=home.pk).update(**days)
    home.refresh_from_db()
    look(of(home, "laporan/"), world.siti)
    actions.save_report(home.report, by=world.siti, **REPORT)
    actions.submit_report(home, by=world.siti)
    look(["/laporan/", *of(home, "", "laporan/")], world.bayu)


def test_desks_of_the_office(world, look):
    waiting = world.at_analyst()
    world.at_analyst(notice=3)
    world.passed(world.at_analyst(), "bayu", "sari")
    world.approved()
    look([f"/meja/?tab={tab}" for tab in ("todo", "waiting", "done", "all")] + ["/meja/?q=tidakada"], world.bayu)
    look(of(waiting, "", "?buka=return", "telaah/", "telaah/?buka=return"), world.bayu)
    look(["/meja/"], world.tuti)


def test_decisions(world, look):
    waiting = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    minister = world.passed(world.at_analyst(cluster="MINISTER"), "bayu", "sari", "dimas")
    refused = world.passed(world.at_analyst(), "bayu", "sari", "dimas")
    actions.reject(refused, by=world.rahma, **REFUSAL)
    numbered = world.passed(world.at_analyst(cluster="ECHELON_1"), "bayu", "sari", "dimas", "rahma", "hendra")
    look(["/meja/", *of(waiting, "", "putusan/", "putusan/?buka=return"), *of(minister, "putusan/")], world.rahma)
    look(of(refused, "", "putusan/"), world.rahma)
    look(["/meja/", *of(numbered, "")], world.tuti)


def letter_of(application):
    working.one_round()
    return issuing.letter_of(application.reference)
