"""Somebody without an account and with a letter: at the airport, in an embassy, at a bank."""

from typing import Any

from .applying import drop_file
from .window import Window


class Checking:
    """The public check in one window."""

    def __init__(self, window: Window, *, script: bool = True) -> None:
        self.page = window.page
        self.script = script
        self.posted: list[Any] = []
        self.page.on("request", lambda request: self.posted.append(request) if request.method == "POST" else None)

    def code(self, typed: str) -> str:
        """What the page says about a code typed by hand."""
        self.page.goto("/periksa/")
        self.page.get_by_label("Kode surat").press_sequentially(typed)
        self.page.get_by_role("button", name="Periksa kode").click()
        return self.answer()

    def file(self, data: bytes, name: str = "surat.pdf") -> str:
        """What the page says about a file let go over it; without script, chosen and sent."""
        self.page.goto("/periksa/")
        payload = {"name": name, "mimeType": "application/pdf", "buffer": data}
        if self.script:
            drop_file(self.page, self.page.locator("form.drop"), payload)
        else:
            self.page.locator("input[type=file]").set_input_files(payload)
            self.page.get_by_role("button", name="Periksa berkas").click()
        return self.answer()

    def answer(self) -> str:
        return str(self.page.locator(".answer h1").inner_text())

    def letter_left_the_device(self) -> bool:
        """Whether any request carried the file itself."""
        return any(b"%PDF" in (request.post_data_buffer or b"") for request in self.posted)
