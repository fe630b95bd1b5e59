"""What every page knows about its reader: who, at which desk, where to go. Only pages that exist are offered."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from simpel.ledger import clock
from simpel.ui.appearance import theme_for

from .desks import appointments
from .models import Appointment, User

FILE_SCOPES = {"unit", "channel", "office"}
REGISTER_SCOPES = {"unit", "channel"}


@dataclass(frozen=True)
class Link:
    """An entry of a menu; `here` on the page it leads to and on those below it."""

    url: str
    label: str
    here: bool = False


def me(request: HttpRequest) -> dict[str, object]:
    """The context processor: me, role_line, nav, law, foot, theme."""
    user = getattr(request, "user", None)
    known = user if isinstance(user, User) else None
    return {
        "me": known,
        "role_line": role_line(known) if known else "",
        "nav": _links(request, _menu(known)),
        "law": _links(request, _LAW),  # for people at work: in the account's menu, beside their own pages
        "foot": {
            "services": _links(request, [("portal:home", _("Beranda")), *_PUBLIC]),
            "openness": _links(request, [("portal:about", _("Tentang SIMPEL")), _PUBLIC_FIGURES]),
        },
        "theme": theme_for(request),
    }


def role_line(user: User) -> str:
    """What stands under the name: the desk of today, "Plh." before it when acting, and the body it belongs to."""
    held = appointments(user, clock.today())
    if not held:
        return str(_("Pelaku perjalanan"))
    first = describe(next((one for one in held if one.acting), held[0]), whom=False)
    return first if len(held) == 1 else f"{first} +{len(held) - 1}"


def describe(appointment: Appointment, *, whom: bool = True) -> str:
    """An appointment in words: Plh. Kepala Biro, untuk Rahma Anindita; Focal point · Kementerian Perdagangan."""
    desk = settings.PACK.workflow.desks[appointment.desk]
    name = desk.name((get_language() or "id").split("-")[0])
    acting = f"{appointment.get_acting_display()} " if appointment.acting else ""
    body = appointment.unit or appointment.institution
    holder = f", {_('untuk')} {appointment.deputises.user.name}" if whom and appointment.deputises else ""
    where = f" · {body}" if body and desk.scope in REGISTER_SCOPES else ""
    return f"{acting}{name}{where}{holder}"


def is_known(appointment: Appointment) -> bool:
    """Whether the pack in force still has this desk."""
    return appointment.desk in settings.PACK.workflow.desks


_CHECK = ("letters:check", _("Periksa surat"))
_LAW: list[tuple[str, Promise | str]] = [("advice:check", _("Cek dulu")), ("advice:rules", _("Aturan"))]
_PUBLIC: list[tuple[str, Promise | str]] = [_LAW[0], _CHECK, _LAW[1]]
_PUBLIC_FIGURES = ("figures:public", _("Angka"))


def _menu(user: User | None) -> list[tuple[str, Promise | str]]:
    if user is None:
        return [("portal:home", _("Beranda")), *_PUBLIC, _PUBLIC_FIGURES]
    desks = {held.desk for held in appointments(user, clock.today())}
    scopes = {settings.PACK.workflow.desks[desk].scope for desk in desks}
    menu = [("permits:desk", _("Meja saya"))]
    if scopes & FILE_SCOPES:
        menu += [("permits:list", _("Permohonan"))]
    menu += [("permits:reports", _("Laporan"))]
    if "channel" in scopes:
        menu += [("permits:budget", _("Anggaran"))]
    if scopes & REGISTER_SCOPES:
        menu += [("people:people", _("Orang"))]
    if "none" in scopes:
        menu += [("people:accounts", _("Akun"))]
    if scopes & {"office", "none"}:
        menu += [("people:deputies", _("Pengganti"))]
    if scopes & REGISTER_SCOPES or desks & set(settings.PACK.manifest.whereabouts.duty):
        menu += [("whereabouts:abroad", _("Di luar negeri"))]
    if scopes & FILE_SCOPES:
        menu += [("figures:figures", _("Angka"))]
    if not desks:
        menu += [("whereabouts:mine", _("Siapa melihat saya"))]
    return [*menu, _CHECK]


def _links(request: HttpRequest, wanted: list[tuple[str, Promise | str]]) -> list[Link]:
    """The entries whose pages this installation has."""
    links = []
    for name, label in wanted:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        here = request.path == url if url == "/" else request.path.startswith(url)
        links.append(Link(url, str(label), here))
    return links
