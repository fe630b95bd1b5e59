"""Naming the budget line of a file, setting a rate where no table has one, keeping the lines themselves."""

from decimal import Decimal

from django.conf import settings
from django.db import transaction

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.ledger.record import record
from simpel.people.models import Institution, User

from .. import access
from ..budget import lines_for
from ..models import Application, BudgetCharge, BudgetLine, HandRate
from .drafting import change


@transaction.atomic
def set_rate(
    application: Application, *, by: User, country: str, amount: Decimal, reason: str, version: int | None = None
) -> HandRate:
    """Isi tarif sendiri, in US dollars a day. Only where no table lists the country, and never without a reason."""
    if settings.PACK.rates.place(country) is not None:
        raise Refused("rate_is_listed", {"country": country})
    application = change(application, by=by, version=version)
    rate, _ = HandRate.objects.update_or_create(
        application=application,
        country=country,
        defaults={"amount": amount, "reason": reason, "set_by": by, "set_at": clock.now()},
    )
    record("permit.rate_by_hand", application.reference, actor=by, rate=rate.pk)
    return rate


@transaction.atomic
def charge(application: Application, *, by: User, line: BudgetLine | None, version: int | None = None) -> None:
    """Bebankan pada pos anggaran; without a line the file names none."""
    application = change(application, by=by, version=version)
    if line is None:
        BudgetCharge.objects.filter(application=application).delete()
        return
    if not lines_for(application).filter(pk=line.pk).exists():
        raise Refused("not_your_line", {})
    BudgetCharge.objects.update_or_create(application=application, defaults={"line": line})


@transaction.atomic
def keep_line(*, by: User, institution: Institution, year: int, code: str, name: str, ceiling: Decimal) -> BudgetLine:
    """Simpan pos anggaran: a new one, or a new name and ceiling for the same code of the year."""
    if not access.budget_bodies(by).filter(pk=institution.pk).exists():
        raise Refused("wrong_desk", {})
    line, _ = BudgetLine.objects.update_or_create(
        institution=institution, year=year, code=code, defaults={"name": name, "ceiling": ceiling}
    )
    record("budget.line", institution.code, actor=by, line=line.pk, ceiling=str(ceiling))
    return line
