"""One browser window of one person, which remembers everything that should never happen in a page."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from simpel.people.models import User

PATIENCE = 30_000  # milliseconds; the machine may be busy
WIDE, PHONE = 1280, 360
SHOTS = Path(__file__).resolve().parents[2] / "var" / "journeys"


class Window:
    """A window with its own cookies. `expects` are statuses that this person is going to meet on purpose."""

    def __init__(
        self, browser: Any, url: str, *, width: int = WIDE, script: bool = True, expects: Collection[int] = ()
    ) -> None:
        self.url = url
        self.expects = set(expects)
        self.wrong: list[str] = []
        phone = width < 600
        self.context = browser.new_context(
            base_url=url,
            viewport={"width": width, "height": 780 if phone else 900},
            is_mobile=phone,
            has_touch=phone,
            java_script_enabled=script,
            locale="id-ID",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("page", self._watch)
        self.page = self.context.new_page()

    def _watch(self, page: Any) -> None:
        page.on("console", lambda said: self._heard(said))
        page.on("pageerror", lambda error: self._note(page, f"script failed: {error}"))
        page.on("request", lambda request: self._asked(page, request.url))
        page.on("response", lambda answer: self._answered(page, answer))

    def sign_in(self, user: User, password: str) -> "Window":
        """Through the door everybody uses."""
        self.page.goto("/masuk/")
        sign_in(self.page, user, password)
        self.page.wait_for_url("**/meja/**")
        return self

    def already_in(self, user: User) -> "Window":
        """With a session made beforehand, where signing in is not the matter."""
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        return self

    def sign_out_unseen(self) -> None:
        """What an expired session looks like to the browser: the next request comes from nobody."""
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def shot(self, name: str) -> None:
        """A picture for whoever looks into a failure."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    def close(self) -> None:
        self.context.close()

    def _heard(self, said: Any) -> None:
        text = said.text
        if said.type not in {"error", "warning"} or any(f"status of {status}" in text for status in self.expects):
            return
        if any(f"Response Status Error Code {status}" in text for status in self.expects):
            return
        self._note(said.page, f"console {said.type}: {text}")

    def _asked(self, page: Any, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self._note(page, f"asked a stranger: {url}")

    def _answered(self, page: Any, answer: Any) -> None:
        if answer.status >= 400 and answer.status not in self.expects:
            self._note(page, f"{answer.request.method} {answer.url.removeprefix(self.url)} answered {answer.status}")

    def _note(self, page: Any, what: str) -> None:
        self.wrong.append(f"{page.url.removeprefix(self.url) if page else '?'}: {what}")


def sign_in(page: Any, user: User, password: str) -> None:
    """Name and password, on whatever page asks for them."""
    page.get_by_label("Alamat surel kantor").fill(user.email)
    page.get_by_label("Kata sandi").press_sequentially(password)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
