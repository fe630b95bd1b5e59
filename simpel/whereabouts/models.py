"""Who looked up whom and why; crises, and what people answered. All of it is personal data with an end (jobs.py)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from simpel.people.models import Institution, Person
from simpel.permits.models import Application


class Crisis(models.Model):
    """Krisis: something has happened in some countries or cities; everybody there is asked whether they are safe."""

    reference = models.CharField(max_length=9, unique=True)
    request_key = models.CharField(max_length=40, unique=True)  # the same request sent twice is one crisis
    name = models.CharField(_("apa yang terjadi"), max_length=120)
    countries = models.JSONField()  # ISO 3166-1 alpha-2
    cities = models.JSONField(default=list)  # as written; none: everywhere in the countries
    first_on = models.DateField(_("sejak"))
    last_on = models.DateField(_("sampai"))
    ahead_days = models.PositiveSmallIntegerField(_("hari ke depan"), default=0)  # who arrives within them counts too
    messages = models.JSONField()  # language -> what people there should know and do
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    told_at = models.DateTimeField()  # the last time that people were asked
    rounds = models.PositiveSmallIntegerField(default=1)  # how often they were asked
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="crisis_ends_later")]

    def __str__(self) -> str:
        return self.name

    @property
    def reaches_on(self) -> date:
        """The last day on which somebody there, or arriving, is concerned."""
        return self.last_on + timedelta(days=self.ahead_days)


class CheckIn(models.Model):
    """Lapor aman: one person in one crisis, asked and perhaps answered. `note` and `phone` are erased with time."""

    class Answer(models.TextChoices):
        NONE = "", _("Belum menjawab")
        SAFE = "SAFE", _("Aman")
        HELP = "HELP", _("Butuh bantuan")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True)  # nobody has an address of this person: null
    answer = models.CharField(max_length=4, choices=Answer.choices, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True)
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crisis", "person"], name="asked_once_in_a_crisis")]
        indexes = [models.Index(fields=["crisis", "answer", "id"], name="answers_of_a_crisis")]


class LookUp(models.Model):
    """Pencarian nama: an officer asked who is behind a headcount. Each traveller concerned can read it."""

    reference = models.CharField(max_length=9, unique=True)
    request_key = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=40)  # of the pack
    at = models.DateTimeField(db_index=True)
    day = models.DateField()  # the day that was asked about
    country = models.CharField(max_length=2, blank=True)  # empty: those concerned by a crisis
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")
    crisis = models.ForeignKey(Crisis, null=True, on_delete=models.CASCADE, related_name="look_ups")
    reason = models.CharField(_("alasan"), max_length=300)

    class Meta:
        ordering = ["-id"]


class Sighting(models.Model):
    """One person whose name and contact a look-up showed."""

    look_up = models.ForeignKey(LookUp, on_delete=models.CASCADE, related_name="sightings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sightings")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["look_up", "person"], name="seen_once_in_a_look_up")]
