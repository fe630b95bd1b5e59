"""The README's two commands keep what they promise, as far as a test can see from inside."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.commands import ROOT, SIMPEL, Installation

pytestmark = [pytest.mark.slow, pytest.mark.once]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A running `simpel run`, read line by line."""

    def __init__(self, place: Installation, port: int) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [*SIMPEL, "run", "--port", str(port)],
            env=place.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""

    def read_until(self, words: str) -> None:
        """Read what it prints until the words come; its own patience ends the wait."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return
        raise AssertionError(f"it ended without saying {words!r}:\n{self.said}")

    def get(self, path: str) -> int:
        door = HTTPConnection("127.0.0.1", self.port, timeout=20)
        door.request("GET", path)
        return door.getresponse().status

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    started = Site(Installation(tmp_path_factory.mktemp("site")), free_port())
    started.read_until("SIMPEL is up")
    yield started
    started.process.terminate()
    started.process.wait(30)


def test_the_makefile_has_the_promised_targets() -> None:
    targets = {"setup", "run", "test", "check", "bench", "docs", "lock", "clean"}
    text = (ROOT / "Makefile").read_text()
    assert {target for target in targets if f"\n{target}:" in text} == targets


def test_it_says_where_it_listens_and_answers_there(site: Site) -> None:
    assert f"http://127.0.0.1:{site.port}" in site.said
    assert site.get("/") == 200
    assert site.get("/periksa/") == 200


def test_static_files_are_named_by_their_content(site: Site) -> None:
    door = HTTPConnection("127.0.0.1", site.port, timeout=20)
    door.request("GET", "/")
    page = door.getresponse().read().decode()
    sheet = next(part for part in page.split('"') if part.startswith("/static/") and part.endswith(".css"))
    assert sheet.count(".") == 2 or ".min." in sheet
    assert site.get(sheet) == 200


def test_a_taken_port_is_refused_in_plain_words(site: Site, tmp_path: Path) -> None:
    answer = Installation(tmp_path).simpel("run", "--port", str(site.port))
    assert answer.returncode == 1
    assert f"port {site.port} is taken" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_fallen_worker_is_started_again(site: Site) -> None:
    before = set(site.children())
    worker = next(pid for pid in before if "work" in Path(f"/proc/{pid}/cmdline").read_text().split("\0"))
    os.kill(worker, signal.SIGKILL)
    site.read_until("worker.ended")
    site.read_until("work.started")
    assert worker not in site.children()
    assert len(site.children()) == len(before)


def test_a_killed_command_leaves_no_site_without_its_worker(tmp_path: Path) -> None:
    site = Site(Installation(tmp_path), free_port())
    site.read_until("SIMPEL is up")
    site.process.kill()
    site.process.wait(10)
    until = time.monotonic() + 20
    while time.monotonic() < until and answers(site.port):
        time.sleep(0.2)
    assert not answers(site.port)


def answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def test_one_signal_ends_site_and_worker(tmp_path: Path) -> None:
    site = Site(Installation(tmp_path), free_port())
    site.read_until("SIMPEL is up")
    children = site.children()
    site.process.send_signal(signal.SIGINT)
    started = time.monotonic()
    assert site.process.wait(30) == 0
    assert time.monotonic() - started < 20
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
