"""Reading rules.toml: each row is compared with the signature of its check."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from simpel.law.checks import CHECKS, values_of
from simpel.law.checks.parameters import Classes, Codes, DateFact, DayCaps, FactNames, Substitutes
from simpel.law.facts import TRIP_FACTS, Lists, Trip
from simpel.law.outcomes import Outcome
from simpel.law.rates import Rates
from simpel.law.reading import Row, Words, is_a, only, rows, toml
from simpel.law.rows import CONFIDENCES, DATED_BY, EFFECTS, Rule, Source
from simpel.law.scopes import read_scope
from simpel.law.wording import Wording
from simpel.law.workflow import Workflow
from simpel.law.working_days import WorkingDays

_STATES = ("met", "broken", "unknown")
_DATE_FACTS = frozenset(name for name, hint in get_type_hints(Trip).items() if date in get_args(hint))


@dataclass(frozen=True)
class Ground:
    """What rows stand on: the pack's lists and tables."""

    languages: Codes
    lists: Lists
    sources: Mapping[str, Source]
    calendar: WorkingDays
    rates: Rates
    workflow: Workflow
    wording: Wording
    sentences: Mapping[str, Mapping[str, Words]]  # check -> outcome -> words

    @property
    def tables(self) -> Mapping[Any, Any]:
        """Parameters that a pack gives and no row may."""
        return {WorkingDays: self.calendar, Rates: self.rates, Workflow: self.workflow}


def read_rules(file: str, text: str, ground: Ground) -> tuple[Rule, ...]:
    """rules.toml"""
    data = toml(file, text)
    only(file, data, ["rule"])
    return tuple(_rule(row, ground) for row in rows(file, data, "rule"))


def _rule(row: Row, ground: Ground) -> Rule:
    check = row.one_of("check", CHECKS)
    each = row.one_of("each", ("", "participant"), default="")
    _suits(row, check, each)
    citations = _citations(row, ground.sources)
    since, until = row.need("since", date), row.maybe("until", date)
    if until is not None and until < since:
        row.refuse("until lies before since", "Give the last day on which the row binds")
    rule = Rule(
        id=row.need("id", str),
        titles=row.words("title", ground.languages),
        check=check,
        since=since,
        until=until,
        citations=citations,
        printed={lang: tuple(_printed(cite, ground.sources, lang) for cite in citations) for lang in ground.languages},
        effect=row.one_of("effect", EFFECTS),  # type: ignore[arg-type]
        confidence=row.one_of("confidence", CONFIDENCES),
        overrule=row.get("overrule", bool, False),
        scope=read_scope(row, ground.lists, each=each),
        each=each,
        dated_by=row.one_of("dated_by", DATED_BY, default="filed"),
        fields=row.codes("fields"),
        sentences=_sentences(row, check, ground),
        notes=row.maybe_words("note", ground.languages) or {},
        wording=ground.wording,
        parameters=(parameters := _parameters(row, check, ground)),
        measure=partial(CHECKS[check], **parameters, **_given(check, ground)),
    )
    row.done()
    return rule


def _citations(row: Row, sources: Mapping[str, Source]) -> Codes:
    citations = row.codes("cite")
    if not citations:
        row.refuse("cite is missing", 'Say where the law stands, as in cite = ["source-id/article"]')
    for citation in citations:
        row.known("cite", citation.partition("/")[0], sources)
    return citations


def _printed(citation: str, sources: Mapping[str, Source], lang: str) -> str:
    source, _, article = citation.partition("/")
    return sources[source].cite(article, lang)


def _sentences(row: Row, check: str, ground: Ground) -> Mapping[str, Words]:
    """The row's own words for an outcome, else those of its check."""
    common = ground.sentences.get(check, {})
    own = Row(row.file, row.name, row.get("words", dict, {}))
    fills = values_of(check)
    said = {state: own.sentence(state, ground.languages, fills) or common.get(state) for state in _STATES}
    own.done()
    return {**common, **{state: words for state, words in said.items() if words}}


def _suits(row: Row, check: str, each: str) -> None:
    """A check of one traveller is asked of each traveller, and only such a one."""
    asks_person, _ = signature(check)
    if asks_person != (each == "participant"):
        remedy = 'Add each = "participant"' if asks_person else "Remove each"
        row.refuse(f"check {check} looks at {'one traveller' if asks_person else 'the whole trip'}", remedy)


