"""Allocation and the cap on working cost explained (F14)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mingbai.kernel.money import half_up_fen
from mingbai.policy.explained.explanation import Explanation, Ground, Step, yuan
from mingbai.policy.funds.allocation import Factor, additive_shares, allocation
from mingbai.policy.funds.caps import working_cost_cap
from mingbai.policy.parameters import Parameters
from mingbai.policy.parameters.showing import percent


def explain_allocation(
    division: str, pool_fen: int, factors: Sequence[Factor], balances_fen: Mapping[str, int] | None = None
) -> Explanation:
    """Return how one division's part of a pool, shared by weighed factors, came about."""
    shares = additive_shares(factors)
    part_fen = allocation(pool_fen, shares, balances_fen)[division]
    balance_fen = (balances_fen or {}).get(division, 0)
    steps = (
        *(_factor_step(factor, division) for factor in factors),
        Step(
            f"按权重相加，份额为{_share(shares[division])}。",
            f"Weighed and added, the share is {_share(shares[division])}.",
            (Ground("JN-2020-21#2.2"),),
            {"share": shares[division]},
        ),
        Step(
            f"资金总额{yuan(pool_fen)}元，抵扣上年结余{yuan(balance_fen)}元，按最大余数法取整到分，分配{yuan(part_fen)}元。",
            f"Of a pool of {yuan(pool_fen)} yuan, less {yuan(balance_fen)} yuan left over, rounded to the fen by "
            f"largest remainder, {yuan(part_fen)} yuan are allocated.",
            values={"pool_fen": pool_fen, "balance_fen": balance_fen, "amount_fen": part_fen},
        ),
    )
    return Explanation(f"{division} 资金分配说明", f"How the allocation to {division} came about", steps, part_fen)


def explain_working_cost_cap(raised_fen: int, parameters: Parameters) -> Explanation:
    """Return how the most that may be spent on working in a year came about."""
    cap = parameters.origin("admin_fee_cap_bp")
    most_fen = working_cost_cap(raised_fen, cap.value)
    step = Step(
        f"当年筹集资金{yuan(raised_fen)}元，工作经费不超过{percent(cap.value)}，向下取整到分为{yuan(most_fen)}元。",
        f"Of {yuan(raised_fen)} yuan raised in the year, at most {percent(cap.value)} may be spent on working: "
        f"{yuan(most_fen)} yuan, rounded down.",
        (Ground.of(cap),),
        {"raised_fen": raised_fen, "cap_bp": cap.value, "amount_fen": most_fen},
    )
    return Explanation("工作经费上限说明", "How the cap on working cost came about", (step,), most_fen)


def _factor_step(factor: Factor, division: str) -> Step:
    total = sum(map(Fraction, factor.values.values()), Fraction())
    own = Fraction(factor.values[division])
    weight = percent(half_up_fen(factor.weight * 10_000))
    return Step(
        f"因素“{factor.name}”：{_plain(own)}，占各地合计{_plain(total)}的{_share(own / total)}，权重{weight}。",
        f"Factor {factor.name}: {_plain(own)} of {_plain(total)}, {_share(own / total)}, at a weight of {weight}.",
        values={"factor": factor.name, "value": own, "total": total, "weight": factor.weight},
    )


def _share(share: Fraction) -> str:
    millionths = half_up_fen(share * 1_000_000)
    return f"{millionths // 10_000}.{millionths % 10_000:04d}%"


def _plain(value: Fraction) -> str:
    hundredths = half_up_fen(value * 10_000)
    whole, rest = divmod(hundredths, 10_000)
    return f"{whole:,}.{rest:04d}".rstrip("0").rstrip(".") if rest else f"{whole:,}"
