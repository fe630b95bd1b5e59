"""A file as it came in: its bytes never change; its name on disk is its id, its proof is its SHA-256."""

import uuid

from django.conf import settings
from django.db import models


class File(models.Model):
    """One stored file. Rooms above say what it is for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)  # media type found from the content
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64, db_index=True)
    pages = models.PositiveSmallIntegerField(default=1)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
