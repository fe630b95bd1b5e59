"""What figures are made of: decided files as numbers, the public's frozen quarters, exports under way."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simpel.people.models import ApplicantUnit, Institution
from simpel.permits.models import Application


class Journey(models.Model):
    """Perjalanan dalam angka: one decided file as the figures see it. The worker keeps it; it may be made anew.

    Narrow on purpose: pages add up a year of these, while files are wide and their people stand elsewhere.
    """

    application = models.OneToOneField(Application, primary_key=True, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()  # the file's, when it was counted
    day = models.DateField()  # departure: the day by which everything is counted
    decided_on = models.DateField()
    granted = models.BooleanField()  # false: refused
    stands = models.BooleanField()  # a trip: granted, not replaced by an amendment, not cancelled
    reached_office = models.BooleanField()
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(ApplicantUnit, null=True, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2, of the activity
    activity_type = models.CharField(max_length=40)
    payer = models.CharField(max_length=20)  # a code of the pack; MIXED for several
    travellers = models.PositiveSmallIntegerField()  # seats not refused
    letters = models.PositiveSmallIntegerField()
    state_budget = models.DecimalField(max_digits=15, decimal_places=0)  # the country's own money
    estimate = models.DecimalField(max_digits=12, decimal_places=2)  # per diems by the law's table, US$
    actual = models.DecimalField(max_digits=12, decimal_places=2)  # per diems as reported, US$; 0: no report yet
    returns = models.PositiveSmallIntegerField()  # how often it was sent back
    counted_at = models.DateTimeField(db_index=True)

    MIXED = "MIXED"

    class Meta:
        indexes = [
            models.Index(fields=["day"], name="journeys_by_day"),
            models.Index(fields=["channel", "day"], name="journeys_of_a_channel"),
            models.Index(fields=["unit", "day"], name="journeys_of_a_unit"),
            models.Index(fields=["decided_on"], name="journeys_by_decision"),
        ]


class Stay(models.Model):
    """Working days that one desk had one file, all its visits together."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="stays")
    desk = models.CharField(max_length=40)
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "desk"], name="one_stay_per_desk_and_file")]


class Return(models.Model):
    """Why one file was sent back: a reason of the pack's list, once for each time."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="reasons")
    reason = models.CharField(max_length=40, blank=True)


class Publication(models.Model):
    """Terbitan: what the public may know of one closed quarter. Made once, never again: see publishing.py."""

    starts_on = models.DateField(unique=True)
    ends_on = models.DateField()
    published_on = models.DateField()
    content = models.JSONField()

    class Meta:
        ordering = ["-starts_on"]


class Export(models.Model):
    """Ekspor: rows of one kind that a person may see, written to a file in the background, kept for some days."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("Menunggu")
        RUNNING = "RUNNING", _("Berjalan")
        DONE = "DONE", _("Sudah selesai")
        CANCELLED = "CANCELLED", _("Sudah dibatalkan")
        FAILED = "FAILED", _("Gagal")
        EXPIRED = "EXPIRED", _("Sudah dihapus")

    class Format(models.TextChoices):
        CSV = "csv", _("CSV (UTF-8)")
        CSV_BOM = "csv-bom", _("CSV untuk Excel (UTF-8 dengan BOM)")
        XLSX = "xlsx", _("Buku kerja Excel (XLSX)")

    key = models.UUIDField(default=uuid.uuid4, unique=True)  # also the file's name on disk
    request_key = models.CharField(max_length=40, unique=True)  # the same request sent twice is one export
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    dataset = models.CharField(max_length=20)
    format = models.CharField(max_length=8, choices=Format.choices)
    language = models.CharField(max_length=5)
    first_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)  # files
    done = models.PositiveIntegerField(default=0)  # files
    rows = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "id"], name="exports_to_do"),
            models.Index(fields=["by", "-id"], name="exports_of_a_person"),
            models.Index(fields=["expires_on"], condition=Q(state="DONE"), name="exports_to_remove"),
        ]

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it but its end."""
        return self.state not in (self.State.WAITING, self.State.RUNNING)
