"""
Funds, accounts, transfers and closings as tables.

What the database holds every entry to, whoever writes it, stands in migrations/*.sql.
"""

from django.db import models
from django.db.models import CheckConstraint, Q

from mingbai.config.guards import RegionField, append_only, changes, distinct_people, kept_by_triggers, moves, within
from mingbai.evidence.kept import evidenced
from mingbai.treasury.proposals import BETWEEN_FUNDS, CLOSE, OPEN, OPEN_TOWNSHIP, WAITING, Standing, transitions
from mingbai.treasury.states import CORRECTION


@evidenced(
    *("region", "year", "source", "programme", "document", "made_by", "approved_by", "made_at"),
    region="region",
    programme="programme",
)
@append_only
class Fund(models.Model):
    """One programme's money of one year from one budget, by one document: 专款专用 begins here."""

    region = RegionField()
    year = models.SmallIntegerField()
    source = models.CharField(max_length=10)  # a Level
    programme = models.CharField(max_length=20)
    document = models.CharField(max_length=100)
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField()
    made_at = models.DateTimeField()


@evidenced("fund_id", "rung", "township", fund="fund_id")  # its sums follow from the entries
@kept_by_triggers
class Account(models.Model):
    """One rung of one fund and its four sums in fen, which entries change and nothing else."""

    fund = models.ForeignKey(Fund, models.PROTECT)
    rung = models.CharField(max_length=12)  # a Rung
    township = RegionField(default="")  # whose reserve; empty on every other rung
    debits_pending = models.BigIntegerField(default=0)
    debits_posted = models.BigIntegerField(default=0)
    credits_pending = models.BigIntegerField(default=0)
    credits_posted = models.BigIntegerField(default=0)


@evidenced("funds", "codes", "entries", "fen", "digest", "made_by", "approved_by", "made_at", fund="funds")
@append_only
class Voucher(models.Model):
    """记账凭证: entries written together, whose digest covers all they say: one leaf of the log vouches for all."""

    id = models.UUIDField(primary_key=True)
    funds = models.TextField()  # the id, or both of a pair with a comma between; empty where there are more
    codes = models.TextField()
    entries = models.IntegerField()
    fen = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField()
    made_at = models.DateTimeField()


@append_only
class Transfer(models.Model):
    """One entry: so many fen leave the debit account for the credit account."""

    id = models.UUIDField(primary_key=True)
    # A trigger looks for these three, once for all that is written together.
    fund = models.ForeignKey(Fund, models.PROTECT, db_index=False, db_constraint=False)
    debit_account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    credit_account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    debit_rung = models.CharField(max_length=12)
    credit_rung = models.CharField(max_length=12)
    fen = models.BigIntegerField()
    code = models.CharField(max_length=20)  # of a Move, or "correction"
    kind = models.CharField(max_length=7)  # a Kind
    party = models.CharField(max_length=13)  # a Party
    document = models.CharField(max_length=100)
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField()
    approved_also_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    pending_id = models.UUIDField(null=True)  # what a post or void answers
    corrects_id = models.UUIDField(null=True)  # what a correction undoes
    pair_id = models.UUIDField(null=True)  # what the halves of an adjustment have in common
    body_sha256 = models.BinaryField(max_length=32)
    voucher = models.ForeignKey(Voucher, models.PROTECT, db_index=False, db_constraint=False)  # a trigger looks for it


@evidenced("document", "made_by", "approved_by", "made_at")
@append_only
class Closing(models.Model):
    """The end of a fund's year: from then on only what was paid may still come back, and what was left move on."""

    fund = models.OneToOneField(Fund, models.PROTECT, primary_key=True)
    document = models.CharField(max_length=100)
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField()
    made_at = models.DateTimeField()


WHAT = (
    *("region", "party", "code", "fund_id", "to_fund_id", "wrong_id", "fen", "name", "township", "year", "source"),
    *("programme", "document"),
)
DECIDED = ("state", "reason", "seconded_by", "seconded_at", "approved_by", "approved_at", "entry_id")
NO_MONEY = (OPEN, OPEN_TOWNSHIP, CLOSE)
OPEN_STATES = [one.value for one in WAITING]


@evidenced(*WHAT, *DECIDED, "made_by", "made_at", fund="fund_id", programme="programme")
@within("region")
@changes(*DECIDED, "fund")
class Proposal(models.Model):
    """What one of an office proposes to do with a fund, on a paper; another of that office approves or refuses it."""

    region = RegionField()  # of the township whose reserve it touches, else of the fund
    party = models.CharField(max_length=13)  # whose move it is
    code = models.CharField(max_length=20)  # of proposals.SORTS
    fund = models.ForeignKey(Fund, models.PROTECT, null=True)  # of a fund to be opened, once it is
    to_fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="+")  # of an adjustment between two
    wrong_id = models.UUIDField(null=True)  # the entry that a correction undoes
    fen = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60, default="")
    township = RegionField(default="")
    year = models.SmallIntegerField(null=True)
    source = models.CharField(max_length=10, default="")
    programme = models.CharField(max_length=20)
    document = models.CharField(max_length=100)
    state = models.CharField(max_length=8, default=Standing.PROPOSED.value)
    reason = models.CharField(max_length=200, default="")  # of a refusal
    entry_id = models.UUIDField(null=True)  # what came of a move; of an adjustment, what its halves have in common
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    seconded_by = models.BigIntegerField(null=True)  # the first of the two who approve an adjustment
    seconded_at = models.DateTimeField(null=True)
    approved_by = models.BigIntegerField(null=True)  # who approved or refused it
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(name="treasury_known_standing", condition=Q(state__in=[one.value for one in Standing])),
            CheckConstraint(
                name="treasury_proposes_what_there_is",
                condition=Q(code=OPEN, fen=0, year__isnull=False)
                | Q(code=CLOSE, fen=0, fund__isnull=False)
                | Q(code=OPEN_TOWNSHIP, fen=0, fund__isnull=False) & ~Q(township="")
                | ~Q(code__in=NO_MONEY) & Q(fen__gt=0, fund__isnull=False),
            ),
            CheckConstraint(
                name="treasury_adjusts_two_funds",
                condition=Q(code__in=BETWEEN_FUNDS, to_fund__isnull=False) & ~Q(to_fund=models.F("fund"))
                | ~Q(code__in=BETWEEN_FUNDS) & Q(to_fund=None),
            ),
            CheckConstraint(
                name="treasury_corrects_an_entry",
                condition=Q(code=CORRECTION, wrong_id__isnull=False) | ~Q(code=CORRECTION) & Q(wrong_id=None),
            ),
            CheckConstraint(
                name="treasury_proposal_decided_by_somebody",
                condition=Q(state__in=OPEN_STATES, approved_by=None)
                | ~Q(state__in=OPEN_STATES) & Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            CheckConstraint(
                name="treasury_adjustment_approved_by_two",
                condition=~Q(code__in=BETWEEN_FUNDS, state=Standing.APPROVED.value) & ~Q(state=Standing.SECONDED.value)
                | Q(seconded_by__isnull=False, seconded_at__isnull=False),
            ),
            CheckConstraint(
                name="treasury_approved_is_done",
                condition=~Q(state=Standing.APPROVED.value)
                | Q(code__in=NO_MONEY, fund__isnull=False)
                | Q(entry_id__isnull=False),
            ),
            CheckConstraint(
                name="treasury_refused_with_reason", condition=~Q(state=Standing.REFUSED.value) | ~Q(reason="")
            ),
            *distinct_people("made_by", "seconded_by", "approved_by"),
        ]
        triggers = [moves(transitions())]
