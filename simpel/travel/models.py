"""Travel documents of a decided trip, their steps, and what goes to and comes from the passport office."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from simpel.documents.models import File
from simpel.permits.models import Application, Participant

from .states import OPEN, State


class TravelFile(models.Model):
    """That the documents of an application have been opened: done once, also when nobody needs any."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="travel_file")
    opened_at = models.DateTimeField()


class TravelDocument(models.Model):
    """One document of one traveller. `kind` is a row of the pack's travel_documents.toml; its number is sealed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="travel_documents")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="travel_documents")
    kind = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()  # order in the pack
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEEDED)
    version = models.PositiveIntegerField(default=1)  # grows with every step; a stale page is refused
    start_by = models.DateField()  # last safe day to begin
    ready_by = models.DateField()  # last day on which it may be ready
    started_on = models.DateField(null=True)
    due_on = models.DateField(null=True)  # when it is usually ready, from the day it was begun
    ready_on = models.DateField(null=True)
    chase_on = models.DateField(null=True)  # when to remind next
    sealed_number = models.BinaryField(default=bytes)
    expires_on = models.DateField(null=True)

    class Meta:
        ordering = ["participant__place", "place"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "kind"], name="one_document_of_a_kind_each"),
        ]
        indexes = [
            models.Index(fields=["start_by", "id"], condition=Q(state__in=OPEN), name="open_travel_documents"),
            models.Index(fields=["chase_on"], condition=Q(chase_on__isnull=False), name="documents_to_chase"),
        ]


class Package(models.Model):
    """Paket penyerahan: what the passport office was given, as signed bytes that never change."""

    number = models.CharField(max_length=20, unique=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="travel_packages")
    documents = models.ManyToManyField(TravelDocument, related_name="packages")
    file = models.OneToOneField(File, on_delete=models.PROTECT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    heard = models.PositiveIntegerField(default=0)  # sequence number of the last reply taken

    class Meta:
        ordering = ["-made_at", "-id"]


class Reply(models.Model):
    """A message of the passport office that was taken. Its digest tells a repetition from another text."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="replies")
    message = models.CharField(max_length=40, unique=True)
    sequence = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["package", "sequence"], name="each_reply_once")]


class DocumentStep(models.Model):
    """One step of a document: never changed. By a person, by a reply of the office, or by the house itself."""

    document = models.ForeignKey(TravelDocument, on_delete=models.PROTECT, related_name="steps")
    before = models.CharField(max_length=12, choices=State.choices)
    after = models.CharField(max_length=12, choices=State.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="steps")
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
