"""The desks as people use them: from the list to the file, and one decision."""

import re
from typing import Any

from .window import Window


class Deciding:
    """An official, or a focal point, with a file that has come to their desk."""

    def __init__(self, window: Window, *, script: bool = True) -> None:
        self.window = window
        self.page = window.page
        self.script = script

    def take(self, title: str) -> None:
        """Meja saya, and the one file on it."""
        self.page.goto("/meja/")
        self.page.get_by_role("table").get_by_role("link", name=title).click()
        self.page.get_by_role("heading", level=1, name=re.compile(title)).wait_for()

    def review(self) -> None:
        """From the file to its documents, unless the desk led there at once."""
        if "/telaah/" not in self.page.url:
            self.page.get_by_role("link", name="Telaah dokumen").click()
        self.page.locator(".viewer img").first.wait_for()

    def send_back(self, *, reason: str, pointing_at: str, note: str) -> None:
        """Kembalikan, with a reason from the list, a document pointed at, and a sentence."""
        self.page.get_by_role("link", name=re.compile("^Kembalikan")).click()
        act = self.page.locator("#tindakan-return")
        act.get_by_label("Alasan").select_option(label=reason)
        act.get_by_label(pointing_at).check()
        act.get_by_label("Catatan").press_sequentially(note)
        act.get_by_role("button", name="Kembalikan").click()
        self.done()

    def pass_on(self, note: str, *, copies: str = "", more_copies: str = "") -> None:
        """Setujui, from the bar at the foot or the form's own button, whichever this page has."""
        act = self.page.locator("form#form-approve")
        if not act.is_visible():
            self.page.locator("#tindakan-approve > summary").click()
        if copies:
            act.get_by_label(copies).check()
        if more_copies:
            act.get_by_label("Tembusan lain").press_sequentially(more_copies)
        act.get_by_label("Catatan").press_sequentially(note)
        self.button_of(act).click()
        self.done()

    def button_of(self, act: Any) -> Any:
        """The button that sends this form, inside it or named by it from elsewhere on the page."""
        inside = act.locator("button[type=submit]")
        return inside if inside.count() else self.page.locator(f"button[form={act.get_attribute('id')}]")

    def done(self) -> None:
        self.page.locator(".s-messages .said.ok").wait_for()
