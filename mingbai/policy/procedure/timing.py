"""When payment begins and when a review is due."""

from datetime import date

from mingbai.kernel.month import Month, add_months
from mingbai.policy.facts import UnknownFact


def first_payment_month(confirmed_on: date, publicity_ended_on: date | None, publicity_order: str) -> Month:
    """
    Return the first month a monthly benefit is paid for: the month after the decision takes effect, never a part month.

    That is confirmation (MF-2021-57#21), or the end of undisputed publicity where
    the locality publishes after confirming (YC-2022-2#2.1.5). Raises UnknownFact
    where that end is needed and unknown.
    """
    if publicity_order == "before_decision":
        return Month.parse(confirmed_on).next()
    if publicity_ended_on is None:
        raise UnknownFact("approval", "publicity_ended_on")
    return Month.parse(max(confirmed_on, publicity_ended_on)).next()


def review_due_on(last_on: date, months: int) -> date:
    """Return the day by which a household is reviewed: the corresponding day, or the month's end if there is none."""
    return add_months(last_on, months)
