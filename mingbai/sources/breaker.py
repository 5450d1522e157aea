"""
断路器: whether a list hits so many more, or so many fewer, of our people than before that somebody must look first.

Two Poisson rates are compared exactly (Przyborowski and Wilenski 1940): if a list is as its predecessors were, then of
all hits, theirs and its own, each falls on it with the share of people it could have named. With many people every
small change is certain, and with few every large one is chance; so a list is held only where the change is both
certain (`chance_ppm`) and large (`surge_bp`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import exp, lgamma, log

from mingbai.policy.parameters.showing import percent

MILLION, WHOLE = 1_000_000, 10_000
NEGLIGIBLE = 1e-18  # of the first term, below which further ones change nothing


class Judgement(StrEnum):
    """What the circuit breaker makes of a list."""

    USUAL = "usual"
    FIRST = "first"  # nothing to compare with, and nothing strange by itself
    SURGE = "surge"
    SHRUNK = "shrunk"


@dataclass(frozen=True)
class Seen:
    """One list of the past, or the present one: rows, people of ours it could have named, and those it names."""

    rows: int
    persons: int
    hits: int


@dataclass(frozen=True)
class Limits:
    """How unlikely and how large a change must be to count; parameters of `policy`."""

    chance_ppm: int  # a change less likely than this, in a million, is no accident
    surge_bp: int  # of the expected hits, from which they are too many
    shrunk_bp: int  # of the expected hits or rows, below which they are too few
    first_bp: int  # of our people, above which a first list of rare events names too many


@dataclass(frozen=True)
class Judged:
    """The judgement, the hits expected (None where nothing told what to expect), and why in two languages."""

    judgement: Judgement
    expected: int | None
    zh: str
    en: str


def judge(found: Seen, history: Sequence[Seen], limits: Limits, *, is_rare: bool) -> Judged:
    """Return what to make of a list, by the lists of its kind that were used before it."""
    assert found.hits <= found.persons
    persons, hits = sum(one.persons for one in history), sum(one.hits for one in history)
    if not persons or not found.persons:
        return _first(found, limits, is_rare=is_rare)
    share, total = Fraction(found.persons, persons + found.persons), hits + found.hits
    expected = Fraction(hits * found.persons, persons)
    if found.hits * WHOLE >= expected * limits.surge_bp and _is_no_chance(
        tail(found.hits, total, share, upper=True), limits
    ):
        return _surge(found, expected, len(history))
    rows = sum(one.rows for one in history)
    usual, of_all = Fraction(rows, len(history)), Fraction(1, len(history) + 1)
    if found.rows * WHOLE <= usual * limits.shrunk_bp and _is_no_chance(
        tail(found.rows, rows + found.rows, of_all, upper=False), limits
    ):
        return _shrunk(("行", "rows"), found.rows, usual, expected)
    if found.hits * WHOLE <= expected * limits.shrunk_bp and _is_no_chance(
        tail(found.hits, total, share, upper=False), limits
    ):
        return _shrunk(("人在册", "of our people"), found.hits, expected, expected)
    return Judged(
        Judgement.USUAL,
        round(expected),
        f"命中{found.hits:,}人，按历史应为{round(expected):,}人左右，属正常。",
        f"It names {found.hits:,} of our people where about {round(expected):,} were expected: as usual.",
    )


def tail(count: int, total: int, share: Fraction, *, upper: bool) -> float:
    """Return the probability that `count` or more (or fewer) of `total` fall on one with that share of the chance."""
    assert 0 <= count <= total
    assert 0 < share < 1
    if upper:  # what is more here is fewer elsewhere
        return tail(total - count, total, 1 - share, upper=False)
    if count > total * share:  # beyond the middle, where terms would grow: the rest is the other side's tail
        return 1.0 if count == total else 1 - _below(total - count - 1, total, 1 - share)
    return _below(count, total, share)


def _below(count: int, total: int, share: Fraction) -> float:
    """Return the probability of `count` or fewer, summed from the largest term to where terms change nothing."""
    against, added, term = float((1 - share) / share), 1.0, 1.0
    for fewer in range(count, 0, -1):  # each term by the one above it
        term *= fewer / (total - fewer + 1) * against
        added += term
        if term < NEGLIGIBLE:
            break
    ways = lgamma(total + 1) - lgamma(count + 1) - lgamma(total - count + 1)
    largest = ways + count * log(share) + (total - count) * log(1 - share)
    return min(1.0, exp(largest + log(added)))


def _is_no_chance(probability: float, limits: Limits) -> bool:
    return probability * MILLION < limits.chance_ppm


def _first(found: Seen, limits: Limits, *, is_rare: bool) -> Judged:
    """Return the judgement of a list without history: of rare events, too, few of our people can be in it."""
    ceiling = Fraction(limits.first_bp, WHOLE)
    too_many = is_rare and found.hits > found.persons * ceiling
    if too_many and _is_no_chance(tail(found.hits, found.persons, ceiling, upper=True), limits):
        return Judged(
            Judgement.SURGE,
            None,
            f"首份名单命中在册{found.persons:,}人中的{found.hits:,}人，超过{percent(limits.first_bp)}，已隔离，请另一人核实。",
            f"A first list that names {found.hits:,} of our {found.persons:,} people, more than "
            f"{percent(limits.first_bp)}: quarantined until a second person has looked.",
        )
    return Judged(
        Judgement.FIRST,
        None,
        f"首份名单，无历史可比；命中{found.hits:,}人。",
        f"The first list of its kind, with nothing to compare it to; it names {found.hits:,} of our people.",
    )


def _surge(found: Seen, expected: Fraction, lists: int) -> Judged:
    return Judged(
        Judgement.SURGE,
        round(expected),
        f"命中{found.hits:,}人，按前{lists}份名单应为{round(expected):,}人左右，异常偏多，已隔离，须由另一人核实后放行。",
        f"It names {found.hits:,} of our people where about {round(expected):,} were expected by the {lists} lists "
        "before it: quarantined until a second person has looked and releases it.",
    )


def _shrunk(what: tuple[str, str], found: int, usual: Fraction, expected: Fraction) -> Judged:
    return Judged(
        Judgement.SHRUNK,
        round(expected),
        f"只有{found:,}{what[0]}，以往约{round(usual):,}{what[0]}，可能缺了部分地区或时段；请向来源部门核实并补报。",
        f"It has only {found:,} {what[1]} where about {round(usual):,} are usual: part of the area or the time may be "
        "missing. Ask the department and have it sent again.",
    )
