"""Dibao explained: the monthly benefit by difference or by bands (F1, F2, F5)."""

from datetime import date
from fractions import Fraction

from mingbai.policy.dibao.bands import band_amount
from mingbai.policy.dibao.local import local_benefit, local_standard
from mingbai.policy.dibao.monthly_benefit import BASIS, MONTHS, Household, Standard, gap
from mingbai.policy.explained.explanation import Explanation, Ground, Step, yuan
from mingbai.policy.parameters import Parameters, definitions, standard_key
from mingbai.policy.parameters.showing import percent, shown

LAW_FROM = date(2026, 7, 1)


def explain_benefit(household: Household, parameters: Parameters, programme: str) -> Explanation:
    """Return how one household's dibao for the month came about; `programme` is dibao_urban or dibao_rural."""
    standard = local_standard(parameters, programme)
    due_fen = local_benefit(household, parameters, programme)
    steps = [standard_step(household, parameters, programme), income_step(household, standard, parameters)]
    if gap(household, standard) > 0:
        banded = parameters.text("benefit_method") == "bands"
        steps.append(_band_step(household, parameters) if banded else _gap_step(household, standard, parameters))
        steps.append(top_up_step(household.priority_member_count, standard, parameters))
        exact = _base(household, standard, parameters) + _top_ups(household.priority_member_count, standard)
        steps.append(rounding_step(exact, due_fen, parameters))
    else:
        steps.append(_nothing_step())
    return Explanation("低保金计算说明", "How the dibao benefit was computed", tuple(steps), amount_fen=due_fen)


def standard_step(household: Household, parameters: Parameters, programme: str) -> Step:
    """Say the standard in force and what it makes for the household in a year."""
    entry = parameters.origin(standard_key(programme))
    year = entry.value * household.member_count * MONTHS
    title, title_en = definitions()[entry.key].title, definitions()[entry.key].title_en
    return Step(
        f"{title}为{yuan(entry.value)}元，{household.member_count}人全年合计{yuan(year)}元。",
        f"{title_en}: {yuan(entry.value)} yuan; for {household.member_count} persons {yuan(year)} yuan a year.",
        (Ground.of(entry),),
        {"standard_fen": entry.value, "member_count": household.member_count, "needed_fen": year},
    )


def income_step(household: Household, standard: Standard, parameters: Parameters) -> Step:
    """Compare the year's income with the year's standard; per-head figures are for reading only."""
    income, lacking = household.annual_income_fen, gap(household, standard)
    needed = income + lacking
    below = lacking > 0
    return Step(
        f"家庭可计入年收入{yuan(income)}元，{'低于' if below else '不低于'}全年标准{yuan(needed)}元，"
        f"{'符合' if below else '不符合'}人均收入低于低保标准的条件。",
        f"Countable income of the year, {yuan(income)} yuan, is {'below' if below else 'not below'} the year's "
        f"standard of {yuan(needed)} yuan: income per person is {'' if below else 'not '}below the dibao standard.",
        (income_test(parameters),),
        {"annual_income_fen": income, "needed_fen": needed, "below": below},
    )


def income_test(parameters: Parameters) -> Ground:
    """Return the article that asks for income below the standard on the day."""
    return Ground("LAW-2026#18" if parameters.on >= LAW_FROM else "SC-649#9")


def top_up_step(count: int, standard: Standard, parameters: Parameters) -> Step:
    """Say how many members get the top-up and what it makes in a month."""
    one, all_ = _top_ups(1, standard), _top_ups(count, standard)
    rate = percent(standard.supplement_bp)
    return Step(
        f"符合加发条件的{count}人，每人按低保标准的{rate}加发{yuan(one)}元，每月共{yuan(all_)}元（一人只加发一次）。",
        f"{count} member{'s get' if count != 1 else ' gets'} a top-up of {rate} of the standard, {yuan(one)} yuan each "
        f"(once only), {yuan(all_)} yuan a month.",
        (Ground.of(parameters.origin("top_up_bp")),),
        {"priority_member_count": count, "supplement_bp": standard.supplement_bp, "top_ups_fen": all_},
    )


def rounding_step(exact: Fraction, due_fen: int, parameters: Parameters) -> Step:
    """Say the sum before rounding, the rounding, and the amount due."""
    entry = parameters.origin("benefit_rounding")
    how = {lang: shown(definitions()[entry.key], entry.value, lang) for lang in ("zh", "en")}
    return Step(
        f"合计每月{yuan(exact)}元，{how['zh']}，每月应发{yuan(due_fen)}元。",
        f"Together {yuan(exact)} yuan a month, rounded {how['en']}: {yuan(due_fen)} yuan are due each month.",
        (Ground.of(entry),),
        {"exact_fen": exact, "rounding": entry.value, "amount_fen": due_fen},
    )


def _gap_step(household: Household, standard: Standard, parameters: Parameters) -> Step:
    lacking = gap(household, standard)
    return Step(
        f"按差额救助：全年差额{yuan(lacking)}元，除以12个月，每月{yuan(Fraction(lacking, MONTHS))}元。",
        f"The difference is paid: {yuan(lacking)} yuan a year, {yuan(Fraction(lacking, MONTHS))} yuan a month.",
        (Ground.of(parameters.origin("benefit_method")),),
        {"gap_fen": lacking, "monthly_gap_fen": Fraction(lacking, MONTHS)},
    )


def _band_step(household: Household, parameters: Parameters) -> Step:
    amount = band_amount(household, parameters.table("benefit_bands"))
    total = amount * household.member_count
    return Step(
        f"按分档救助：该档每人{yuan(amount)}元，{household.member_count}人每月{yuan(total)}元。",
        f"A band is paid: {yuan(amount)} yuan a person, {yuan(total)} yuan a month for {household.member_count}.",
        (Ground.of(parameters.origin("benefit_method")), Ground.of(parameters.origin("benefit_bands"))),
        {"band_amount_fen": amount, "monthly_fen": total},
    )


def _nothing_step() -> Step:
    return Step(
        "没有差额，也就没有加发，每月应发0.00元。",
        "There is no gap, so there is no top-up either: 0.00 yuan are due each month.",
        values={"exact_fen": Fraction(), "amount_fen": 0},
    )


def _base(household: Household, standard: Standard, parameters: Parameters) -> Fraction:
    if parameters.text("benefit_method") == "bands":
        return Fraction(band_amount(household, parameters.table("benefit_bands")) * household.member_count)
    return Fraction(gap(household, standard), MONTHS)


def _top_ups(count: int, standard: Standard) -> Fraction:
    return Fraction(standard.standard_fen * standard.supplement_bp * count, BASIS)
