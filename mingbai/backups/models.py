"""Backups that were made, every trial of them, and the keys kept apart to open them."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q

from mingbai.config.guards import append_only, changes, distinct_people
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import an_officer

HEX_DIGITS = 64
READ, DRILLED, RESTORED, FAILED = "read", "drilled", "restored", "failed"
KINDS = (READ, DRILLED, RESTORED, FAILED)


@evidenced("name", "sha256", "size", "rows", "leaves", "made_by_id", "made_at")
@changes("gone_at")
class Backup(models.Model):
    """One backup: its file's name and digest, and how much it holds; gone once its time was over."""

    name = models.CharField(max_length=80, unique=True)
    sha256 = models.CharField(max_length=HEX_DIGITS)
    size = models.BigIntegerField()
    rows = models.BigIntegerField()
    leaves = models.BigIntegerField()  # of the last checkpoint in it
    made_by = an_officer("made", null=True)  # nobody: at night
    made_at = models.DateTimeField()
    done_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(name="backups_digest", condition=Q(sha256__regex="^[0-9a-f]{64}$")),
            CheckConstraint(name="backups_hold_something", condition=Q(size__gt=0) & Q(rows__gte=0)),
            CheckConstraint(name="backups_take_time", condition=Q(done_at__gte=F("made_at"))),
        ]

    @property
    def came_of(self) -> dict[str, bool]:
        """Return kind of trial → whether the last of that kind came out whole."""
        return {trial.kind: trial.is_whole for trial in sorted(self.trials.all(), key=lambda one: (one.at, one.pk))}


@evidenced("backup_id", "kind", "is_whole", "zh", "en", "made_by_id", "at")
@append_only
class Trial(models.Model):
    """A backup read through, restored in a drill or in earnest, or one that was not made: what came of it."""

    backup = models.ForeignKey(Backup, models.PROTECT, null=True, related_name="trials")
    kind = models.CharField(max_length=8)
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    is_whole = models.BooleanField()
    zh = models.TextField()
    en = models.TextField()
    made_by = an_officer("made", null=True)

    class Meta:
        indexes = [Index(name="backups_last_trials", fields=["kind", "-at"])]
        constraints = [
            CheckConstraint(name="backups_known_trial", condition=Q(kind__in=KINDS)),
            CheckConstraint(name="backups_trial_says", condition=~Q(zh="") & ~Q(en="")),
        ]


@evidenced("sha256", "keys", "needed", "shares", "made_by_id", "approved_by_id", "made_at")
@append_only
class KeptKeys(models.Model):
    """The keys of the desk as they were sealed and handed out by two administrators; of the keys only fingerprints."""

    sha256 = models.CharField(max_length=HEX_DIGITS)  # of the sealed file
    keys = models.JSONField()  # version → fingerprint
    needed = models.PositiveSmallIntegerField()  # shares that open it; 0: one passphrase
    shares = models.PositiveSmallIntegerField()
    made_by = an_officer("made")
    approved_by = an_officer("approved")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            *distinct_people("made_by", "approved_by"),
            CheckConstraint(name="backups_shares", condition=Q(needed__lte=F("shares"))),
        ]
