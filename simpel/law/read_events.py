"""Reading `[event_words]` of pack.toml: what the languages of a country do to the names of events."""

from simpel.law.event_names import EventWords
from simpel.law.reading import Row


def read_event_words(row: Row) -> EventWords:
    """Groups of words that mean the same, and words that tell no event from another; nothing when left out."""
    table = Row(row.file, "event_words", row.get("event_words", dict, {}))
    groups = [_group(table, number, words) for number, words in enumerate(table.get("same", list, []), 1)]
    plain = frozenset(word.casefold() for word in table.codes("plain"))
    table.done()
    return EventWords({word: words[0] for words in groups for word in words}, plain)


def _group(table: Row, number: int, words: object) -> tuple[str, ...]:
    if not isinstance(words, list) or len(words) < 2 or not all(isinstance(word, str) for word in words):
        table.refuse(f"same, group {number}, is no list of words", 'Write same = [["conference", "konferensi"], …]')
    return tuple(word.casefold() for word in words)
