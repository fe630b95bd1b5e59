"""The form in which one row of the law is changed for a trial."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpel.law.bounds import LARGEST
from simpel.law.rows import Rule
from simpel.ledger import clock
from simpel.permits.forms.applicant import Day

from . import drafts
from .rulebook import EFFECTS, PARAMETERS

YEAR = timedelta(days=365)
LONGEST = timedelta(days=366 * 10)
NUMBER = "angka_"
_TRIABLE = ("block", "warn", "ask", "note")


class DraftForm(forms.Form):
    """A row's numbers, effect and dates as they stand, to be changed; and which files to replay."""

    use_required_attribute = False

    effect = forms.ChoiceField(label=_("Akibat bila tidak terpenuhi"))
    since = Day(label=_("Mulai berlaku"), required=True)
    until = Day(label=_("Berlaku sampai"))
    first_on = Day(label=_("Berkas yang dikirim sejak"), required=True)
    last_on = Day(label=_("sampai dengan"), required=True)
    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, rule: Rule, data: Any = None, *, request_key: str = "") -> None:
        today = clock.today()
        stands = {"effect": rule.effect, "since": rule.since, "until": rule.until}
        super().__init__(
            data, initial={**stands, "first_on": today - YEAR, "last_on": today, "request_key": request_key}
        )
        self.rule = rule
        codes = dict.fromkeys([rule.effect, *_TRIABLE])
        self.fields["effect"].choices = [(code, EFFECTS[code]) for code in codes]  # type: ignore[attr-defined]
        for name, value in drafts.numbers(rule).items():
            label = str(PARAMETERS.get(name, name))
            self.fields[NUMBER + name] = forms.IntegerField(label=label, initial=value, min_value=0, max_value=LARGEST)

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The row's own numbers."""
        return [self[name] for name in self.fields if name.startswith(NUMBER)]

    def clean(self) -> dict[str, Any]:
        """Days in their order, and something changed at all."""
        found = super().clean() or self.cleaned_data
        first, last = found.get("first_on"), found.get("last_on")
        if first and last and not timedelta(0) <= last - first <= LONGEST:
            self.add_error("last_on", _("Isi tanggal sesudah yang pertama, paling lama 10 tahun kemudian."))
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", _("Tanggal ini mendahului tanggal mulainya."))
        if not self.errors and not self.changes:
            raise forms.ValidationError(_("Belum ada yang diubah. Ubah angka, akibat, atau tanggal aturan ini dahulu."))
        return found

    @property
    def changes(self) -> dict[str, Any]:
        """What the draft says instead, as plain data: only what differs from the row."""
        found = self.cleaned_data
        numbers = {
            name: found[NUMBER + name]
            for name, value in drafts.numbers(self.rule).items()
            if found.get(NUMBER + name) not in (None, value)
        }
        dates = {
            name: found[name].isoformat() if found[name] else None
            for name in drafts.DATES
            if name in found and found[name] != getattr(self.rule, name)
        }
        effect = {"effect": found["effect"]} if found.get("effect") not in (None, self.rule.effect) else {}
        return {**numbers, **effect, **dates}
