"""What stands around all files: the plan of an institution, and periods declared after the pack was written."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from simpel.people.models import ApplicantUnit, Institution


class PlannedTrip(models.Model):
    """Rencana perjalanan: one line of an institution's approved plan. Codes are the pack's."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="plan")
    unit = models.ForeignKey(ApplicantUnit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(_("nama kegiatan"), max_length=250, blank=True)
    activity_type = models.CharField(_("jenis kegiatan"), max_length=40, blank=True)
    countries = models.JSONField(_("negara"), default=list, blank=True)  # ISO 3166-1 alpha-2; none: any
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    cost = models.DecimalField(_("biaya"), max_digits=15, decimal_places=0, null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["institution", "starts_on"], name="plan_by_institution")]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_start")]

    def __str__(self) -> str:
        return self.event or self.activity_type


class DeclaredPeriod(models.Model):
    """Masa yang dinyatakan: an emergency, a sitting, a state visit, in one of the pack's calendars."""

    calendar = models.CharField(_("kalender"), max_length=40)
    what = models.CharField(_("keterangan"), max_length=200)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"), null=True, blank=True)  # NULL: nobody knows yet
    institution_kind = models.CharField(_("jenis lembaga"), max_length=40, blank=True)  # empty: all
    region = models.CharField(_("daerah"), max_length=40, blank=True)  # empty: all

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="declared_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.what
