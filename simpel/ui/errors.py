"""Error pages: what happened, why, one way on. They need neither database nor account: nothing fails twice."""

import secrets
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from simpel.ui.appearance import theme_of

log = structlog.get_logger("simpel.errors")
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_reference() -> str:
    """A number the reader can tell the helpdesk, and the helpdesk can find in the log: E-7QX4-19."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"E-{signs[:4]}-{signs[4:]}"


def page(request: HttpRequest, status: int, *, title: str, text: str, reference: str = "", **more: Any) -> HttpResponse:
    """An error page. Nothing on it depends on the address asked for."""
    words = {"status": status, "title": title, "text": text, "reference": reference, "theme": theme_of(request), **more}
    return HttpResponse(render_to_string("ui/error.html", words), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; a body over the limit is 413, with its own words."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(
        request,
        400,
        title=_("Permintaan ini tidak dapat kami baca."),
        text=_("Alamat atau isiannya tidak lengkap. Kembali ke halaman sebelumnya, muat ulang, lalu coba sekali lagi."),
        reference=_logged(request, 400),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return page(
        request,
        403,
        title=_("Tindakan ini tidak dibuka untuk akun Anda."),
        text=_("Bila menurut Anda seharusnya bisa, minta administrator lembaga Anda memeriksa penunjukan meja Anda."),
        reference=_logged(request, 403),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the form guard: the page was open for too long, or cookies are switched off."""
    return page(
        request,
        403,
        title=_("Halaman ini terbuka terlalu lama."),
        text=_(
            "Untuk keamanan, isian tidak dikirim. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi. "
            "Pastikan cookie tidak dimatikan."
        ),
        reference=_logged(request, 403),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same bytes for what is not there and for what this person may not see, so that nothing is learned."""
    return page(
        request,
        404,
        title=_("Halaman ini tidak ditemukan."),
        text=_("Mungkin alamatnya keliru, sudah dipindahkan, atau tidak dibuka untuk akun Anda."),
    )


def conflict(request: HttpRequest, *, title: str = "", text: str = "", back: str = "/") -> HttpResponse:
    """409 for pages that have no better place to say it."""
    return page(
        request,
        409,
        title=title or _("Keadaannya sudah berubah."),
        text=text
        or _("Orang lain mengubahnya saat halaman Anda terbuka. Muat keadaan terbaru, lalu ulangi bila perlu."),
        back=back,
    )


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413."""
    return page(
        request,
        413,
        title=_("Kiriman ini terlalu besar."),
        text=_("Satu PDF paling besar 10 MB dan satu gambar 5 MB. Kecilkan berkasnya, lalu unggah lagi satu per satu."),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """429."""
    response = page(
        request,
        429,
        title=_("Terlalu banyak permintaan dalam waktu singkat."),
        text=_("Tunggu satu menit, lalu coba lagi. Tidak ada yang hilang."),
    )
    response.headers["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, said so, with a number to look up. Never any detail."""
    return page(
        request,
        500,
        title=_("Halaman ini gagal dibuka, dan itu salah kami."),
        text=_("Yang sudah tersimpan tetap aman. Coba lagi; bila tetap gagal, sebutkan nomor ini kepada petugas."),
        reference=_logged(request, 500),
        retry=True,
    )


def _logged(request: HttpRequest, status: int) -> str:
    """Record the refusal under a new number: address path only, no query, no person."""
    reference = new_reference()
    log.warning("refused", reference=reference, status=status, method=request.method, path=request.path)
    return reference
