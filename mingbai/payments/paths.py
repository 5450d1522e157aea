"""支付路径 (R-608): through which accounts money comes to a family, and which of them should not be there; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Sort(StrEnum):
    """What an account of the state is."""

    TREASURY = "treasury"
    ZERO = "zero"
    SPECIAL = "special"
    OTHER = "other"


class Payees(StrEnum):
    """To whom money of an account goes."""

    PERSONS = "persons"
    INSTITUTIONS = "institutions"
    SPECIAL = "special"


SORTS = {  # Chinese, English
    Sort.TREASURY: ("国库单一账户", "treasury single account"),
    Sort.ZERO: ("财政零余额账户", "zero-balance account of finance"),
    Sort.SPECIAL: ("社会救助资金专户", "dedicated account"),
    Sort.OTHER: ("过渡账户", "transit account"),
}


@dataclass(frozen=True)
class Hop:
    """One account on the way, from treasury to payer; `is_listed` says that the step to the next is on the list."""

    account_id: int
    sort: Sort
    hint: str
    is_listed: bool


@dataclass(frozen=True)
class Path:
    """The way of a file's money, from where it begins to the account that pays."""

    hops: tuple[Hop, ...]

    @property
    def intermediate(self) -> tuple[Hop, ...]:
        """Return the accounts that should not be there: transit accounts, and every dedicated one but the last."""
        *before, payer = self.hops
        extra = [hop for hop in before if hop.sort not in (Sort.TREASURY, Sort.ZERO)]
        return (*extra, *([payer] if payer.sort is Sort.OTHER else []))

    @property
    def unlisted(self) -> tuple[Hop, ...]:
        """Return the accounts from which the next step is on no whitelist (R-609)."""
        return tuple(hop for hop in self.hops if not hop.is_listed)

    @property
    def is_direct(self) -> bool:
        """Return whether money goes from the treasury, or one designated account, straight to the family."""
        return not self.intermediate and not self.unlisted

    def as_json(self) -> list[dict[str, object]]:
        """Return the path as it is kept with a file."""
        return [{"account": hop.account_id, "sort": hop.sort.value, "listed": hop.is_listed} for hop in self.hops]


def path_of(
    chain: Sequence[tuple[int, Sort, str]], payees: Collection[Payees], listed: Collection[tuple[int, int | Payees]]
) -> Path:
    """
    Return the path of a file whose accounts (id, sort, hint) stand in the order money takes, the payer last.

    `payees` are the kinds of payee in the file, `listed` the whitelisted steps: from one account to another, or payees.
    """
    steps: list[tuple[int, list[tuple[int, int | Payees]]]] = [
        (one[0], [(one[0], following[0])]) for one, following in pairwise(chain)
    ]
    steps.append((chain[-1][0], [(chain[-1][0], payee) for payee in payees]))
    hops = (
        Hop(account_id, sort, hint, all(pair in listed for pair in needed))
        for (account_id, sort, hint), (_, needed) in zip(chain, steps, strict=True)
    )
    return Path(tuple(hops))
