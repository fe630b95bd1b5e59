"""What happens to a file while it is looked at: what its papers say, what desks think of them, what is talked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .file import Application, Attachment, Participant


class Reading(models.Model):
    """Bacaan: what a document's own text names. Made by the worker; goes with its document.

    Days and countries are kept as they are, the words sealed: a scanned passport says more than anybody must see here.
    """

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="reading")
    read_at = models.DateTimeField(null=True)  # NULL: still to be read
    tries = models.PositiveSmallIntegerField(default=0)
    characters = models.PositiveIntegerField(default=0)  # 0: a scan, or nothing that can be read
    dates = models.JSONField(default=list)  # [[first, last], ...] as ISO text
    countries = models.JSONField(default=list)  # ISO 3166-1 alpha-2
    words = models.BinaryField(default=bytes)  # sealed; case, accents and figures left out

    class Meta:
        indexes = [models.Index(fields=["tries", "id"], condition=Q(read_at=None), name="document_to_read")]


class Verdict(models.Model):
    """Putusan atas dokumen: accepted, or to be replaced and why. A new document starts without one."""

    class Outcome(models.TextChoices):
        ACCEPTED = "ACCEPTED", _("Diterima")
        RETURNED = "RETURNED", _("Harus diganti")

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="verdict")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=40)
    at = models.DateTimeField()


class SeatDecision(models.Model):
    """Putusan per peserta: may travel, perhaps under a condition, or may not. Rows are only added; the last one holds.

    What holds now stands on the participant itself (`refused`, `condition`), where the law and the letter look.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="seat_decisions")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="decisions")
    refused = models.BooleanField()
    reason = models.CharField(max_length=40, blank=True)  # a code of the pack's list of reasons to refuse
    note = models.CharField(max_length=500, blank=True)
    condition = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=40)
    at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)  # what had been sent when it was decided

    class Meta:
        ordering = ["id"]


class Submission(models.Model):
    """Kiriman: the file's content as it was at one sending, kept to show what changed when it comes back."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="submissions")
    at = models.DateTimeField()
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]


class Message(models.Model):
    """Pesan: said about a file, between desks of the office or to everybody who has the file. Never edited."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=40)
    internal = models.BooleanField()  # only for the office that decides
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "by", "request_key"],
                condition=~Q(request_key=""),
                name="one_message_per_request",
            ),
        ]


class Seen(models.Model):
    """How far a person has read the messages of a file."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    upto = models.PositiveBigIntegerField()  # id of the last message read

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="one_bookmark_per_person_and_file")]


class Escalation(models.Model):
    """Eskalasi: a desk kept a file beyond its days, and those next to it were told. Once a stay."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="escalations")
    desk = models.CharField(max_length=40)
    held_since = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "held_since"], name="one_escalation_per_stay"),
        ]
