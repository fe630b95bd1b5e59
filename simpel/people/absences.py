"""The leave calendar: who is away from a desk, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Leave(models.Model):
    """An absence, entered by the person or by an administrator. Of whoever is away for good, a Plt. takes the place."""

    class Kind(models.TextChoices):
        LEAVE = "LEAVE", _("Cuti")
        DUTY = "DUTY", _("Tugas di tempat lain")
        TRAINING = "TRAINING", _("Pendidikan dan pelatihan")
        OTHER = "OTHER", _("Berhalangan sementara")
        VACANT = "VACANT", _("Berhalangan tetap")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leaves")
    since = models.DateField()
    until = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    note = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="leave_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["until", "since"], name="who_is_away")]

    @property
    def acting(self) -> str:
        """How a deputy of this absence is called: Plt. for a place that is empty for good, Plh. for one that waits."""
        return "PLT" if self.kind == self.Kind.VACANT else "PLH"
