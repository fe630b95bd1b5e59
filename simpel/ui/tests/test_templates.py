"""What the content policy and the style forbid, looked for in the templates of every room."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

HOUSE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path for path in HOUSE.glob("*/templates/**/*.html") if not path.name.startswith("mail")
)  # mails have no policy
ICONS = {path.stem for path in (HOUSE / "ui" / "icons").glob("*.svg")}


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_compiles(path: Path) -> None:
    engines["django"].from_string(path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_nothing_that_the_policy_would_block(path: Path) -> None:
    text = path.read_text()
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=\"", text) == []
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_names_only_icons_of_the_set(path: Path) -> None:
    assert set(re.findall(r"\{% icon \"([a-z0-9-]+)\"", path.read_text())) <= ICONS


def test_every_shared_part_says_how_it_is_used() -> None:
    parts = [
        get_template(f"ui/{path.name}").template.source for path in (HOUSE / "ui/templates/ui").glob("_[a-z]*.html")
    ]  # type: ignore[attr-defined]
    assert [source[:60] for source in parts if "{% comment %}" not in source and "<svg" not in source] == []
