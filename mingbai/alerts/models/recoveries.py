"""追回台账: what is demanded back, the instalments, what came, what was given up and why, legal steps (R-1025)."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.alerts.models.outcomes import Outcome
from mingbai.config.guards import RegionField, append_only, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.policy.recovery.repayment import WriteOffReason

EVENTS = ("plan", "repaid", "written_off", "legal_step")


@evidenced(
    *("outcome_id", "region", "fund_id", "principal_fen", "monthly_benefit_fen", "cap_fen", "is_official_error"),
    *("despite_document", "waiver_sha256", "document", "demanded_on", "made_by", "approved_by", "made_at", "entry_id"),
    region="region",
)
@within("region")
@append_only
class Recovery(models.Model):
    """A demand: the principal of one final outcome, the most a month may take back, and by which document."""

    outcome = models.OneToOneField(Outcome, models.PROTECT, related_name="recovery")
    region = RegionField()
    consequence = models.CharField(max_length=9)  # of the outcome, as its amount is; the database compares
    principal_fen = models.BigIntegerField()
    fund_id = models.BigIntegerField()
    monthly_benefit_fen = models.BigIntegerField()
    cap_fen = models.BigIntegerField()
    is_official_error = models.BooleanField()
    despite_document = models.CharField(max_length=100, default="")  # why an official error is charged all the same
    waiver_sha256 = models.CharField(max_length=64, default="")  # of the family's word that it will not object
    document = models.CharField(max_length=100)
    demanded_on = models.DateField()
    entry_id = models.UUIDField(unique=True)  # treasury's
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="alerts_demand_follows_its_outcome", condition=Q(consequence="recover")),
            CheckConstraint(
                name="alerts_official_error_not_charged", condition=Q(is_official_error=False) | ~Q(despite_document="")
            ),
            CheckConstraint(name="alerts_demand_of_money", condition=Q(principal_fen__gt=0, cap_fen__gte=0)),
            CheckConstraint(name="alerts_demand_has_document", condition=~Q(document="")),
            *distinct_people("made_by", "approved_by"),
        ]


@evidenced(
    *("recovery_id", "region", "kind", "amount_fen", "due_on", "reason", "document", "entry_id", "made_by"),
    *("approved_by", "made_at"),
    region="region",
)
@within("region")
@append_only
class RecoveryEvent(models.Model):
    """An instalment agreed, money that came, money given up, a legal step."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="events")
    region = RegionField()
    kind = models.CharField(max_length=12)
    amount_fen = models.BigIntegerField(default=0)
    due_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, default="")
    document = models.CharField(max_length=100)
    entry_id = models.UUIDField(null=True, unique=True)
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="alerts_known_event", condition=Q(kind__in=EVENTS)),
            CheckConstraint(name="alerts_event_has_document", condition=~Q(document="")),
            CheckConstraint(
                name="alerts_event_of_money",
                condition=Q(kind="legal_step", amount_fen=0) | ~Q(kind="legal_step") & Q(amount_fen__gt=0),
            ),
            CheckConstraint(
                name="alerts_given_up_for_a_reason",
                condition=~Q(kind="written_off") | Q(reason__in=[reason.value for reason in WriteOffReason]),
            ),
            CheckConstraint(
                name="alerts_money_is_booked",
                condition=~Q(kind__in=["repaid", "written_off"]) | Q(entry_id__isnull=False),
            ),
            UniqueConstraint(name="alerts_instalment_once", fields=["recovery", "due_on"], condition=Q(kind="plan")),
            *distinct_people("made_by", "approved_by"),
        ]
