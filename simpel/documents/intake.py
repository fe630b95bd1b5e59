"""Taking a file in: look at it in a process of its own, keep its bytes as they came, remember their SHA-256.

Limits are those of the security design, section 7; totals per case belong to the room that knows the case.
"""

import unicodedata
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile

from simpel.documents import storage
from simpel.documents.models import File
from simpel.documents.reading.ask import ask
from simpel.documents.reading.findings import Refused
from simpel.people.models import User

MEGABYTE = 1024 * 1024
ZIP_END = b"PK\x05\x06"  # a ZIP is read from its end: hidden behind a picture or a PDF it is still a ZIP
ZIP_END_LIES_WITHIN = 65_557


class Type(NamedTuple):
    """A type we take: what it starts with, how its name ends, how long it may be."""

    kind: str
    start: bytes
    endings: tuple[str, ...]
    most: int


TYPES = (
    Type("application/pdf", b"%PDF-", (".pdf",), 10 * MEGABYTE),
    Type("image/jpeg", b"\xff\xd8\xff", (".jpg", ".jpeg"), 5 * MEGABYTE),
    Type("image/png", b"\x89PNG\r\n\x1a\n", (".png",), 5 * MEGABYTE),
)
ACCEPT = ",".join(ending for known in TYPES for ending in known.endings)  # for the file field of a form


class NotTaken(Exception):
    """The file stays outside. `code` and `values` choose the sentence in words.py.

    Codes: empty, type, too_large, encrypted, active_content, too_many_pages, too_many_pixels, many_pictures, broken.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def take_in(upload: "UploadedFile[Any] | bytes", *, name: str, by: User | None, at: datetime) -> File:
    """Check a file and keep it. When this returns, the bytes are on disk; the row is the caller's transaction's."""
    name = clean_name(name)
    data = _bytes_of(upload, _longest(name))
    known = _type_of(data, name)
    try:
        found, _body = ask("inspect", known.kind, data)
    except Refused as refusal:
        raise NotTaken(refusal.code, **refusal.values) from refusal
    file_id = uuid4()
    storage.write(file_id, data)
    return File.objects.create(
        id=file_id,
        name=name,
        kind=known.kind,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        pages=found["pages"],
        added_by=by,
        added_at=at,
    )


def clean_name(name: str) -> str:
    """The name without folders, control and direction characters, short enough for every disk; its ending stays."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(sign for sign in name if not unicodedata.category(sign).startswith("C"))
    path = PurePosixPath(" ".join(name.split()).strip(" ."))
    stem = path.stem.encode()[:120].decode(errors="ignore").strip() or "dokumen"
    return stem + path.suffix[:10].lower()


def _longest(name: str) -> int:
    return next((known.most for known in TYPES if name.endswith(known.endings)), 0)


def _bytes_of(upload: "UploadedFile[Any] | bytes", most: int) -> bytes:
    """All of it, unless it is too long: then not even the memory is spent."""
    size = len(upload) if isinstance(upload, bytes) else upload.size or 0
    if size == 0:
        raise NotTaken("empty")
    if most == 0:
        raise NotTaken("type")
    if size > most:
        raise NotTaken("too_large", megabytes=most // MEGABYTE)
    return upload if isinstance(upload, bytes) else upload.read()


def _type_of(data: bytes, name: str) -> Type:
    """The type that the first byte and the name agree on."""
    for known in TYPES:
        if data.startswith(known.start) and name.endswith(known.endings):
            if ZIP_END in data[-ZIP_END_LIES_WITHIN:]:
                raise NotTaken("active_content", what="attachment")
            return known
    raise NotTaken("type")
