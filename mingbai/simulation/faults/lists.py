"""RK-306, 307, 308, 318, 319: approval, roster, finance and bank disagree, or the amount is not what is due."""

from mingbai.simulation.crafting.desk import Desk
from mingbai.simulation.crafting.families import dibao, tekun
from mingbai.simulation.crafting.stories import fault


@fault("RK-306", "名册有而审批台账无")
def never_approved(desk: Desk) -> None:
    """On the roster, never approved."""
    family = dibao(desk, 50)
    family.take_off("approvals")
    for rule_id in ("RK-306", "RK-308"):
        desk.expect(rule_id, "roster", family.line, family.amount_fen)
    desk.may("RK-318", "roster", family.line)


@fault("RK-306", "保障上月已终止")
def ended(desk: Desk) -> None:
    """Support ended last month."""
    family = tekun(desk, 72)
    family.approval["valid_to"] = desk.month.previous()
    for rule_id in ("RK-306", "RK-308"):
        desk.expect(rule_id, "roster", family.line, family.amount_fen)


@fault("RK-306", "仅银行代发，无审批无名册无拨款")
def only_paid(desk: Desk) -> None:
    """Only the bank paid: no approval, roster or appropriation."""
    family = dibao(desk, 47)
    family.take_off("approvals", "roster", "appropriations")
    for rule_id in ("RK-306", "RK-307", "RK-308"):
        desk.expect(rule_id, "payments", family.ref, family.amount_fen)


@fault("RK-306", "仅财政拨款")
def only_appropriated(desk: Desk) -> None:
    """Only appropriated."""
    family = tekun(desk, 74)
    family.take_off("approvals", "roster", "payments")
    for rule_id in ("RK-306", "RK-308"):
        desk.expect(rule_id, "appropriations", family.line, family.amount_fen)


@fault("RK-306", "本月为终止月，仍应发放（边界）")
def last_month(desk: Desk) -> None:
    """The last month of support (boundary)."""
    family = dibao(desk, 49, valid_to=desk.month)
    desk.leave("RK-306", "roster", family.line)
    desk.leave("RK-308", "roster", family.line)


@fault("RK-307", "银行多付五十元")
def paid_more(desk: Desk) -> None:
    """The bank paid 50 yuan too much."""
    family = dibao(desk, 51, 50)
    family.payment["amount_fen"] += 5_000
    for rule_id in ("RK-307", "RK-308"):
        desk.expect(rule_id, "roster", family.line, 5_000)


@fault("RK-307", "银行付到另一账户")
def other_account(desk: Desk) -> None:
    """The bank paid to another account."""
    family = tekun(desk, 71)
    family.payment["account_no"] = desk.card()
    desk.expect("RK-307", "roster", family.line, family.amount_fen)


@fault("RK-307", "银行户名不同")
def other_name(desk: Desk) -> None:
    """The bank paid to another name."""
    family = dibao(desk, 46)
    family.payment["payee_name"] = desk.name(surname="窦")
    desk.expect("RK-307", "roster", family.line, family.amount_fen)
    desk.may("RK-302", "roster", family.line)


@fault("RK-307", "名册有而银行未代发")
def not_paid(desk: Desk) -> None:
    """On the roster, not in the bank's file."""
    family = dibao(desk, 43, 8)
    family.take_off("payments")
    for rule_id in ("RK-307", "RK-308"):
        desk.expect(rule_id, "roster", family.line, family.amount_fen)


@fault("RK-307", "已审批已拨款已代发，名册漏列")
def not_on_the_roster(desk: Desk) -> None:
    """Approved, appropriated and paid, but not on the roster."""
    family = tekun(desk, 76)
    family.take_off("roster")
    desk.expect("RK-307", "payments", family.ref, family.amount_fen)


@fault("RK-308", "财政少拨十元")
def appropriated_less(desk: Desk) -> None:
    """Finance appropriated 10 yuan too little."""
    family = dibao(desk, 44)
    family.appropriation["amount_fen"] -= 1_000
    desk.expect("RK-308", "roster", family.line, 1_000)


@fault("RK-308", "财政差一分")
def one_fen_off(desk: Desk) -> None:
    """Finance is one fen off."""
    family = tekun(desk, 81, care=1)
    family.appropriation["amount_fen"] += 1
    desk.expect("RK-308", "roster", family.line, 1)


