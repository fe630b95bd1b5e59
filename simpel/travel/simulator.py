"""A passport office for rehearsals: takes packages over HTTP, checks them, sends signed replies. It says what it is.

    GET  /                         what this is
    POST /packages                 a package (the ZIP as the body); 202 with what it will work on
    POST /packages/<number>/next   the next reply: in progress, then ready; sent to the site, its answer passed on

Its key is made at first start; outside production the site believes it (see exchange.py).
"""

import json
import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from simpel.ledger import clock
from simpel.letters.authority import keep_first
from simpel.letters.token import NotOurs, from_text

from . import exchange, jws, package

SAYS = "SIMPEL passport office SIMULATOR: no office, no real document. POST a package to /packages.\n"
STATES = ("IN_PROGRESS", "READY")
VALID = timedelta(days=5 * 365)
TIME_LIMIT = 10.0  # seconds


def key(folder: Path) -> Ed25519PrivateKey:
    """The simulator's signing key, made at first start."""
    path = folder / exchange.SIMULATOR_KEY
    if not path.exists():
        new = Ed25519PrivateKey.generate()
        keep_first(path, new.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    found = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(found, Ed25519PrivateKey):
        raise TypeError(f"{path.name}: not an Ed25519 key")
    return found


def reply(
    said: Mapping[str, Any], sequence: int, state: str, secret: Ed25519PrivateKey, *, message: str = "", **more: str
) -> str:
    """A signed reply about every document of a package; `more` goes into each item."""
    items = [{"item": item["item"], "state": state, **more} for one in said["travellers"] for item in one["items"]]
    payload = {
        "format": exchange.FORMAT, "message": message or secrets.token_hex(12), "package": said["package"],
        "sequence": sequence, "issued_at": clock.now().isoformat(timespec="seconds"), "items": items,
    }  # fmt: skip
    return jws.sign(jws.canonical(payload), secret, sort=exchange.SORT)


class Office(ThreadingHTTPServer):
    """The simulator: packages in memory, gone when it stops."""

    def __init__(self, address: tuple[str, int], *, site: str, secret: Ed25519PrivateKey) -> None:
        super().__init__(address, Desk)
        self.site, self.secret = site.rstrip("/"), secret
        self.taken: dict[str, tuple[dict[str, Any], int]] = {}  # package number -> what it says, replies sent

    def take(self, data: bytes) -> dict[str, Any]:
        """Check a package with the site's published keys and keep what it says."""
        said = package.unpack(data, self._keys())
        self.taken.setdefault(said["package"], (said, 0))
        return said

    def send_next(self, number: str) -> tuple[int, str]:
        """Send the next reply to the site; its answer."""
        said, sent = self.taken[number]
        if sent == len(STATES):
            return 409, "nothing is left to say"
        more = self._made() if STATES[sent] == STATES[-1] else {}
        text = reply(said, sent + 1, STATES[sent], self.secret, **more)
        answer = httpx.post(f"{self.site}/dokumen-perjalanan/balasan/", content=text, timeout=TIME_LIMIT)
        if answer.is_success:
            self.taken[number] = (said, sent + 1)
        return answer.status_code, answer.text

    def _made(self) -> dict[str, str]:
        expires_on: date = clock.today() + VALID
        return {"number": f"X{secrets.randbelow(10**7):07d}", "expires_on": expires_on.isoformat()}

    def _keys(self) -> list[Ed25519PublicKey]:
        found = httpx.get(f"{self.site}/.well-known/simpel-keys.json", timeout=TIME_LIMIT).raise_for_status().json()
        return [Ed25519PublicKey.from_public_bytes(from_text(one["x"])) for one in found["keys"]]


class Desk(BaseHTTPRequestHandler):
    """One request at the simulator."""

    server: Office
    server_version = "SimpelPassportOfficeSimulator"

    def do_GET(self) -> None:
        self._answer(200, SAYS)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > package.LARGEST:
            return self._answer(413, "larger than a package can be\n")
        body, path = self.rfile.read(length), self.path.strip("/").split("/")
        try:
            self._answer(*self._done(path, body))
        except package.Unreadable as problem:
            self._answer(422, f"{problem}\n")
        except (httpx.HTTPError, NotOurs) as problem:
            self._answer(502, f"the site does not answer: {problem}\n")
        return None

    def _done(self, path: list[str], body: bytes) -> tuple[int, str]:
        if path == ["packages"]:
            said = self.server.take(body)
            return 202, json.dumps(
                {"simulator": True, "package": said["package"], "travellers": len(said["travellers"])}
            )
        if len(path) == 3 and path[0] == "packages" and path[2] == "next" and path[1] in self.server.taken:
            return self.server.send_next(path[1])
        return 404, "no such package here\n"

    def _answer(self, status: int, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: packages name people."""
