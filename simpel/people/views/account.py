"""/akun/: who I am here, at which desks, where I am signed in."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from simpel.ledger import clock
from simpel.people import context, sessions
from simpel.people.forms import ProfileForm
from simpel.people.models import Appointment, User
from simpel.people.requests import signed_in


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """My page; POST saves name and language."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST":
        if form.is_valid():
            form.save()
            messages.success(request, _("Profil Anda tersimpan."))
            return redirect("people:account")
        return _page(request, user, form, status=422)
    return _page(request, user, form)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    ended = sessions.end_others(request)
    said = ngettext("%(count)s sesi lain diakhiri.", "%(count)s sesi lain diakhiri.", ended) % {"count": ended}
    messages.success(request, said)
    return redirect("people:account")


def _page(request: HttpRequest, user: User, form: ProfileForm, status: int = 200) -> HttpResponse:
    today = clock.today()
    seats = user.appointments.select_related("institution", "unit__institution", "deputises__user").order_by(
        "-since", "-pk"
    )
    rests = set(Appointment.objects.within(today).filter(deputises__user=user).values_list("deputises", flat=True))
    shown = [
        {
            "words": context.describe(seat),
            "seat": seat,
            "holds": seat.since <= today <= (seat.until or today),
            "rests": seat.pk in rests,
        }
        for seat in seats
        if context.is_known(seat)
    ]
    facts = {
        "form": form,
        "seats": shown,
        "sessions": sessions.of(user.pk),
        "this_session": request.session.session_key,
        "protected": is_mfa_enabled(user),
    }
    return render(request, "people/account.html", facts, status=status)
