"""Pages as pictures: what officials look at, made anew so that nothing of the original runs in their browser."""

from pathlib import Path

from django.conf import settings

from simpel.documents import storage
from simpel.documents.models import File
from simpel.documents.reading.ask import ask
from simpel.documents.reading.findings import Refused

WIDTH = 1000  # pixels: an A4 page that can be read on a phone and compared on a desk


class NoPage(LookupError):
    """The file has no such page, or this page cannot be drawn."""


def page(file: File, number: int) -> bytes:
    """A page as PNG. Drawn once, then kept; a lost picture is simply drawn again."""
    if not 1 <= number <= file.pages:
        raise NoPage(number)
    kept = picture_path(file, number)
    if kept.exists():
        return kept.read_bytes()
    try:
        _done, picture = ask("page", file.kind, storage.read(file), number=number, width=WIDTH)
    except Refused as refusal:
        raise NoPage(number) from refusal
    _keep(kept, picture)
    return picture


def picture_path(file: File, number: int) -> Path:
    """Where the picture of a page is kept, apart from what people gave us."""
    name = str(file.pk)
    return settings.FILES / "pages" / name[:2] / f"{name}-{number}.png"


def forget(file: File) -> None:
    """Remove the pictures of a file that is gone."""
    for number in range(1, file.pages + 1):
        picture_path(file, number).unlink(missing_ok=True)


def _keep(target: Path, picture: bytes) -> None:
    try:
        storage.keep(target, picture)
    except FileExistsError:
        return  # somebody else drew it at the same moment
