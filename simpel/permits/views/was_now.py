"""What changed, as rows people read: what it is called, whose it is, as it was and as it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from simpel.people.models import Person

from .. import amendments
from ..difference import STOP, Change
from ..forms.choices import country_name, language, named
from ..forms.questions import label_of
from ..models import Activity, AdInterimRequest, Application, Participant
from ..queries import FileView
from ..submissions import changes_since_return

MODELS: dict[str, tuple[type[Any], ...]] = {
    "form": (Application,), "activity": (Activity,), "participant": (Participant, Person),
    "ad_interim": (AdInterimRequest,),
}  # fmt: skip
LISTS = {  # fields whose values are codes of the pack
    "cluster": "clusters", "activity_type": "activities", "payers": "payers", "golongan": "golongan",
}  # fmt: skip


COLUMNS = {  # of what differs as a whole row
    "leg": STOP, "cost": ("payers", "amount", "currency", "note"), "rate": ("amount", "reason"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of a difference. `kind` is added, removed or changed."""

    label: str
    who: str
    before: str
    after: str
    kind: str


def rows(changes: Iterable[Change]) -> list[Row]:
    """The changes in words, in their order."""
    return [_row(change) for change in changes]


def rows_of(application: Application) -> list[Row]:
    """What an amendment changes about the file it amends; nothing for a new application."""
    return rows(amendments.changes(application))


def rows_since_return(view: FileView) -> list[Row] | None:
    """What changed since the file last came back; None when it never did, an empty list when nothing did."""
    found = changes_since_return(view.application, returned_at=view.returned_at)
    return None if found is None else rows(found)


def _row(change: Change) -> Row:
    if change.part == "document":
        document = settings.PACK.documents.get(change.name)
        name = document.name(language()) if document else change.name
        before, after = (_("ada") if change.before else "", _("dokumen baru") if change.after else _("dikeluarkan"))
        return Row(name, change.who, before, after, change.kind)
    if change.name == "person":
        return Row(_("Peserta"), "", str(change.before or ""), str(change.after or ""), change.kind)
    if change.part in ("leg", "cost", "rate"):
        return _row_of_a_list(change)
    before, after = _said(change.name, change.before), _said(change.name, change.after)
    return Row(_label(change), change.who, before, after, change.kind)


def _row_of_a_list(change: Change) -> Row:
    """A stop, a cell of the grid or a rate by hand: all its columns in one line."""
    label = _("Persinggahan")
    if change.part == "rate":
        label = _("Tarif harian %(country)s") % {"country": country_name(change.name)}
    if change.part == "cost":
        listed = settings.PACK.listed("cost_items").get(change.name)
        label = named(listed) if listed else change.name
    before, after = (_line(change.part, side) for side in (change.before, change.after))
    return Row(label, change.who, before, after, change.kind)


def _line(part: str, values: tuple[Any, ...] | None) -> str:
    """What is filled in of a row, parted by commas."""
    said = (_said(name, value) for name, value in zip(COLUMNS[part], values or (), strict=False))
    return ", ".join(text for text in said if text)


def _label(change: Change) -> str:
    """The field as its form calls it."""
    if change.part == "budget_line":
        return _("Pos anggaran")
    fields = [field for model in MODELS[change.part] for field in model._meta.concrete_fields]
    usual = next((field.verbose_name for field in fields if field.name == change.name), "")
    label = label_of(change.name, usual) if change.part == "form" else str(usual or change.name)
    return label[:1].upper() + label[1:]


def _said(name: str, value: Any) -> str:
    """A value as text in the page's language."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(_said(name, item) for item in value)
    if isinstance(value, int | Decimal):
        return _number(value)
    if name == "country":
        return country_name(str(value))
    listed = _list_of(name).get(str(value))
    return named(listed) if listed else str(value)


def _number(value: int | Decimal) -> str:
    """With marks for the thousands; no decimals where there are none."""
    whole = value if value % 1 else int(value)
    return str(number_format(whole, use_l10n=True, force_grouping=True))


def _list_of(name: str) -> Mapping[str, Any]:
    """The pack's list whose codes a field holds; nothing for a field that is free."""
    if name == "role":
        return settings.PACK.listed("role")
    found: Mapping[str, Any] = getattr(settings.PACK, LISTS[name]) if name in LISTS else {}
    return found
