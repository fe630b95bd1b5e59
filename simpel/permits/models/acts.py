"""What people and the law did with a file. Rows here are only ever added."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .file import Application


class Step(models.Model):
    """One move on the timeline: who, from which desk, from where to where, why. Never edited."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=30)
    before = models.CharField(max_length=24)
    after = models.CharField(max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=40)
    acting = models.CharField(max_length=3, blank=True)
    deputises = models.ForeignKey(  # for whom: the holder of the desk, away on that day
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(max_length=2000, blank=True)
    answer = models.CharField(max_length=3, blank=True)  # of a desk that was consulted: yes or no
    through = models.CharField(max_length=40, blank=True)  # the desk that held the power of `desk` for this step
    reason = models.CharField(max_length=40, blank=True)  # return or refusal: a code of the pack's list
    points_at = models.JSONField(default=list, blank=True)  # document codes or form fields the reason is about
    content_sha256 = models.CharField(max_length=64, blank=True)
    request_key = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "request_key"], condition=~Q(request_key=""), name="one_step_per_request"
            ),
        ]


class Duty(models.Model):
    """Who acts from which desk on a file: one desk a person for the file's whole life, held by this constraint."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="duties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="one_desk_per_person_and_file")]


class Assessment(models.Model):
    """What the law said about a file on a day, under which pack. Frozen: a later look adds a row."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessments")
    pack = models.CharField(max_length=60)
    pack_version = models.CharField(max_length=40)
    on = models.DateField()  # the date whose law was asked
    at = models.DateTimeField()
    findings = models.JSONField()

    class Meta:
        ordering = ["id"]
