"""专户登记 (R-609): the accounts assistance money may leave from or pass through, and the pairs it may move between."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, within
from mingbai.evidence.kept import evidenced
from mingbai.payments.models.held import APPROVING, Proposal, approved_by_another, moves
from mingbai.payments.paths import Payees, Sort
from mingbai.payments.states import ACCOUNTS

LOGGED = (*APPROVING, "made_by", "made_at")


@evidenced(
    *("region", "sort", "bank", "bank_code", "number_index", "holder", "programme", "profile", "fed_from_id"), *LOGGED,
    region="region",
)  # fmt: skip
@within("region")
@changes(*APPROVING, "number_sealed")
class SpecialAccount(Proposal):
    """An account of the state that assistance money stands in; registered by one, approved by another."""

    region = RegionField()
    sort = models.CharField(max_length=8)  # a Sort
    bank = models.CharField(max_length=60)
    bank_code = models.CharField(max_length=12, default="")
    number_sealed = models.BinaryField()
    number_index = models.BinaryField(max_length=32)
    number_hint = models.CharField(max_length=12)
    holder = models.CharField(max_length=80)
    programme = models.CharField(max_length=20, default="")  # which money; empty for all
    profile = models.CharField(max_length=40)  # how its bank wants files
    fed_from = models.ForeignKey("self", models.PROTECT, null=True)  # where its money comes from; none for the treasury

    class Meta:
        constraints = [
            *approved_by_another("payments_special"),
            CheckConstraint(name="payments_special_sort", condition=Q(sort__in=[sort.value for sort in Sort])),
            CheckConstraint(name="payments_special_named", condition=~Q(holder="") & ~Q(bank="") & ~Q(profile="")),
            UniqueConstraint(
                name="payments_special_once",
                fields=["number_index"],
                condition=Q(state__in=["proposed", "approved"]),
            ),
        ]
        triggers = moves(ACCOUNTS)


@evidenced("region", "payer_id", "payee_id", "payees", *LOGGED, region="region")
@within("region")
@changes(*APPROVING)
class AccountPair(Proposal):
    """A whitelisted pair: from this account money may go to another registered one, to families, or to institutions."""

    region = RegionField()
    payer = models.ForeignKey(SpecialAccount, models.PROTECT, related_name="pays")
    payee = models.ForeignKey(SpecialAccount, models.PROTECT, null=True, related_name="paid_by")
    payees = models.CharField(max_length=12)  # a Payees

    class Meta:
        constraints = [
            *approved_by_another("payments_pair"),
            CheckConstraint(
                name="payments_pair_names_its_payee",
                condition=Q(payees=Payees.SPECIAL, payee__isnull=False)
                | Q(payees__in=[Payees.PERSONS, Payees.INSTITUTIONS], payee=None),
            ),
            UniqueConstraint(
                name="payments_pair_once",
                fields=["payer", "payee", "payees"],
                condition=Q(state__in=["proposed", "approved"]),
                nulls_distinct=False,
            ),
        ]
        triggers = moves(ACCOUNTS)
