"""Photographs and scans: one picture, of a size that can be shown, complete to its last line."""

import io

from PIL import ExifTags, Image, ImageFile, ImageOps

from simpel.documents.reading.findings import Refused

MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG")

Image.init()  # every format's code now: Pillow loads late, and a bound child can open no file
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # our own limit is asked first, and refuses instead of warning


def inspect(data: bytes) -> dict[str, int]:
    """Refuse what is no single whole picture; count it as one page."""
    with _opened(data) as picture:
        picture.load()
    return {"pages": 1}


def page(data: bytes, *, number: int, width: int) -> bytes:
    """The picture made anew, upright and without what the camera wrote beside it."""
    if number != 1:
        raise Refused("no_such_page", number=number)
    with _opened(data) as picture:
        picture.draft("RGB", (width * 2, width * 2))
        # Made small before it is turned, so that forty megapixels are not copied; in one step, as 16 bits need it.
        picture.thumbnail((width * 3, width * 3), reducing_gap=None)
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((width, width * 3))
        return png(upright)


def text(data: bytes) -> list[str]:
    """A picture has no text that could be read without guessing."""
    return [""]


def blank(form: str) -> bytes:
    """A small empty picture, with what a camera writes beside it."""
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, form, exif=_exif())
    return out.getvalue()


def png(picture: Image.Image) -> bytes:
    """A picture as a small PNG of nothing but pixels."""
    out = io.BytesIO()
    plain = _on_white(picture)
    plain.info.clear()
    plain.save(out, "PNG", compress_level=3)  # as small as 6 on real pages, and faster
    return out.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "SIMPEL"
    return exif


def _on_white(picture: Image.Image) -> Image.Image:
    """Grey or colour of eight bits; what was transparent shows the paper."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return picture.convert("L" if picture.mode in {"1", "L"} else "RGB")


def _opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("too_many_pixels", megapixels=picture.width * picture.height // 1_000_000, most=40)
    if getattr(picture, "n_frames", 1) != 1:
        raise Refused("many_pictures")
    return picture
