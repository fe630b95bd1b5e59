"""Whatever people type, the drawn letter says it, and the comparison sees that it does."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.letters import codes, compare, layout, render, wording
from simpel.letters.content import compose
from simpel.letters.tests.conftest import letter_facts, traveller
from simpel.letters.tests.test_layout import CLUSTERS, PACKS

LAYOUTS = {name: layout.load(PACKS / name, clusters=clusters) for name, clusters in CLUSTERS.items()}
SIGNS = st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "Sm", "Sc"], max_codepoint=0x4FF)
TEXT = st.text(SIGNS, min_size=1, max_size=250).map(wording.tidy).filter(bool)
NUMBERS = st.integers(0, 2**codes.RANDOM_BITS - 1)
Texts = Sequence[str]


@pytest.mark.parametrize("pack", LAYOUTS)
@settings(max_examples=15)
@given(
    names=st.lists(TEXT, min_size=1, max_size=6),
    texts=st.tuples(TEXT, TEXT, TEXT, TEXT),
    number=st.integers(0, 2**60 - 1),
)
def test_what_was_typed_is_what_is_printed(pack: str, names: list[str], texts: tuple[str, ...], number: int) -> None:
    said = LAYOUTS[pack]
    missing = render.undrawable("".join([*names, *texts]), folder=said.folder)
    names, texts = _printable(names, missing), _printable(texts, missing)
    facts = letter_facts(
        cluster=CLUSTERS[pack][-1],
        travellers=tuple(traveller(name, position=texts[0], payer=texts[1]) for name in names),
        event=texts[2],
        organiser=texts[3],
        requested_by=texts[0],
        copies=(texts[1],),
    )
    content = compose(
        facts,
        said,
        kind="approval",
        number="B-00000001/KTLN/LN.SM/04/2026",
        code=codes.printed(number),
        issued_on=date(2026, 4, 22),
        decided_at=datetime(2026, 4, 22, 8, 20, tzinfo=UTC),
        address="simpel.example/periksa",
    )
    seal = f"{number:064x}"
    dress = render.Dress(
        f"https://simpel.example/periksa/x/#{number}" + "y" * 200, content.traced(7, seal), seal, specimen=True
    )
    drawn = render.pdf(content, dress, template=said.folder / said.template, at=datetime(2026, 4, 22, tzinfo=UTC))
    assert compare.check(drawn, content, dress) >= 1


def _printable(texts: Texts, missing: str) -> tuple[str, ...]:
    return tuple("".join(sign for sign in text if sign not in missing).strip() or "x" for text in texts)


def test_the_layouts_are_those_of_this_repository() -> None:
    assert all(Path(said.folder, "band.svg").is_file() for said in LAYOUTS.values())
