"""Papers for the tests: real ones, and forty ways to make a bad one. All made here, none kept."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def letter(pages: int = 2) -> bytes:
    """An invitation as a word processor makes it: fonts, a link, an outline."""
    sheet = '= Undangan\nKepada Yth. Siti Rahmawati. #link("https://example.org")[Acara]\n'
    return typst.compile((sheet + "#pagebreak()\n" * 1).encode() * (pages - 1) + sheet.encode())


def pdf(change: Callable[[Pdf], object] | None = None, pages: int = 1, **saving: object) -> bytes:
    """A small PDF, changed before it is saved."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        if change:
            change(document)
        document.save(out, **saving)
    return out.getvalue()


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (60, 40), **saving: object) -> bytes:
    """A picture with something on it."""
    out = io.BytesIO()
    noise = Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))
    noise.convert(mode).save(out, kind, **saving)
    return out.getvalue()


def plain_sheet(width: int, height: int, mode: str = "1") -> bytes:
    """A large empty picture: little on disk, much in memory."""
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("program.exe", b"MZ")
    return out.getvalue()


def annotated(**entries: object) -> bytes:
    """A page with one annotation."""

    def change(document: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 10, 10]), **entries)
        document.pages[0].Annots = Array([document.make_indirect(note)])

    return pdf(change)


def rooted(**entries: object) -> bytes:
    """A document with something added to its root."""

    def change(document: Pdf) -> None:
        for name, value in entries.items():
            document.Root[f"/{name}"] = value

    return pdf(change)


def acting(**entries: object) -> bytes:
    """A link that does this when clicked."""
    return annotated(Subtype=Name.Link, A=Dictionary(**entries))


def form(value: str) -> bytes:
    """A form with one field, filled in by a program that draws what was typed."""

    def change(document: Pdf) -> None:
        box = [50, 700, 400, 730]
        font = Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        shape = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 350, 30])}
        drawn = document.make_stream(f"BT /F1 14 Tf 5 10 Td ({value}) Tj ET".encode(), shape)
        drawn.Resources = Dictionary(Font=font)
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nama"), V=String(value), F=4)
        field.Rect, field.AP = Array(box), Dictionary(N=drawn)
        document.pages[0].Annots = Array([document.make_indirect(field)])
        document.Root.AcroForm = Dictionary(Fields=document.pages[0].Annots, DR=Dictionary(Font=font))

    return pdf(change)


def attached(document: Pdf) -> None:
    document.attachments["rahasia.txt"] = b"isi"


def unreferenced_script(document: Pdf) -> None:
    document.Root.Kept = document.make_indirect(Dictionary(Deep=Array([Dictionary(Deeper=SCRIPT)])))


def streamed_elsewhere(document: Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"", {"/F": String("https://example.org/x")})


def reference_form(document: Pdf) -> None:
    form = document.make_stream(b"", {"/Subtype": Name.Form, "/Ref": Dictionary(F=String("lain.pdf"), Page=0)})
    document.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))


def remote_filespec(document: Pdf) -> None:
    document.Root.Kept = document.make_indirect(
        Dictionary(Type=Name.Filespec, FS=Name.URL, F=String("https://x.example"))
    )


def no_pages() -> bytes:
    return pdf(pages=0)


def page_tree_that_bites_its_tail() -> bytes:
    return pdf(lambda document: document.Root.Pages.Kids.append(document.Root.Pages))


def too_deep() -> bytes:
    """A script in an object nested so deeply that our parser leaves it out; others read it."""
    return written_by_hand(b"<</S/JavaScript/JS(x)/X" + b"[" * 600 + b"]" * 600 + b">>")


