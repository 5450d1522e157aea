"""What several tables here are held to: words of a list, and what one proposes and another approves."""

from collections.abc import Iterable
from enum import StrEnum

import pgtrigger
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, Q

from mingbai.config.guards import distinct_people
from mingbai.payments.states import Listing, Move, transitions

APPROVING = ("state", "approved_by", "approved_at", "reason")
SHA256 = r"^[0-9a-f]{64}$"


class Proposal(models.Model):
    """What is proposed by one and approved by another have in common."""

    state = models.CharField(max_length=8, default=Listing.PROPOSED.value)
    reason = models.CharField(max_length=200, default="")  # of a refusal
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def known(name: str, column: str, values: Iterable[StrEnum]) -> BaseConstraint:
    """Return that a column holds one of the words of its list."""
    return CheckConstraint(name=name, condition=Q(**{f"{column}__in": [value.value for value in values]}))


def approved_by_another(name: str) -> list[BaseConstraint]:
    """Return what holds for all that one person proposes and another approves or refuses."""
    approved = Q(approved_by__isnull=False, approved_at__isnull=False)
    return [
        known(f"{name}_known_state", "state", Listing),
        CheckConstraint(name=f"{name}_approved_by_somebody", condition=Q(state=Listing.PROPOSED) | approved),
        CheckConstraint(name=f"{name}_refused_with_reason", condition=~Q(state=Listing.REFUSED) | ~Q(reason="")),
        *distinct_people("made_by", "approved_by"),
    ]


def moves(allowed: Iterable[Move]) -> list[pgtrigger.Trigger]:
    """Return the trigger that lets a state move only as allowed."""
    return [pgtrigger.FSM(name="moves", field="state", transitions=transitions(allowed))]
