"""How old a person is on a day, as the law counts."""

from datetime import date

from mingbai.kernel.month import add_months


def age_on(born_on: date, on: date) -> int:
    """
    Return the completed years of a person on a day; the birthday itself counts.

    Who is born on 29 February is a year older on 28 February of an ordinary year (Civil Code article 202).
    """
    years = on.year - born_on.year
    return years if add_months(born_on, 12 * years) <= on else years - 1
