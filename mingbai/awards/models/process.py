"""Due process: the recipient heard before, told in writing after, and looked at again in time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Left

from mingbai.awards.models.award import COUNTY_DIGITS, Award
from mingbai.awards.models.decision import Decision
from mingbai.config.guards import RegionField, append_only, changes, within
from mingbai.evidence.kept import evidenced
from mingbai.people.models import Person

DIGEST = r"^[0-9a-f]{64}$"
REPLIES = ("agrees", "objects", "silent", "nobody")  # nobody: the recipient has died and leaves no family
HOW = ("in_person", "by_post", "left_with_family", "by_village", "published")


@evidenced(
    *("region", "award_id", "held_on", "way", "told", "answer", "reply", "heard_by", "document", "made_by", "made_at"),
    region="region",
)
@within("region")
@append_only
class Hearing(models.Model):
    """听取意见记录: what the recipient was told, what he answered, to whom (LAW-2026#48)."""

    region = RegionField()
    award = models.ForeignKey(Award, models.PROTECT, related_name="hearings")
    held_on = models.DateField()
    way = models.CharField(max_length=8)  # visit, office, phone, letter
    told = models.CharField(max_length=400)  # facts, source, what is intended
    answer = models.CharField(max_length=8)
    reply = models.CharField(max_length=400, default="")  # in the recipient's words
    heard_by = models.CharField(max_length=100)  # who was there
    document = models.CharField(max_length=64)  # SHA-256 of the signed record
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="awards_hearing_of_award", fields=["id", "award"]),
            CheckConstraint(name="awards_hearing_way", condition=Q(way__in=["visit", "office", "phone", "letter"])),
            CheckConstraint(name="awards_hearing_answer", condition=Q(answer__in=REPLIES)),
            CheckConstraint(name="awards_hearing_says_what", condition=~Q(told="") & ~Q(heard_by="")),
            CheckConstraint(
                name="awards_hearing_keeps_the_reply", condition=~Q(answer__in=["agrees", "objects"]) | ~Q(reply="")
            ),
            CheckConstraint(name="awards_hearing_signed", condition=Q(document__regex=DIGEST)),
        ]


@evidenced(
    *("region", "award_id", "decision_id", "number", "kind", "addressee_id", "text", "issued_on", "delivered_on"),
    *("how", "receipt", "delivered_by", "delivered_at", "made_by", "made_at"),
    region="region",
)
@within("region")
@changes("delivered_on", "how", "receipt", "delivered_by", "delivered_at")
class Notice(models.Model):
    """告知书: what was decided, why, by which article, what can be done against it; delivered against a receipt."""

    region = RegionField()
    award = models.ForeignKey(Award, models.PROTECT, related_name="notices")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=6)
    addressee = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    issued_on = models.DateField()
    delivered_on = models.DateField(null=True)
    how = models.CharField(max_length=16, default="")
    receipt = models.CharField(max_length=64, default="")  # SHA-256 of the signed receipt
    delivered_by = models.BigIntegerField(null=True)
    delivered_at = models.DateTimeField(null=True)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="awards_notice_of_decision", fields=["id", "decision"]),
            UniqueConstraint(Left("region", COUNTY_DIGITS), "number", name="awards_one_notice_number"),
            CheckConstraint(name="awards_notice_says_something", condition=~Q(text="") & ~Q(number="")),
            CheckConstraint(
                name="awards_notice_delivered_against_a_receipt",
                condition=Q(delivered_on=None, how="", receipt="", delivered_by=None)
                | Q(delivered_on__gte=F("issued_on"), how__in=HOW, receipt__regex=DIGEST, delivered_by__isnull=False)
                & Q(delivered_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="awards_undelivered", fields=["region"], condition=Q(delivered_on=None))]


@evidenced(
    *("region", "award_id", "due_on", "done_on", "methods", "economy", "members", "health", "outcome", "finding"),
    *("document", "months", "next_due_on", "made_by", "made_at"),
    region="region",
)
@within("region")
@append_only
class Review(models.Model):
    """定期复核: a look at economy, members and health, by which means, with which outcome, and when the next is due."""

    region = RegionField()
    award = models.ForeignKey(Award, models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    done_on = models.DateField()
    methods = ArrayField(models.CharField(max_length=10))
    economy = models.BooleanField()  # whether each aspect is as it was
    members = models.BooleanField()
    health = models.BooleanField()
    outcome = models.CharField(max_length=6)  # keep, change, exit
    finding = models.CharField(max_length=400)
    document = models.CharField(max_length=64)
    months = models.SmallIntegerField()  # until the next
    next_due_on = models.DateField()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="awards_review_outcome", condition=Q(outcome__in=["keep", "change", "exit"])),
            CheckConstraint(name="awards_review_says_how", condition=Q(methods__len__gt=0) & ~Q(finding="")),
            CheckConstraint(name="awards_review_signed", condition=Q(document__regex=DIGEST)),
            CheckConstraint(name="awards_review_leads_to_the_next", condition=Q(next_due_on__gt=F("done_on"))),
            CheckConstraint(
                name="awards_review_keeps_only_what_is_as_it_was",
                condition=~Q(outcome="keep") | Q(economy=True, members=True, health=True),
            ),
        ]
