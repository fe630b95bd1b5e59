"""The check in a real browser: the file stays there, the QR's token is checked there."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from simpel.documents import storage
from simpel.letters import issuing
from simpel.letters.models import Letter
from simpel.letters.tests.conftest import TODAY, letter_facts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def issued(on_the_day: Callable[[date], None], live_server: Any) -> Letter:
    cache.clear()
    with transaction.atomic():
        prepared = issuing.prepare("CASE-1", facts=letter_facts(), protected=False, by=None, on=TODAY)
    return issuing.produce(prepared.pk)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("glued", "verdict"), [(b"", "Asli dan masih berlaku."), (b" ", "Bukan berkas yang kami terbitkan.")]
)
def test_only_the_fingerprint_leaves_the_browser(
    page: Any, live_server: Any, issued: Letter, tmp_path: Path, glued: bytes, verdict: str
) -> None:
    assert issued.file is not None
    file, sent = tmp_path / "surat.pdf", []
    file.write_bytes(storage.read(issued.file) + glued)
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.goto(f"{live_server.url}/periksa/")
    page.set_input_files("input[type=file]", str(file))
    page.wait_for_selector(".answer")
    assert page.locator("h1").inner_text() == verdict
    assert len(sent) == 1 and "PDF-1.7" not in sent[0] and "sha256=" in sent[0] and len(sent[0]) < 400


def test_the_token_behind_the_hash_is_checked_with_the_published_key(
    page: Any, live_server: Any, issued: Letter
) -> None:
    address = live_server.url + issuing.address(issued).removeprefix("https://simpel.example")
    page.goto(address)
    said = page.locator("[data-token]")
    said.wait_for(state="visible")
    assert "sah" in said.inner_text()
    page.goto("about:blank")
    page.goto(address[:-8] + "AAAAAAAA")
    said.wait_for(state="visible")
    assert "tidak membawa tanda tangan kami" in said.inner_text()
