"""A pack's letters tried out before anybody decides anything: one made-up letter of each kind for every cluster.

Pure: no database, no clock, no keys. What a real letter must pass, these pass too: drawn, then compared with the data.
"""

from datetime import UTC, date, datetime

from simpel.law.pack import Pack
from simpel.law.reading import BrokenPack
from simpel.letters import codes, compare, render
from simpel.letters.content import Content, LetterFacts, Signer, Traveller, compose
from simpel.letters.layout import FOLDER, Layout

DAY, UNTIL = date(2026, 4, 22), date(2026, 5, 16)
MOMENT = datetime(2026, 4, 22, 8, 20, tzinfo=UTC)
SEAL = "0123456789abcdef" * 4
PERSONS = 30  # more than one page of them, so that the annex has to turn the page


def try_out(pack: Pack, layout: Layout) -> int:
    """Draw and compare every sample; `BrokenPack` names the first that fails. Returns how many there were."""
    samples = [(cluster, kind) for cluster in pack.clusters for kind in layout.kinds]
    for cluster, kind in samples:
        _try(layout, _content(pack, layout, cluster, kind), row=f"sample letter for {cluster}")
    return len(samples)


def _try(layout: Layout, content: Content, *, row: str) -> None:
    file = f"{FOLDER}/{layout.template}"
    dress = render.Dress("https://office.example/periksa/#sample", content.traced(1, SEAL), SEAL, specimen=True)
    try:
        compare.check(render.pdf(content, dress, template=layout.folder / layout.template, at=MOMENT), content, dress)
    except render.Undrawable as error:
        raise BrokenPack(file, row, error.problem, "Correct the layout where Typst stopped") from None
    except compare.Differs as error:
        remedy = "Print every part of the letter's data once, and nothing else"
        raise BrokenPack(file, row, f"the drawn letter differs from its data: {error.what}", remedy) from None


def _content(pack: Pack, layout: Layout, cluster: str, kind: str) -> Content:
    facts = _facts(pack, layout, cluster)
    series = layout.series_for(cluster)
    number = series.printed(1, activity=facts.activity_letter_code, on=DAY)
    return compose(
        facts, layout, kind=kind, number=number, code=codes.printed(2**59 + 1), issued_on=DAY, decided_at=MOMENT,
        address="office.example/periksa",
    )  # fmt: skip


def _facts(pack: Pack, layout: Layout, cluster: str) -> LetterFacts:
    """A trip with everything a letter can tell, permission from above and all copies included."""
    code, activity = next(iter(pack.activities.items()))
    return LetterFacts(
        cluster=cluster,
        activity_code=code,
        activity_letter_code=activity.letter_code,
        activity_name=activity.name(pack.languages[0]),
        event="Sample Symposium on Harbour Lights",
        organiser="Sample Harbour Society",
        country="JP",
        city="Kyoto",
        starts_on=DAY,
        ends_on=UNTIL,
        addressee="Head of the Sample Bureau",
        addressee_city="Sampletown",
        request_no="0771/SAMPLE/2026",
        request_on=DAY,
        requested_by="Sample University",
        travellers=tuple(_traveller(place) for place in range(1, PERSONS + 1)),
        copies=tuple(layout.copies),
        signer=Signer(name="Sample Signer", desk=""),
        expires_on=UNTIL,
        permission_no="R-1/SAMPLE/2026",
        permission_on=DAY,
        earlier_no="B-00000001/SAMPLE/2026",
        earlier_on=DAY,
        reason="The sample organiser put the symposium off.",
    )


def _traveller(place: int) -> Traveller:
    name = f"Traveller {place:02d} of the Sample"
    return Traveller(name, "198203142008012004", "Lecturer", "Sample University", DAY, UNTIL, "Organiser")
