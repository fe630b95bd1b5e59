"""Who is who: accounts, the bodies they belong to, the desks they sit at, and the travellers' register."""

from datetime import date

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .absences import Leave as Leave
from .custody import Custody as Custody
from .grants import Grant as Grant
from .sessions import Session as Session


class Institution(models.Model):
    """K/L/D/I: a ministry, agency, region or other body. `kind` is one of the pack's institution kinds."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    city = models.CharField(max_length=100)
    channel = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="channels_for")
    min_lead_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def sends_through(self) -> "Institution":
        """The body whose focal points bring its files to the office (its own unless a channel is named)."""
        return self.channel or self


class ApplicantUnit(models.Model):
    """Unit pemohon, satker: the work unit that starts an application."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    city = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["institution", "name"], name="unit_once_per_institution")]

    def __str__(self) -> str:
        return self.name


class Accounts(UserManager["User"]):
    """Accounts are found by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """An account. What it may do comes from appointments, never from flags here."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("alamat surel"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    language = models.CharField(max_length=5, default="id")
    theme = models.CharField(max_length=5, default="", blank=True)  # "", "light" or "dark"
    invite_at = models.DateTimeField(null=True, blank=True)  # an invitation by mail is due; the outbox clears it

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Accounts()  # type: ignore[misc]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> "AppointmentQuerySet":
        """Appointments that hold on a day. A seat somebody stands in for rests: its power has one holder at a time."""
        rests = Appointment.objects.within(day).filter(deputises__isnull=False)
        return self.within(day).exclude(pk__in=rests.values("deputises"))

    def within(self, day: date) -> "AppointmentQuerySet":
        """Appointments whose dates include a day, also those that rest."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Appointment(models.Model):
    """A person at a desk, from a day to a day. `desk` is one of the pack's desks; Plh. and Plt. act for its holder."""

    class Acting(models.TextChoices):
        NO = "", _("tetap")
        PLH = "PLH", "Plh."
        PLT = "PLT", "Plt."

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    desk = models.CharField(max_length=40)
    institution = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT)
    unit = models.ForeignKey(ApplicantUnit, null=True, blank=True, on_delete=models.PROTECT)
    acting = models.CharField(max_length=3, choices=Acting.choices, default=Acting.NO, blank=True)
    deputises = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )  # the seat of whoever is away, while this one acts for it
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="appointment_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["user", "desk"], name="desks_of_a_user")]


class Person(models.Model):
    """Peserta: somebody who travels, kept once and picked ever after. NIK and passport number are sealed."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="people")
    unit = models.ForeignKey(ApplicantUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")
    name = models.CharField(_("nama"), max_length=200)
    employee_no = models.CharField(_("nomor pegawai"), max_length=30, blank=True)
    position = models.CharField(_("jabatan"), max_length=200)
    office = models.CharField(_("jabatan pimpinan"), max_length=40, blank=True)  # a code of the pack's offices
    golongan = models.CharField(_("golongan uang harian"), max_length=8, blank=True)
    email = models.EmailField(_("alamat surel"), blank=True)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)
    sealed_nik = models.BinaryField(default=bytes, blank=True)
    sealed_passport_no = models.BinaryField(default=bytes, blank=True)
    nik_index = models.CharField(max_length=64, blank=True, db_index=True)
    passport_expires_on = models.DateField(_("paspor berlaku sampai"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="people_by_name"),
            models.Index(fields=["office", "institution"], condition=~Q(office=""), name="people_in_office"),
        ]

    def __str__(self) -> str:
        return self.name
