"""Who holds a traveller's passport now: one holder at any time, and every handing over with both its sides."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Custody(models.Model):
    """A passport in somebody's hands, from a moment to a moment; the open row says where it is now.

    `holder` and `came_from` are custodians of the pack. `return_by` is set while a traveller has it for a trip: after
    that day it is an open duty of the person, which the law may ask about.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="custodies")
    receipt_no = models.CharField(max_length=20, unique=True)
    came_from = models.CharField(max_length=40, blank=True)  # empty: it was first noted here
    holder = models.CharField(max_length=40)
    handed_by = models.CharField(max_length=200)
    taken_by = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=9)  # of the application it was handed over for
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    return_by = models.DateField(null=True)
    chased = models.BooleanField(default=False)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="one_holder_of_a_passport"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="custody_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["return_by"], condition=Q(until=None, return_by__isnull=False), name="to_be_returned")
        ]
