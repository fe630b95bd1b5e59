"""Trials of a rule: work done in the background, kept with its result."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from simpel.permits.models import Application


class Trial(models.Model):
    """Uji coba aturan: the files of a period replayed with one row of the law changed. Changes nothing but itself."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("Menunggu")
        RUNNING = "RUNNING", _("Berjalan")
        DONE = "DONE", _("Selesai")
        CANCELLED = "CANCELLED", _("Dibatalkan")
        FAILED = "FAILED", _("Gagal")

    request_key = models.CharField(max_length=40, unique=True)  # the same request sent twice is one trial
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rule = models.CharField(max_length=40)  # id of the pack's row
    changes = models.JSONField()  # numbers, since, until, effect: what the draft says instead
    first_on = models.DateField()
    last_on = models.DateField()
    pack_version = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    cursor = models.PositiveBigIntegerField(default=0)  # primary key of the last file replayed: where to go on
    tally = models.JSONField(default=dict)
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "id"], name="trials_to_do")]

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state not in (self.State.WAITING, self.State.RUNNING)


class Changed(models.Model):
    """One file that a row would have answered differently."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="changed")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    before = models.CharField(max_length=4)  # stop, warn, open, ok, none: see replay.py
    after = models.CharField(max_length=4)
    sense = models.CharField(max_length=8)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "application", "rule"], name="one_change_per_file_and_row")
        ]
        indexes = [models.Index(fields=["trial", "sense", "id"], name="changes_of_a_trial")]
