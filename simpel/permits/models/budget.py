"""Money that a file asks for: the budget line that bears it, and daily rates that no table gives."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simpel.people.models import Institution

from .file import Application


class BudgetLine(models.Model):
    """Pos anggaran: what an institution may spend on travel in a year under one code, in the country's own money."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    code = models.CharField(_("kode"), max_length=40)
    name = models.CharField(_("nama"), max_length=200)
    ceiling = models.DecimalField(_("pagu"), max_digits=17, decimal_places=0, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["-year", "code"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "year", "code"], name="budget_line_once_a_year"),
            models.CheckConstraint(condition=Q(ceiling__gte=0), name="ceiling_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class BudgetCharge(models.Model):
    """Beban: the line that bears a file's cost to the state; how much is the file's own `state_budget`."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="charge")
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="charges")


class HandRate(models.Model):
    """Tarif yang diisi sendiri: US dollars a day where no table lists the country, with the reason for the figure."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="hand_rates")
    country = models.CharField(_("negara"), max_length=2)  # ISO 3166-1 alpha-2
    amount = models.DecimalField(_("US$ per hari"), max_digits=9, decimal_places=2)
    reason = models.CharField(_("alasan"), max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["application", "country"], name="one_hand_rate_per_country"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="hand_rate_above_zero"),
        ]
