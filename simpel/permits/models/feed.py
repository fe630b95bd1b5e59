"""Addresses under which a calendar program fetches somebody's dates."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """A secret address of one calendar. Only the SHA-256 of its token is kept: a stolen database opens no calendar.

    OWN: the owner's trips, reports and acting appointments. DESK: files that wait for the owner. COUNTRY: approved
    visits to a country, for its mission; it lives as long as the owner sits at a desk of the deciding office.
    """

    class Kind(models.TextChoices):
        OWN = "OWN", _("Perjalanan saya")
        DESK = "DESK", _("Berkas di meja saya")
        COUNTRY = "COUNTRY", _("Kunjungan ke satu negara")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    token_sha256 = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "country"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "country"], name="one_feed_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind="COUNTRY") & ~Q(country="") | ~Q(kind="COUNTRY") & Q(country=""),
                name="only_visits_are_of_a_country",
            ),
        ]
