"""Acts, their places in the log, the checkpoints over them, who cosigned those, and the keys that open records."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import CheckConstraint, F, Func, Index, Q, UniqueConstraint
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from mingbai.config.guards import append_only, changes
from mingbai.evidence.kept import evidenced

HEX_DIGITS = 64
if TYPE_CHECKING:
    Lots = models.Manager["Lot"]
else:
    Lots = models.Manager  # Django's own classes take no types while they run


@append_only
class Act(models.Model):
    """One act as it was done, written in its own transaction: all of a leaf but its place in the log."""

    type = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    by = models.BigIntegerField(null=True)  # the officer's id; nobody where the machine acted
    post = models.BigIntegerField(null=True)  # in which the officer acted, and for which organisation
    organisation = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    fund = models.CharField(max_length=40, default="")
    region = models.CharField(max_length=12, default="")
    programme = models.CharField(max_length=40, default="")
    month = models.CharField(max_length=10, default="")
    digest = models.CharField(max_length=HEX_DIGITS)
    commitments = models.TextField()  # their canonical JSON, as it stands in the leaf

    class Meta:
        indexes = [
            Index(name="evidence_act_subject", fields=["subject", "id"]),
            BrinIndex(name="evidence_act_days", fields=["at"]),  # acts lie in the order of their moments
        ]
        constraints = [
            CheckConstraint(name="evidence_act_says_what", condition=~Q(type="") & ~Q(subject="")),
            CheckConstraint(  # a pattern that counts to 64 would take a fifth of the time of recording
                name="evidence_act_digest",
                condition=Q(Exact(Length("digest"), HEX_DIGITS), digest__regex="^[0-9a-f]*$"),
            ),
        ]


@changes(removable=True)
class Waiting(models.Model):
    """
    An act that has no place in the log yet: a trigger of migrations/0002_sets.sql has every act wait.

    The sequencer removes the row in the transaction that gives the act its place.
    """

    act = models.OneToOneField(Act, models.PROTECT, primary_key=True, related_name="waiting", db_constraint=False)


@append_only
class Leaf(models.Model):
    """The place of an act in the log, from 0 without gaps, and the hash of its leaf."""

    index = models.BigIntegerField(primary_key=True)
    act = models.OneToOneField(Act, models.PROTECT, related_name="leaf", db_constraint=False)  # a trigger looks for it
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

    act = models.OneToOneField(Act, models.PROTECT, primary_key=True, related_name="key", db_constraint=False)
    sealed = models.BinaryField()


class LotManager(Lots):
    """Reads lots together with the digest of what they say now."""

    def get_queryset(self) -> "models.QuerySet[Lot]":
        """Return lots with the digest of their keys and of their rows' digests."""
        said = Func(F("keys"), F("digests"), function="evidence_lot_digest", output_field=models.CharField())
        return super().get_queryset().annotate(content_sha256=said)


@evidenced("label", "region", "content_sha256", region="region")
@append_only
class Lot(models.Model):
    """Rows of one table that one act left by the thousand, under one leaf: their keys in order, and what each said."""

    label = models.CharField(max_length=60)  # people.person
    region = models.CharField(max_length=12)
    first_key = models.BigIntegerField()
    last_key = models.BigIntegerField()
    keys = ArrayField(models.BigIntegerField())
    digests = models.BinaryField()  # the SHA-256 of each row, one after the other
    objects: ClassVar[LotManager] = LotManager()

    class Meta:
        base_manager_name = "objects"
        indexes = [Index(name="evidence_lot_of_rows", fields=["label", "first_key"])]
        constraints = [
            CheckConstraint(name="evidence_lot_of_some", condition=Q(keys__len__gt=0) & ~Q(label="")),
        ]
