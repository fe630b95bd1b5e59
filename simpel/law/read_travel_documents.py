"""Reading travel_documents.toml: kinds of travel document, who may hold a passport, how long it must be valid."""

from collections.abc import Mapping
from typing import Any, cast

from simpel.law.read_parameters import Ground
from simpel.law.read_rules import read_citations, read_dates
from simpel.law.reading import Row, Words, only, rows, toml
from simpel.law.rows import CONFIDENCES
from simpel.law.scopes import read_scope
from simpel.law.travel_documents import MAKERS, SORTS, TravelDocuments, TravelPaper

_CODE_LETTERS = 2
_NEVER_LONGER = 366  # days


def read_travel_documents(file: str, text: str, ground: Ground) -> TravelDocuments:
    """travel_documents.toml; an empty text is a pack without it."""
    data = toml(file, text)
    only(file, data, ["passport", "custodian", "document"])
    if not data:
        return TravelDocuments()
    custodians = {row.name: _named(row, ground) for row in rows(file, data, "custodian")}
    papers: dict[str, TravelPaper] = {}
    for row in rows(file, data, "document"):
        papers[row.name] = _paper(row, ground, above=papers)
    return _whole(Row(file, "passport", Row(file, "", data).need("passport", dict)), ground, custodians, papers)


def _whole(
    row: Row, ground: Ground, custodians: Mapping[str, Words], papers: Mapping[str, TravelPaper]
) -> TravelDocuments:
    if not custodians:
        row.refuse("nobody may hold a passport", "Add rows [[custodian]], the traveller first")
    handled_by = row.codes("handled_by")
    for desk in handled_by:
        row.known("handled_by", desk, ground.workflow.desks)
    if not handled_by:
        row.refuse("handled_by is missing", "Name the desks that see to travel documents")
    keeper = row.known("keeper", row.get("keeper", str, ""), ["", *custodians])
    duty = row.known("return_duty", row.get("return_duty", str, ""), ["", *ground.lists.get("duty", ())])
    found = TravelDocuments(
        papers=papers,
        custodians=custodians,
        keeper=keeper,
        return_days=row.count("return_days", row.get("return_days", int, 0)),
        return_duty=duty,
        months_after_return=row.count("months_after_return", row.need("months_after_return", int)),
        handled_by=handled_by,
    )
    row.done()
    return found


def _named(row: Row, ground: Ground) -> Words:
    row.need("id", str)
    names = row.words("name", ground.languages)
    row.done()
    return names


def _paper(row: Row, ground: Ground, *, above: Mapping[str, TravelPaper]) -> TravelPaper:
    since, until = read_dates(row)
    paper = TravelPaper(
        id=row.need("id", str),
        names=row.words("name", ground.languages),
        sort=cast(Any, row.one_of("sort", SORTS)),
        maker=cast(Any, row.one_of("maker", MAKERS)),
        days=_days(row),
        count=cast(Any, row.one_of("count", ("calendar", "working"), default="working")),
        after=_above(row, above),
        countries=_countries(row),
        papers=_papers(row, ground),
        scope=read_scope(row, ground.lists, each="participant"),
        since=since,
        until=until,
        citations=read_citations(row, ground.sources),
        confidence=row.one_of("confidence", CONFIDENCES),
    )
    row.done()
    return paper


def _days(row: Row) -> int:
    days = row.count("days", row.need("days", int))
    if days > _NEVER_LONGER:
        row.refuse(f"days is {days}, more than a year", "Write how many days it usually takes")
    return days


def _above(row: Row, above: Mapping[str, TravelPaper]) -> tuple[str, ...]:
    """Those it waits for stand above it, so that no circle can be written."""
    waits_for = row.codes("after")
    for code in waits_for:
        row.known("after", code, above)
    return waits_for


def _countries(row: Row) -> frozenset[str]:
    codes = row.codes("countries")
    for code in codes:
        if len(code) != _CODE_LETTERS or not code.isupper():
            row.refuse(f"countries says {code!r}", "Write two capital letters (ISO 3166-1 alpha-2)")
    return frozenset(codes)


def _papers(row: Row, ground: Ground) -> tuple[str, ...]:
    codes = row.codes("papers")
    for code in codes:
        row.known("papers", code, ground.lists["document"])
    return codes
