"""Which calendar somebody wants an address for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpel.people.models import User

from .. import feeds
from ..models import CalendarFeed
from .choices import countries, language

Kind = CalendarFeed.Kind


class FeedForm(forms.Form):
    """The kind; for visits to a country, which one. Only desks of the office are offered those."""

    kind = forms.ChoiceField(label=_("Kalender"))
    country = forms.ChoiceField(label=_("Negara"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = feeds.at_office(user)
        kinds = [(kind.value, kind.label) for kind in Kind if office or kind != Kind.COUNTRY]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if office:
            self.fields["country"].choices = [("", "–"), *countries(language())]  # type: ignore[attr-defined]
            self.fields["country"].help_text = _("Hanya untuk kalender kunjungan.")
        else:
            del self.fields["country"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Kind.COUNTRY and not data.get("country") and "country" not in self.errors:
            self.add_error("country", _("Pilih negaranya."))
        if data.get("kind") != Kind.COUNTRY:
            data["country"] = ""
        return data
