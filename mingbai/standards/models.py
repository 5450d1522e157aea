"""Dated values of parameters and switches of rules, each made by one officer and approved by another."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, F, Func, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, changes, distinct_people
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Officer
from mingbai.standards.deadlines import Due
from mingbai.standards.states import Mode, State, transitions

GATES = ("RK-306", "RK-307", "RK-308", "RK-309", "RK-318")  # lines unequal somewhere: these are never switched off
CHANGING = ("state", "until_on", "reason", "approved_by", "approved_at")
LOGGED = ("region", "from_on", "until_on", "state", "reason", "made_by_id", "made_at", "approved_by_id", "approved_at")
COUNTS = Q(state__in=[State.IN_FORCE.value, State.ENDED.value])
PENDING = Q(state__in=[State.PROPOSED.value, State.REFUSED.value])
BY_MACHINE = Q(made_by=None)


def an_officer(name: str) -> "models.ForeignKey[Officer | None, Officer | None]":
    """Return a column that names an officer who is never deleted, or nobody."""
    return models.ForeignKey(Officer, models.PROTECT, related_name=f"%(class)s_{name}", null=True)


def whole(column: str) -> Func:
    """Return a word as a range of one, because what must not overlap is compared as ranges."""
    return Func(F(column), F(column), models.Value("[]"), function="standards_words", output_field=DateRangeField())


def only_one(name: str, what: str) -> ExclusionConstraint:
    """Return the constraint that of one thing in one region no two count on the same day."""
    days = Func(F("from_on"), F("until_on"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[(each, RangeOperators.OVERLAPS) for each in (whole("region"), whole(what), days)],
        condition=COUNTS,
    )


def lawful(name: str, made: Q, approved: Q) -> list[BaseConstraint]:
    """Return what holds for all that one officer proposes and another approves."""
    return [
        CheckConstraint(name=f"{name}_known_state", condition=Q(state__in=[state.value for state in State])),
        CheckConstraint(name=f"{name}_made_by_somebody", condition=made),
        CheckConstraint(name=f"{name}_approved_before_it_counts", condition=PENDING | approved),
        CheckConstraint(name=f"{name}_ends_after_it_begins", condition=Q(until_on=None) | Q(until_on__gt=F("from_on"))),
        CheckConstraint(name=f"{name}_ended_on_a_day", condition=~Q(state=State.ENDED.value) | ~Q(until_on=None)),
        CheckConstraint(name=f"{name}_refused_with_reason", condition=~Q(state=State.REFUSED.value) | ~Q(reason="")),
        *distinct_people("made_by", "approved_by"),
    ]


class Dated(models.Model):
    """What a value and a switch have in common: where, from when until when, made and approved by whom."""

    region = RegionField()  # a division's code, or "nation"
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day it no longer holds
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, default="")  # of a switch; of a refusal
    made_by = an_officer("made")
    made_at = models.DateTimeField()
    approved_by = an_officer("approved")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@evidenced("key", "value", "article", "document", *LOGGED, region="region")
@changes(*CHANGING)
class Entry(Dated):
    """One dated value of one parameter in one division."""

    key = models.CharField(max_length=60)
    value = models.JSONField()  # as packs write it: numbers, words, lists of them; a fraction is text
    article = models.CharField(max_length=40)  # which lets the division decide
    document = models.CharField(max_length=100)  # in which it did

    class Meta:
        constraints = [
            *lawful("standards_entry", ~BY_MACHINE, Q(approved_by__isnull=False, approved_at__isnull=False)),
            CheckConstraint(name="standards_entry_has_its_ground", condition=~Q(article="") & ~Q(document="")),
            CheckConstraint(name="standards_entry_of_a_parameter", condition=~Q(key="")),
            only_one("standards_one_value_a_day", "key"),
            UniqueConstraint(
                name="standards_value_proposed_once",
                fields=["region", "key", "from_on"],
                condition=Q(state=State.PROPOSED.value),
            ),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions())]


@evidenced("rule_id", "mode", "measured", *LOGGED, region="region")
@changes(*CHANGING)
class RuleSwitch(Dated):
    """Whether a rule is on, advisory or off in a division; nobody makes it where the machine demotes a rule (D12)."""

    rule_id = models.CharField(max_length=10)
    mode = models.CharField(max_length=10)
    measured = models.JSONField(null=True)  # of a demotion: decided, confirmed, overturned, floor; basis points

    class Meta:
        constraints = [
            *lawful(
                "standards_switch",
                ~BY_MACHINE | Q(mode=Mode.ADVISORY.value, measured__isnull=False),
                Q(approved_by__isnull=False, approved_at__isnull=False) | BY_MACHINE,
            ),
            CheckConstraint(name="standards_known_mode", condition=Q(mode__in=[mode.value for mode in Mode])),
            CheckConstraint(name="standards_switch_says_why", condition=~Q(reason="")),
            CheckConstraint(
                name="standards_gates_stay_on", condition=Q(mode=Mode.ON.value) | ~Q(rule_id__in=sorted(GATES))
            ),
            only_one("standards_one_mode_a_day", "rule_id"),
            UniqueConstraint(
                name="standards_switch_proposed_once",
                fields=["region", "rule_id", "from_on"],
                condition=Q(state=State.PROPOSED.value),
            ),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions())]


@append_only
class Reminder(models.Model):
    """That a division was reminded on a day of something due in a month."""

    region = RegionField()
    due = models.CharField(max_length=16)
    month = models.DateField()
    last_on = models.DateField()
    last_working_on = models.DateField()
    status = models.CharField(max_length=12)  # provisional where the year's days off are not announced
    days_left = models.IntegerField()  # of work
    told_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="standards_reminded_once", fields=["region", "due", "month", "told_on"]),
            CheckConstraint(name="standards_known_due", condition=Q(due__in=[due.value for due in Due])),
        ]
