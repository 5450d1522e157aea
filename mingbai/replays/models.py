"""Replays: what was tried over which months, what it came to, and the proposal that came of it."""

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, F, Q

from mingbai.config.guards import RegionField, changes
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import an_officer
from mingbai.replays.states import TRANSITIONS, State
from mingbai.standards.models import Entry

COMMITTED = Q(state=State.COMMITTED.value)


@evidenced(
    *("region", "rule_ids", "key", "value", "months", "left_out", "outcome", "versions", "state"),
    *("made_by_id", "made_at", "entry_id", "committed_by_id", "committed_at"),
    region="region",
)
@changes("state", "entry", "committed_by", "committed_at")
class Replay(models.Model):
    """One change tried: a parameter's value, or without one the rules as they stand now; its outcome never changes."""

    region = RegionField()
    rule_ids = models.JSONField()
    key = models.CharField(max_length=60, default="")  # none: rules as released, with the values of then
    value = models.JSONField(null=True)
    months = models.JSONField()  # [{month, check, rules: {rule: compared}}]
    left_out = models.JSONField()  # [{month, zh, en}]: months that are no longer kept
    outcome = models.JSONField()  # rule → compared, over all months
    versions = models.JSONField()  # rule → its version now
    state = models.CharField(max_length=10)
    made_by = an_officer("made")
    made_at = models.DateTimeField()
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="replays")
    committed_by = an_officer("committed", null=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(name="replays_known_state", condition=Q(state__in=[state.value for state in State])),
            CheckConstraint(
                name="replays_committed_as_proposal",
                condition=COMMITTED & Q(entry__isnull=False, committed_by__isnull=False, committed_at__isnull=False)
                | ~COMMITTED & Q(entry=None),
            ),
            CheckConstraint(name="replays_value_of_a_key", condition=Q(key="", value=None) | ~Q(key="")),
            CheckConstraint(
                name="replays_committed_after", condition=Q(committed_at=None) | Q(committed_at__gte=F("made_at"))
            ),
        ]
        indexes = [models.Index(name="replays_of_place", fields=["region", "-made_at"])]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=TRANSITIONS)]
