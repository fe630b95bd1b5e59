"""What a file says, page by page, for reviewers' tools that compare it with what was typed."""

from simpel.documents import storage
from simpel.documents.models import File
from simpel.documents.reading.ask import ask
from simpel.documents.reading.findings import Refused


def text_of(file: File) -> list[str]:
    """The text of each page; empty where a page is a scan or cannot be read."""
    try:
        found, _body = ask("text", file.kind, storage.read(file))
    except Refused:
        return [""] * file.pages
    return [str(page) for page in found]
