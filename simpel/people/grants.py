"""Powers that two persons give: one proposes, another one confirms."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Grant(models.Model):
    """A seat that waits for a second person. It becomes an appointment once somebody else than its proposer agrees."""

    PENDING, CONFIRMED, REFUSED = "PENDING", "CONFIRMED", "REFUSED"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    desk = models.CharField(max_length=40)
    institution = models.ForeignKey("people.Institution", null=True, blank=True, on_delete=models.PROTECT)
    unit = models.ForeignKey("people.ApplicantUnit", null=True, blank=True, on_delete=models.PROTECT)
    acting = models.CharField(max_length=3, blank=True)
    deputises = models.ForeignKey(
        "people.Appointment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=9, default=PENDING, db_index=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    appointment = models.OneToOneField("people.Appointment", null=True, on_delete=models.PROTECT, related_name="grant")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="CONFIRMED") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="two_persons_grant",
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("user")) & (Q(decided_by=None) | ~Q(decided_by=F("user"))),
                name="nobody_grants_to_themselves",
            ),
        ]
