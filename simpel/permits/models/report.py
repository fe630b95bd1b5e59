"""What came of a trip."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from simpel.documents.models import File

from .file import Application


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
