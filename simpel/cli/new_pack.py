"""`simpel new-pack FOLDER`: a pack of your own to begin from, complete and working on its first day."""

import argparse
import re
import shutil
from pathlib import Path

from simpel.cli.stops import Stop
from simpel.law.pack import load

START = Path(__file__).resolve().parents[2] / "packs" / "start"
ID = re.compile(r"[a-z][a-z0-9-]{1,39}")
FIRST_VERSION = "1"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to put it; the folder must not exist")
    parser.add_argument("--id", default="", help="its name among packs (default: the folder's name)")
    parser.add_argument("--name", default="", help="what people call it, in every language until you translate it")
    parser.add_argument("--time-zone", default="", metavar="ZONE", help="where the office is, as in Africa/Nairobi")
    parser.add_argument("--currency", default="", metavar="SIGN", help="stands before amounts of your own money")
    parser.add_argument("--language", default="", choices=["en", "id"], help="the usual language of its people")
    parser.epilog = "Then follow docs/howto/write-a-pack.md: change a table, run `simpel pack FOLDER`, go on."


def run(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    name = options.id or folder.resolve().name
    if not ID.fullmatch(name):
        raise Stop(f"{name!r} cannot be a pack's id: small letters, figures and dashes. Give one with --id.")
    if folder.exists():
        raise Stop(f"{folder} is there already; nothing was changed. Name a folder that does not exist.")
    shutil.copytree(START, folder)
    try:
        _make_own(folder / "pack.toml", name, options)
        pack = load(folder)
    except Exception:
        shutil.rmtree(folder)  # half a pack helps nobody
        raise
    print(f"{pack.name(pack.languages[0])} ({pack.id}) stands in {folder}.")
    print("Next:")
    print(f"  simpel pack {folder}                   checks every file, row and case")
    print(f"  SIMPEL_PACK={folder} make run          the site under this law, with made-up people")
    print("  docs/howto/write-a-pack.md             what each table means, in the order to fill them in")
    return 0


def _make_own(manifest: Path, name: str, options: argparse.Namespace) -> None:
    """Put the given words into pack.toml; everything else stays for its people to change."""
    text = manifest.read_text(encoding="utf-8")
    values = {"id": name, "version": FIRST_VERSION, "time_zone": options.time_zone, "currency": options.currency}
    for key, value in values.items():
        if value:
            text = _with(text, key, _quoted(value))
    if options.name:
        text = _with(text, "name", f"{{ en = {_quoted(options.name)}, id = {_quoted(options.name)} }}")
    if options.language:
        languages = [options.language, *({"en", "id"} - {options.language})]
        text = _with(text, "languages", "[" + ", ".join(map(_quoted, languages)) + "]")
    manifest.write_text(text, encoding="utf-8")


def _with(text: str, key: str, value: str) -> str:
    """The manifest with another value at a key of its top."""
    return re.sub(rf"(?m)^{key} = .*$", lambda _: f"{key} = {value}", text, count=1)


def _quoted(value: str) -> str:
    """A TOML string; signs that could end it are escaped, line ends are refused."""
    if not value.isprintable():
        raise Stop(f"{value!r} holds signs that cannot be printed.")
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
