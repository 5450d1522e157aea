"""What needs two people of its own: another account for the next attempt, and urgent relief before its papers."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, within
from mingbai.evidence.kept import evidenced
from mingbai.payments.models.held import APPROVING, SHA256, Proposal, approved_by_another, moves
from mingbai.payments.states import CHANGES, RELIEF
from mingbai.people.models import Account

LOGGED = (*APPROVING, "made_by", "made_at")
EXPLAINED = ("explained_on", "explained_by", "explanation")


@evidenced("region", "payment_id", "before_id", "account_id", "why", *LOGGED, region="region")
@within("region")
@changes(*APPROVING)
class AccountChange(Proposal):
    """更正账户后重发: another account for the next attempt, asked by one and approved by another, afresh each time."""

    region = RegionField()
    payment = models.ForeignKey("payments.Payment", models.PROTECT, related_name="account_changes")
    before = models.ForeignKey(Account, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [
            *approved_by_another("payments_change"),
            CheckConstraint(name="payments_change_is_one", condition=~Q(before=F("account"))),
            CheckConstraint(name="payments_change_says_why", condition=~Q(why="")),
            UniqueConstraint(
                name="payments_change_once", fields=["payment"], condition=Q(state__in=["proposed", "approved"])
            ),
        ]
        triggers = moves(CHANGES)


@evidenced(
    *("region", "month", "programme", "household_id", "person_id", "payee_id", "account_id", "amount_fen", "limit_fen"),
    *("cause", "document", "explain_by_on", *EXPLAINED, *LOGGED),
    region="region",
    programme="programme",
    month="month",
)
@within("region")
@changes(*APPROVING, *EXPLAINED)
class UrgentRelief(Proposal):
    """先行救助: a small sum at once where help cannot wait; its circumstances are explained afterwards, by a day."""

    region = RegionField()
    month = models.DateField()
    programme = models.CharField(max_length=20)
    household_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    payee_id = models.BigIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField()
    limit_fen = models.BigIntegerField()  # what the locality allows at once, as it was then
    cause = models.CharField(max_length=400)
    document = models.CharField(max_length=64)  # SHA-256 of the signed note
    explain_by_on = models.DateField()
    explained_on = models.DateField(null=True)
    explained_by = models.BigIntegerField(null=True)
    explanation = models.CharField(max_length=1000, default="")

    class Meta:
        constraints = [
            *approved_by_another("payments_urgent"),
            CheckConstraint(
                name="payments_urgent_is_small", condition=Q(amount_fen__gt=0, amount_fen__lte=F("limit_fen"))
            ),
            CheckConstraint(name="payments_urgent_has_its_paper", condition=Q(document__regex=SHA256) & ~Q(cause="")),
            CheckConstraint(name="payments_urgent_month_is_its_first_day", condition=Q(month__day=1)),
            CheckConstraint(
                name="payments_urgent_explained_by_somebody",
                condition=Q(explained_on=None) | Q(explained_by__isnull=False) & ~Q(explanation=""),
            ),
        ]
        triggers = moves(RELIEF)
