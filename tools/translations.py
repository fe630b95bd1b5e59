"""The words people read: Indonesian sentences in the source, complete English in every room's `locale/en`.

python -m tools.translations update     bring each django.po up to the source (new sentences with an empty English)
python -m tools.translations compile    django.po to django.mo, which the site reads
python -m tools.translations check      is anything missing, left over, or said in two ways?
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "simpel"
LANGUAGE = "en"
BEGINNING = datetime(2026, 11, 23, tzinfo=UTC)  # always the same: a file changes when a sentence does, not with the day
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")

Key = tuple[str | None, str | tuple[str, ...]]


@dataclass(frozen=True)
class Sentence:
    """One sentence of the source: its context, its words (singular and plural), and where it stands first."""

    context: str | None
    words: str | tuple[str, ...]
    place: str

    @property
    def key(self) -> Key:
        return (self.context, self.words if isinstance(self.words, str) else self.words[0])


def rooms() -> list[Path]:
    """Every room that has Python or templates of its own."""
    return sorted(path.parent for path in HOUSE.glob("*/__init__.py"))


def sources(room: Path) -> Iterator[tuple[Path, str]]:
    """The room's files as Python text; Django turns its templates into something that reads like Python."""
    for path in sorted(room.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(room).parts):
            yield path, path.read_text()
    for path in sorted([*room.glob("templates/**/*.html"), *room.glob("templates/**/*.txt")]):
        yield path, templatize(path.read_text(), origin=str(path))


def sentences(room: Path) -> dict[Key, Sentence]:
    """Everything the room says to people, once each."""
    found: dict[Key, Sentence] = {}
    for path, text in sources(room):
        for line, words, _, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            sentence = Sentence(context, words, f"{path.relative_to(ROOT)}:{line}")
            if words and words != ("", ""):
                found.setdefault(sentence.key, sentence)
    return found


def catalogue_path(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(room: Path) -> Catalog:
    """The room's English, or an empty catalogue."""
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as text:
        return read_po(text, locale=LANGUAGE)


def key_of(message: Message) -> Key:
    return (message.context, message.id if isinstance(message.id, str) else message.id[0])


def translated(catalogue: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in catalogue if message.id}


def parts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def faults_of(room: Path) -> Iterator[str]:
    """What keeps the room's English from being complete and right."""
    said, known = sentences(room), translated(read(room))
    for key, sentence in said.items():
        message = known.get(key)
        if message is None or not all(parts(message)) or message.fuzzy:
            yield f'{sentence.place}: no English for "{key[1]}"'
            continue
        if isinstance(message.id, str) != isinstance(sentence.words, str):
            yield f'{sentence.place}: one of source and English has a plural, the other not: "{key[1]}"'
        wanted = placeholders(" ".join([sentence.words] if isinstance(sentence.words, str) else sentence.words))
        if any(placeholders(part) - wanted for part in parts(message)):
            yield f'{sentence.place}: the English names a placeholder that the sentence lacks: "{key[1]}"'
    for key in known.keys() - said.keys():
        yield f'{catalogue_path(room).relative_to(ROOT)}: nobody says "{key[1]}" any more'


def contradictions() -> Iterator[str]:
    """Django merges the rooms' catalogues: one sentence must have one English throughout the house."""
    english: dict[Key, tuple[tuple[str, ...], str]] = {}
    for room in rooms():
        for key, message in translated(read(room)).items():
            words, elsewhere = english.setdefault(key, (parts(message), room.name))
            if words != parts(message):
                yield f'{room.name} and {elsewhere}: two Englishes for "{key[1]}": {parts(message)[0]!r}, {words[0]!r}'


def check() -> int:
    faults = [fault for room in rooms() for fault in faults_of(room)] + list(contradictions())
    print(
        "\n".join(faults)
        if faults
        else f"Translations: {sum(len(sentences(r)) for r in rooms())} sentences, all in English too."
    )
    return 1 if faults else 0


def update() -> int:
    """New sentences come in empty, old ones go out; what stands translated is not touched."""
    for room in rooms():
        said, known = sentences(room), translated(read(room))
        if not said and not known:
            continue
        fresh = Catalog(
            locale=LANGUAGE,
            project="SIMPEL",
            header_comment="# English of this room. Message ids are the Indonesian sentences.",
            creation_date=BEGINNING,
            revision_date=BEGINNING,
        )
        for key, sentence in sorted(said.items(), key=lambda item: item[1].place.rpartition(":")[0]):
            kept = known.get(key)
            fresh.add(sentence.words, kept.string if kept is not None else None, context=sentence.context)
        path = catalogue_path(room)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            write_po(out, fresh, width=120, omit_header=False, no_location=True)
        print(f"{path.relative_to(ROOT)}: {len(said)} sentences, {len(said.keys() - known.keys())} new")
    return 0


def compile_all() -> int:
    for room in rooms():
        path = catalogue_path(room)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as out:
                write_mo(out, read(room))
    return 0


def main() -> int:
    commands = {"check": check, "update": update, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    if not settings.configured:
        settings.configure(USE_I18N=True)  # templatize asks for it
    return commands[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
