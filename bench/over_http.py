"""What people wait for, measured from outside: the real server on loopback, signed in like anybody."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import httpx
from django.core.management import call_command
from django.utils import translation

from bench.drafts import LAST, pdf
from bench.figures import Row, timed
from simpel.cli.demo.people import Cast
from simpel.cli.journey.visitor import Files, Form, Visitor
from simpel.ledger import clock
from simpel.permits import actions
from simpel.permits.models import Application

OFFICE = ("bayu", "sari", "dimas", "rahma")  # analyst, heads of subdivision, division, bureau
DESKS = {"unit": "siti", "focal point": "dewi", "analyst": "bayu", "bureau head": "rahma"}
SEARCHES = ("Simposium", "pelatihan 12", "Kyoto", "tidak ada ini")
LOOKS = 50
PATIENCE = 60.0
BIG = 200_000  # bytes


def rows(cast: Cast, files: list[Application]) -> list[Row]:
    """File, pass on, approve up to the decision; then look at the desks."""
    with site() as address:

        def visitor(key: str) -> Visitor:
            one = Visitor(address)
            one.sign_in(cast.users[key].email, cast.password)
            return one

        uploads, sendings = filings(visitor(DESKS["unit"]), files)
        pass_on(cast, files)
        approvals = {key: approved(visitor(key), files) for key in OFFICE}
        looks = {desk: looked(visitor(key), "/meja/") for desk, key in DESKS.items()}
        searches = [one for words in SEARCHES for one in looked(visitor(DESKS["analyst"]), search_address(words))]
    approving = [second for seconds in approvals.values() for second in seconds]
    both = [upload + sending for upload, sending in zip(uploads, sendings, strict=True)]
    return [
        timed("filing with a 200 kB PDF (upload and send)", both, 50, 120),
        timed("  the same", both, 95, steady=True),
        timed("  the upload", uploads, 50),
        timed("  the sending", sendings, 50),
        timed("one approval", approving, 50, 40),
        timed("  the same", approving, 95, steady=True),
        timed("  the deciding one", approvals[OFFICE[-1]], 50),
        timed("My desk", [second for seconds in looks.values() for second in seconds], 95, 60, steady=True),
        *(timed(f"  of the {desk}", seconds, 95) for desk, seconds in looks.items()),
        timed("search", searches, 95, steady=True),
    ]


@contextmanager
def site() -> Iterator[str]:
    """The web server alone, as `simpel run` starts it; no worker competes for the two cores."""
    call_command("collectstatic", verbosity=0, interactive=False)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "simpel.cli.serve", "127.0.0.1", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: httpx.get(f"{address}/", timeout=5).status_code == 200)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def wait_for(answers: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if answers():
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("The site does not answer.")


def filings(visitor: Visitor, files: list[Application]) -> tuple[list[float], list[float]]:
    """Upload the last document and send, file by file. Pages are opened before the clock starts."""
    uploads, sendings = [], []
    for file in files:
        page = visitor.open(f"/permohonan/{file.reference}/kegiatan/")
        form = page.form("/dokumen/", slot=LAST)
        big: Files = [("berkas", ("kak.pdf", pdf(BIG), "application/pdf"))]
        uploads.append(seconds(visitor, form, {}, big))
        page = visitor.open(f"/permohonan/{file.reference}/konfirmasi/")
        sendings.append(seconds(visitor, page.form("/kirim/"), {"responsible": "on"}))
    return uploads, sendings


def pass_on(cast: Cast, files: list[Application]) -> None:
    """The focal point's part, not timed."""
    by = cast.users[DESKS["focal point"]]
    with translation.override("id"):
        for file in Application.objects.filter(pk__in=[file.pk for file in files]):
            signed = actions.change(file, by=by, letter_no=f"{file.pk}/KS.02", letter_on=clock.today())
            actions.send(signed, by=by)


def approved(visitor: Visitor, files: list[Application]) -> list[float]:
    """One desk approves every file; the page with the buttons is opened before the clock starts."""
    found = []
    for file in files:
        page = visitor.open(f"/permohonan/{file.reference}/")
        form = page.form("/setujui/")
        copies = {"more_copies": "Arsip"} if "more_copies" in form.values else {}
        found.append(seconds(visitor, form, {"note": "Lengkap dan sesuai.", **copies}))
    return found


def search_address(words: str) -> str:
    """Every file, narrowed to these words."""
    return f"/permohonan/?{urlencode({'q': words})}"


def looked(visitor: Visitor, path: str) -> list[float]:
    """One person opens a page again and again."""
    found = []
    for _ in range(LOOKS):
        started = time.perf_counter()
        answer = visitor.client.get(path)
        found.append(time.perf_counter() - started)
        answer.raise_for_status()
    return found


def seconds(visitor: Visitor, form: Form, values: dict[str, str], files: Files | None = None) -> float:
    """How long one press of a button takes until the site has answered; anything but a redirect onward is an error."""
    data = {name: value for name, value in {**form.values, **values}.items() if value is not None}
    referer = {"Referer": str(form.page.answer.url)}
    started = time.perf_counter()
    answer = visitor.client.post(form.action, data=data, files=files, headers=referer, follow_redirects=False)
    passed = time.perf_counter() - started
    if answer.status_code not in {302, 303}:
        raise SystemExit(f"{form.action} answered {answer.status_code}; the benchmark needs a success.")
    return passed
