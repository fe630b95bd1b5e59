"""A visitor of the site as a browser without JavaScript is one: pages, forms as they stand, cookies, redirects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from bs4 import BeautifulSoup, Tag

Files = list[tuple[str, tuple[str, bytes, str]]]


class Lost(Exception):
    """A page did not offer what the visitor came for. The message says which page and what it said."""


@dataclass(frozen=True)
class Page:
    """One answer of the site."""

    answer: httpx.Response
    soup: BeautifulSoup

    @property
    def path(self) -> str:
        return self.answer.url.path

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def words(self) -> str:
        """Everything the page says, its blanks made one."""
        return " ".join(self.soup.get_text(" ", strip=True).split())

    @property
    def problems(self) -> str:
        """What the page says went wrong: refusals and error summaries, as a reader sees them."""
        told = self.soup.select("[role=alert]:not([hidden]), .said.stop")
        return " ".join(" ".join(part.get_text(" ", strip=True) for part in told).split())

    def forms(self, action_ends: str) -> list[Form]:
        """Forms of the page that post to an address with this end; without one, to the page itself."""
        found = [form for form in (Form(self, tag) for tag in self.soup.find_all("form")) if form.method == "post"]
        if not action_ends:
            return [form for form in found if form.action.split("?")[0] == self.path]
        return [form for form in found if form.action.split("?")[0].endswith(action_ends)]

    def form(self, action_ends: str, **having: str) -> Form:
        """The one form for that address, or with these values in its fields."""
        fitting = [
            form
            for form in self.forms(action_ends)
            if all(form.values.get(name) == value for name, value in having.items())
        ]
        if not fitting:
            raise Lost(f"{self.path} ({self.status}) offers no form for {action_ends} {having or ''} {self.problems}")
        return fitting[0]


class Form:
    """A form with the values it holds now."""

    def __init__(self, page: Page, tag: Tag) -> None:
        self.page = page
        self.action = str(tag.get("action") or page.path)
        self.method = str(tag.get("method", "get")).lower()
        self.tag = tag
        self.values: dict[str, Any] = {}
        for control in tag.find_all(["input", "select", "textarea"]):
            self._read(control)

    def _read(self, control: Tag) -> None:
        name, kind = str(control.get("name", "")), str(control.get("type", "text"))
        if not name or control.has_attr("disabled") or kind in {"submit", "button", "file"}:
            return
        if control.name == "select":
            chosen = control.select("option[selected]") or control.select("option")[:1]
            self.values[name] = str(chosen[0].get("value", "")) if chosen else ""
        elif control.name == "textarea":
            self.values[name] = control.get_text().removeprefix("\n")
        elif kind in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                self._add(name, str(control.get("value", "on")), several=kind == "checkbox")
        else:
            self.values[name] = str(control.get("value", ""))

    def _add(self, name: str, value: str, *, several: bool) -> None:
        if several and name in self.values:
            before = self.values[name]
            self.values[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            self.values[name] = value

    def option(self, name: str, words: str) -> str:
        """The value of the radio button, box or option whose label holds these words."""
        for control in self.tag.select(f'[name="{name}"]'):
            label = control.find_parent("label") or self.tag.select_one(f'label[for="{control.get("id")}"]')
            if label and words in label.get_text(" ", strip=True):
                return str(control.get("value", ""))
        raise Lost(f"{self.page.path}: no choice '{words}' for {name}")


class Visitor:
    """One person with one browser."""

    def __init__(self, site: str) -> None:
        self.client = httpx.Client(base_url=site, follow_redirects=True, timeout=30, headers={"Accept-Language": "id"})

    def open(self, path: str) -> Page:
        """Read a page."""
        return self._page(self.client.get(path))

    def submit(self, form: Form, values: Mapping[str, Any] | None = None, files: Files | None = None) -> Page:
        """Send a form with some values changed; redirects are followed."""
        data = {**form.values, **(values or {})}
        data = {name: value for name, value in data.items() if value is not None}
        return self._page(
            self.client.post(
                form.action, data=data, files=files or None, headers={"Referer": str(form.page.answer.url)}
            )
        )

    def sign_in(self, email: str, password: str) -> None:
        """Through the door everybody uses."""
        page = self.open("/masuk/")
        after = self.submit(page.form("/masuk/"), {"login": email, "password": password})
        if after.path.startswith("/masuk"):
            raise Lost(f"{email} cannot sign in: {after.problems}")

    def close(self) -> None:
        self.client.close()

    def _page(self, answer: httpx.Response) -> Page:
        if answer.status_code >= 500:
            raise Lost(f"{answer.request.method} {answer.url.path} answered {answer.status_code}")
        return Page(
            answer,
            BeautifulSoup(answer.text if "html" in answer.headers.get("content-type", "") else "", "html.parser"),
        )
