"""Which cost is borne by whom."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .file import Application, Participant


class CostItem(models.Model):
    """Komponen biaya: one cell of the grid of costs against payers. Without a participant it is meant for everybody.

    A payer may bear a cost whose amount nobody knows yet: then `amount` is empty. Amounts are totals, not per person.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="costs")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="costs")
    item = models.CharField(_("komponen biaya"), max_length=40)  # a code of the pack's cost_items
    payer = models.CharField(_("pembiaya"), max_length=20)  # a code of the pack's payers
    amount = models.DecimalField(
        _("jumlah"), max_digits=15, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("mata uang"), max_length=3, blank=True)  # ISO 4217; empty: the country's own money
    note = models.CharField(_("keterangan"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "item", "payer"], condition=Q(participant=None), name="one_cell_for_everybody"
            ),
            models.UniqueConstraint(
                fields=["participant", "item", "payer"],
                condition=Q(participant__isnull=False),
                name="one_cell_per_participant",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="cost_is_not_negative"),
        ]
