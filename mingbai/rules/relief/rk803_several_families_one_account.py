"""RK-803 同账户多对象: this month's relief of several families goes to one account."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

CARD, OTHER = "6217000000000000001", "6217000000000000002"
OCTOBER = date(2026, 10, 1)


def relief(person: int, fen: int = 50_000, **more: object) -> dict[str, object]:
    """Return a relief approval of this month, each person a household."""
    return {"programme": "linshi", "head_id": person, "household_id": f"H{person}", "amount_fen": fen,
            "valid_from": OCTOBER, "confirmed_on": date(2026, 10, 8), "account_no": CARD} | more  # fmt: skip


RULE = Rule(
    id="RK-803",
    title="多户临时救助进同一账户",
    title_en="Relief of several families to one account",
    plain="本月两户以上的临时救助金打进了同一个账户。供养机构的账户除外，同一个人的两笔也不算。",
    plain_en="This month's relief of two families or more goes to one account. Accounts of care institutions are left "
    "out, and two grants to one person are not meant.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="account",
    subject=Subject.ACCOUNT,
    cites=("GEN#2.2", "YC-2022-2#2.4.5"),
    needs=("approvals|roster",),
    when="shared_relief_account.families > 1",
    at_stake_fen="shared_relief_account.surplus_fen",
    message="账户{account_no}本月收取{families}户的临时救助金",
    message_en="Account {account_no} receives this month's relief of {families} families",
    shows=("account.account_no", "shared_relief_account.families", "shared_relief_account.surplus_fen"),
    examples=(
        example("两户用一张卡：较小的一份计入涉及金额", "two families, one card: all but the larger is at stake",
                approvals=[relief(1), relief(2, 30_000)], finds=(CARD,), at_stake_fen=30_000),
        example(
            "名册把三户打进一张卡，台账写的是另一张",
            "three families paid to one card by the roster, where the register names another",
            approvals=[relief(1), relief(2, account_no=OTHER), relief(3, account_no=OTHER)],
            roster=[{"programme": "linshi", "payee_id": n, "household_id": f"H{n}", "amount_fen": n * 10_000}
                    for n in (1, 2, 3)],
            finds=(CARD,),
            at_stake_fen=30_000,
        ),
        example("同一户的两笔", "two grants to one family", approvals=[relief(1), relief(1, certificate_no="L2")]),
        example("同一人在两个户号下的两笔", "two grants to one person under two household numbers",
                approvals=[relief(1), relief(1, household_id="H9")]),
        example("供养机构里的人", "residents of an institution", approvals=[relief(1), relief(2)],
                institutions=[{"name": "示范县敬老院", "account_no": CARD}]),
        example("各户各有自己的卡", "each family has its card", approvals=[relief(1), relief(2, account_no=OTHER)]),
        example("另一户的临时救助是上月的", "the other family's relief was last month",
                approvals=[relief(1), relief(2, valid_from=date(2026, 9, 1))]),
        example("另一户是按月发的低保，另有规则核对", "monthly dibao of another family has rules of its own",
                approvals=[relief(1), {"head_id": 2, "household_id": "H2", "account_no": CARD}]),
    ),
)  # fmt: skip
