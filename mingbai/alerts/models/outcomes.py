"""What a task turned out to be; an outcome is never changed, only overturned by another."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.alerts.models.tasks import Task
from mingbai.alerts.states import ADVERSE, CONFIRMED, Consequence, Fault, Finding, Money, Result
from mingbai.config.guards import RegionField, append_only, distinct_people, within
from mingbai.evidence.kept import evidenced

OF_MONEY = Q(result=Result.FUNDS.value)
FAULTY = Q(result__in=sorted(result.value for result in CONFIRMED))


def one_of(field: str, kinds: type[Result | Money | Finding | Fault | Consequence]) -> CheckConstraint:
    """Return the constraint that a column holds one of these words."""
    return CheckConstraint(
        name=f"alerts_known_{field}", condition=Q(**{f"{field}__in": [kind.value for kind in kinds]})
    )


@evidenced(
    *("task_id", "region", "result", "money", "finding", "fault", "is_official_error", "consequence", "amount_fen"),
    *("reckoning", "reason", "evidence_sha256", "quiet_until", "objection_until_on", "overturns_id"),
    *("verified_by", "decided_by", "decided_at"),
    region="region",
)
@within("region")
@append_only
class Outcome(models.Model):
    """认定: result, kind of money error, fault and cause, the sum as reckoned month by month, and what must follow."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="outcomes")
    region = RegionField()
    result = models.CharField(max_length=12)
    money = models.CharField(max_length=6)
    finding = models.CharField(max_length=15)
    fault = models.CharField(max_length=10)
    is_official_error = models.BooleanField(default=False)
    consequence = models.CharField(max_length=9)
    amount_fen = models.BigIntegerField(default=0)  # over, missed or wrong: always what it is, never below nothing
    reckoning = models.JSONField(default=list)  # [month, paid, due] of each month (F12)
    reason = models.TextField()
    evidence_sha256 = models.CharField(max_length=64)
    quiet_until = models.DateField(null=True)  # the same rule says nothing of it until then
    objection_until_on = models.DateField()
    overturns = models.OneToOneField("self", models.PROTECT, related_name="overturned_by", null=True)
    overturned_decider = models.BigIntegerField(null=True)
    verified_by = models.BigIntegerField()
    decided_by = models.BigIntegerField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("result", Result),
            one_of("money", Money),
            one_of("finding", Finding),
            one_of("fault", Fault),
            one_of("consequence", Consequence),
            UniqueConstraint(name="alerts_one_first_outcome", fields=["task"], condition=Q(overturns=None)),
            UniqueConstraint(name="alerts_outcome_as_recovered", fields=["id", "consequence", "amount_fen"]),
            CheckConstraint(name="alerts_outcome_has_reason", condition=~Q(reason="")),
            CheckConstraint(name="alerts_outcome_has_evidence", condition=~FAULTY | ~Q(evidence_sha256="")),
            CheckConstraint(
                name="alerts_money_where_money_is",
                condition=OF_MONEY & ~Q(money="none") & Q(amount_fen__gt=0) | ~OF_MONEY & Q(money="none", amount_fen=0),
            ),
            CheckConstraint(
                name="alerts_fault_where_fault_is",
                condition=FAULTY & ~Q(fault="none") | ~FAULTY & Q(fault="none", finding="none"),
            ),
            CheckConstraint(
                name="alerts_nothing_follows_from_nothing", condition=FAULTY | Q(consequence__in=["nothing", "raise"])
            ),
            CheckConstraint(
                name="alerts_money_comes_back_only_where_over",
                condition=~Q(consequence="recover") | Q(money__in=["over", "wrong"]),
            ),
            *distinct_people("verified_by", "decided_by"),
            *distinct_people("overturned_decider", "decided_by"),
        ]


ADVERSE_WORDS = tuple(sorted(each.value for each in ADVERSE))