def written_by_hand(body: bytes) -> bytes:
    """A PDF of one further object, with a cross-reference table that is right."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        body,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def swollen(megabytes: int = 700) -> bytes:
    """Objects packed so well that unpacking them needs more memory than a parser may have."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    out = b"%PDF-1.7\n1 0 obj\n" + stream + b"\nendobj\n"
    start = len(out)
    rows = b"\0\0\0\0\0" + b"\1" + (9).to_bytes(3) + b"\0" + b"\2" + (1).to_bytes(3) + b"\0"
    table = b"<</Type/XRef/W[1 3 1]/Size 3/Root 2 0 R/Length %d>>stream\n%s\nendstream" % (len(rows), rows)
    return out + b"3 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def moving_picture() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def locked(**passwords: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(**passwords))


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    # what it is: (its name, its bytes, the code it is refused with)
    "nothing": ("a.pdf", b"", "empty"),
    "a program": ("a.pdf", b"MZ\x90\0" * 20, "type"),
    "a page of HTML": ("a.pdf", b"<html><script>alert(1)</script>", "type"),
    "an archive": ("a.pdf", archive(), "type"),
    "an archive by name": ("a.zip", archive(), "type"),
    "an SVG": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "type"),
    "a GIF": ("a.gif", picture("GIF", "P"), "type"),
    "a GIF called PNG": ("a.png", picture("GIF", "P"), "type"),
    "a TIFF called JPG": ("a.jpg", picture("TIFF"), "type"),
    "a PDF called PNG": ("a.png", pdf(), "type"),
    "a PNG called PDF": ("a.pdf", picture(), "type"),
    "a PNG called JPG": ("a.jpg", picture(), "type"),
    "a PDF without an ending": ("surat", pdf(), "type"),
    "two endings": ("a.pdf.exe", pdf(), "type"),
    "something before the PDF": ("a.pdf", b"\n" + pdf(), "type"),
    "locked to open": ("a.pdf", locked(user="x", owner="y"), "encrypted"),
    "locked to print": ("a.pdf", locked(user="", owner="y"), "encrypted"),
    "a script at opening": ("a.pdf", rooted(OpenAction=SCRIPT), "active_content"),
    "a script among the names": (
        "a.pdf",
        rooted(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
        "active_content",
    ),
    "a script behind a link": ("a.pdf", acting(S=Name.JavaScript, JS=String("x")), "active_content"),
    "a script under another spelling": (
        "a.pdf",
        written_by_hand(b"<</S/J#61vaScri#70t/J#53(app.alert\\(1\\))>>"),
        "active_content",
    ),
    "a script when a page is shown": (
        "a.pdf",
        pdf(lambda document: document.pages[0].obj.__setitem__("/AA", Dictionary(O=SCRIPT))),
        "active_content",
    ),
    "a script nobody refers to": ("a.pdf", pdf(unreferenced_script), "active_content"),
    "a script in packed objects": (
        "a.pdf",
        pdf(unreferenced_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "active_content",
    ),
    "a script after a harmless step": (
        "a.pdf",
        rooted(OpenAction=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=SCRIPT)),
        "active_content",
    ),
    "an address called at opening": (
        "a.pdf",
        rooted(OpenAction=Dictionary(S=Name.URI, URI=String("https://example.org"))),
        "active_content",
    ),
    "an address called after a step": (
        "a.pdf",
        rooted(OpenAction=Dictionary(S=Name.GoTo, Next=Dictionary(S=Name.URI, URI=String("https://example.org")))),
        "active_content",
    ),
    "a program to start": ("a.pdf", acting(S=Name.Launch, F=String("cmd.exe")), "active_content"),
    "a form that sends": ("a.pdf", acting(S=Name.SubmitForm, F=String("https://example.org")), "active_content"),
    "data to import": ("a.pdf", acting(S=Name.ImportData, F=String("a.fdf")), "active_content"),
    "a way into another file": ("a.pdf", acting(S=Name.GoToR, F=String("\\\\x\\y.pdf")), "active_content"),
    "a way into an attachment": ("a.pdf", acting(S=Name.GoToE), "active_content"),
    "a film": ("a.pdf", acting(S=Name.Rendition), "active_content"),
    "rich media": ("a.pdf", annotated(Subtype=Name.RichMedia), "active_content"),
    "a file pinned to a page": ("a.pdf", annotated(Subtype=Name.FileAttachment), "active_content"),
    "an attachment": ("a.pdf", pdf(attached), "active_content"),
    "a portfolio": ("a.pdf", rooted(Collection=Dictionary(View=Name.D)), "active_content"),
    "a dynamic form": ("a.pdf", rooted(AcroForm=Dictionary(XFA=String("<xdp/>"))), "active_content"),
    "content from elsewhere": ("a.pdf", pdf(streamed_elsewhere), "active_content"),
    "a page from another file": ("a.pdf", pdf(reference_form), "active_content"),
    "a file from elsewhere": ("a.pdf", pdf(remote_filespec), "active_content"),
    "a PDF that is also an archive": ("a.pdf", pdf() + archive(), "active_content"),
    "a JPG that is also an archive": ("a.jpg", picture("JPEG") + archive(), "active_content"),
    "a PDF with something behind it": ("a.pdf", pdf() + b"<script>", "broken"),
    "too many pages": ("a.pdf", pdf(pages=101), "too_many_pages"),
    "no pages": ("a.pdf", no_pages(), "broken"),
    "half a PDF": ("a.pdf", letter()[:3000], "broken"),
    "a PDF whose index is wrong": ("a.pdf", pdf().replace(b"startxref\n", b"startxref\n9"), "broken"),
    "only a beginning": ("a.pdf", b"%PDF-1.7\n%%EOF", "broken"),
    "pages in a circle": ("a.pdf", page_tree_that_bites_its_tail(), "broken"),
    "a script too deep to be seen": ("a.pdf", too_deep(), "broken"),
    "too long a PDF": ("a.pdf", b"%PDF-1.7" + bytes(10 * 1024 * 1024), "too_large"),
    "too long a picture": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(5 * 1024 * 1024), "too_large"),
    "half a JPG": ("a.jpg", picture("JPEG", size=(400, 400))[:9000], "broken"),
    "half a PNG": ("a.png", picture(size=(400, 400))[:9000], "broken"),
    "only the mark of a PNG": ("a.png", b"\x89PNG\r\n\x1a\n", "broken"),
    "too many pixels": ("a.png", plain_sheet(8001, 5000), "too_many_pixels"),
    "a moving picture": ("a.png", moving_picture(), "many_pictures"),
}
