"""What an officer asked the machine to do, and what was sent with it or came of it, sealed."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import changes, moves
from mingbai.errands.states import ENDED, MOVES, OPEN, State
from mingbai.offices.models import an_officer

PROGRESS = ("phase_zh", "phase_en", "phase_at", "done", "total", "heard_at")
ENDING = ("state", "began_at", "ended_at", "cancel_asked_at", "told_zh", "told_en", "result", "seen_at")


@changes(*PROGRESS, *ENDING, removable=True)
class Errand(models.Model):
    """One errand: of what kind, about what, for whom, how far. Numbers and ids only, and nothing personal."""

    officer = an_officer("asked")
    post = models.BigIntegerField()  # whose right it is done by
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)  # as its asker knows it: 2026-11, a file's name
    once = models.CharField(max_length=200, default="")  # while one with this word is open, no other begins
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=State.WAITING.value)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # by its asker, after it ended
    phase_zh = models.CharField(max_length=120, default="")
    phase_en = models.CharField(max_length=120, default="")
    phase_at = models.DateTimeField(null=True)  # when the phase began
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)  # 0: nobody can say how much there is to do
    heard_at = models.DateTimeField(null=True)
    told_zh = models.TextField(default="")  # what it came to, or why it was refused
    told_en = models.TextField(default="")
    result = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(name="errands_of_officer", fields=["officer", "-asked_at"])]
        constraints = [
            CheckConstraint(name="errands_known_state", condition=Q(state__in=[one.value for one in State])),
            CheckConstraint(
                name="errands_ended_at_its_end",
                condition=Q(state__in=[one.value for one in sorted(ENDED)]) ^ Q(ended_at=None),
            ),
            UniqueConstraint(
                name="errands_once_at_a_time",
                fields=["kind", "once"],
                condition=Q(state__in=[one.value for one in sorted(OPEN)]) & ~Q(once=""),
            ),
        ]
        triggers = [moves(MOVES)]


@changes(removable=True)
class Enclosure(models.Model):
    """A file that was sent with an errand, or came of it; sealed, because people stand in it."""

    errand = models.ForeignKey(Errand, models.CASCADE, related_name="enclosures")
    is_result = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()  # bytes
    sealed = models.BinaryField()
