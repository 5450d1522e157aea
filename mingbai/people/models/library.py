"""Persons, households and who belonged to which when: each person once in the whole library, found by a blind index."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Left

from mingbai.config.guards import RegionField, changes, keeps_history, moves, within
from mingbai.evidence.kept import evidenced
from mingbai.people.models.held import confirmed_by_another, spell
from mingbai.people.states import IMPORT, transitions

COUNTY_DIGITS = 6


@evidenced(
    *("region", "month", "digest", "rows", "refused", "conflicts", "persons", "households", "memberships", "accounts"),
    *("state", "reason", "made_by", "made_at", "confirmed_by", "confirmed_at"),
    region="region",
)
@within("region")
@changes("state", "reason", "confirmed_by", "confirmed_at")
class Import(models.Model):
    """One folder of lists taken in: its digest covers every person, household, membership and account it brought."""

    region = RegionField()
    month = models.DateField()
    digest = models.BinaryField(max_length=32)
    rows = models.IntegerField()
    refused = models.IntegerField()  # rows no reader could use
    conflicts = models.IntegerField()  # rows that contradict what stands here
    persons = models.IntegerField()
    households = models.IntegerField()
    memberships = models.IntegerField()
    accounts = models.IntegerField()
    state = models.CharField(max_length=9)
    reason = models.CharField(max_length=200, default="")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = confirmed_by_another("people_import")
        triggers = [moves(transitions(IMPORT))]


def brought() -> "models.ForeignKey[Import | None, Import | None]":
    """Return the column that names the import a row came with; none where it was entered by hand."""
    return models.ForeignKey(Import, models.PROTECT, null=True, related_name="+", db_constraint=False)


@evidenced("region", "name", "id_index", "born_on", "died_on", "made_by", region="region")
@within("region")
@changes("region", "name", "name_key", "id_sealed", "phone_sealed", "died_on")
@keeps_history
class Person(models.Model):
    """A person, once: found by the blind index of the ID number, which nobody reads here without a reason."""

    region = RegionField()  # of the village
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=240)  # pinyin, to sort by
    id_sealed = models.BinaryField()
    id_index = models.BinaryField(max_length=32)
    id_is_valid = models.BooleanField()  # an opening stock has numbers that are none; a rule finds them
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=1)  # 男, 女; empty where an invalid number tells nothing
    died_on = models.DateField(null=True)
    phone_sealed = models.BinaryField(null=True)
    brought_by = brought()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="people_one_person", fields=["id_index"]),
            UniqueConstraint(name="people_person_at", fields=["id", "region"]),
            CheckConstraint(name="people_person_named", condition=~Q(name="") & ~Q(name_key="")),
            CheckConstraint(name="people_known_sex", condition=Q(sex__in=["男", "女", ""])),
            CheckConstraint(
                name="people_a_valid_number_tells_birth",
                condition=Q(id_is_valid=False) | Q(born_on__isnull=False) & ~Q(sex=""),
            ),
            CheckConstraint(
                name="people_died_after_birth",
                condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on")),
            ),
        ]
        indexes = [models.Index(name="people_person_in_order", fields=["region", "name_key"])]


@within("region")
@changes("region", "address_sealed", "closed_on")
class Household(models.Model):
    """A family as civil affairs counts it, by the number it has in its county."""

    region = RegionField()
    number = models.CharField(max_length=64)
    address_sealed = models.BinaryField(null=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)  # the first day it no longer is one
    brought_by = brought()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(Left("region", COUNTY_DIGITS), "number", name="people_one_household"),
            UniqueConstraint(name="people_household_at", fields=["id", "region"]),
            CheckConstraint(name="people_household_numbered", condition=~Q(number="")),
            CheckConstraint(
                name="people_household_closed_after_opening",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
        ]


@within("region")
@changes("until_on", "reason", "closed_by", "closed_at")
class Membership(models.Model):
    """Who belonged to which household from when until when, as what; a change is an end and a further row."""

    region = RegionField()  # as the household's; the database keeps the two equal
    household = models.ForeignKey(Household, models.PROTECT, db_constraint=False)  # a key over both columns holds it
    person = models.ForeignKey(Person, models.PROTECT)
    relation = models.CharField(max_length=20)  # 与户主关系
    is_head = models.BooleanField()
    exclusion = models.CharField(max_length=100, default="")  # why one who lives there is not counted
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day it no longer holds
    reason = models.CharField(max_length=200, default="")
    brought_by = brought()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="people_one_household_at_a_time",
                expressions=[(spell("person"), RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="people_one_head_at_a_time",
                expressions=[(spell("household"), RangeOperators.OVERLAPS)],
                condition=Q(is_head=True),
            ),
            CheckConstraint(
                name="people_membership_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            CheckConstraint(
                name="people_membership_ended_by_somebody",
                condition=Q(until_on=None) | Q(closed_by__isnull=False, closed_at__isnull=False),
            ),
        ]


@within("region")
@changes("sealed", "until_on", "closed_by", "closed_at")
class HealthFact(models.Model):
    """A fact of somebody's health or standing that raises an amount; what it is stands in the sealed part alone."""

    region = RegionField()  # as the person's; the database keeps the two equal
    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False)
    kind = models.CharField(max_length=10)  # a FactKind
    sealed = models.BinaryField()
    source = models.CharField(max_length=60, default="")  # the department and its list
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    brought_by = brought()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="people_known_fact", condition=Q(kind__in=["disability", "illness", "category", "self_care"])
            ),
            CheckConstraint(
                name="people_fact_ends_after_it_begins", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))
            ),
        ]