def _parameters(row: Row, check: str, ground: Ground) -> Mapping[str, Any]:
    """The keywords that the row gives, each of the kind that the check's signature names."""
    wanted = signature(check)[1]
    given = {}
    for name, parameter in wanted.items():
        if parameter.annotation in ground.tables:
            continue
        if name in row.data:
            row.taken.add(name)
            given[name] = _read(row, name, row.data[name], parameter.annotation, ground.lists)
        elif parameter.default is inspect.Parameter.empty:
            row.refuse(f"check {check} needs {name}", f"Add {name} = … to the row")
    extra = [key for key in row.rest() if key not in wanted]
    if extra:
        known = ", ".join(name for name, wish in wanted.items() if wish.annotation not in ground.tables) or "none"
        row.refuse(f"check {check} does not know {extra[0]}", f"Remove or rename it. Keywords of the check: {known}")
    return given


def _given(check: str, ground: Ground) -> Mapping[str, Any]:
    """The tables that the check asks of the pack."""
    wanted = signature(check)[1]
    return {name: ground.tables[wish.annotation] for name, wish in wanted.items() if wish.annotation in ground.tables}


@cache
def signature(check: str) -> tuple[bool, Mapping[str, inspect.Parameter]]:
    """Whether a check looks at one traveller, and its keywords with their kinds."""
    function: Callable[..., Outcome] = CHECKS[check]
    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(function).parameters.values()
    keywords = {
        wish.name: wish.replace(annotation=hints[wish.name]) for wish in parameters if wish.kind is wish.KEYWORD_ONLY
    }
    return "traveller" in hints, keywords


def _read(row: Row, key: str, value: Any, kind: Any, lists: Lists) -> Any:
    """A parameter out of TOML, refused when it is not of its kind."""
    if get_origin(kind) is Literal:
        return row.known(key, row.need(key, str), get_args(kind))
    if kind in (int, bool, str):
        return row.count(key, value) if kind is int else row.need(key, kind)
    if kind == Substitutes:
        return _substitutes(row, key, lists)
    if kind in (Classes, DayCaps):
        return _by_code(row, key, str if kind == Classes else int, lists["golongan"] if kind == Classes else None)
    if kind == DateFact:
        return row.known(key, row.need(key, str), _DATE_FACTS)
    meaning = kind.__metadata__[0] if get_origin(kind) is Annotated else ""
    allowed = TRIP_FACTS if kind == FactNames else lists.get(meaning)
    codes = row.codes(key) if Codes in (kind, getattr(kind, "__origin__", None)) else row.need(key, str)
    _all_known(row, key, codes if isinstance(codes, tuple) else (codes,), allowed)
    return codes


def _by_code(row: Row, key: str, kind: type, codes: Iterable[str] | None) -> Mapping[str, Any]:
    """A small table inside a row."""
    given = row.need(key, dict)
    for code, value in given.items():
        if codes is not None:
            row.known(key, code, codes)
        if kind is int:
            row.count(f"{key}.{code}", value)
        elif not is_a(kind, value):
            row.refuse(f"{key}.{code} says {value!r}", "Write a text")
    for code in codes or ():
        if code not in given:
            row.refuse(f"{key} says nothing for {code}", f'Add {code} = "…"')
    return dict(given)


def _substitutes(row: Row, key: str, lists: Lists) -> Mapping[str, Mapping[str, str]]:
    given = row.need(key, dict)
    for document, by_activity in given.items():
        row.known(key, document, lists["document"])
        if not isinstance(by_activity, dict):
            row.refuse(
                f"{key}.{document} must be a table", f'Write {key} = {{ {document} = {{ ACTIVITY = "DOCUMENT" }} }}'
            )
        _all_known(row, key, by_activity, lists["activity"])
        _all_known(row, key, by_activity.values(), lists["document"])
    return dict(given)


def _all_known(row: Row, key: str, codes: Iterable[str], allowed: Iterable[str] | None) -> None:
    for code in codes if allowed is not None else ():
        row.known(key, code, allowed or ())
