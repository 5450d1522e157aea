"""Tekun support and the price subsidy explained (F8, F11)."""

from fractions import Fraction

from mingbai.policy.dibao.monthly_benefit import BASIS
from mingbai.policy.explained.benefit import rounding_step
from mingbai.policy.explained.explanation import Explanation, Ground, Step, yuan
from mingbai.policy.parameters import Parameters, definitions, standard_key
from mingbai.policy.parameters.showing import percent, shown
from mingbai.policy.prices.subsidy import Growth, Trigger, counting_growth, price_subsidy
from mingbai.policy.tekun.self_care import CareLevel
from mingbai.policy.tekun.support import Person, care_shares, local_basic_standard, monthly_support

LEVELS = {CareLevel.ABLE: "全自理", CareLevel.PARTIAL: "部分丧失", CareLevel.TOTAL: "完全丧失"}
CARE_PARAMETERS = {
    CareLevel.ABLE: "tekun_care_able",
    CareLevel.PARTIAL: "tekun_care_partial",
    CareLevel.TOTAL: "tekun_care_total",
}


def explain_support(
    parameters: Parameters, programme: str, level: CareLevel, *, in_institution: bool = False
) -> Explanation:
    """Return how one tekun person's support for the month came about; raise NotInForce without standard or wage."""
    basic_fen = local_basic_standard(parameters, programme, in_institution=in_institution)
    wage = parameters.origin("last_year_minimum_wage_fen")
    rounding = parameters.text("benefit_rounding")
    due_fen = monthly_support(Person(basic_fen, wage.value, level.value), care_shares(parameters), rounding)
    share = care_shares(parameters)[level]
    care = wage.value * share
    steps = (
        _basic_step(parameters, programme, basic_fen, in_institution=in_institution),
        Step(
            f"生活自理能力为{LEVELS[level]}，照料护理标准按上年最低工资{yuan(wage.value)}元的{share}，每月{yuan(care)}元。",
            f"Self-care is {level.value}: care is {share} of last year's minimum wage of {yuan(wage.value)} "
            f"yuan, {yuan(care)} yuan a month.",
            (Ground("MF-2021-43#22"), Ground.of(parameters.origin(CARE_PARAMETERS[level])), Ground.of(wage)),
            {"care_level": level.value, "wage_fen": wage.value, "care_fen": care},
        ),
        rounding_step(basic_fen + care, due_fen, parameters),
    )
    return Explanation("特困供养金计算说明", "How tekun support was computed", steps, amount_fen=due_fen)


def explain_price_subsidy(growth: Growth, parameters: Parameters, programme: str) -> Explanation:
    """Return how the price subsidy of one person for the month came about."""
    standard = parameters.origin(standard_key(programme))
    consumer, food = parameters.origin("price_cpi_trigger_bp"), parameters.origin("price_food_trigger_bp")
    trigger, rounding = Trigger(consumer.value, food.value), parameters.origin("price_rounding")
    due_fen = price_subsidy(standard.value, growth, trigger, rounding.value)
    counts = counting_growth(growth, trigger)
    exact = Fraction(standard.value * counts, BASIS)
    how = {lang: shown(definitions()[rounding.key], rounding.value, lang) for lang in ("zh", "en")}
    steps = (
        Step(
            f"居民消费价格上涨{percent(growth.consumer_bp)}（启动线{percent(consumer.value)}），"
            f"食品价格上涨{percent(growth.food_bp)}（启动线{percent(food.value)}），"
            f"{f'按较高的{percent(counts)}补贴' if counts else '均未达到启动线'}。",
            f"Consumer prices rose {percent(growth.consumer_bp)} (trigger {percent(consumer.value)}), food prices "
            f"{percent(growth.food_bp)} (trigger {percent(food.value)}): "
            f"{f'the larger that triggers, {percent(counts)}, counts' if counts else 'neither triggers'}.",
            (Ground("LAW-2026#32"), Ground.of(consumer), Ground.of(food)),
            {"consumer_bp": growth.consumer_bp, "food_bp": growth.food_bp, "counting_bp": counts},
        ),
        Step(
            f"低保标准{yuan(standard.value)}元乘以{percent(counts)}为{yuan(exact)}元，{how['zh']}，应发{yuan(due_fen)}元。",
            f"The standard of {yuan(standard.value)} yuan times {percent(counts)} is {yuan(exact)} yuan, "
            f"rounded {how['en']}: {yuan(due_fen)} yuan are due.",
            (Ground.of(standard), Ground.of(rounding)),
            {"standard_fen": standard.value, "exact_fen": exact, "rounding": rounding.value, "amount_fen": due_fen},
        ),
    )
    return Explanation("价格临时补贴计算说明", "How the price subsidy was computed", steps, amount_fen=due_fen)


def _basic_step(parameters: Parameters, programme: str, basic_fen: int, *, in_institution: bool) -> Step:
    urban = in_institution and parameters.flag("tekun_institution_urban")
    grounds = [Ground.of(parameters.origin(standard_key("tekun_urban" if urban else programme)))]
    if urban:
        grounds.append(Ground.of(parameters.origin("tekun_institution_urban")))
    return Step(
        f"{'在机构供养，按城市标准，' if urban else ''}基本生活标准每月{yuan(basic_fen)}元。",
        f"Basic living{', in an institution at the urban rate,' if urban else ''} is {yuan(basic_fen)} yuan a month.",
        tuple(grounds),
        {"basic_fen": basic_fen},
    )
