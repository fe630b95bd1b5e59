"""Reading words/<language>.toml: the pack's sentences, the same ones in every language."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from simpel.law.checks import CHECKS, values_of
from simpel.law.facts import PARTICIPANT_FACTS, TRIP_FACTS
from simpel.law.reading import Row, Words, toml
from simpel.law.wording import Wording

_MONTHS = 12
_NAMES = ("facts", "names", "countries")  # free sections that say what a code is called
_STATES = ("met", "broken", "unknown")
FORM_FIELDS = (  # what the form asks beside facts, and a pack may word as its country does
    "unit_letter_no", "unit_letter_on", "letter_no", "letter_on", "requesting_position", "requesting_city", "purpose",
    "regional_reference", "donor", "state_budget", "actual_cost", "permission_no", "permission_on",
    "employee_no", "nik", "passport_no",
)  # fmt: skip


def read_words(texts: Mapping[str, str]) -> Mapping[str, Mapping[str, Any]]:
    """Every language's file, after comparing their keys."""
    spoken = {language: toml(_file(language), text) for language, text in texts.items()}
    everything = {key for words in spoken.values() for key in _keys(words)}
    for language, words in spoken.items():
        _complete(language, words, everything)
    return spoken


def _complete(language: str, words: Mapping[str, Any], everything: set[str]) -> None:
    row = Row(_file(language), "", words)
    missing = sorted(everything - set(_keys(words)))
    if missing:
        row.refuse(f"{missing[0]} has no words in this language", "Translate it: every language holds the same keys")
    if len(row.need("months", list)) != _MONTHS:
        row.refuse("months must name twelve months", 'Write months = ["Januari", …]')
    row.need("and", str)
    Row(row.file, "outcomes", row.need("outcomes", dict)).need("unknown", str)
    for check, outcomes in row.need("checks", dict).items():
        row.known("checks", check, CHECKS)
        for outcome in outcomes:
            row.known(f"checks.{check}", outcome, _STATES)
    for asked, said in row.get("questions", dict, {}).items():
        row.known("questions", asked, TRIP_FACTS | PARTICIPANT_FACTS | set(FORM_FIELDS))
        question = Row(row.file, f"questions.{asked}", said)
        question.get("label", str, "")
        question.get("help", str, "")
        question.get("wrong", str, "")
        question.done()


def _file(language: str) -> str:
    return f"words/{language}.toml"


def _keys(words: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from _keys(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def sentences(spoken: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Words]]:
    """check -> outcome -> language -> sentence; what a check does not say itself comes from `outcomes`.

    A fourth outcome, "open", is the plain sentence that only names missing facts.
    """
    common = _said("outcomes", {language: words["outcomes"] for language, words in spoken.items()}, {"missing"})
    common = {**common, "open": common["unknown"]}
    checks = {check: {lang: words["checks"].get(check, {}) for lang, words in spoken.items()} for check in CHECKS}
    return {check: {**common, **_said(f"checks.{check}", own, values_of(check))} for check, own in checks.items()}


def _said(section: str, by_language: Mapping[str, Mapping[str, Any]], fills: Collection[str]) -> dict[str, Words]:
    """The sentences of one section, outcome by outcome, compared across languages."""
    languages = tuple(by_language)
    outcomes = by_language[languages[0]]
    found = {outcome: {language: by_language[language][outcome] for language in languages} for outcome in outcomes}
    row = Row(_file("*" if len(languages) > 1 else languages[0]), section, found)
    return {outcome: words for outcome in outcomes if (words := row.sentence(outcome, languages, fills))}


def wording(spoken: Mapping[str, Mapping[str, Any]], names: Iterable[Mapping[str, Words]]) -> Wording:
    """What codes and facts are called when they stand in a sentence."""
    codes = [(code, words) for table in names for code, words in table.items()]
    called = {lang: {code: words[lang] for code, words in codes} for lang in spoken}
    for lang, heard in spoken.items():
        called[lang] |= {code: name for section in _NAMES for code, name in heard.get(section, {}).items()}
    months = {lang: tuple(heard["months"]) for lang, heard in spoken.items()}
    return Wording(called, months, {lang: heard["and"] for lang, heard in spoken.items()})
