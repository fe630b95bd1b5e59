"""/akun/pemberitahuan/: when mail may come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpel.people.requests import signed_in

from . import preferences
from .forms import PreferenceForm
from .kinds import urgent_headings


@require_http_methods(["GET", "POST"])
def preference(request: HttpRequest) -> HttpResponse:
    """What I chose about my mail; POST changes it."""
    user = signed_in(request)
    wish = preferences.wishes([user.pk]).get(user.pk, preferences.PLAIN)
    form = PreferenceForm(request.POST or None, initial=wish._asdict())
    status = 200
    if request.method == "POST":
        if form.is_valid():
            preferences.choose(user, form.wish())
            messages.success(request, _("Pilihan Anda tersimpan, juga untuk surel yang sedang menunggu."))
            return redirect("notices:preference")
        status = 422
    return render(request, "notices/preference.html", {"form": form, "urgent": urgent_headings()}, status=status)
