"""The process that reads strangers' files: what it may, what it may not, and what happens when it dies."""

import io
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from simpel.documents.reading import wire
from simpel.documents.reading.ask import Reader
from simpel.documents.reading.findings import Refused
from simpel.documents.tests import papers

PDF = "application/pdf"


@pytest.fixture
def reader():
    reader = Reader()
    reader.ask("inspect", PDF, papers.letter())
    yield reader
    reader._door.close()
    reader._process.wait(10)


def bound(doing: str) -> subprocess.CompletedProcess[str]:
    """Do something in a process bound as the reading child is, but for one second only."""
    program = (
        "import os, socket\nfrom simpel.documents.reading import limits\n"
        "limits.SECONDS = 1\nlimits.leave_the_network()\nlimits.bind()\n" + doing
    )
    environment = {"PYTHONPATH": str(settings.ROOT)}
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize(
    ("doing", "says"),
    [
        ("open('/etc/hostname')", "Too many open files"),
        ("open('new.txt', 'w')", "Too many open files"),
        ("socket.socket()", "Too many open files"),
        ("os.pipe()", "Too many open files"),
        ("bytearray(600 * 1024 * 1024)", "MemoryError"),
        ("limits.resource.setrlimit(limits.resource.RLIMIT_NOFILE, (9, 9))", "not allowed to raise maximum limit"),
    ],
)
def test_a_bound_process_is_refused(doing, says):
    ended = bound(doing)
    assert ended.returncode != 0
    assert says in ended.stderr


def test_a_bound_process_that_thinks_for_too_long_is_ended():
    assert bound("while True: pass").returncode in {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}


def test_the_reading_process_knows_nothing_of_ours(reader, monkeypatch):
    environment = Path(f"/proc/{reader._process.pid}/environ").read_bytes()
    names = {entry.partition(b"=")[0] for entry in environment.split(b"\0") if entry}
    assert names == {b"PYTHONPATH", b"LANG"}
    opened = [link.readlink() for link in Path(f"/proc/{reader._process.pid}/fd").iterdir()]
    assert not [path for path in opened if path.is_relative_to(settings.VAR)]


def test_a_reader_that_was_killed_is_started_again(reader):
    reader._process.kill()
    reader._process.wait(10)
    assert reader.ask("inspect", PDF, papers.letter())[0] == {"pages": 2}


def test_files_are_read_side_by_side(reader):
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda pages: reader.ask("inspect", PDF, papers.pdf(pages=pages)), range(1, 25)))
    assert [found["pages"] for found, _body in answers] == list(range(1, 25))


def test_a_fork_gets_a_reader_of_its_own(reader):
    told, tell = os.pipe()
    if os.fork() == 0:
        try:
            found, _body = reader.ask("inspect", PDF, papers.pdf(pages=7))
            os.write(tell, f"{found['pages']} {reader._owner == os.getpid()}".encode())
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(told) as answer:
        assert answer.read() == "7 True"


def test_the_reading_process_ends_with_ours():
    program = (
        "from simpel.documents.reading.ask import Reader\nfrom simpel.documents.tests import papers\n"
        "reader = Reader(); reader.ask('inspect', 'application/pdf', papers.pdf()); print(reader._process.pid)"
    )
    environment = {"PYTHONPATH": str(settings.ROOT)}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    until = time.monotonic() + 10
    while is_alive(int(ended.stdout)):
        assert time.monotonic() < until


def is_alive(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("said", [b"", b"\0\0\0\1", wire.LENGTHS.pack(2, 0) + b"[]", wire.LENGTHS.pack(9, 2**31)])
def test_a_liar_at_the_other_end_is_not_believed(said):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(said)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises((wire.Broken, ValueError)):
            wire.get(ours, most=1000)


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_is_refused(reader, number):
    with pytest.raises(Refused, match="no_such_page"):
        reader.ask("page", PDF, papers.letter(), number=number, width=100)
    with pytest.raises(Refused, match="no_such_page"):
        reader.ask("page", "image/png", papers.picture(), number=3, width=100)


@pytest.mark.parametrize(
    ("kind", "data", "size"),
    [
        (PDF, papers.pdf(), (1000, 1416)),
        ("image/jpeg", papers.picture("JPEG", size=(2000, 1000)), (1000, 500)),
        ("image/png", papers.picture("PNG", "I;16", size=(40, 60)), (40, 60)),
        ("image/png", papers.picture("PNG", "P", size=(40, 60)), (40, 60)),
        ("image/png", papers.plain_sheet(100, 4000), (75, 3000)),
    ],
)
def test_a_page_is_drawn_at_reading_size(reader, kind, data, size):
    _done, body = reader.ask("page", kind, data, number=1, width=1000)
    with Image.open(io.BytesIO(body)) as picture:
        assert (picture.format, picture.size) == ("PNG", size)
