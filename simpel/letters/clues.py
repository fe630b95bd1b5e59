"""What in a strange file points at a letter of ours? Asked in a process of its own: whatever it does, it does there.

`python -m simpel.letters.clues` reads the file from standard input and prints the texts and addresses it found as JSON.
It has no database, no settings, little memory and little time.
"""

import json
import re
import resource
import subprocess
import sys
from io import BytesIO

import pypdfium2
from PIL import Image

from simpel.letters import codes, qr

PAGES, SECONDS, MEMORY = 12, 10, 1024 * 1024 * 1024
LARGEST = 25 * 1024 * 1024  # bytes; beyond that only the bare bytes are searched
PIXELS = 40_000_000
_IN_BYTES = re.compile(codes.PRINTED.pattern.encode(), re.IGNORECASE)
_SECRET = re.compile(r"/periksa/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])")


def found_in(data: bytes) -> tuple[list[str], list[str]]:
    """Codes, and secrets of QR addresses, that the file carries: in its bytes, its text, its pictures."""
    seen = codes.found_in(" ".join(match.decode() for match in _IN_BYTES.findall(data)[:50]))
    if seen or not data or len(data) > LARGEST:
        return seen, []
    try:
        run = subprocess.run(
            [sys.executable, "-m", "simpel.letters.clues"], input=data, capture_output=True, timeout=SECONDS, check=True
        )
        text = " ".join(json.loads(run.stdout))
    except (subprocess.SubprocessError, ValueError):
        return [], []  # a file that breaks its reader shows nothing of ours
    return codes.found_in(text), list(dict.fromkeys(_SECRET.findall(text)))


def main() -> None:
    """The process: read, look, print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read(LARGEST + 1)
    json.dump(_pdf(data) if b"%PDF-" in data[:1024] else _picture(data), sys.stdout)


def _pdf(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = list(document.get_metadata_dict().values())
    for place in range(min(len(document), PAGES)):
        page = document[place]
        texts.append(page.get_textpage().get_text_range())
        texts += qr.read(page.render(scale=110 / 72, grayscale=True).to_pil())
    return texts


def _picture(data: bytes) -> list[str]:
    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as image:
        return qr.read(image.convert("L"))


if __name__ == "__main__":
    main()
