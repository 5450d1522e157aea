"""Registers of what was handed over: cash and goods, cards issued in bulk and signed for one by one."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.people.models.library import Person

DIGEST = r"^[0-9a-f]{64}$"


@evidenced(
    *("region", "person_id", "given_on", "kind", "item", "quantity", "value_fen", "cause", "signature", "photo"),
    *("handed_by", "witnessed_by", "made_by", "made_at"),
    region="region",
)
@within("region")
@append_only
class GoodsHandout(models.Model):
    """现金实物登记 (R-806): cash or goods given to a person, with value, signature and picture, before a witness."""

    region = RegionField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="handouts")
    given_on = models.DateField()
    kind = models.CharField(max_length=5)  # cash, goods
    item = models.CharField(max_length=80)
    quantity = models.IntegerField()
    value_fen = models.BigIntegerField()
    cause = models.CharField(max_length=200)
    signature = models.CharField(max_length=64)  # SHA-256 of the signed receipt
    photo = models.CharField(max_length=64)  # SHA-256 of the picture
    handed_by = models.BigIntegerField()
    witnessed_by = models.BigIntegerField()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="people_handout_kind", condition=Q(kind__in=["cash", "goods"])),
            CheckConstraint(
                name="people_handout_of_something", condition=Q(quantity__gt=0, value_fen__gt=0) & ~Q(item="")
            ),
            CheckConstraint(
                name="people_handout_signed_and_pictured",
                condition=Q(signature__regex=DIGEST, photo__regex=DIGEST) & ~Q(cause=""),
            ),
            *distinct_people("handed_by", "witnessed_by"),
        ]


DELIVERED = ("delivered_on", "receipt", "received_by", "delivered_by", "delivered_at")


@evidenced(
    *("region", "person_id", "batch", "bank", "card_hint", "issued_on", "made_by", "made_at"),
    *DELIVERED,
    region="region",
)
@within("region")
@changes(*DELIVERED)
class CardIssue(models.Model):
    """卡折发放登记 (R-713): a card of a bulk issue, undelivered until the holder or his proxy has signed for it."""

    region = RegionField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="cards_issued")
    batch = models.CharField(max_length=40)
    bank = models.CharField(max_length=60)
    card_hint = models.CharField(max_length=12)  # last digits
    issued_on = models.DateField()
    delivered_on = models.DateField(null=True)
    receipt = models.CharField(max_length=64, default="")  # SHA-256 of what was signed
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="cards_received")
    delivered_by = models.BigIntegerField(null=True)
    delivered_at = models.DateTimeField(null=True)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="people_one_card_of_a_batch", fields=["batch", "person"]),
            CheckConstraint(name="people_card_batch_named", condition=~Q(batch="") & ~Q(bank="")),
            CheckConstraint(
                name="people_card_signed_for",
                condition=Q(delivered_on=None, receipt="", received_by=None)
                | Q(delivered_on__isnull=False, receipt__regex=DIGEST, received_by__isnull=False)
                & Q(delivered_by__isnull=False, delivered_at__isnull=False),
            ),
            CheckConstraint(
                name="people_card_delivered_after_issue",
                condition=Q(delivered_on=None) | Q(delivered_on__gte=F("issued_on")),
            ),
            *distinct_people("made_by", "delivered_by"),
        ]
