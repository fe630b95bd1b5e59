"""Pengecualian: a broken rule that an official answers for. Asked for, granted, taken back: never edited."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from simpel.documents.models import File

from .file import Application


class Override(models.Model):
    """One act about one rule on one file. The last act about a rule is the one that stands.

    A grant binds to what its official saw (`seen`, the numbers of the finding): five people let through are not twelve.
    """

    class Act(models.TextChoices):
        ASKED = "ASKED", _("Diminta")
        GRANTED = "GRANTED", _("Diberikan")
        TAKEN_BACK = "TAKEN_BACK", _("Dicabut")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=40)
    act = models.CharField(max_length=10, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=40)
    acting = models.CharField(max_length=3, blank=True)
    ground = models.CharField(max_length=40, blank=True)  # a reason of the pack's list for this verb, if it has one
    reason = models.TextField(_("alasan"), max_length=2000)
    file = models.OneToOneField(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen = models.JSONField(default=dict)  # what the check had measured
    request_key = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_override_per_request",
            ),
        ]

    def covers(self, seen: dict[str, Any]) -> bool:
        """Whether it speaks about a finding with these numbers."""
        return bool(self.seen == seen)
