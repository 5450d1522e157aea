"""用款计划 (R-617): civil affairs asks, finance approves, the money arrives: three people, after the meeting."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.payments.models.held import known, moves
from mingbai.payments.states import PLANS, PlanState
from mingbai.rosters.models import Minutes
from mingbai.treasury.models import Fund

CHANGING = ("state", "reason", "approved_by", "approved_at", "arrived_by", "arrived_at", "arrival_document")


@evidenced(
    *("region", "month", "programme", "fund_id", "fen", "minutes_id", "document", "made_by", "made_at", *CHANGING),
    fund="fund_id",
    region="region",
    programme="programme",
    month="month",
)
@within("region")
@changes(*CHANGING)
class FundRequest(models.Model):
    """One programme's money of a month, asked of one fund."""

    region = RegionField()
    month = models.DateField()  # its first day
    programme = models.CharField(max_length=20)
    fund = models.ForeignKey(Fund, models.PROTECT)
    fen = models.BigIntegerField()
    minutes = models.ForeignKey(Minutes, models.PROTECT, null=True)
    needs_minutes = models.BooleanField(default=True)  # what the locality asks for, as it was then
    document = models.CharField(max_length=60)
    state = models.CharField(max_length=9, default=PlanState.REQUESTED.value)
    reason = models.CharField(max_length=200, default="")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    arrived_by = models.BigIntegerField(null=True)
    arrived_at = models.DateTimeField(null=True)
    arrival_document = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [
            known("payments_plan_known_state", "state", PlanState),
            CheckConstraint(name="payments_plan_of_something", condition=Q(fen__gt=0)),
            CheckConstraint(name="payments_plan_month_is_its_first_day", condition=Q(month__day=1)),
            CheckConstraint(
                name="payments_plan_after_the_meeting", condition=Q(needs_minutes=False) | Q(minutes__isnull=False)
            ),
            CheckConstraint(
                name="payments_plan_approved_by_somebody",
                condition=Q(state=PlanState.REQUESTED) | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            CheckConstraint(
                name="payments_plan_arrived_by_a_document",
                condition=~Q(state=PlanState.ARRIVED)
                | Q(arrived_by__isnull=False, arrived_at__isnull=False) & ~Q(arrival_document=""),
            ),
            CheckConstraint(name="payments_plan_refused_with_reason", condition=~Q(state="refused") | ~Q(reason="")),
            UniqueConstraint(name="payments_plan_once", fields=["region", "document"]),
            *distinct_people("made_by", "approved_by", "arrived_by"),
        ]
        triggers = moves(PLANS)
