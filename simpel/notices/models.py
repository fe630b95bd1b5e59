"""The outbox: every mail is first a row, written in the transaction of what it tells about."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .hours import DAILY, NEVER, WEEKLY, Wish


class Notice(models.Model):
    """Something to tell somebody: a kind, a case reference and a link; never what the file says."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="notices")
    address = models.EmailField()
    language = models.CharField(max_length=5, default="id")
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=20, db_index=True)
    path = models.CharField(max_length=300)  # where the link leads, within this site
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField()  # not before; what the reader chose may make it due later
    due_at = models.DateTimeField()
    gathered = models.BooleanField(default=False)  # leaves with the others in one digest
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    once = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001  (NULL: may repeat)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(sent_at=None), name="notice_waiting")]


class Preference(models.Model):
    """When mail may come to somebody. Without a row: everything at once, at any hour."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preference")
    digest = models.CharField(
        max_length=6, blank=True, choices=[(NEVER, _("segera")), (DAILY, _("harian")), (WEEKLY, _("mingguan"))]
    )
    hour = models.PositiveSmallIntegerField(default=7)  # of the digest, in the pack's time zone
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)  # may lie before quiet_from: across midnight

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="digest_at_an_hour_of_the_day"),
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~models.Q(quiet_from=models.F("quiet_until")),
                name="quiet_hours_have_two_ends",
            ),
        ]

    @property
    def wish(self) -> Wish:
        return Wish(self.digest, self.hour, self.quiet_from, self.quiet_until)
