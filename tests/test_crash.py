"""kill -9 of the server during two hundred filings: what was acknowledged is there, and nothing is there by half."""

import hashlib
import itertools
import threading

import httpx
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection

from simpel.cli.journey.visitor import Lost, Visitor
from simpel.documents import storage
from simpel.ledger.models import Entry
from simpel.ledger.verify import verify
from simpel.people.models import User
from simpel.permits.models import Application, Attachment
from simpel.permits.tests.world import World, appoint, pdf, user
from tests.copies import copies_of
from tests.site import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FILINGS, CLIENTS, KILLS, PAPER_EVERY = 200, 6, 5, 4
PASSWORD = "sandi untuk uji tabrakan"


class Filing:
    """Clients that upload a paper and send the file, each file once, and remember what the site acknowledged."""

    def __init__(self, site: Site, files: list[str]) -> None:
        self.site = site
        self.waiting = iter(files)
        self.with_paper = set(files[::PAPER_EVERY])
        self.next = threading.Lock()
        self.sent: set[str] = set()
        self.papers: dict[str, str] = {}
        self.failed: list[str] = []

    def work(self, email: str) -> None:
        """One client. A request that was cut off is not repeated: whether it was done is for the database to say."""
        visitor = Visitor(self.site.url)
        while (reference := self._take()) is not None:
            try:
                if "simpel" not in visitor.client.cookies:
                    visitor.sign_in(email, PASSWORD)
                self._file(visitor, reference)
            except (httpx.HTTPError, Lost):
                self.failed.append(reference)
        visitor.close()

    def _take(self) -> str | None:
        with self.next:
            return next(self.waiting, None)

    def _file(self, visitor: Visitor, reference: str) -> None:
        if reference in self.with_paper:
            self._upload(visitor, reference)
        page = visitor.open(f"/permohonan/{reference}/konfirmasi/")
        if visitor.submit(page.form("/kirim/"), {"responsible": "on"}).path.endswith("/resi/"):
            self.sent.add(reference)

    def _upload(self, visitor: Visitor, reference: str) -> None:
        page = visitor.open(f"/permohonan/{reference}/kegiatan/")
        paper = pdf(f"Lampiran {reference}")
        taken = visitor.submit(
            page.form("/dokumen/", slot="TOR"), files=[("berkas", ("kak.pdf", paper, "application/pdf"))]
        )
        if taken.status == 200:
            self.papers[reference] = hashlib.sha256(paper).hexdigest()


def focal_points(world: World, count: int) -> list[str]:
    """Colleagues of one channel, who may sign in."""
    password = Argon2PasswordHasher().encode(PASSWORD, "garam-untuk-uji")
    emails = [f"fp{n}@contoh.test" for n in range(count)]
    for email in emails:
        colleague = user(f"Rekan {email}", email)
        appoint(colleague, "FOCAL_POINT", institution=world.ministry)
        User.objects.filter(pk=colleague.pk).update(password=password)
        EmailAddress.objects.create(user=colleague, email=email, primary=True, verified=True)
    return emails


def test_kill_9_during_filings_loses_nothing_acknowledged_and_leaves_no_halves():
    world = World()
    colleagues = focal_points(world, CLIENTS)
    files = copies_of(world.ready(by=world.dewi), FILINGS)
    with Site() as site:
        filing = Filing(site, [file.reference for file in files])
        clients = [threading.Thread(target=filing.work, args=[email]) for email in colleagues]
        for client in clients:
            client.start()
        for done in itertools.islice(itertools.count(FILINGS // (KILLS + 2), FILINGS // (KILLS + 2)), KILLS):
            wait_until(lambda target=done: len(filing.sent) + len(filing.failed) >= target, clients)
            site.kill()
            site.start()
        for client in clients:
            client.join()
    connection.close()
    assert filing.failed, "no request was cut off: the test did not hit"
    assert len(filing.sent) + len(filing.failed) == FILINGS
    nothing_acknowledged_is_lost(filing)
    nothing_is_there_by_half([file.reference for file in files])
    assert verify().ok


def wait_until(reached, clients) -> None:
    while not reached() and any(client.is_alive() for client in clients):
        threading.Event().wait(0.01)


def nothing_acknowledged_is_lost(filing: Filing) -> None:
    states = dict(Application.objects.filter(reference__in=filing.sent).values_list("reference", "state"))
    assert {reference for reference, state in states.items() if state == "AT_ANALYST"} == filing.sent
    for reference, sha256 in filing.papers.items():
        attachment = Attachment.objects.select_related("file").get(
            application__reference=reference, file__sha256=sha256
        )
        assert hashlib.sha256(storage.read(attachment.file)).hexdigest() == sha256


def nothing_is_there_by_half(references: list[str]) -> None:
    """A file is a draft without a trace of sending, or filed with number, date, step, record and frozen findings."""
    numbers = []
    for file in Application.objects.filter(reference__in=references).prefetch_related("steps", "assessments"):
        recorded = Entry.objects.filter(subject=file.reference, kind="permit.send").count()
        trace = (
            len(file.steps.all()),
            len(file.assessments.all()),
            recorded,
            file.register_no is not None,
            file.filed_on is not None,
        )
        assert trace == ((1, 1, 1, True, True) if file.state == "AT_ANALYST" else (0, 0, 0, False, False)), (
            file.reference
        )
        numbers += [file.register_no] if file.register_no else []
        for attachment in file.attachments.select_related("file"):
            assert hashlib.sha256(storage.read(attachment.file)).hexdigest() == attachment.file.sha256
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
