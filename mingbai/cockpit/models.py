"""
Sums kept per month, so that years are read in milliseconds; they follow from rows and can be reckoned again.

What a column counts stands in sql/reckoned.sql, the one place.
"""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, within

# what becomes of a released line: exactly one of these, so that the parts make the sum
PARTS = ("arrived", "unmatched", "returned", "on_way", "unsent")
COLUMNS = (
    *("rostered_lines", "rostered_fen", "lines", "persons", "fen", "singles", "entries", "raised", "lowered", "exits"),
    *(f"{part}_{unit}" for part in PARTS for unit in ("lines", "fen")),
    *("on_time", "by_card"),
)


@within("region")
@changes("*", removable=True)
class Figure(models.Model):
    """A month in one township."""

    region = RegionField()  # the township
    month = models.DateField()  # its first day
    rostered_lines = models.IntegerField()  # on rosters that stand, whether or not they are released
    rostered_fen = models.BigIntegerField()
    lines = models.IntegerField()  # released, as are all whose parts follow below
    persons = models.IntegerField()  # on those rosters, back pay not counted; as are singles to exits
    fen = models.BigIntegerField()
    singles = models.IntegerField()  # lines of one person
    entries = models.IntegerField()  # that were not there the month before
    raised = models.IntegerField()
    lowered = models.IntegerField()
    exits = models.IntegerField()  # that were there the month before
    arrived_lines = models.IntegerField()  # all three lists agree
    arrived_fen = models.BigIntegerField()
    unmatched_lines = models.IntegerField()  # the bank says paid, the three lists do not agree yet
    unmatched_fen = models.BigIntegerField()
    returned_lines = models.IntegerField()  # rejected or returned, and not on their way again
    returned_fen = models.BigIntegerField()
    on_way_lines = models.IntegerField()
    on_way_fen = models.BigIntegerField()
    unsent_lines = models.IntegerField()
    unsent_fen = models.BigIntegerField()
    on_time = models.IntegerField()  # arrived by the month's day
    by_card = models.IntegerField()  # arrived in the recipient's own account

    class Meta:
        constraints = [
            UniqueConstraint(name="cockpit_figure_once", fields=["month", "region"]),
            CheckConstraint(name="cockpit_month_is_its_first_day", condition=Q(month__day=1)),
            *(
                CheckConstraint(
                    name=f"cockpit_parts_make_the_{whole}",
                    condition=Q(
                        **{
                            whole: F(f"arrived_{unit}")
                            + F(f"unmatched_{unit}")
                            + F(f"returned_{unit}")
                            + F(f"on_way_{unit}")
                            + F(f"unsent_{unit}")
                        }
                    ),
                )
                for whole, unit in (("lines", "lines"), ("fen", "fen"))
            ),
        ]


@changes("at", "is_final")
class Reckoning(models.Model):
    """When a county's month was last reckoned; whoever reads sums of one township asks too how old they are."""

    region = RegionField()  # the county
    month = models.DateField()
    at = models.DateTimeField()
    is_final = models.BooleanField()  # reckoned after the month was closed: nothing of it changes any more

    class Meta:
        constraints = [UniqueConstraint(name="cockpit_reckoned_once", fields=["region", "month"])]
