"""统计数 (R-720): what the statistics system holds of a month, as somebody read it there; entered, never changed."""

from django.db import models
from django.db.models import CheckConstraint, Q

from mingbai.config.guards import RegionField, append_only, within
from mingbai.evidence.kept import evidenced


@evidenced(
    *("region", "month", "programme", "lines", "persons", "fen", "file_sha256", "made_by", "made_at"),
    region="region",
    programme="programme",
    month="month",
)
@within("region")
@append_only
class ReportedFigure(models.Model):
    """One programme's month as statistics have it; of several entries the last one counts."""

    region = RegionField()
    month = models.DateField()
    programme = models.CharField(max_length=20)
    lines = models.IntegerField()
    persons = models.IntegerField()
    fen = models.BigIntegerField()
    file_sha256 = models.CharField(max_length=64)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="receipts_reported_month_is_its_first_day", condition=Q(month__day=1)),
            CheckConstraint(
                name="receipts_reported_of_a_file",
                condition=~Q(programme="") & Q(file_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            CheckConstraint(
                name="receipts_reported_nothing_below_none", condition=Q(lines__gte=0, persons__gte=0, fen__gte=0)
            ),
        ]
        indexes = [models.Index(name="receipts_reported_of_month", fields=["region", "month", "programme"])]
