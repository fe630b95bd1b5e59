"""QR codes: drawing the one on a letter, reading those on any picture. Pure."""

import io

import segno
import zxingcpp
from PIL import Image

_QR = zxingcpp.barcode_formats_from_str("QRCode")


def drawn(text: str) -> str:
    """The text as an SVG; error level M, no margin of its own (the page around it is white).

    The mask is fixed: choosing the best of eight took longer than drawing the whole letter, and a signed token is
    random enough for any. That it can be read is checked on the finished page.
    """
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=4)
    code.save(out, kind="svg", border=0, dark="#10211f", xmldecl=False)
    return out.getvalue().decode()


def read(picture: Image.Image) -> list[str]:
    """What the QR codes on a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=_QR)]
