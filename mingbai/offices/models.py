"""Organisations, officers, posts and the list of responsibilities, and what the database holds them to."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, F, Func, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, distinct_people, keeps_history
from mingbai.evidence.kept import evidenced
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ADMINISTRATORS, Role
from mingbai.offices.states import APPOINTMENT, LISTING, State, transitions
from mingbai.offices.steps import STEPS

CHANGING = ("state", "approved_by", "approved_at", "until_on", "ended_by", "ended_at", "reason")
ENDS = tuple(f"{name}_id" if name.endswith("_by") else name for name in CHANGING)
LOGGED = ("region", "from_on", "made_by_id", "made_at", *ENDS)
PROPOSED, REFUSED, ENDED = State.PROPOSED.value, State.REFUSED.value, State.ENDED.value
COUNTS = ~Q(state=REFUSED)
FOUNDED = ~Q(founding_document="")
ADMINISTRATES = Q(role__in=sorted(role.value for role in ADMINISTRATORS))


@evidenced("name", "kind", "region", "handles", "opened_on", "closed_on", "made_by", "made_at", region="region")
@changes("name", "closed_on")
@keeps_history
class Organisation(models.Model):
    """A department, township, village, bank or other body that takes part, at its division whatever its level."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    region = RegionField()
    handles = models.BooleanField(default=True)  # cases or payments itself; a province's department only supervises
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    made_by = models.BigIntegerField(null=True)  # the officer; none made the first
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="offices_one_organisation", fields=["region", "kind", "name"]),
            UniqueConstraint(name="offices_organisation_at", fields=["id", "region"]),
            CheckConstraint(name="offices_known_kind", condition=Q(kind__in=[kind.value for kind in Kind])),
            CheckConstraint(name="offices_named", condition=~Q(name="")),
            CheckConstraint(
                name="offices_closed_after_opening", condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on"))
            ),
        ]


@evidenced("name", "number", "left_on", "made_by", "made_at")
@changes("name", "left_on")
@keeps_history
class Officer(models.Model):
    """A person who acts; every act names the number of this row and never the name."""

    name = models.CharField(max_length=60)
    number = models.CharField(max_length=30, unique=True)  # 工号
    left_on = models.DateField(null=True)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [CheckConstraint(name="offices_officer_named", condition=~Q(name="") & ~Q(number=""))]


def lawful(name: str, exempt: Q | None = None) -> list[BaseConstraint]:
    """Return what holds for all that one officer proposes, another approves and somebody ends; but for the exempt."""
    made, approved = Q(made_by__isnull=False), Q(approved_by__isnull=False, approved_at__isnull=False)
    if exempt is not None:
        made, approved = made & ~exempt | ~made & exempt, approved | exempt
    ended = Q(ended_by__isnull=False, ended_at__isnull=False, until_on__isnull=False)
    pending, after = Q(state__in=[PROPOSED, REFUSED]), Q(until_on=None) | Q(until_on__gte=F("from_on"))
    return [
        CheckConstraint(name=f"{name}_known_state", condition=Q(state__in=[state.value for state in State])),
        CheckConstraint(name=f"{name}_made_by_somebody", condition=made),
        CheckConstraint(name=f"{name}_approved_before_it_counts", condition=pending | approved),
        CheckConstraint(name=f"{name}_ends_after_it_begins", condition=after),
        CheckConstraint(name=f"{name}_ended_by_somebody", condition=~Q(state=ENDED) | ended),
        CheckConstraint(name=f"{name}_refused_with_reason", condition=~Q(state=REFUSED) | ~Q(reason="")),
        *distinct_people("officer", "made_by", "approved_by"),
        *distinct_people("officer", "ended_by"),
    ]


def whole(column: str) -> Func:
    """Return a number as a range of one, because what must not overlap is compared as ranges."""
    return Func(F(column), F(column), models.Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class Proposal(models.Model):
    """What an appointment and a listing have in common: from when until when, proposed, approved and ended by whom."""

    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day it no longer holds
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=200, default="")  # of a refusal or an early end
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def an_officer(name: str, *, null: bool = False) -> "models.ForeignKey[Officer, Officer]":
    """Return a column that names an officer who is never deleted."""
    return models.ForeignKey(Officer, models.PROTECT, related_name=f"%(class)s_{name}", null=null)


@evidenced("officer_id", "organisation_id", "title", "role", "founding_document", *LOGGED, region="region")
@changes(*CHANGING)
class Post(Proposal):
    """An officer's post: in which organisation, as what, for which division, from when until when."""

    officer = an_officer("held")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    organisation_region = RegionField()  # as the organisation's; the database compares the two
    title = models.CharField(max_length=60)
    role = models.CharField(max_length=24)
    region = RegionField()
    founding_document = models.CharField(max_length=100, default="")  # appoints the first three, whom nobody else can
    made_by = an_officer("made", null=True)
    approved_by = an_officer("approved", null=True)
    ended_by = an_officer("ended", null=True)

    class Meta:
        constraints = [
            *lawful("offices_post", FOUNDED),
            UniqueConstraint(name="offices_post_of_officer", fields=["id", "officer", "region"]),
            CheckConstraint(name="offices_known_role", condition=Q(role__in=[role.value for role in Role])),
            CheckConstraint(
                name="offices_post_within_organisation", condition=Q(region__startswith=F("organisation_region"))
            ),
            CheckConstraint(name="offices_founding_is_of_administrators", condition=~FOUNDED | ADMINISTRATES),
            UniqueConstraint(name="offices_founded_once", fields=["role"], condition=FOUNDED),
            ExclusionConstraint(  # an administrator's range meets every other post's, two ordinary posts never meet
                name="offices_administrators_do_nothing_else",
                expressions=[
                    (whole("officer"), RangeOperators.OVERLAPS),
                    (
                        Func(F("from_on"), F("until_on"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        models.Case(
                            models.When(
                                ADMINISTRATES,
                                then=Func(None, None, function="int8range", output_field=BigIntegerRangeField()),
                            ),
                            default=whole("id"),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=COUNTS,
            ),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions(APPOINTMENT))]


@evidenced("step", "post_id", "officer_id", *LOGGED, region="region")
@changes(*CHANGING)
class Responsibility(Proposal):
    """One line of the list of responsibilities: which post, and who holds it, answers for a step in a division."""

    step = models.CharField(max_length=20)
    post = models.ForeignKey(Post, models.PROTECT)
    officer = an_officer("listed")  # as the post's, and its region as well; the database compares them
    post_region = RegionField()
    region = RegionField()
    made_by = an_officer("made")
    approved_by = an_officer("approved", null=True)
    ended_by = an_officer("ended", null=True)

    class Meta:
        constraints = [
            *lawful("offices_listing"),
            CheckConstraint(name="offices_known_step", condition=Q(step__in=sorted(STEPS))),
            CheckConstraint(name="offices_listed_within_post", condition=Q(region__startswith=F("post_region"))),
            UniqueConstraint(
                name="offices_listed_once", fields=["step", "post", "region", "from_on"], condition=COUNTS
            ),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions(LISTING))]
