"""What was promised on a trip, and whether it was kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .file import Application


class Commitment(models.Model):
    """Komitmen: a promise made on a trip, with who keeps it and by when. Open ones are shown before the next trip."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="commitments")
    country = models.CharField(max_length=2)  # where it was promised: ISO 3166-1 alpha-2
    what = models.CharField(_("komitmen"), max_length=300)
    owner = models.CharField(_("penanggung jawab"), max_length=200)  # a position or a unit, not an account
    due_on = models.DateField(_("selesai paling lambat"))
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("bukti atau catatan"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="who_kept_a_commitment_is_known",
            )
        ]
        indexes = [
            models.Index(fields=["country", "due_on"], condition=Q(done_on=None), name="open_commitments"),
            models.Index(fields=["due_on", "id"], name="commitments_by_day"),
        ]

    def __str__(self) -> str:
        return self.what
