"""The hand-over package as a file: one ZIP whose list is signed and whose every part is named in that list.

    package.json    who needs what, by when; the SHA-256 of every other file       (schema: schemas/package.json)
    package.jws     the same text, signed by the house (see jws.py)
    letter.pdf      the signed letter
    papers/…        the papers that the pack sends along

No identity or passport number is in it: the office reads them from the passport that comes with it. The same parts
give the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from . import jws, schema

FORMAT, SORT = "simpel-travel-package/1", "simpel-travel-package+jws"
LIST, SIGNED, LETTER = "package.json", "package.jws", "letter.pdf"
LARGEST = 50 * 1024 * 1024  # bytes, unpacked
MOST_FILES = 600
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # of a ZIP's time: what is inside tells its own


class TooLarge(Exception):
    """More than a package may hold."""


class Unreadable(Exception):
    """Not a package of ours, or not as it left the house."""


@dataclass(frozen=True)
class Part:
    """A file that goes along."""

    name: str
    data: bytes

    @property
    def listed(self) -> dict[str, Any]:
        """How the list names it."""
        return {"name": self.name, "sha256": sha256(self.data).hexdigest(), "bytes": len(self.data)}


def pack(said: Mapping[str, Any], parts: Iterable[Part], key: Ed25519PrivateKey) -> bytes:
    """The ZIP. `said` is the list without its files; TooLarge beyond 50 MB or 600 files."""
    files = list(parts)
    if sum(len(part.data) for part in files) > LARGEST or len(files) > MOST_FILES:
        raise TooLarge
    whole = {"format": FORMAT, **said, "files": [part.listed for part in files]}
    schema.check(whole, schema.PACKAGE)
    text = jws.canonical(whole)
    signed = jws.sign(text, key, sort=SORT).encode()
    return _zipped([Part(LIST, text), Part(SIGNED, signed), *files])


def unpack(data: bytes, keys: Iterable[Ed25519PublicKey]) -> dict[str, Any]:
    """What a package says, once its signature and every file have been checked: what a receiver does first."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > 2 * LARGEST:
                raise Unreadable("larger than a package can be")
            files = {one.filename: archive.read(one) for one in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, EOFError) as problem:
        raise Unreadable(f"not a ZIP: {problem}") from None
    return _read(files, keys)


def _read(files: dict[str, bytes], keys: Iterable[Ed25519PublicKey]) -> dict[str, Any]:
    try:
        text, signed = files.pop(LIST), files.pop(SIGNED).decode("ascii")
        if jws.read(signed, keys, sort=SORT) != text:
            raise Unreadable("the list is not the one that was signed")
        said = schema.read(text, schema.PACKAGE)
    except (KeyError, UnicodeDecodeError, jws.Forged, schema.Invalid) as problem:
        raise Unreadable(str(problem)) from None
    if [Part(name, data).listed for name, data in files.items()] != said["files"]:
        raise Unreadable("its files are not those of the list")
    return said


def _zipped(parts: Iterable[Part]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            about = zipfile.ZipInfo(part.name, _BEGINNING)
            about.external_attr, about.create_system = 0o600 << 16, 3
            archive.writestr(about, part.data, compress_type=zipfile.ZIP_DEFLATED, compresslevel=6)
    return out.getvalue()
