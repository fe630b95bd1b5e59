"""Letters and their numbers. A letter is its bytes: the SHA-256 here is what 'authentic' means."""

from django.db import models
from django.db.models import Q

from simpel.documents.models import File


class Counter(models.Model):
    """The last number given in a series and year. Locked by whoever takes the next one: no gap, no double."""

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series_and_year")]


class Letter(models.Model):
    """SP: the approval letter of one case. Numbered and frozen (`PREPARED`), then signed and stored (`ISSUED`)."""

    class State(models.TextChoices):
        PREPARED = "PREPARED"
        ISSUED = "ISSUED"
        VOID = "VOID"

    class Standing(models.TextChoices):
        """What a later letter made of this one. Empty while it stands by itself."""

        EXTENDED = "EXTENDED"
        CORRECTED = "CORRECTED"
        CANCELLED = "CANCELLED"

    case = models.CharField(max_length=20, db_index=True)  # the application's reference
    kind = models.CharField(max_length=20, default="approval")
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=80, unique=True)
    issued_on = models.DateField()
    expires_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED, db_index=True)
    void_reason = models.CharField(max_length=300, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=300, blank=True)
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amendments")
    makes = models.CharField(max_length=10, choices=Standing.choices, blank=True)  # what becomes of the one it amends
    standing = models.CharField(max_length=10, choices=Standing.choices, blank=True)
    followed_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()  # the frozen snapshot, see content.py
    content_sha256 = models.CharField(max_length=64)
    trace_entry = models.PositiveBigIntegerField(default=0)  # the ledger entry that tells of this number and content,
    trace_seal = models.CharField(max_length=64, blank=True)  # and its seal, printed in the foot
    protected = models.BooleanField(default=False)  # travellers whose trip the public page may only match
    code = models.CharField(max_length=20, unique=True)  # short public code, typed from paper (>= 60 bits)
    secret = models.CharField(max_length=40, unique=True)  # in the QR's address (>= 128 bits)
    token = models.BinaryField(default=bytes)  # COSE_Sign1, checked offline
    file = models.OneToOneField(File, null=True, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    signer = models.CharField(max_length=300, blank=True)  # subject of the signing certificate
    specimen = models.BooleanField(default=False)  # signed by the development authority
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    prepared_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "serial"], name="one_letter_per_number"),
            models.UniqueConstraint(fields=["case"], condition=~Q(state="VOID"), name="one_letter_per_case"),
            models.UniqueConstraint(fields=["amends"], condition=~Q(state="VOID"), name="one_amending_letter"),
            models.CheckConstraint(condition=Q(amends=None) ^ ~Q(makes=""), name="amending_makes_something"),
            models.CheckConstraint(condition=Q(followed_by=None) ^ ~Q(standing=""), name="followed_has_a_standing"),
        ]
