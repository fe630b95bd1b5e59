"""What changed since the last return, field by field, in the words of the form."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from simpel.people.models import Person

from ..difference import Change
from ..forms.choices import country_name, language, named
from ..forms.questions import label_of
from ..models import Activity, Application, Participant
from ..queries import FileView
from ..submissions import changes_since_return

LISTS = {"cluster": "clusters", "activity_type": "activities", "payers": "payers", "golongan": "golongan"}
MODELS = {"form": (Application,), "activity": (Activity,), "participant": (Participant, Person)}


@dataclass(frozen=True)
class Changed:
    """One row: what it is, what stood there, what stands there now."""

    label: str
    before: str
    after: str
    kind: str


def changes_of(view: FileView) -> list[Changed] | None:
    """None when the file never came back; an empty list when nothing changed since."""
    found = changes_since_return(view.application, returned_at=view.returned_at)
    return None if found is None else [changed(view.application, change) for change in found]


def changed(application: Application, change: Change) -> Changed:
    """One difference in words."""
    label = _label(application, change)
    if change.who and change.part != "document" and change.name != "person":
        label = f"{label}, {change.who}"
    return Changed(label, _text(change, change.before), _text(change, change.after), change.kind)


def _label(application: Application, change: Change) -> str:
    if change.part == "document":
        document = settings.PACK.documents.get(change.name)
        name = document.name(language()) if document else change.name
        return f"{name}, {change.who}" if change.who else name
    if change.name == "person":
        return _("Peserta")
    fields = [field for model in MODELS[change.part] for field in model._meta.concrete_fields]
    usual = next((str(field.verbose_name) for field in fields if field.name == change.name), "")
    label = label_of(change.name, usual)
    return label[:1].upper() + label[1:]


def _text(change: Change, value: Any) -> str:
    """A value as the form shows it. A document is its coming and going: its fingerprint says nothing to people."""
    if value in (None, "", [], {}):
        return ""
    if change.part == "document":
        return _("berkas ini")
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, list):
        return ", ".join(_text(change, one) for one in value)
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one not in (None, ""))
    return _word(change.name, str(value))


def _word(name: str, value: str) -> str:
    if name == "country":
        return country_name(value)
    if name in LISTS:
        row = getattr(settings.PACK, LISTS[name]).get(value)
        return named(row) if row else value
    if name.endswith("_on"):
        try:
            return date_format(date.fromisoformat(value), "j F Y")
        except ValueError:
            return value
    return value