@fault("RK-308", "财政漏拨")
def not_appropriated(desk: Desk) -> None:
    """Finance appropriated nothing."""
    family = dibao(desk, 48, 47)
    family.take_off("appropriations")
    desk.expect("RK-308", "roster", family.line, family.amount_fen)


@fault("RK-308", "已审批而未列名册、未拨款、未发放")
def forgotten(desk: Desk) -> None:
    """Approved, and then nothing happened."""
    family = dibao(desk, 62)
    family.take_off("roster", "appropriations", "payments")
    desk.expect("RK-308", "approvals", family.entry, family.amount_fen)


def overpay(desk: Desk, more_fen: int, *ages: int, urban: bool = False) -> None:
    """Write an amount into every list that the formula does not give."""
    family = dibao(desk, *ages, urban=urban)
    family.set_amount(family.amount_fen + more_fen)
    desk.expect("RK-318", "roster", family.line, abs(more_fen))


@fault("RK-318", "金额多一分")
def one_fen(desk: Desk) -> None:
    """One fen too much."""
    overpay(desk, 1, 45, 12)


@fault("RK-318", "金额少算")
def too_little(desk: Desk) -> None:
    """The amount is too small."""
    overpay(desk, -4_321, 47, 46, urban=True)


@fault("RK-318", "多算一份加发")
def supplement_too_many(desk: Desk) -> None:
    """One supplement too many."""
    overpay(desk, desk.county.standard_fen(urban=False) * 15 // 100, 52, 51)


@fault("RK-318", "超过标准与加发之和")
def above_the_bound(desk: Desk) -> None:
    """More than the standard and all supplements."""
    family = dibao(desk, 55)
    due = family.amount_fen
    family.set_amount(family.standard_fen * 2)
    desk.expect("RK-318", "roster", family.line, family.standard_fen * 2 - due)


@fault("RK-318", "金额为零")
def nothing(desk: Desk) -> None:
    """The amount is nothing."""
    family = dibao(desk, 41)
    due = family.amount_fen
    family.set_amount(0)
    desk.expect("RK-318", "roster", family.line, due)


@fault("RK-318", "特困金额高于标准")
def tekun_too_much(desk: Desk) -> None:
    """A tekun amount above the standard."""
    family = tekun(desk, 70)
    family.set_amount(family.amount_fen + 300_000)
    desk.expect("RK-318", "roster", family.line)


def village_of_equals(desk: Desk, count: int, amounts: list[int]) -> tuple[str, int]:
    """Return the code of a new village of families with those amounts, and what the most frequent sums to."""
    near = desk.village()
    code = f"{near[0][:9]}{290 + desk.villages}"
    desk.villages += 1
    standard = desk.county.standard_fen(urban=False)
    for position in range(count):
        gap = amounts[position % len(amounts)]
        place = (code, "新设村", f"{near[2]}-{position + 1}")
        dibao(desk, 45, income_fen=(standard - gap) * 12, place=place)
    most = max(amounts, key=lambda fen: sum(amounts[n % len(amounts)] == fen for n in range(count)))
    return code, most * sum(amounts[n % len(amounts)] == most for n in range(count))


@fault("RK-319", "整村同额")
def equal_village(desk: Desk) -> None:
    """A village where everybody gets the same."""
    code, total = village_of_equals(desk, 12, [38_000])
    desk.expect("RK-319", "region", code, total)


@fault("RK-319", "十户中八户同额（边界）")
def eight_of_ten(desk: Desk) -> None:
    """Eight of ten get the same (boundary)."""
    code, total = village_of_equals(desk, 10, [31_500] * 8 + [27_000, 44_100])
    desk.expect("RK-319", "region", code, total)


@fault("RK-319", "全村均无收入，同为全额")
def full_standard(desk: Desk) -> None:
    """A village without any income: all get the full standard."""
    code, _ = village_of_equals(desk, 12, [desk.county.standard_fen(urban=False)])
    desk.leave("RK-319", "region", code)


@fault("RK-319", "九户同额，户数不足（边界）")
def nine_lines(desk: Desk) -> None:
    """Nine equal lines are too few (boundary)."""
    code, _ = village_of_equals(desk, 9, [35_000])
    desk.leave("RK-319", "region", code)
