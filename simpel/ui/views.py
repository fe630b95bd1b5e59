"""Two choices anyone may make on any page: language and theme. Kept in a cookie, and in the account when signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from simpel.ui import appearance, language


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on."""
    chosen = request.POST.get("ke", "")
    if not language.known(chosen):
        raise Http404
    return _kept(request, "language", language.COOKIE, chosen)


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Show pages light, dark, or as the device does."""
    chosen = request.POST.get("ke", "")
    if chosen not in appearance.THEMES:
        raise Http404
    return _kept(request, "theme", appearance.COOKIE, chosen)


def _kept(request: HttpRequest, preference: str, cookie: str, chosen: str) -> HttpResponse:
    if request.user.is_authenticated:
        setattr(request.user, preference, chosen)
        request.user.save(update_fields=[preference])
    response = redirect(_way_back(request))
    language.remember(response, cookie, chosen)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page the choice was made on; never an address outside this site."""
    wanted = request.POST.get("kembali") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else "/"
