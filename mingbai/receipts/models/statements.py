"""收件箱: a bank's file as it was delivered, and its entries, each once however often it is delivered."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, distinct_people, moves, within
from mingbai.evidence.kept import evidenced
from mingbai.payments.models import Payment
from mingbai.receipts.profiles import Status
from mingbai.receipts.states import ENTRY, STATEMENT, EntryState, StatementState, transitions

SHA256 = r"^[0-9a-f]{64}$"


@within("region")
@changes("state", "taken_in_by", "taken_in_at")
class Statement(models.Model):
    """One statement of one bank: delivered by the bank's officer, taken in by ours."""

    region = RegionField()
    bank = models.CharField(max_length=60)
    reference = models.CharField(max_length=80)
    profile = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)  # of the file
    entries = models.IntegerField()
    paid_fen = models.BigIntegerField()
    state = models.CharField(max_length=9, default=StatementState.DELIVERED.value)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    taken_in_by = models.BigIntegerField(null=True)
    taken_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="receipts_statement_once", fields=["region", "bank", "reference"]),
            CheckConstraint(name="receipts_statement_sha256", condition=Q(sha256__regex=SHA256)),
            CheckConstraint(name="receipts_statement_of_somebody", condition=~Q(bank="") & ~Q(reference="")),
            CheckConstraint(
                name="receipts_statement_taken_in_by_somebody",
                condition=Q(state="delivered") | Q(taken_in_by__isnull=False, taken_in_at__isnull=False),
            ),
            *distinct_people("made_by", "taken_in_by"),
        ]
        triggers = [moves(transitions(STATEMENT))]


class Deliveries(models.Manager["Delivery"]):
    """Reads a statement together with the digest of all that its entries say now."""

    def get_queryset(self) -> "models.QuerySet[Delivery]":
        """Return statements with the digest of their entries."""
        digest = Func(F("id"), function="receipts_entries_digest", output_field=models.CharField())
        return super().get_queryset().annotate(entries_sha256=digest)


@evidenced(
    *("region", "bank", "reference", "profile", "sha256", "entries", "paid_fen", "made_by", "made_at", "state"),
    *("taken_in_by", "taken_in_at", "entries_sha256"),
    region="region",
)
class Delivery(Statement):
    """A statement as the log keeps it: one leaf whose digest covers every entry of it."""

    objects: ClassVar = Deliveries()

    class Meta:
        proxy = True
        base_manager_name = "objects"


@within("region")
@changes("state")
class Entry(models.Model):
    """One entry, as the bank tells it; only what we make of it ever changes."""

    id = models.UUIDField(primary_key=True)  # follows from bank, statement and reference
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="all_entries", db_constraint=False)
    region = RegionField()  # the statement's
    bank = models.CharField(max_length=60)
    reference = models.CharField(max_length=80)
    payment = models.ForeignKey(
        Payment, models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False
    )  # whose EndToEndId it gives back
    end_to_end_id = models.CharField(max_length=35)
    account_index = models.BinaryField(max_length=32, null=True)
    account_hint = models.CharField(max_length=12)
    account_sealed = models.BinaryField(null=True)
    payee_index = models.BinaryField(max_length=32, null=True)
    name = models.CharField(max_length=140)
    amount_fen = models.BigIntegerField(null=True)
    paid_on = models.DateField(null=True)
    status = models.CharField(max_length=8)
    reason = models.CharField(max_length=200)
    month = models.DateField(null=True)  # that the bank says
    programme = models.CharField(max_length=20)
    purpose = models.CharField(max_length=200)
    counts_in = models.DateField()  # the month it keeps from closing while it is unmatched
    state = models.CharField(max_length=9, default=EntryState.UNMATCHED.value)

    class Meta:
        constraints = [
            UniqueConstraint(name="receipts_entry_once", fields=["reference", "statement"]),
            CheckConstraint(name="receipts_known_status", condition=Q(status__in=[status.value for status in Status])),
            CheckConstraint(name="receipts_known_entry_state", condition=Q(state__in=[s.value for s in EntryState])),
            CheckConstraint(name="receipts_entry_counts_in_a_month", condition=Q(counts_in__day=1)),
            CheckConstraint(
                name="receipts_money_has_an_amount",
                condition=Q(amount_fen__gt=0) | Q(amount_fen=None, status__in=["accepted", "failed"]),
            ),
        ]
        indexes = [
            models.Index(name="receipts_entry_of_payment", fields=["payment"]),
            models.Index(name="receipts_entry_of_month", fields=["counts_in"]),
        ]
        triggers = [moves(transitions(ENTRY))]
