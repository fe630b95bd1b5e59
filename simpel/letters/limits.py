"""How often one network may ask. Slows down whoever tries codes; when nothing can be counted, nothing is answered."""

import ipaddress
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

CODES_A_MINUTE, FILES_A_MINUTE, MATCHES_AN_HOUR = 30, 20, 10


def too_many(purpose: str, who: str, *, limit: int, seconds: int) -> int:
    """Count one more; seconds to wait when that was one too many, else 0."""
    window = int(time()) // seconds
    key = f"letters:{purpose}:{who}:{window}"
    cache.add(key, 0, seconds + 1)
    if cache.incr(key) <= limit:
        return 0
    return seconds - int(time()) % seconds


def network(request: HttpRequest) -> str:
    """Whom to count: an IPv4 address, or an office's /56 in IPv6. Proxy headers count only from our own."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network(f"{known}/56", strict=False))
