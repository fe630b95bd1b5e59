"""Headers every answer carries beside those of Django and the content policy."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Every powerful feature of a browser, refused; the camera waits until a page needs it.
REFUSED = """
accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen geolocation gyroscope
magnetometer microphone midi payment picture-in-picture screen-wake-lock serial usb xr-spatial-tracking
"""
PERMISSIONS = ", ".join(f"{feature}=()" for feature in REFUSED.split())


class PrivatePagesMiddleware:
    """What a signed-in person sees is kept in no cache: neither the browser's nor one on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.user.is_authenticated or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers["Cache-Control"] = "no-store, private"
        return response
