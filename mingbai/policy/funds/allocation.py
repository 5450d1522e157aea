"""因素分配法: a pool shared out by weighed factors, less what is left over, to the fen (F14, JN-2020-21#2.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from mingbai.kernel.money import largest_remainder
from mingbai.policy.refused import Refused

Shares = Mapping[str, Fraction]  # division code -> share of the whole
DIGITS = 60  # powers need roots: 60 digits leave no doubt about a fen of any budget


@dataclass(frozen=True)
class Factor:
    """One factor: its weight, and its value in each division."""

    name: str
    weight: Fraction
    values: Mapping[str, Fraction]


class BadFactors(Refused):
    """Factors by which a pool cannot be shared out."""


def additive_shares(factors: Sequence[Factor]) -> Shares:
    """Return each division's share: the weighed sum of its shares of every factor. Raises BadFactors."""
    divisions = _divisions(factors)
    totals = {factor.name: _total(factor) for factor in factors}
    weights = sum(factor.weight for factor in factors)
    return {
        division: sum((f.weight * Fraction(f.values[division]) / totals[f.name] for f in factors), Fraction()) / weights
        for division in divisions
    }


def multiplicative_shares(factors: Sequence[Factor]) -> Shares:
    """Return each division's share of the products of its factors, each raised to its weight. Raises BadFactors."""
    divisions = _divisions(factors)
    with localcontext(prec=DIGITS):
        products = {division: _product(factors, division) for division in divisions}
        whole = sum(products.values())
    if not whole:
        raise BadFactors("各地因素乘积均为零，无法分配。", "Every product of factors is zero: nothing to share by.")
    return {division: Fraction(product) / Fraction(whole) for division, product in products.items()}


def allocation(pool_fen: int, shares: Shares, balances_fen: Mapping[str, int] | None = None) -> dict[str, int]:
    """
    Return what each division gets of the pool in fen, adding up to the pool.

    What a division has left over counts against its share; one that has more
    than its share gets nothing, and the others share what remains. Rounded by
    largest remainder, ties to the smaller division code. Raises BadFactors where nobody has a share.
    """
    codes = list(shares)
    if not any(share > 0 for share in shares.values()):
        raise BadFactors("没有可分配的份额。", "No division has a share to allocate by.")
    balances = {code: (balances_fen or {}).get(code, 0) for code in codes}
    exact = _after_balances(pool_fen, {code: Fraction(shares[code]) for code in codes}, balances)
    return largest_remainder(pool_fen, [exact[code] for code in codes], codes) if pool_fen else dict.fromkeys(codes, 0)


def _after_balances(pool_fen: int, shares: Shares, balances: Mapping[str, int]) -> Shares:
    """Return exact allocations that sum to the pool, clipping at nothing those whose balance exceeds their share."""
    counting = {code for code in shares if shares[code] > 0}
    for _ in shares:
        whole = sum(shares[code] for code in counting)
        money = pool_fen + sum(balances[code] for code in counting)
        exact = {code: money * shares[code] / whole - balances[code] for code in counting}
        clipped = {code for code, amount in exact.items() if amount < 0}
        if not clipped:
            break
        counting -= clipped
    return {code: exact.get(code, Fraction()) for code in shares}


def _divisions(factors: Sequence[Factor]) -> list[str]:
    """Return the divisions all factors speak of; refuse gaps, negative values and weights that sum to nothing."""
    if not factors or len({factor.name for factor in factors}) < len(factors):
        raise BadFactors("因素为空或重名。", "There are no factors, or two of one name.")
    if any(factor.weight < 0 for factor in factors) or not sum(factor.weight for factor in factors):
        raise BadFactors("权重不得为负，且不得全为零。", "Weights must not be negative, nor all zero.")
    divisions = list(factors[0].values)
    for factor in factors:
        if set(factor.values) != set(divisions):
            raise BadFactors(f"因素“{factor.name}”缺少部分地区。", f"Factor {factor.name} leaves out some divisions.")
        if any(value < 0 for value in factor.values.values()):
            raise BadFactors(f"因素“{factor.name}”有负值。", f"Factor {factor.name} has a negative value.")
    return divisions


def _total(factor: Factor) -> Fraction:
    total = sum(map(Fraction, factor.values.values()), Fraction())
    if not total:
        raise BadFactors(f"因素“{factor.name}”合计为零。", f"Factor {factor.name} adds up to nothing.")
    return total


def _product(factors: Sequence[Factor], division: str) -> Decimal:
    product = Decimal(1)
    for factor in factors:
        product *= _power(Fraction(factor.values[division]), factor.weight)
    return product


def _power(value: Fraction, exponent: Fraction) -> Decimal:
    if not exponent:
        return Decimal(1)
    return (Decimal(value.numerator) / Decimal(value.denominator)) ** (
        Decimal(exponent.numerator) / Decimal(exponent.denominator)
    )
