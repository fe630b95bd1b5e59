"""How people get in: accounts are given, never taken; unknown and known addresses are answered alike."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import sessions
from .models import User


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Named by settings.ACCOUNT_ADAPTER."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Akun ini sedang tidak aktif. Hubungi administrator lembaga Anda."),
        "email_password_mismatch": _("Alamat surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan masuk. Tunggu 15 menit, lalu coba lagi."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "incorrect_code": _("Kode tidak cocok. Kode berganti setiap 30 detik: pakai yang terbaru."),
        "enter_current_password": _("Isi kata sandi Anda yang sekarang."),
        "invalid_password_reset": _("Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        sessions.begin(request, user.pk)
        response: HttpResponse = super().post_login(request, user, **more)
        return response

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **more: Any
    ) -> None:
        """Signing in and out need no message: the page itself shows it."""
        if message_template in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            return
        super().add_message(request, level, message_template, *args, **more)
