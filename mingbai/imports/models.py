"""What officers dropped to be taken in, sealed, and what came of it."""

import uuid

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, within
from mingbai.imports.states import State
from mingbai.offices.models import an_officer

LOOKED = ("kind", "month", "said", "mended", "seen", "counts", "looked_at")


@within("region")
@changes(*LOOKED, "state", "result", "taken_at", "forgotten_on")
class Upload(models.Model):
    """Files dropped together: what they are to be taken in as, what was mended, what a look at them found."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)  # what is sealed is sealed for it
    region = RegionField()  # of the officer's post
    officer = an_officer("dropped")
    post = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    month = models.DateField()  # its first day
    said = models.JSONField(default=dict)  # what the files do not say: department, day, letter
    mended = models.BinaryField(null=True)  # sealed: other cells, headers named anew, the rows that are meant
    seen = models.BinaryField(null=True)  # sealed: what the last look found
    counts = models.JSONField(default=dict)  # of that look: rows, good, failed, hints
    state = models.CharField(max_length=8, default=State.OPEN.value)
    result = models.JSONField(default=dict)  # counts of what was taken in, and the ids that lead to it
    rest_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="rests")  # whose rows were left
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    forgotten_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(name="imports_newest", fields=["region", "-made_at"])]
        constraints = [
            CheckConstraint(name="imports_known_state", condition=Q(state__in=[one.value for one in State])),
            CheckConstraint(name="imports_taken_when", condition=Q(state=State.TAKEN.value) ^ Q(taken_at__isnull=True)),
            CheckConstraint(
                name="imports_forgotten_whole",
                condition=Q(forgotten_on=None) | Q(mended__isnull=True, seen__isnull=True),
            ),
        ]


@within("region")
@changes("sealed")
class File(models.Model):
    """One file that was dropped: its name and digest stay, what stands in it goes."""

    upload = models.ForeignKey(Upload, models.PROTECT, related_name="files")
    region = RegionField()
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveBigIntegerField()  # bytes
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(name="imports_same_file", fields=["sha256"])]
        constraints = [UniqueConstraint(name="imports_one_file_a_number", fields=["upload", "number"])]
