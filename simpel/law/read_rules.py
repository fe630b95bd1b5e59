"""Reading rules.toml: each row is compared with the signature of its check."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from simpel.law.checks import CHECKS, values_of
from simpel.law.facts import Codes
from simpel.law.read_parameters import Ground, read_parameters, signature
from simpel.law.reading import Row, Words, only, rows, toml
from simpel.law.rows import AT, CONFIDENCES, DATED_BY, EFFECTS, Rule, Source
from simpel.law.scopes import read_scope
from simpel.law.workflow import Workflow

__all__ = ["Ground", "read_citations", "read_dates", "read_rules"]

_STATES = ("met", "broken", "unknown")
_DAY = timedelta(days=1)


def read_rules(file: str, text: str, ground: Ground) -> tuple[Rule, ...]:
    """rules.toml"""
    data = toml(file, text)
    only(file, data, ["rule"])
    found = [(row, _rule(row, ground)) for row in rows(file, data, "rule")]
    by_id = {rule.id: rule for _, rule in found}
    for row, rule in found:
        _succeeds(row, rule, by_id)
        for exempted in rule.parameters.get("from", ()) if rule.check == "exempt" else ():
            row.known("from", exempted, by_id)
    return tuple(by_id.values())


def _rule(row: Row, ground: Ground) -> Rule:
    check = row.one_of("check", CHECKS)
    each = row.one_of("each", ("", "participant"), default="")
    _suits(row, check, each)
    citations = read_citations(row, ground.sources)
    since, until = read_dates(row)
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
        overruled_by=_overruled_by(row, ground.workflow),
        pleaded_by=tuple(row.known("plead", desk, ground.workflow.desks) for desk in row.codes("plead")),
        at=row.one_of("at", AT, default="send"),
        scope=read_scope(row, ground.lists, each=each),
        each=each,
        dated_by=row.one_of("dated_by", DATED_BY, default="filed"),
        fields=row.codes("fields"),
        sentences=_sentences(row, check, ground),
        notes=row.maybe_words("note", ground.languages) or {},
        wording=ground.wording,
        replaces=row.get("replaces", str, ""),
        parameters=(parameters := read_parameters(row, check, ground))[0],
        measure=partial(CHECKS[check], **parameters[1]),
    )
    row.done()
    return rule


def _overruled_by(row: Row, workflow: Workflow) -> Codes:
    """The desks that may pass over the row: those it names; with `true`, every desk that decides."""
    if isinstance(row.data.get("overrule"), list):
        return tuple(row.known("overrule", desk, workflow.desks) for desk in row.codes("overrule"))
    deciding = tuple(desk.id for desk in workflow.desks.values() if desk.decides)
    return deciding if row.get("overrule", bool, False) else ()


def _succeeds(row: Row, rule: Rule, by_id: Mapping[str, Rule]) -> None:
    """A row that replaces another begins on the day after that one's last."""
    if not rule.replaces:
        return
    before = by_id[row.known("replaces", rule.replaces, by_id)]
    if before.until is None or before.until + _DAY != rule.since:
        ended = f"ends on {before.until}" if before.until else "never ends"
        row.refuse(
            f"replaces {before.id}, which {ended}, but begins on {rule.since}",
            f"Write until = {rule.since - _DAY} in {before.id}",
        )


def read_dates(row: Row) -> tuple[date, date | None]:
    """The first and the last day on which a row binds."""
    since, until = row.need("since", date), row.maybe("until", date)
    if until is not None and until < since:
        row.refuse("until lies before since", "Give the last day on which the row binds")
    return since, until


def read_citations(row: Row, sources: Mapping[str, Source]) -> Codes:
    """Where a row says that its law stands."""
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
