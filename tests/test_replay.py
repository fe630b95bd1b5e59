"""`simpel replay`: the terminal tells the same as the page."""

from argparse import Namespace
from pathlib import Path

import pytest
from django.conf import settings

from simpel import cli
from simpel.advice import drafts
from simpel.cli import replay
from simpel.ledger import clock
from simpel.permits.models import Application
from simpel.permits.tests.world import World

RULE = "TIM-01"  # seven days of notice; the world's files have 29


@pytest.fixture
def filed(db: None) -> Application:
    return World().at_analyst()


def test_the_command_tells_the_same_as_the_page(filed: Application) -> None:
    today = clock.today()
    draft = drafts.changed(settings.PACK, RULE, {"days": 30, "effect": "warn"})
    found = replay.compared(draft, Namespace(first=today, last=today, law_of=None))
    assert found["by_rule"] == {RULE: {"warned": 1}}
    changed = {"file": filed.reference, "rule": RULE, "before": "ok", "after": "warn", "sense": "warned"}
    assert found["changes"] == [changed]
    text = replay.table(draft, {**found, "seconds": 0.1})
    assert "1 would have fared differently" in text and filed.reference in text


def test_a_draft_that_is_no_pack_is_refused_in_plain_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["replay", str(tmp_path), "--from", "2025-01-01", "--to", "2025-12-31"]) == 2
    assert "pack.toml" in capsys.readouterr().err
