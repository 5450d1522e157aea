"""备案: staff and their kin, cards others keep, who draws for whom, and who allowed his data to be looked up."""

import pgtrigger
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Officer
from mingbai.people.models.held import CHANGING, LIVE, confirmed_by_another, ends_properly
from mingbai.people.models.library import Person
from mingbai.people.states import FILING, transitions

LOGGED = ("region", "filed_on", *CHANGING, "document", "made_by", "made_at")


def a_person(name: str) -> "models.ForeignKey[Person, Person]":
    """Return a column that names a person who is never deleted."""
    return models.ForeignKey(Person, models.PROTECT, related_name=f"%(class)s_{name}")


@evidenced("region", "person_id", "officer_id", "unit", "post", "works_in", "from_on", "until_on", "made_by", "made_at")
@within("region")
@changes("until_on", "closed_by", "closed_at")
class Staff(models.Model):
    """Who works in social assistance and is a person with an ID number: with an account here (officer) or without."""

    region = RegionField()  # as the person's
    person = models.ForeignKey(Person, models.PROTECT, related_name="staff", db_constraint=False)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="staff")
    unit = models.CharField(max_length=80)
    post = models.CharField(max_length=60)
    works_in = RegionField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="people_staff_of_officer", fields=["id", "officer"]),
            UniqueConstraint(
                name="people_one_person_an_officer",
                fields=["officer"],
                condition=Q(until_on=None, officer__isnull=False),
            ),
            CheckConstraint(name="people_staff_placed", condition=~Q(unit="") & ~Q(post="")),
            CheckConstraint(
                name="people_staff_leave_after_they_come", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))
            ),
        ]


class Filing(models.Model):
    """What all filings have in common: when filed with which paper, until when, entered and accepted by whom."""

    region = RegionField()  # as the person's whom it protects; the database keeps the two equal
    filed_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day it no longer holds
    document = models.CharField(max_length=64)  # SHA-256 of the signed paper
    state = models.CharField(max_length=9)
    reason = models.CharField(max_length=200, default="")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def lawful(name: str, *once: str) -> list[BaseConstraint]:
    """Return what holds for every filing; of a person and the others named, one is live at a time."""
    return [
        *confirmed_by_another(name),
        *ends_properly(name, "filed_on"),
        CheckConstraint(name=f"{name}_has_its_paper", condition=Q(document__regex=r"^[0-9a-f]{64}$")),
        UniqueConstraint(name=f"{name}_filed_once", fields=["person", *once], condition=LIVE),
    ]


def moves() -> list[pgtrigger.Trigger]:
    """Return the trigger that lets a filing move only as allowed."""
    return [pgtrigger.FSM(name="moves", field="state", transitions=transitions(FILING))]


@evidenced("person_id", "staff_id", "officer_id", "relation", "programme", "tier", *LOGGED, region="region")
@within("region")
@changes(*CHANGING)
class Relative(Filing):
    """近亲属备案 (R-801): a recipient is near kin of somebody who works in social assistance, filed one tier above."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="kin_filings", db_constraint=False)
    staff = models.ForeignKey(Staff, models.PROTECT)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="kin_filings")  # as of the staff
    relation = models.CharField(max_length=20)
    programme = models.CharField(max_length=20, default="")
    tier = models.SmallIntegerField()  # digits of the division the filing is with: 9 township, 6 county, 4 city

    class Meta:
        constraints = [
            *lawful("people_relative", "staff"),
            CheckConstraint(name="people_kin_tier", condition=Q(tier__in=[9, 6, 4, 2])),
            CheckConstraint(name="people_kin_related", condition=~Q(relation="")),
            *distinct_people("officer", "confirmed_by"),
        ]
        triggers = moves()


@evidenced("person_id", "keeper_id", "is_staff", "cause", "card", *LOGGED, region="region")
@within("region")
@changes(*CHANGING)
class CardKeeping(Filing):
    """代管备案 (R-802): somebody keeps a recipient's card or passbook, by agreement, for a time, looked at again."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="cards_kept", db_constraint=False)
    keeper = a_person("keeper")
    is_staff = models.BooleanField()  # 工作人员、村干部: an exception that must be filed, or is forbidden
    card = models.CharField(max_length=12, default="")  # the account's last digits
    cause = models.CharField(max_length=200)

    class Meta:
        constraints = [
            *lawful("people_card_keeping"),
            CheckConstraint(name="people_keeping_has_a_cause", condition=~Q(cause="")),
            CheckConstraint(name="people_keeping_ends", condition=Q(until_on__isnull=False)),
            CheckConstraint(name="people_nobody_files_his_own_card", condition=~Q(person=F("keeper"))),
        ]
        triggers = moves()


@evidenced("keeping_id", "region", "reviewed_on", "is_in_order", "finding", "made_by", "made_at", region="region")
@within("region")
@append_only
class KeepingReview(models.Model):
    """A look at a card that somebody keeps: whether the money reached whom it is for."""

    keeping = models.ForeignKey(CardKeeping, models.PROTECT)
    region = RegionField()
    reviewed_on = models.DateField()
    is_in_order = models.BooleanField()
    finding = models.CharField(max_length=400, default="")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="people_review_says_what_is_wrong", condition=Q(is_in_order=True) | ~Q(finding=""))
        ]


@evidenced("person_id", "agent_id", "kind", "cause", *LOGGED, region="region")
@within("region")
@changes(*CHANGING)
class Proxy(Filing):
    """代取授权 (R-804, R-805, R-708): guardian, entrusted carer or a person of choice draws the money for somebody."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="proxies", db_constraint=False)
    agent = a_person("agent")
    kind = models.CharField(max_length=10)  # guardian, carer, chosen
    cause = models.CharField(max_length=200)

    class Meta:
        constraints = [
            *lawful("people_proxy"),
            CheckConstraint(name="people_known_proxy", condition=Q(kind__in=["guardian", "carer", "chosen"])),
            CheckConstraint(name="people_proxy_has_a_cause", condition=~Q(cause="")),
            CheckConstraint(name="people_proxy_ends", condition=Q(until_on__isnull=False)),
            CheckConstraint(name="people_nobody_is_his_own_proxy", condition=~Q(person=F("agent"))),
        ]
        triggers = moves()


@evidenced("person_id", "scope", *LOGGED, region="region")
@within("region")
@changes(*CHANGING)
class Authorisation(Filing):
    """核对授权 (R-1506): an adult allowed other departments' data about him to be looked up, what for and how long."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="authorisations", db_constraint=False)
    scope = models.CharField(max_length=10)  # a Scope

    class Meta:
        constraints = [
            *lawful("people_authorisation", "scope"),
            CheckConstraint(name="people_known_scope", condition=Q(scope__in=["income", "property", "bank", "all"])),
            CheckConstraint(name="people_authorisation_ends", condition=Q(until_on__isnull=False)),
        ]
        triggers = moves()
