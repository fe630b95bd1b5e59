"""One event, one brief: what a delegation stands for, written once and taken over by every institution that goes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from simpel.people.models import Institution

from .file import Activity


class Brief(models.Model):
    """Ringkasan kegiatan. Never edited: whoever changes it adds a row, and files keep the one they were sent with."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="briefs")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")  # who wrote it
    activity_type = models.CharField(max_length=40, blank=True)  # a code of the pack
    why = models.TextField(_("tujuan dan urgensi"), max_length=2000)
    position = models.TextField(_("posisi dan pokok bahasan"), max_length=4000)
    expected = models.TextField(_("hasil yang diharapkan"), max_length=2000)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.activity}, {self.institution}"
