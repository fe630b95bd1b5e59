"""PDF: whole, open, short enough, and only paper: nothing in it that runs, reaches out or hides another file."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2

from simpel.documents.reading import image
from simpel.documents.reading.findings import Refused

MOST_PAGES = 100
MOST_OBJECTS = 200_000
NOTHING = b"\0\t\n\f\r \x1a"  # what may follow the end mark
OVERLOOKED = "limits error"  # what is nested too deeply is left out by our parser, and read by somebody else's

# Names that make an object worth a closer look. pikepdf writes names plainly: `/J#61vaScript` hides nothing.
SUSPECT = re.compile(
    rb"/(?:JS|JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE|GoTo3DView|Rendition|Movie|Sound|RichMedia\w*|3D|Screen"
    rb"|FileAttachment|EmbeddedFiles?|EF|XFA|AA|OpenAction|Collection|Ref|FFilter|FS|F)(?![\w.])"
)
ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound",
    "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip
ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"}
TURNING_PAGES = {"/GoTo", "/Named"}  # what may happen by itself: the document opens at some page


def inspect(data: bytes) -> dict[str, int]:
    """Refuse what must not come in; count the pages of what may."""
    if data[data.rfind(b"%%EOF") + 5 :].strip(NOTHING):
        raise Refused("broken")
    with _opened(data) as document:
        if len(document.pages) == 0:
            raise Refused("broken")
        if len(document.pages) > MOST_PAGES:
            raise Refused("too_many_pages", pages=len(document.pages), most=MOST_PAGES)
        for found in _dictionaries(document):
            _refuse_if_active(found)
        if any(OVERLOOKED in warning for warning in document.get_warnings()):
            raise Refused("broken")
        return {"pages": len(document.pages)}


def page(data: bytes, *, number: int, width: int) -> bytes:
    """One page as a picture of a given width."""
    document = pypdfium2.PdfDocument(data)
    if not 1 <= number <= len(document):
        raise Refused("no_such_page", number=number)
    document.init_forms()  # or what was typed into a form would be missing; this library runs no scripts
    leaf = document[number - 1]
    across, down = leaf.get_size()
    scale = min(width / across, 3 * width / down)
    return image.png(leaf.render(scale=scale).to_pil())


def text(data: bytes) -> list[str]:
    """The text of each page, as a reader would select it."""
    document = pypdfium2.PdfDocument(data)
    return [leaf.get_textpage().get_text_bounded() for leaf in document]


def blank(*, locked: bool = False) -> bytes:
    """A small page with a word on it."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        leaf = document.add_blank_page(page_size=(200, 100))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        leaf.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        leaf.Contents = document.make_stream(b"BT /F1 12 Tf 10 50 Td (SIMPEL) Tj ET")
        document.save(out, encryption=pikepdf.Encryption(owner="SIMPEL", user="") if locked else False)
    return out.getvalue()


def _opened(data: bytes) -> pikepdf.Pdf:
    """The document, read strictly: a file that must be guessed at may look different to somebody else."""
    try:
        document = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    if document.is_encrypted:
        raise Refused("encrypted")
    if len(document.objects) > MOST_OBJECTS:
        raise Refused("broken")
    return document


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary that may matter, in whatever object it lies, referred to or not."""
    for thing in [document.trailer, *document.objects]:
        if _may_matter(thing):
            yield from _inside(thing)


def _may_matter(thing: object) -> bool:
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    return isinstance(thing, pikepdf.Object) and SUSPECT.search(thing.unparse(resolved=True)) is not None


def _inside(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The dictionary itself and those written inside it; what it only refers to comes in its own turn."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Stream | pikepdf.Dictionary):
            yield part
            waiting += [value for _name, value in part.items() if _is_direct(value)]
        elif isinstance(part, pikepdf.Array):
            waiting += [value for value in part if _is_direct(value)]


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _refuse_if_active(found: pikepdf.Object) -> None:
    what = _runs(found) or _reaches_out(found) or _hides_a_file(found)
    if what:
        raise Refused("active_content", what=what)


def _runs(found: pikepdf.Object) -> str:
    if str(found.get("/S")) in ACTIONS or "/JS" in found or "/JavaScript" in found:
        return "script"
    if any(_acts(action) for action in _automatic(found)):
        return "script"
    return ""


def _automatic(found: pikepdf.Object) -> Iterator[object]:
    """Actions that nobody clicks."""
    if "/OpenAction" in found:
        yield found["/OpenAction"]
    additional = found.get("/AA")
    if isinstance(additional, pikepdf.Dictionary):
        yield from (action for _event, action in additional.items())


def _acts(action: object) -> bool:
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return False
    return str(action["/S"]) not in TURNING_PAGES or "/Next" in action


def _reaches_out(found: pikepdf.Object) -> str:
    is_elsewhere = isinstance(found, pikepdf.Stream) and ("/F" in found or "/FFilter" in found)
    is_other_document = isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form" and "/Ref" in found
    return "remote" if is_elsewhere or is_other_document or str(found.get("/FS")) == "/URL" else ""


def _hides_a_file(found: pikepdf.Object) -> str:
    if "/EF" in found or "/EmbeddedFiles" in found or "/Collection" in found or found.get("/Type") == "/EmbeddedFile":
        return "attachment"
    if str(found.get("/Subtype")) in ANNOTATIONS:
        return "attachment"
    return "form" if "/XFA" in found else ""
