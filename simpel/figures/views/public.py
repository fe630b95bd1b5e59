"""Figures for everybody: quarters that are closed, frozen and safe."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simpel.permits.forms.choices import country_name, named

from .. import charts, quarters
from ..forms import activity_name
from ..models import Publication
from ..panels import MOST, Head, Panel
from ..safety import ENOUGH, REST

_SLUGS = {"country": "negara", "kind": "jenis-lembaga", "activity": "kegiatan"}


@login_not_required
@require_safe
def public(request: HttpRequest, quarter: str = "") -> HttpResponse:
    """Angka untuk umum: one quarter, the latest unless another is asked for."""
    known = quarters.published()
    chosen = next((one for one in known if quarters.slug(one) == quarter), None)
    if quarter and chosen is None:
        raise Http404
    chosen = chosen or (known[0] if known else None)
    context = {
        "chosen": chosen,
        "quarters": [(quarters.slug(one), quarters.name(one), one == chosen) for one in known],
        "title": quarters.name(chosen) if chosen else "",
        "panels": [_time(known), *_panels(chosen.content)] if chosen else [],
        "enough": ENOUGH,
    }
    return render(request, "figures/public.html", context)


def _time(known: list[Publication]) -> Panel:
    rows = [(quarters.slug(one), quarters.name(one), one.content) for one in reversed(known)]
    return Panel(
        "triwulan", _("Perjalanan per triwulan"), "",
        [Head(_("Triwulan"), "text"), Head(_("Banyak perjalanan")), Head(_("Orang"))],
        [[name, content["trips"], content["travellers"]] for _key, name, content in rows], [],
        "columns", charts.columns([(key, content["trips"], None) for key, _name, content in rows]),
    )  # fmt: skip


def _panels(content: dict[str, Any]) -> list[Panel]:
    titles = {"country": _("Per negara"), "kind": _("Per jenis lembaga"), "activity": _("Per jenis kegiatan")}
    heads = {"country": _("Negara"), "kind": _("Jenis lembaga"), "activity": _("Jenis kegiatan")}
    foot = [_("Seluruhnya"), content["trips"], content["travellers"]]
    return [
        Panel(
            _SLUGS[name], title, "", [Head(heads[name], "text"), Head(_("Banyak perjalanan")), Head(_("Orang"))],
            [[_word(name, code), trips, travellers] for code, trips, travellers in content[name]], foot,
            "bars", charts.bars(_drawn(name, content[name])),
        )
        for name, title in titles.items()
        if any(code != REST for code, *_sums in content[name])  # else there is nothing to tell apart
    ]  # fmt: skip


def _drawn(name: str, rows: list[Any]) -> list[tuple[str, float]]:
    """What the picture shows: the largest groups; what is not broken down stands in the table only."""
    return [(_word(name, code), trips) for code, trips, _travellers in rows if code != REST][:MOST]


def _word(dimension: str, code: str) -> str:
    if code == REST:
        return _("Tidak dirinci")
    if dimension == "country":
        return country_name(code)
    if dimension == "activity":
        return activity_name(code)
    kinds = settings.PACK.institution_kinds
    return named(kinds[code]) if code in kinds else code
