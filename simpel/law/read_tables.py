"""Reading the plain tables of a pack: sources, activities, documents, checklist, per diems."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from simpel.law.currencies import Currencies, ExchangeRate
from simpel.law.facts import Codes, Lists
from simpel.law.rates import Rate, Rates
from simpel.law.reading import Row, only, rows, table, toml
from simpel.law.rows import CONFIDENCES, REQUIREMENTS, Activity, ChecklistRow, Document, Source
from simpel.law.scopes import read_when

AMENDMENT = "AMENDMENT_"  # checklist lines of a kind of application other than a new one


def read_sources(file: str, text: str, languages: Codes) -> dict[str, Source]:
    """sources.toml"""
    data = toml(file, text)
    only(file, data, ["source"])
    return {row.name: _source(row, languages) for row in rows(file, data, "source")}


def _source(row: Row, languages: Codes) -> Source:
    plain = dict.fromkeys(languages, "{}")
    article = row.maybe_words("article", languages) or plain
    for language, pattern in article.items():
        if pattern.count("{}") != 1:
            row.refuse(f"article in {language} has no place for the article", 'Write it with one {}, as in "point {}"')
    source = Source(
        id=row.need("id", str),
        short=row.words("short", languages),
        title=row.words("title", languages),
        article=article,
        on=row.maybe("on", date),
        url=row.get("url", str, ""),
        confidence=row.one_of("confidence", CONFIDENCES, default="confirmed"),
    )
    row.done()
    return source


def read_activities(file: str, text: str, languages: Codes) -> tuple[dict[str, Activity], dict[str, Document]]:
    """activities.toml: kinds of activity, and kinds of document."""
    data = toml(file, text)
    only(file, data, ["activity", "document"])
    activities = {row.name: _activity(row, languages) for row in rows(file, data, "activity")}
    documents = {row.name: _document(row, languages) for row in rows(file, data, "document")}
    return activities, documents


def _activity(row: Row, languages: Codes) -> Activity:
    activity = Activity(
        id=row.need("id", str),
        names=row.words("name", languages),
        letter_code=row.need("letter_code", str),
        hints=row.maybe_words("hint", languages) or {},
        confidence=row.one_of("confidence", CONFIDENCES, default="confirmed"),
        fast=row.get("fast", bool, False),
    )
    row.done()
    return activity


def _document(row: Row, languages: Codes) -> Document:
    each = row.one_of("each", ("trip", "participant"), default="trip")
    hints = row.maybe_words("hint", languages) or {}
    document = Document(
        row.need("id", str),
        row.words("name", languages),
        cast(Any, each),
        hints,
        from_channel=row.get("from_channel", bool, False),
        earlier_letter=row.get("earlier_letter", bool, False),
        reusable=row.get("reusable", bool, False),
    )
    row.done()
    return document


def read_checklist(
    file: str, text: str, languages: Codes, lists: Lists, rules: Iterable[str], sources: Mapping[str, Source]
) -> tuple[ChecklistRow, ...]:
    """checklist.csv"""
    conditions = [f"condition_{language}" for language in languages]
    columns = ["activity", "document", "requirement", "when", "rule", *conditions, "cite", "confidence"]
    known_rules = ["", *rules]
    activities = [*lists["activity"], *(f"{AMENDMENT}{kind}" for kind in lists["kind"])]
    seen: set[tuple[str, str]] = set()
    lines = []
    for row in table(file, text, columns):
        line = _checklist_row(row, languages, lists, activities, known_rules)
        if (line.activity, line.document) in seen:
            row.refuse(f"{line.document} is listed twice for {line.activity}", "Keep one of the two lines")
        seen.add((line.activity, line.document))
        if line.cite:
            row.known("cite", line.cite.partition("/")[0], sources)
        lines.append(line)
    return tuple(lines)


def _checklist_row(row: Row, languages: Codes, lists: Lists, activities: list[str], rules: list[str]) -> ChecklistRow:
    return ChecklistRow(
        activity=row.one_of("activity", activities),
        document=row.one_of("document", lists["document"]),
        requirement=cast(Any, row.one_of("requirement", REQUIREMENTS)),
        when=read_when(row, row.need("when", str), lists),
        rule=row.one_of("rule", rules),
        conditions={language: row.need(f"condition_{language}", str) for language in languages},
        cite=row.need("cite", str),
        confidence=row.one_of("confidence", CONFIDENCES),
    )


def read_rates(
    file: str, text: str, golongan: Iterable[str], accredited: Mapping[str, str], sources: Iterable[str]
) -> Rates:
    """per_diem.csv. A column `city` is optional: a line that fills it speaks of that city only."""
    classes, known = list(golongan), list(sources)
    found: dict[tuple[int, str], Rate] = {}
    cities: dict[tuple[int, str, str], Rate] = {}
    for row in table(file, text, ["year", "country", "name", *classes, "source"]):
        rate, city = _rate(row, classes, known), row.get("city", str, "").strip().casefold()
        if (rate.year, rate.country, city) in cities or (not city and (rate.year, rate.country) in found):
            row.refuse(f"{rate.country} is there twice for {rate.year}", "Keep one of the two lines")
        if city:
            cities[rate.year, rate.country, city] = rate
        else:
            found[rate.year, rate.country] = rate
    return Rates(found, accredited, cities)


def _rate(row: Row, classes: list[str], sources: list[str]) -> Rate:
    year, country = row.need("year", str), row.need("country", str)
    if not year.isdecimal():
        row.refuse(f"year says {year!r}", "Write the budget year, as in 2024")
    if len(country) != 2 or not country.isupper():
        row.refuse(f"country says {country!r}", "Write two capital letters (ISO 3166-1), as in JP")
    rates = {code: _dollars(row, code) for code in classes}
    return Rate(country, int(year), row.need("name", str), rates, row.one_of("source", sources))


def _dollars(row: Row, column: str) -> Decimal:
    written = row.need(column, str)
    try:
        amount = Decimal(written)
    except InvalidOperation:
        row.refuse(f"{column} says {written!r}, which is no amount", "Write dollars as a plain number, as in 382")
    if not amount.is_finite() or amount <= 0:
        row.refuse(f"{column} says {written!r}", "Write an amount above zero")
    return amount


def read_currencies(file: str, text: str, sources: Iterable[str]) -> Currencies:
    """currencies.csv: from a day on, what one unit of a currency is worth in the country's own money."""
    known, found = list(sources), defaultdict[str, list[ExchangeRate]](list)
    for row in table(file, text, ["on", "currency", "rate", "source"]):
        rate = _exchange_rate(row, known)
        if any(other.on == rate.on for other in found[rate.currency]):
            row.refuse(f"{rate.currency} is there twice for {rate.on}", "Keep one of the two lines")
        found[rate.currency].append(rate)
    return Currencies(
        {code: tuple(sorted(rates, key=lambda rate: rate.on, reverse=True)) for code, rates in found.items()}
    )


def _exchange_rate(row: Row, sources: list[str]) -> ExchangeRate:
    code, written = row.need("currency", str), row.need("on", str)
    if len(code) != 3 or not code.isupper():
        row.refuse(f"currency says {code!r}", "Write three capital letters (ISO 4217), as in EUR")
    try:
        on = date.fromisoformat(written)
    except ValueError:
        row.refuse(f"on says {written!r}, which is no day", "Write it as in 2026-01-02")
    return ExchangeRate(code, on, _dollars(row, "rate"), row.one_of("source", sources))
