"""Photographs and scans: one picture, of a size that can be shown, complete to its last line."""

import io
import zlib

from PIL import Image, ImageFile, ImageOps

from simpel.documents.reading.findings import Refused

MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG")

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
        picture.thumbnail((width * 2, width * 2))  # before it is turned: forty megapixels are not copied twice
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((width, width * 3))
        return png(upright)


def text(data: bytes) -> list[str]:
    """A picture has no text that could be read without guessing."""
    return [""]


def blank(form: str) -> bytes:
    """A small empty picture."""
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, form)
    return out.getvalue()


def png(picture: Image.Image) -> bytes:
    """A picture as a small PNG of nothing but pixels."""
    out = io.BytesIO()
    plain = picture.convert("L" if picture.mode in {"1", "L", "LA", "I", "I;16"} else "RGB")
    plain.info.clear()
    plain.save(out, "PNG", compress_level=zlib.Z_BEST_SPEED + 3)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("too_many_pixels", megapixels=picture.width * picture.height // 1_000_000, most=40)
    if getattr(picture, "n_frames", 1) != 1:
        raise Refused("many_pictures")
    return picture
