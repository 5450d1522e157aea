"""Edge families and families of rigid spending explained: each test, and the verdict (F9, F10)."""

from mingbai.policy.dibao.edge_family import is_edge_family
from mingbai.policy.dibao.local import local_standard
from mingbai.policy.dibao.monthly_benefit import BASIS, MONTHS, Household
from mingbai.policy.dibao.single_person import Claimant, is_single_case, single_categories
from mingbai.policy.explained.benefit import LAW_FROM, income_step, standard_step
from mingbai.policy.explained.explanation import Explanation, Ground, Step, yuan
from mingbai.policy.parameters import Parameters
from mingbai.policy.parameters.showing import percent
from mingbai.policy.rigid.family import (
    Family,
    is_income_below_disposable,
    is_rigid_spending_family,
    is_spending_above_share,
)


def explain_edge_family(
    household: Household, parameters: Parameters, programme: str, *, property_ok: bool
) -> Explanation:
    """Return whether a household is an edge family, and why."""
    standard = local_standard(parameters, programme)
    verdict = is_edge_family(household, standard, parameters.number("edge_bp"), property_ok=property_ok)
    steps = (
        *_edge_steps(household, parameters, programme, property_ok),
        _verdict_step("低保边缘家庭", "an edge family", verdict),
    )
    return Explanation("低保边缘家庭认定说明", "Whether this is an edge family", steps, verdict=bool(verdict))


def explain_single_case(
    claimant: Claimant, family: Household, parameters: Parameters, programme: str, *, property_ok: bool
) -> Explanation:
    """Return whether a member of a family may be on dibao alone, and why."""
    standard = local_standard(parameters, programme)
    verdict = is_single_case(claimant, family, standard, parameters, property_ok=property_ok)
    steps = (
        *_edge_steps(family, parameters, programme, property_ok),
        _category_step(
            single_categories(claimant, parameters), Ground.of(parameters.origin("single_person_categories"))
        ),
        _verdict_step("单人户", "a single-person case", verdict),
    )
    return Explanation("单人户认定说明", "Whether this is a single-person case", steps, verdict=verdict)


def _edge_steps(household: Household, parameters: Parameters, programme: str, property_ok: bool) -> tuple[Step, ...]:
    standard, edge = local_standard(parameters, programme), parameters.origin("edge_bp")
    limit = standard.standard_fen * household.member_count * MONTHS * edge.value
    below = household.annual_income_fen * BASIS < limit
    return (
        standard_step(household, parameters, programme),
        income_step(household, standard, parameters),
        Step(
            f"低保边缘标准为低保标准的{percent(edge.value)}，全年{yuan(limit // BASIS)}元，家庭年收入"
            f"{yuan(household.annual_income_fen)}元{'低于' if below else '不低于'}此数。",
            f"The edge standard is {percent(edge.value)} of the dibao standard, {yuan(limit // BASIS)} yuan a year; "
            f"income of {yuan(household.annual_income_fen)} yuan is {'' if below else 'not '}below it.",
            (Ground.of(edge),),
            {"edge_bp": edge.value, "annual_income_fen": household.annual_income_fen, "below": below},
        ),
        _property_step(property_ok),
    )


def explain_rigid_family(family: Family, parameters: Parameters) -> Explanation:
    """Return whether a family is one of rigid spending, and why."""
    share = parameters.origin("rigid_share_bp")
    verdict = is_rigid_spending_family(family, share.value)
    steps = (
        _programme_step(family.in_other_programme),
        _disposable_step(family, parameters),
        _property_step(family.property_ok),
        _share_step(family, share.value, Ground.of(share)),
        _verdict_step("刚性支出困难家庭", "a family of rigid spending", verdict),
    )
    title, title_en = "刚性支出困难家庭认定说明", "Whether this is a family of rigid spending"
    return Explanation(title, title_en, steps, verdict=bool(verdict))


def _programme_step(in_other_programme: bool) -> Step:
    return Step(
        f"{'已' if in_other_programme else '未'}纳入低保、特困或低保边缘。",
        f"The family is {'' if in_other_programme else 'not '}on dibao or tekun, or an edge family.",
        (Ground("GX-2024#4.1"),),
        {"in_other_programme": in_other_programme},
    )


def _disposable_step(family: Family, parameters: Parameters) -> Step:
    limit, below = family.disposable_income_fen * family.member_count, is_income_below_disposable(family)
    ground = Ground("LAW-2026#22") if parameters.on >= LAW_FROM else Ground("GX-2024#4.2")
    return Step(
        f"家庭年收入{yuan(family.annual_income_fen)}元，{'低于' if below else '不低于'}上年度居民人均可支配收入"
        f"{yuan(family.disposable_income_fen)}元乘以{family.member_count}人的{yuan(limit)}元。",
        f"The year's income, {yuan(family.annual_income_fen)} yuan, is {'' if below else 'not '}below last year's "
        f"disposable income for {family.member_count} persons, {yuan(limit)} yuan.",
        (ground,),
        {"annual_income_fen": family.annual_income_fen, "limit_fen": limit, "below": below},
    )


def _share_step(family: Family, share_bp: int, ground: Ground) -> Step:
    above = is_spending_above_share(family, share_bp)
    return Step(
        f"近十二个月刚性支出{yuan(family.rigid_spending_fen)}元，{'超过' if above else '未超过'}家庭总收入"
        f"{yuan(family.annual_income_fen)}元的{percent(share_bp)}。",
        f"Rigid spending of twelve months, {yuan(family.rigid_spending_fen)} yuan, is {'' if above else 'not '}more "
        f"than {percent(share_bp)} of the income of {yuan(family.annual_income_fen)} yuan.",
        (Ground("GX-2024#4.4"), ground),
        {"rigid_spending_fen": family.rigid_spending_fen, "share_bp": share_bp, "above": above},
    )


def _property_step(property_ok: bool) -> Step:
    return Step(
        f"家庭财产{'符合' if property_ok else '不符合'}当地规定。",
        f"Property is {'' if property_ok else 'not '}within the local limits.",
        values={"property_ok": property_ok},
    )


def _category_step(categories: tuple[str, ...], ground: Ground) -> Step:
    return Step(
        f"属于{'、'.join(categories)}。" if categories else "不属于当地可参照单人户的类别。",
        f"The person is of {len(categories)} of the categories that may be a single case here."
        if categories
        else "The person is of none of the categories that may be a single case here.",
        (ground,),
        {"categories": list(categories)},
    )


def _verdict_step(zh: str, en: str, verdict: bool) -> Step:
    return Step(
        f"结论：{'符合' if verdict else '不符合'}{zh}条件。",
        f"Verdict: this is {'' if verdict else 'not '}{en}.",
        values={"verdict": bool(verdict)},
    )
