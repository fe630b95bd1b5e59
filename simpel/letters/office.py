"""This installation's own: the layout of its pack and the keys it signs with, each read once a process."""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from simpel.letters import authority
from simpel.letters.authority import Identity, NoSigner
from simpel.letters.layout import Layout, load
from simpel.letters.token import Key


def layout() -> Layout:
    """The letters of the active pack."""
    pack = settings.PACK
    return _layout(pack.path, tuple(pack.clusters), tuple(pack.amendments))


def identity() -> Identity:
    """Who signs here: the PKCS#12 the installation names, else the development authority."""
    return _identity(settings.KEYS, settings.SIGNING_P12, settings.SIGNING_P12_PASSWORD_FILE)


def token_key() -> Key:
    """The key for tokens in QR codes."""
    return _token_key(settings.KEYS)


def local(at: datetime) -> datetime:
    """A moment on the office's own clock."""
    return at.astimezone(ZoneInfo(settings.PACK.time_zone))


@cache
def _layout(pack: Path, clusters: tuple[str, ...], amendments: tuple[str, ...]) -> Layout:
    return load(pack, clusters=clusters, amendments=amendments)


@cache
def _identity(keys: Path, p12: str, password_file: str) -> Identity:
    if not p12:
        return authority.development(keys)
    try:
        password = Path(password_file).read_bytes().strip() if password_file else b""
    except OSError as error:
        raise NoSigner(f"password file: {error}") from error
    return authority.from_pkcs12(Path(p12), password)


@cache
def _token_key(keys: Path) -> Key:
    return Key(authority.token_key(keys))
