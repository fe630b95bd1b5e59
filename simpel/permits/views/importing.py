"""A delegation out of a spreadsheet: choose the file, look at every cell, mend what is wrong, then confirm."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from simpel.law.workflow import Refused
from simpel.people.requests import signed_in
from simpel.permits import access, importing, sheets, words
from simpel.permits.models import Application

from .steps import closed

MENDED = "sel-"  # before the names of cells that are typed anew


@login_required
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An empty table to fill in."""
    answer = HttpResponse(importing.template(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="delegasi.csv"'
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def import_people(request: HttpRequest, reference: str) -> HttpResponse:
    """The table is looked at as often as wanted; people join the list only by the last button."""
    application = access.get(signed_in(request), reference)
    if request.method == "GET":
        return closed(request, application) or _page(request, application)
    try:
        shown = _read(request, application)
    except sheets.NotTable as problem:
        return _page(request, application, status=422, problem=_explain(problem))
    if request.POST.get("aksi") != "tambahkan":
        return _page(request, application, preview=shown, status=422 if shown.bad else 200)
    return _take(request, application, shown)


def _take(request: HttpRequest, application: Application, shown: importing.Preview) -> HttpResponse:
    if not shown.good:
        return _page(request, application, preview=shown, status=422)
    try:
        taken = importing.take(application, by=signed_in(request), entries=shown.good)
    except Refused as refusal:
        return _page(request, application, preview=shown, status=409, problem=words.say(refusal))
    said = ngettext("%(n)s orang ditambahkan.", "%(n)s orang ditambahkan.", taken) % {"n": taken}
    if shown.bad:
        left = ngettext("%(n)s baris ditinggalkan.", "%(n)s baris ditinggalkan.", len(shown.bad))
        said = f"{said} {left % {'n': len(shown.bad)}}"
    messages.success(request, said)
    return redirect(reverse("permits:participants", args=[application.reference]) + "#daftar")


def _read(request: HttpRequest, application: Application) -> importing.Preview:
    """The table just chosen, or the one that the page carried along with what was mended there."""
    upload = request.FILES.get("tabel")
    if upload:
        if (upload.size or 0) > sheets.MOST_BYTES:
            raise sheets.NotTable("too_large", megabytes=sheets.MOST_BYTES // 2**20)
        return importing.preview(application, sheets.read(upload.read()))
    if "isi" not in request.POST:
        raise sheets.NotTable("no_file")
    mended = {key.removeprefix(MENDED): request.POST[key] for key in request.POST if key.startswith(MENDED)}
    return importing.again(application, request.POST["isi"], mended)


def _page(request: HttpRequest, application: Application, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"application": application, "columns": importing.COLUMNS, "most": sheets.MOST_ROWS, **more}
    return render(request, "permits/form/import.html", context, status=status)


def _explain(problem: sheets.NotTable) -> str:
    """Why a file is no table, and what to do about it."""
    return _SENTENCES[problem.code]() % problem.values


_SENTENCES = {
    "no_file": lambda: _("Pilih berkas tabel dahulu."),
    "empty": lambda: _("Tabel ini kosong. Isi paling sedikit satu baris di bawah judul kolom."),
    "too_large": lambda: _("Tabel ini terlalu besar; batasnya %(megabytes)s MB."),
    "too_many_rows": lambda: _("Tabel ini terlalu panjang; paling banyak %(rows)s orang sekaligus."),
    "old_excel": lambda: _("Ini format Excel lama (.xls). Simpan sebagai .xlsx atau .csv, lalu unggah lagi."),
    "broken": lambda: _("Tabel ini tidak dapat dibaca. Simpan lagi sebagai .xlsx atau .csv, lalu unggah."),
    "not_text": lambda: _("Berkas ini bukan tabel. Unggah .csv atau .xlsx."),
    "no_names": lambda: _("Tidak ada kolom Nama lengkap di baris pertama. Pakai judul kolom dari contoh tabel."),
}
