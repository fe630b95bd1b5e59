"""What came of a trip."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simpel.documents.models import File

from .file import Application, Participant


class Report(models.Model):
    """Laporan penugasan: what came of the trip. Due a number of days after return (the pack says how many)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="report")
    due_on = models.DateField(db_index=True)
    chase_on = models.DateField(null=True, blank=True, db_index=True)  # when to remind next
    substance = models.TextField(_("pokok pembahasan"), max_length=4000, blank=True)
    follow_up = models.TextField(_("tindak lanjut"), max_length=4000, blank=True)
    impact = models.TextField(_("manfaat"), max_length=4000, blank=True)
    recommendations = models.TextField(_("saran"), max_length=4000, blank=True)
    actual_cost = models.DecimalField(_("biaya nyata"), max_digits=15, decimal_places=0, null=True, blank=True)
    file = models.OneToOneField(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submitted_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    rating = models.PositiveSmallIntegerField(  # the reader's mark, 4 is best; given with acceptance
        _("nilai"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    flags = models.JSONField(default=list, blank=True)  # what an audit would find, as counted when it was handed in
    flag_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 4)), name="rating_from_one_to_four")
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(submitted_on=None), name="reports_not_handed_in"),
            models.Index(
                fields=["-submitted_on", "-id"], condition=Q(flag_count__gt=0), name="reports_with_audit_flags"
            ),
        ]


class ActualCost(models.Model):
    """Realisasi: what one traveller's trip came to. Begins as the plan; days and rates as paid, not as allowed."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="costs")
    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="actual")
    stayed_home = models.BooleanField(_("tidak jadi berangkat"), default=False)
    departed_on = models.DateField(_("berangkat"), null=True, blank=True)
    returned_on = models.DateField(_("kembali"), null=True, blank=True)
    days = models.DecimalField(_("hari dibayar"), max_digits=5, decimal_places=1, null=True, blank=True)
    rate = models.DecimalField(_("uang harian (US$)"), max_digits=9, decimal_places=2, null=True, blank=True)
    ticket_class = models.CharField(_("kelas tiket"), max_length=20, blank=True)  # a code of the pack
    ticket = models.DecimalField(_("tiket"), max_digits=15, decimal_places=0, null=True, blank=True)  # own money

    class Meta:
        ordering = ["participant__place"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(days=None) | Q(days__gte=0))
                & (Q(rate=None) | Q(rate__gte=0))
                & (Q(ticket=None) | Q(ticket__gte=0)),
                name="actual_cost_is_not_negative",
            )
        ]
