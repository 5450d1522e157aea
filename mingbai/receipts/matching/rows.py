"""A row of any of the three lists, in the form in which they are compared."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from mingbai.kernel.names import same_name

FIELDS = ("account", "person", "name", "amount_fen", "month", "programme")  # the gravest first


@dataclass(frozen=True, slots=True)
class Row:
    """
    One row: what it says of a payment. What a list has no word for is None, and not compared.

    `account` and `person` are anything that is equal for equal accounts and people, such as blind indexes.
    """

    id: Hashable
    line: Hashable | None  # the line it says it is of
    account: Hashable | None
    person: Hashable | None
    name: str | None
    amount_fen: int | None
    month: date | None
    programme: str | None
    status: str = "paid"  # of a bank's row: accepted, paid, failed, returned


def equal(field: str, one: object, other: object) -> bool:
    """Return whether two values of a field agree; names agree but for what banks cut off or cannot write."""
    if one == other:
        return True
    return field == "name" and same_name(str(one), str(other), truncated=True)


def agree(one: Row, other: Row) -> bool:
    """Return whether two rows say the same wherever both say something."""
    return all(
        a is None or b is None or a == b or equal(field, a, b)
        for field in FIELDS
        for a, b in ((getattr(one, field), getattr(other, field)),)
    )
