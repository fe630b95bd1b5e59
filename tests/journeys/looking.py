"""What a page must be like for everybody: nothing for axe to find, nothing to scroll sideways."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python

from .window import PHONE, WIDE, Window

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
EVERYTHING = {"rules": {"target-size": {"enabled": True}}}  # WCAG 2.2; axe leaves it out unless asked
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
DARK = """(on) => on
    ? document.documentElement.setAttribute("data-bs-theme", "dark")
    : document.documentElement.removeAttribute("data-bs-theme")"""


@cache
def _axe() -> str:
    return AXE.read_text()


class Looker:
    """Looks at a page in both themes and at both widths. Dark changes colours, so only they are asked again."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = window.page
        self.console = window.context.new_cdp_session(self.page)
        self.found: list[str] = []

    def look(self, path: str) -> None:
        """Open an address and note whatever axe or a ruler finds."""
        self.page.goto(path)
        here = self.page.url.removeprefix(self.window.url)
        if here.split("?")[0] != path.split("?")[0]:
            self.found.append(f"{path} led away to {here}")
        self.look_here(path)

    def look_here(self, name: str) -> None:
        for width in (WIDE, PHONE):
            self.page.set_viewport_size({"width": width, "height": 900})
            self._measure(f"{name} at {width}")
            self._note(f"{name} at {width}", EVERYTHING)
            self.page.evaluate(DARK, True)
            self._note(f"{name} at {width}, dark", COLOURS)
            self.page.evaluate(DARK, False)

    def _measure(self, where: str) -> None:
        wide, room = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if wide > room:
            self.found.append(f"{where}: {wide - room} px too wide")

    def _note(self, where: str, options: dict[str, Any]) -> None:
        for violation in self._run(options):
            for node in violation["nodes"]:
                why = " ".join(part["message"] for part in [*node["any"], *node["all"], *node["none"]])
                self.found.append(f"{where}: {violation['id']}: {node['html'][:140]} ({why[:200]})")

    def _run(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Axe goes in by the browser's own console: the page's policy rightly refuses it any other way."""
        if self._evaluate("typeof axe") == "undefined":
            self._evaluate(_axe() + ";0")
        wanted = json.dumps(options | {"resultTypes": ["violations"]})
        answer = self._evaluate(f"axe.run(document, {wanted}).then((result) => JSON.stringify(result.violations))")
        return list(json.loads(answer))

    def _evaluate(self, script: str) -> Any:
        answer = self.console.send(
            "Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True}
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")
