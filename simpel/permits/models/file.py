"""What is applied for: the file, its event, its people, its papers. State changes only in lifecycle.py."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from simpel.documents.models import File
from simpel.law.manifest import NEW
from simpel.people.models import ApplicantUnit, Institution, Person


class Activity(models.Model):
    """Kegiatan: an event that people travel to. Shared, so that a second institution picks it instead of typing it."""

    name = models.CharField(_("nama kegiatan"), max_length=250)
    organiser = models.CharField(_("penyelenggara"), max_length=200)
    country = models.CharField(_("negara"), max_length=2)  # ISO 3166-1 alpha-2
    city = models.CharField(_("kota"), max_length=100)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    added_by = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "name"]
        indexes = [models.Index(fields=["country", "starts_on"], name="events_by_country_and_day")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.name


SEEN_BY = ("reached_office_at", "register_no")  # what rights ask of a file beside whose it is


class Application(models.Model):
    """Permohonan. Codes (state, cluster, kind of activity) are the pack's; `reference` is its public identifier."""

    class Funding(models.TextChoices):
        SINGLE = "SINGLE", _("Satu pembiaya")
        MIXED = "MIXED", _("Campuran")

    reference = models.CharField(max_length=9, unique=True)  # K7Q2-M4XD
    request_key = models.CharField(max_length=40, unique=True, null=True)  # noqa: DJ001  (NULL: none was sent)
    kind = models.CharField(max_length=24, default=NEW)  # of the pack
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amendments")
    open_amendment_of = models.OneToOneField(  # one at a time: cleared when the amendment ends
        "self", null=True, on_delete=models.PROTECT, related_name="open_amendment"
    )
    amendment_reason = models.TextField(_("alasan perubahan"), max_length=1000, blank=True)
    superseded_on = models.DateField(null=True)  # the day a decided amendment took this file's place
    state = models.CharField(max_length=24)
    version = models.PositiveIntegerField(default=1)  # grows with every change; a stale page is refused
    register_no = models.PositiveIntegerField(null=True, unique=True)  # given at first sending, printed with 8 digits

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="applications")
    channel = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="channelled")
    unit = models.ForeignKey(
        ApplicantUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copied_into"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    # 1 General
    cluster = models.CharField(_("tingkat pejabat tertinggi"), max_length=20, blank=True)
    unit_letter_no = models.CharField(_("nomor surat unit"), max_length=80, blank=True)
    unit_letter_on = models.DateField(_("tanggal surat unit"), null=True, blank=True)
    letter_no = models.CharField(_("nomor surat usulan"), max_length=80, blank=True)
    letter_on = models.DateField(_("tanggal surat usulan"), null=True, blank=True)
    requesting_position = models.CharField(_("jabatan penanda tangan surat usulan"), max_length=200, blank=True)
    requesting_city = models.CharField(_("kota"), max_length=100, blank=True)
    # 2 Activity
    activity_type = models.CharField(_("jenis kegiatan"), max_length=40, blank=True)
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="applications")
    departs_on = models.DateField(_("berangkat"), null=True, blank=True)
    returns_on = models.DateField(_("pulang"), null=True, blank=True)
    brief = models.ForeignKey("Brief", null=True, blank=True, on_delete=models.PROTECT, related_name="applications")
    purpose = models.TextField(_("tujuan dan urgensi"), max_length=2000, blank=True)
    working_groups = models.PositiveSmallIntegerField(_("kelompok kerja"), null=True, blank=True)
    regional_reference = models.CharField(_("nomor rekomendasi daerah"), max_length=60, blank=True)
    answers = models.JSONField(_("pertanyaan khusus"), default=dict, blank=True)  # fact -> yes, no or a number
    # 3 Participants and money
    head_of_institution = models.BooleanField(_("pimpinan lembaga ikut"), null=True, blank=True)
    deputy_abroad = models.BooleanField(_("wakilnya di luar negeri pada tanggal yang sama"), null=True, blank=True)
    funding = models.CharField(_("pembiayaan"), max_length=6, choices=Funding.choices, blank=True)
    payers = models.JSONField(_("pembiaya"), default=list, blank=True)  # codes of the pack
    donor = models.CharField(_("donor atau sponsor"), max_length=200, blank=True)
    state_budget = models.DecimalField(
        _("beban anggaran negara"), max_digits=15, decimal_places=0, null=True, blank=True
    )
    lodging_provided = models.BooleanField(_("penginapan ditanggung penyelenggara"), null=True, blank=True)
    # 4 Confirmation
    responsible = models.BooleanField(_("pernyataan tanggung jawab"), default=False)
    # Given on the way
    filed_on = models.DateField(null=True, blank=True)  # first sending: the date that chooses the law
    reached_office_at = models.DateTimeField(null=True, blank=True)  # first time at the office that decides
    held_since = models.DateTimeField()
    leaves_on = models.GeneratedField(  # departure, with "not known yet" last: what every list is sorted by
        expression=Coalesce(F("departs_on"), Value(date(9999, 12, 31), models.DateField())),
        output_field=models.DateField(),
        db_persist=True,
    )
    fast = models.BooleanField(default=False)  # at the last sending: its kind of journey takes the fast lane
    finding_counts = models.JSONField(default=dict, blank=True)  # at the last sending: outcomes and how many
    letter_announced = models.BooleanField(default=False)
    decided_on = models.DateField(null=True, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)  # what was sent; every approval binds to it
    copies = models.JSONField(default=list, blank=True)  # tembusan, chosen before passing on
    permission_no = models.CharField(max_length=80, blank=True)
    permission_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(departs_on=None) | Q(returns_on=None) | Q(returns_on__gte=F("departs_on")),
                name="returns_after_departing",
            ),
        ]
        indexes = [
            # The last columns say who may see a file: counts of a desk are read from the index alone.
            models.Index(fields=["state", "leaves_on", "id", *SEEN_BY], name="by_state_and_departure"),
            models.Index(fields=["channel", "state", "leaves_on", "id", *SEEN_BY], name="by_channel_and_departure"),
            models.Index(fields=["unit", "state", "leaves_on", "id", *SEEN_BY], name="by_unit_and_departure"),
            models.Index(fields=["leaves_on", "id", *SEEN_BY], name="by_departure"),
            models.Index(fields=["state", "leaves_on"], condition=Q(fast=True), name="fast_lane"),
            models.Index(fields=["activity_type", "decided_on"], name="decided_by_activity_type"),
            models.Index(fields=["cluster", "kind", "decided_on"], name="decided_by_cluster"),
            models.Index(fields=["returns_on", "departs_on"], name="by_return"),  # who is away meanwhile
            models.Index(fields=["decided_on"], condition=Q(letter_announced=False), name="letter_to_announce"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def after_the_fact(self) -> str:
        """What came only after the departure: `filed`, or only `decided`; empty when neither."""
        late = [name for name, on in (("filed", self.filed_on), ("decided", self.decided_on)) if self._left_before(on)]
        return late[0] if late else ""

    def _left_before(self, on: date | None) -> bool:
        return on is not None and self.departs_on is not None and self.departs_on < on

    @property
    def printed_register_no(self) -> str:
        """The registration number as printed: eight digits."""
        return f"{self.register_no:08d}" if self.register_no else ""


class Participant(models.Model):
    """A person on one application, with the days of the assignment (travel days left out)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trips")
    place = models.PositiveSmallIntegerField()  # order on the list and in the letter's annex
    starts_on = models.DateField(_("mulai tugas"), null=True, blank=True)
    ends_on = models.DateField(_("selesai tugas"), null=True, blank=True)
    golongan = models.CharField(_("golongan uang harian"), max_length=8, blank=True)
    home_institution = models.BooleanField(_("pegawai lembaga ini"), default=True)
    role = models.CharField(_("peran dalam rombongan"), max_length=20, blank=True)  # a code of the pack's roles
    state_leader = models.BooleanField(_("pimpinan lembaga negara"), null=True, blank=True)
    replaced = models.BooleanField(_("pengganti peserta semula"), null=True, blank=True)
    # Given by a deciding desk (models.review.SeatDecision); not part of what was applied for
    refused = models.BooleanField(default=False)
    condition = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="one_seat_per_person"),
            models.UniqueConstraint(
                fields=["application", "place"], name="one_person_per_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_it_begins",
            ),
        ]


class Attachment(models.Model):
    """Kelengkapan: a file in a slot of the checklist, for the whole trip or for one participant."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attachments")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    slot = models.CharField(max_length=40)  # the pack's document code
    file = models.OneToOneField(File, on_delete=models.PROTECT)

    class Meta:
        ordering = ["id"]
