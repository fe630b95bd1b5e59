"""Takes the README's pictures from a demonstration of its own: `python -m tools.pictures`.

Needs a Chromium. The installation is thrown away afterwards; the pictures stay in docs/pictures/.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tools import browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PASSWORD_LINE = "One password for all: "
SIZE = {"width": 1280, "height": 800}
APPLICANT, ANALYST = "siti@ucr.example", "bayu@setneg.example"


@contextmanager
def demonstration() -> Iterator[tuple[str, str]]:
    """A site with demonstration data: its address and the accounts' password."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="simpel-pictures-") as var:
        command = [sys.executable, "-m", "simpel.cli", "run", "--demo", "--port", str(port)]
        environment = {**os.environ, "SIMPEL_VAR": var}
        site = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            yield f"http://127.0.0.1:{port}", password(site)
        finally:
            site.terminate()
            site.wait(30)


def password(site: subprocess.Popen[str]) -> str:
    """Read what the site prints until it has named the accounts' password."""
    assert site.stdout is not None
    for line in site.stdout:
        if PASSWORD_LINE in line:
            return line.split(PASSWORD_LINE)[1].strip()
    raise SystemExit("The demonstration did not start.")


def sign_in(page: Page, email: str, word: str) -> None:
    page.goto("/masuk/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", word)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/meja/**")


def take(page: Page, name: str, **how: Any) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png", **how)
    print(PICTURES / f"{name}.png")


def main() -> int:
    found = browser.find()
    if not found:
        raise SystemExit(f"No pictures: {browser.why_not()}.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demonstration() as (address, word), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(browser.QUIET))

        def fresh() -> Page:
            return chromium.new_context(base_url=address, viewport=SIZE, color_scheme="light", locale="id").new_page()  # type: ignore[arg-type]

        home = fresh()
        home.goto("/")
        take(home, "home")
        desk = fresh()
        sign_in(desk, ANALYST, word)
        desk.goto("/meja/?tab=all")
        take(desk, "desk")
        letter = fresh()
        sign_in(letter, APPLICANT, word)
        letter.goto("/permohonan/?tab=done")
        row = letter.locator("tr", has_text="Kyoto").first.locator("a").first
        letter.goto(f"{row.get_attribute('href')}surat/")
        letter.wait_for_load_state("networkidle")  # the letter's pages are pictures
        take(letter, "letter")
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
