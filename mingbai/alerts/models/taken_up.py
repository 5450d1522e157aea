"""What was looked at already: checks before payment and banks' statements, each taken up once."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, within


@within("region")
@append_only
class TakenUp(models.Model):
    """A check, or what a statement brought for a month, whose findings are tasks by now."""

    region = RegionField()
    month = models.DateField()
    check_id = models.BigIntegerField(null=True, unique=True)  # of prechecks
    statement_id = models.BigIntegerField(null=True)  # of receipts
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="alerts_statement_taken_up_once", fields=["statement_id", "month"]),
            CheckConstraint(
                name="alerts_takes_up_one_thing",
                condition=Q(check_id__isnull=False, statement_id=None) | Q(check_id=None, statement_id__isnull=False),
            ),
        ]
