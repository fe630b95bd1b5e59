"""Who does the work at home while its holder is abroad."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .file import Application


class AdInterimRequest(models.Model):
    """Permohonan ad interim: who stands in for the travelling minister, from a day to a day.

    The one who stands in leads another body, so name and office are told here and not picked from the own register.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="ad_interim")
    name = models.CharField(_("nama pejabat ad interim"), max_length=200)
    position = models.CharField(_("jabatannya sendiri"), max_length=200)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="ad_interim_ends_after_it_begins")
        ]
