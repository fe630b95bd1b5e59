"""The record that only grows. Triggers in the migration refuse UPDATE and DELETE, whoever asks."""

from django.db import models


class Head(models.Model):
    """The chain's end: one row, locked by every append, made by the first migration."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_one_head")]


class Entry(models.Model):
    """One act. Holds references and digests only, so that people's data can be erased without breaking the chain."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, db_index=True)
    actor = models.PositiveBigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
