"""三方核对: what was appropriated line by line, the lines on which all three lists agree, and what does not agree."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, changes, distinct_people, moves, within
from mingbai.evidence.kept import evidenced
from mingbai.payments.models import FundRequest, Payment
from mingbai.receipts.matching import Kind, Source
from mingbai.receipts.models.statements import Entry
from mingbai.receipts.states import ITEM, ItemState, transitions

ANSWERED = ("answer", "answered_by", "answered_at")
AGREED = ("agreed_by", "agreed_at", "resolved_at")


@within("region")
@append_only
class Allotment(models.Model):
    """拨款明细: what finance appropriated for one line, out of which arrived plan of use."""

    region = RegionField()  # the line's
    month = models.DateField()
    programme = models.CharField(max_length=20)
    line_id = models.BigIntegerField(null=True)  # none where finance names somebody no roster has
    request = models.ForeignKey(FundRequest, models.PROTECT, null=True, db_constraint=False, db_index=False)
    person_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=140)
    account_index = models.BinaryField(max_length=32, null=True)
    amount_fen = models.BigIntegerField()
    list_digest = models.CharField(max_length=64)  # of finance's list, or of the arrival it follows from
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="receipts_allotment_of_something", condition=Q(amount_fen__gt=0)),
            CheckConstraint(name="receipts_allotment_month_is_its_first_day", condition=Q(month__day=1)),
        ]
        indexes = [
            models.Index(name="receipts_allotment_of_line", fields=["line_id"]),
            models.Index(
                name="receipts_allotments_of_month", fields=["month", "programme"], include=["region", "amount_fen"]
            ),
        ]


@within("region")
@changes("is_live", "ended_at")
class Match(models.Model):
    """One line on which approval, appropriation and receipt agree; live until money comes back."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    line_id = models.BigIntegerField(null=True)  # none for urgent relief
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    allotment = models.ForeignKey(Allotment, models.PROTECT, null=True, db_constraint=False, db_index=False)
    region = RegionField()
    month = models.DateField()
    programme = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    paid_on = models.DateField()
    is_live = models.BooleanField(default=True)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="receipts_line_matched_once", fields=["line_id"], condition=Q(is_live=True)),
            UniqueConstraint(name="receipts_payment_matched_once", fields=["payment"], condition=Q(is_live=True)),
            UniqueConstraint(name="receipts_entry_matched_once", fields=["entry"], condition=Q(is_live=True)),
            CheckConstraint(
                name="receipts_match_ends_at_a_moment",
                condition=Q(is_live=True, ended_at=None) | Q(is_live=False, ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="receipts_match_of_month", fields=["month", "region"]),
            models.Index(
                name="receipts_matches_of_month",
                fields=["month", "programme"],
                include=["line_id", "region", "amount_fen"],
                condition=Q(is_live=True),
            ),
        ]


@evidenced(
    *("region", "month", "source", "kind", "lines", "rows", "payment_ids", "fen", "fields", "due_on", "made_at"),
    *("state", *ANSWERED, *AGREED),
    region="region",
    month="month",
)
@within("region")
@changes("state", *ANSWERED, *AGREED)
class OpenItem(models.Model):
    """未达账项: one difference, whose it is and until when; explained by one, agreed to by another."""

    region = RegionField()  # the county's
    month = models.DateField()
    source = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=64)  # follows from all of it: the same difference is one item
    lines = models.JSONField()
    rows = models.JSONField()
    payment_ids = models.JSONField()
    fen = models.BigIntegerField()
    fields = models.JSONField()
    owner = models.CharField(max_length=16)  # the kind of organisation that answers for it
    due_on = models.DateField()
    state = models.CharField(max_length=9, default=ItemState.OPEN.value)
    answer = models.CharField(max_length=400, default="")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    agreed_by = models.BigIntegerField(null=True)
    agreed_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="receipts_item_once", fields=["key"], condition=~Q(state="resolved")),
            CheckConstraint(name="receipts_known_kind", condition=Q(kind__in=[kind.value for kind in Kind])),
            CheckConstraint(name="receipts_known_source", condition=Q(source__in=[s.value for s in Source])),
            CheckConstraint(name="receipts_known_item_state", condition=Q(state__in=[s.value for s in ItemState])),
            CheckConstraint(
                name="receipts_item_answered_in_words",
                condition=~Q(state__in=["answered", "explained"]) | Q(answered_by__isnull=False) & ~Q(answer=""),
            ),
            CheckConstraint(
                name="receipts_item_agreed_by_somebody", condition=~Q(state="explained") | Q(agreed_by__isnull=False)
            ),
            CheckConstraint(
                name="receipts_item_resolved_at_a_moment", condition=~Q(state="resolved") | Q(resolved_at__isnull=False)
            ),
            *distinct_people("answered_by", "agreed_by"),
        ]
        indexes = [models.Index(name="receipts_item_of_month", fields=["month", "region"])]
        triggers = [moves(transitions(ITEM))]
