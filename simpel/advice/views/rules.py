"""Rules in force: public, made from the pack in force, on any day past or to come."""

import csv
import io
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from simpel.law.bounds import FIRST_DAY, LAST_DAY
from simpel.ledger import clock
from simpel.people.wording import language
from simpel.permits.forms.choices import names
from simpel.ui.inputs import DateInput

from .. import access, rulebook


class BookForm(forms.Form):
    """Which day, which kind of activity, which words. What cannot be read is left out, never an error page."""

    tanggal = forms.DateField(label=_("Hukum pada tanggal"), required=False, widget=DateInput)
    kegiatan = forms.ChoiceField(label=_("Jenis kegiatan"), required=False)
    cari = forms.CharField(
        label=_("Cari kata"), required=False, max_length=80, widget=forms.TextInput({"type": "search"})
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["kegiatan"].choices = names(settings.PACK.activities, empty=_("Semua"))  # type: ignore[attr-defined]

    def clean_tanggal(self) -> date | None:
        """A day of the years that law speaks about."""
        day: date | None = self.cleaned_data["tanggal"]
        if day and not FIRST_DAY <= day < LAST_DAY:
            raise forms.ValidationError(_("Periksa tahunnya."))
        return day


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The book of a day."""
    form = BookForm(request.GET or {})
    form.is_valid()
    today = clock.today()
    asked = form.cleaned_data
    on = asked.get("tanggal") or today
    book = rulebook.book(settings.PACK, on, activity=asked.get("kegiatan", ""), words=asked.get("cari", ""))
    wanted = request.GET.get("bentuk", "")
    if wanted == "json":
        return _json(book)
    if wanted == "csv":
        return _csv(book)
    query = request.GET.copy()
    query.pop("bentuk", None)
    context = {
        "form": form, "book": book, "today": today, "pack": settings.PACK, "query": query.urlencode(),
        "may_try": access.may_try(request.user),
    }  # fmt: skip
    return render(request, "advice/rules.html", context)


@login_not_required
@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: what it asks, of whom, since when, on whose word, and what came before and after it."""
    form = BookForm(request.GET or {})
    form.is_valid()
    on = form.cleaned_data.get("tanggal") or clock.today()
    entry = rulebook.entry(settings.PACK, rule_id, on)
    if entry is None:
        raise Http404
    return render(request, "advice/rule.html", {"entry": entry, "on": on, "may_try": access.may_try(request.user)})


def _json(book: rulebook.Book) -> JsonResponse:
    pack = settings.PACK
    content = {
        "pack": pack.id,
        "version": pack.version,
        "on": book.on.isoformat(),
        "language": language(),
        "rules": [entry.as_json() for entry in book.entries],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _csv(book: rulebook.Book) -> HttpResponse:
    out = io.StringIO()
    columns = ("id", "title", "effect", "overrule", "confidence", "since", "until", "cite", "note")
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    for entry in book.entries:
        row = entry.as_json()
        writer.writerow({**row, "cite": "; ".join(row["cite"])})
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="aturan-{book.on.isoformat()}.csv"'
    return response
