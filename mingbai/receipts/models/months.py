"""结账: a month signed step by step, balances confirmed by the bank, and what recipients were told."""

from typing import ClassVar

from django.db import models
from django.db.models import Case, CheckConstraint, F, Func, Q, UniqueConstraint, When

from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.receipts.states import Sign


@evidenced(
    "region", "month", "lines", "fen", "explained", "digest", "made_by", "made_at", region="region", month="month"
)
@within("region")
@append_only
class Closing(models.Model):
    """The month's result as it is put forward for signature: so many lines, so much money, and what it rests on."""

    region = RegionField()
    month = models.DateField()
    lines = models.IntegerField()
    fen = models.BigIntegerField()
    explained = models.IntegerField()  # lines that stand explained instead of matched
    digest = models.CharField(max_length=64)  # over every match and every explained item
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [CheckConstraint(name="receipts_closing_month_is_its_first_day", condition=Q(month__day=1))]


@within("region")
@append_only
class Signature(models.Model):
    """One signature under a month: in order, each by another person, each under the same figures."""

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="signatures")
    region = RegionField()
    month = models.DateField()
    step = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="receipts_signed_once", fields=["closing", "step"]),
            UniqueConstraint(name="receipts_signed_by_different_people", fields=["closing", "by"]),
            UniqueConstraint(name="receipts_month_closed_once", fields=["region", "month"], condition=Q(step="closed")),
            CheckConstraint(name="receipts_known_sign", condition=Q(step__in=[sign.value for sign in Sign])),
        ]


class SignedMonths(models.Manager["SignedMonth"]):
    """Reads a signature together with the digest of its month: as signed, and once it is closed as it stands now."""

    def get_queryset(self) -> "models.QuerySet[SignedMonth]":
        """Return signatures with the digest of all matches and explanations they vouch for."""
        stands = Func(F("region"), F("month"), function="receipts_month_sha256", output_field=models.CharField())
        digest = Case(When(step=Sign.CLOSED.value, then=stands), default=F("digest"))
        return super().get_queryset().annotate(month_sha256=digest)


@evidenced(
    *("closing_id", "region", "month", "step", "digest", "by", "at", "month_sha256"), region="region", month="month"
)
class SignedMonth(Signature):
    """A signature as the log keeps it: the last one covers every match and every explained item of its month."""

    objects: ClassVar = SignedMonths()

    class Meta:
        proxy = True
        base_manager_name = "objects"


@evidenced(
    *("region", "bank", "as_of", "book_fen", "bank_fen", "document", "made_by", "made_at"),
    *("agreed", "answer", "confirmed_by", "confirmed_at"),
    region="region",
)
@within("region")
@changes("agreed", "answer", "confirmed_by", "confirmed_at")
class BalanceConfirmation(models.Model):
    """余额对账单 (R-721): what should lie at a bank by our books and what does; put by finance, and answered."""

    region = RegionField()
    bank = models.CharField(max_length=60)
    as_of = models.DateField()
    book_fen = models.BigIntegerField()
    bank_fen = models.BigIntegerField()
    document = models.CharField(max_length=100)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=400, default="")
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="receipts_balance_once", fields=["region", "bank", "as_of", "document"]),
            CheckConstraint(
                name="receipts_balance_confirmed_by_somebody",
                condition=Q(agreed=None, confirmed_by=None) | Q(agreed__isnull=False, confirmed_by__isnull=False),
            ),
            CheckConstraint(name="receipts_difference_is_explained", condition=~Q(agreed=False) | ~Q(answer="")),
            *distinct_people("made_by", "confirmed_by"),
        ]


@within("region")
@changes("state", "tries", "answered_at", "failure")
class RecipientNotice(models.Model):
    """发放短信 (R-722): what one recipient was told of one payment, and whether it arrived."""

    payment_id = models.BigIntegerField(unique=True)
    region = RegionField()
    month = models.DateField()
    person_id = models.BigIntegerField()
    text_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9)
    failure = models.CharField(max_length=100, default="")
    tries = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="receipts_known_notice_state",
                condition=Q(state__in=["written", "sent", "delivered", "failed", "no_phone"]),
            )
        ]
