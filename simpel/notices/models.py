"""The outbox: every mail is first a row, written in the transaction of what it tells about."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """Something to tell somebody: a kind, a case reference and a link; never what the file says."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="notices")
    address = models.EmailField()
    language = models.CharField(max_length=5, default="id")
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=20, db_index=True)
    path = models.CharField(max_length=300)  # where the link leads, within this site
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    once = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001  (NULL: may repeat)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(sent_at=None), name="notice_waiting")]
