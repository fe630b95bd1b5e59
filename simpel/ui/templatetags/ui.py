"""The tags every template may use without loading: icons, status, fields, dates, money, the pack's words."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Widget
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from simpel.ui import writing

register = template.Library()
ICONS = Path(__file__).resolve().parent.parent / "icons"


@lru_cache(maxsize=256)
def _shape(name: str) -> str:
    """What is drawn inside an icon's <svg>. A name outside the set is a mistake in a template, said at once."""
    drawing = (ICONS / f"{name}.svg").read_text()
    return drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")].strip()


@register.simple_tag
def icon(name: str, said: str = "") -> SafeString:
    """{% icon "check-circle-fill" %}; with words ({% icon "clock" "Menunggu" %}) only where no text is beside it."""
    if said:
        opening = format_html('<svg class="i" viewBox="0 0 16 16" role="img" aria-label="{}">', said)
    else:
        opening = mark_safe('<svg class="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">')
    return mark_safe(f"{opening}{_shape(name)}</svg>")  # noqa: S308  (our own files)


@register.inclusion_tag("ui/_status.html")
def status(kind: str, picture: str, text: str, bare: bool = False) -> dict[str, Any]:
    """{% status "ok" "check-circle-fill" "Lengkap" %}: icon, word and colour, always the three."""
    return {"kind": kind, "picture": picture, "text": text, "bare": bare}


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, hint: str | None = None, label: str = "", **attributes: Any) -> dict[str, Any]:
    """{% field form.name %}: label, control, help, errors; hint="" hides the help, the rest become attributes."""
    shown = {key.replace("_", "-"): value for key, value in attributes.items() if value not in (None, False)}
    help_text = bound.help_text if hint is None else hint
    bound.help_text = help_text  # or Django ties the control to a help that is not shown
    described = [f"{bound.auto_id}_help"] * bool(help_text) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    if described:
        shown["aria-describedby"] = " ".join(described)
    if bound.errors:
        shown["aria-invalid"] = "true"
    widget = bound.field.widget
    shown["class"] = " ".join(filter(None, [widget.attrs.get("class"), shown.get("class"), _look(widget)]))
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=shown),
        "label": label or bound.label,
        "help_text": help_text,
        "kind": _kind(widget),
    }


def _kind(widget: Widget) -> str:
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "choices"
    return "check" if isinstance(widget, CheckboxInput) else "plain"


def _look(widget: Widget) -> str:
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple, CheckboxInput)):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


def _word(thing: Any, name: str) -> str:
    """A word of the pack in the reader's language; nothing for nothing."""
    said: Callable[[str], str] | str = getattr(thing, name, "")
    return said(_language()) if callable(said) else str(said)


def _language() -> str:
    return (get_language() or "id").split("-")[0]


@register.filter
def label(thing: Any) -> str:
    """{{ state|label }}: the pack's label of a state, step or reason."""
    return _word(thing, "label")


@register.filter
def title_of(thing: Any) -> str:
    """{{ rule|title_of }}."""
    return _word(thing, "title")


@register.filter
def name_of(thing: Any) -> str:
    """{{ desk|name_of }}: the pack's name of a desk, an activity, a document."""
    return _word(thing, "name")


@register.filter
def text_of(thing: Any) -> str:
    """{{ finding|text_of }}: what a finding says."""
    return _word(thing, "text")


@register.filter
def day(value: date | None) -> str:
    """{{ d|day }}: 15 Sep 2026, for attributes and running text."""
    return writing.day(value) if value else ""


@register.filter
def long_day(value: date | None) -> str:
    """{{ d|long_day }}: Selasa, 15 September 2026."""
    return writing.long_day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """{{ t|moment }}: 15 Sep 2026 pukul 10.42."""
    return writing.moment(value) if value else ""


@register.filter
def span(first: date | None, last: date | None) -> str:
    """{{ a|span:b }}: 14–16 Mei 2026."""
    if first and last:
        return writing.span(first, last)
    return day(first or last)


@register.filter
def usd(amount: Decimal | int | None) -> str:
    """{{ n|usd }}: US$8.020."""
    return writing.usd(amount) if amount is not None else ""


@register.filter
def own_money(amount: Decimal | int | None) -> str:
    """{{ n|own_money }}: Rp12.500.000."""
    return writing.own_money(amount) if amount is not None else ""


@register.filter
def asked_as(usual: Any, name: str) -> str:
    """{{ words|asked_as:"employee_no" }}: what the pack calls a question; without a word of it, as given."""
    return settings.PACK.question(name, _language()).label or str(usual)


@register.simple_tag
def when(value: date | datetime | None, style: str = "day") -> SafeString:
    """{% when d %}, {% when t "moment" %}, {% when d "long_day" %}: a <time> that screen readers speak in full."""
    if value is None:
        return mark_safe("")
    words: dict[str, Callable[[Any], str]] = {"day": day, "long_day": long_day, "moment": moment}
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words[style](value))


@register.filter
def initials(name: str) -> str:
    """{{ user.name|initials }}: two letters for the round mark beside a name; titles such as Dr. do not count."""
    words = [word for word in str(name).split(",")[0].split() if not word.endswith(".")] or str(name).split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
