"""Acts, their places in the log, the checkpoints over them, who cosigned those, and the keys that open records."""

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from mingbai.config.guards import append_only, changes

HEX_DIGITS = 64


@append_only
class Act(models.Model):
    """One act as it was done, written in its own transaction: all of a leaf but its place in the log."""

    type = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    by = models.BigIntegerField(null=True)  # the officer's id; nobody where the machine acted
    at = models.DateTimeField()
    fund = models.CharField(max_length=40, default="")
    region = models.CharField(max_length=12, default="")
    programme = models.CharField(max_length=40, default="")
    month = models.CharField(max_length=10, default="")
    digest = models.CharField(max_length=HEX_DIGITS, unique=True)
    commitments = models.JSONField()

    class Meta:
        indexes = [Index(name="evidence_act_subject", fields=["subject", "id"])]
        constraints = [
            CheckConstraint(name="evidence_act_says_what", condition=~Q(type="") & ~Q(subject="")),
            CheckConstraint(name="evidence_act_digest", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
        ]


@changes(removable=True)
class Waiting(models.Model):
    """An act that has no place in the log yet; the sequencer removes the row in the transaction that gives it one."""

    act = models.OneToOneField(Act, models.PROTECT, primary_key=True, related_name="waiting")


@append_only
class Leaf(models.Model):
    """The place of an act in the log, from 0 without gaps, and the hash of its leaf."""

    index = models.BigIntegerField(primary_key=True)
    act = models.OneToOneField(Act, models.PROTECT, related_name="leaf")
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [CheckConstraint(name="evidence_leaf_from_zero", condition=Q(index__gte=0))]


@append_only
class Checkpoint(models.Model):
    """What the log said of itself at one size: a signed note, and the edge it goes on growing from."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    frontier = models.BinaryField()
    note = models.TextField()

    class Meta:
        constraints = [CheckConstraint(name="evidence_checkpoint_of_some", condition=Q(size__gt=0))]


@append_only
class Cosignature(models.Model):
    """One witness's signature line under one checkpoint."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=80)
    line = models.TextField()

    class Meta:
        constraints = [UniqueConstraint(name="evidence_one_cosignature", fields=["checkpoint", "witness"])]


@changes(removable=True)
class RecordKey(models.Model):
    """The sealed key of one record, kept apart from its act: without it nobody can prove or guess what was recorded."""

    digest = models.CharField(max_length=HEX_DIGITS, primary_key=True)
    sealed = models.BinaryField()
