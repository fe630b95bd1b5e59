"""Where else a trip leads: stops beyond the place of its activity."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .file import Application


class Leg(models.Model):
    """Persinggahan: a further place of the assignment, in the order of the journey, beside the activity's own."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="legs")
    place = models.PositiveSmallIntegerField()  # order on the list
    country = models.CharField(_("negara"), max_length=2)  # ISO 3166-1 alpha-2
    city = models.CharField(_("kota"), max_length=100)
    arrives_on = models.DateField(_("tiba"))
    leaves_on = models.DateField(_("berangkat lagi"))

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "place"], name="one_leg_per_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(leaves_on__gte=F("arrives_on")), name="leg_ends_after_it_begins"),
        ]
