"""/orang/: the travellers' register of a unit or of a channel."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpel.law.workflow import Refused
from simpel.people import access, actions, queries
from simpel.people.forms import PersonForm
from simpel.people.models import Person, User
from simpel.people.requests import signed_in


def keeper(request: HttpRequest) -> User:
    """The user, if they keep a register at all; else the page does not exist for them."""
    user = signed_in(request)
    if not access.keeps_register(user):
        raise Http404
    return user


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The list, searched and paged; htmx asks for the rows alone."""
    user = keeper(request)
    words = request.GET.get("cari", "").strip()[:80]
    found = queries.page(access.people_of(user), words=words, after=request.GET.get("sesudah", ""))
    here = reverse("people:people")
    more = f"{here}?{urlencode({'cari': words, 'sesudah': found.after})}" if found.after else ""
    first = f"{here}?{urlencode({'cari': words})}" if request.GET.get("sesudah") else ""
    facts = {"people": found.rows, "words": words, "more": more, "first": first}
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "people/_rows.html" if fragment else "people/people.html", facts)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new traveller."""
    user = keeper(request)
    form = PersonForm(request.POST or None, by=user)
    if request.method == "GET":
        return _form_page(request, form)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    try:
        person = actions.add_person(by=user, **form.answers())
    except Refused as refusal:
        return _form_page(request, form, twin=_twin(user, refusal), status=409)
    messages.success(request, _("%(name)s masuk daftar orang.") % {"name": person.name})
    for remark in form.remarks():
        messages.warning(request, remark)
    return redirect("people:person", person.pk)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One traveller, numbers masked."""
    return _person_page(request, access.person(keeper(request), pk))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a traveller's data."""
    user = keeper(request)
    found = access.person(user, pk)
    form = PersonForm(request.POST or None, instance=found, by=user)
    if request.method == "GET":
        return _form_page(request, form, person=found)
    if not form.is_valid():
        return _form_page(request, form, person=found, status=422)
    try:
        actions.change_person(found, by=user, **form.answers())
    except Refused as refusal:
        return _form_page(request, form, person=found, twin=_twin(user, refusal), status=409)
    messages.success(request, _("Perubahan tersimpan."))
    for remark in form.remarks():
        messages.warning(request, remark)
    return redirect("people:person", pk)


@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole number, for once; that somebody looked stays in the record."""
    user = keeper(request)
    found = access.person(user, pk)
    number = request.POST.get("nomor")
    if number == "nik":
        return _person_page(request, found, nik=actions.show_number(found, "nik", by=user))
    if number == "passport_no":
        return _person_page(request, found, passport_no=actions.show_number(found, "passport_no", by=user))
    raise Http404


def _person_page(request: HttpRequest, found: Person, *, nik: str = "", passport_no: str = "") -> HttpResponse:
    facts = {
        "person": found,
        "nik": nik or actions.last_four(found, "nik"),
        "passport_no": passport_no or actions.last_four(found, "passport_no"),
        "opened": {"nik": bool(nik), "passport_no": bool(passport_no)},
    }
    return render(request, "people/person.html", facts)


def _form_page(
    request: HttpRequest,
    form: PersonForm,
    *,
    person: Person | None = None,
    twin: Person | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(request, "people/person_form.html", {"form": form, "person": person, "twin": twin}, status=status)


def _twin(user: User, refusal: Refused) -> Person | None:
    """The person the register already has, if this user may see them; any other refusal goes on."""
    if refusal.code != "person_already_registered":
        raise refusal
    return access.people_of(user).filter(pk=str(refusal.values["id"])).first() or Person(name="")
