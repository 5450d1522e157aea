"""RK-301, 302, 305, 317: accounts that are shared, belong to strangers, or keep changing."""

from datetime import date, timedelta

from mingbai.simulation.crafting.desk import Desk, Person
from mingbai.simulation.crafting.families import Family, allowance, dibao, relief, tekun
from mingbai.simulation.crafting.stories import fault


def share(families: list[Family]) -> str:
    """Pay several lines to the first one's account, each still named after its own payee; return the account."""
    card = str(families[0].roster["account_no"])
    for family in families:
        family.set_account(card)
    return card


@fault("RK-301", "两个无关家庭共用一张卡")
def two_on_a_card(desk: Desk) -> None:
    """Two unrelated households on one card."""
    families = [dibao(desk, 55), dibao(desk, 42, 41)]
    desk.expect("RK-301", "account", share(families), sum(family.amount_fen for family in families))


@fault("RK-301", "三名特困人员共用一张卡")
def three_on_a_card(desk: Desk) -> None:
    """Three tekun persons on one card."""
    families = [tekun(desk, age) for age in (69, 75, 84)]
    desk.expect("RK-301", "account", share(families), sum(family.amount_fen for family in families))


@fault("RK-301", "一户多项补助共用家庭卡")
def household_card(desk: Desk) -> None:
    """A joint household card for several benefits."""
    family = dibao(desk, 49, 82)
    row = family.approval
    place = (row["region_code"], row["region_name"], row["address"])
    other = allowance(desk, "old_age", family.people[1], 10_000, household=row["household_id"], place=place)
    other.set_account(str(row["account_no"]), family.head.name)
    other.payment["payee_name"] = family.head.name
    desk.leave("RK-301", "account", str(row["account_no"]))
    desk.leave("RK-302", "roster", other.line)
    desk.leave("RK-307", "roster", other.line)


@fault("RK-301", "父子两户共用账户")
def kin_on_a_card(desk: Desk) -> None:
    """Father and son, two households, one account."""
    families = [dibao(desk, 70), dibao(desk, 44)]
    desk.add("kinships", person_id=families[0].head.id, other_id=families[1].head.id, relation="父子")
    desk.leave("RK-301", "account", share(families))


@fault("RK-302", "户名为陌生人")
def stranger(desk: Desk) -> None:
    """The account belongs to a stranger."""
    family = dibao(desk, 53)
    holder = desk.name(surname="佟")
    family.set_account(str(family.roster["account_no"]), holder)
    family.payment["payee_name"] = holder
    desk.expect("RK-302", "roster", family.line, family.amount_fen)


@fault("RK-302", "名册无户名，银行户名为陌生人")
def strangers_bank_account(desk: Desk) -> None:
    """No holder on the roster, the bank's is a stranger."""
    family = tekun(desk, 77)
    family.set_account(str(family.roster["account_no"]))
    family.payment["payee_name"] = desk.name(surname="臧")
    desk.expect("RK-302", "roster", family.line, family.amount_fen)
    desk.expect("RK-307", "roster", family.line, family.amount_fen)


@fault("RK-302", "户名为同户配偶")
def spouses_account(desk: Desk) -> None:
    """The account belongs to the spouse in the household."""
    family = dibao(desk, 58, 57)
    family.set_account(str(family.roster["account_no"]), family.people[1].name)
    family.payment["payee_name"] = family.people[1].name
    desk.leave("RK-302", "roster", family.line)
    desk.leave("RK-307", "roster", family.line)


@fault("RK-302", "已备案的代取人账户")
def filed_proxy(desk: Desk) -> None:
    """The account of a proxy who was filed."""
    keeper = dibao(desk, 46).head
    family = tekun(desk, 89)
    family.set_account(str(family.roster["account_no"]), keeper.name)
    family.payment["payee_name"] = keeper.name
    file_proxy(desk, keeper, family.head)
    desk.leave("RK-302", "roster", family.line)
    desk.leave("RK-305", "person", keeper.id)


@fault("RK-302", "银行按字节截断长户名")
def truncated(desk: Desk) -> None:
    """The bank cut a long name after so many bytes."""
    person = desk.person(62, name="阿卜杜热西提·买买提依明", male=True)
    family = dibao(desk, people=[person])
    family.payment["payee_name"] = person.name.encode("gb18030")[:20].decode("gb18030", "ignore")
    desk.leave("RK-302", "roster", family.line)
    desk.leave("RK-307", "roster", family.line)


def file_proxy(desk: Desk, proxy: Person, person: Person, until: date | None = None) -> None:
    """File somebody as allowed to collect a person's money."""
    filed_on = desk.month.first_on - timedelta(days=400)
    desk.add("proxies", proxy_id=proxy.id, person_id=person.id, filed_on=filed_on, until=until)


@fault("RK-305", "一人备案代取三人")
def proxy_of_three(desk: Desk) -> None:
    """One filed proxy for three persons."""
    proxy, families = desk.person(50), [tekun(desk, age) for age in (74, 79, 83)]
    for family in families:
        file_proxy(desk, proxy, family.head)
    desk.expect("RK-305", "person", proxy.id, sum(family.amount_fen for family in families))


@fault("RK-305", "一人为三户领款")
def collector(desk: Desk) -> None:
    """One person collects for three households."""
    proxy, card = desk.person(56), desk.card()
    families = [tekun(desk, age, payee=proxy) for age in (8, 11, 14)]
    for family in families:
        family.set_account(card, proxy.name)
    desk.expect("RK-305", "person", proxy.id, sum(family.amount_fen for family in families))
    desk.leave("RK-301", "account", card)


@fault("RK-305", "三份授权中一份已过期")
def one_expired(desk: Desk) -> None:
    """Three filings, one of them expired."""
    proxy, families = desk.person(47), [tekun(desk, age) for age in (71, 76, 85)]
    for family in families:
        file_proxy(desk, proxy, family.head)
    desk.rows["proxies"][-1]["until"] = desk.month.first_on - timedelta(days=1)
    desk.leave("RK-305", "person", proxy.id)


@fault("RK-305", "代取两人（边界）")
def proxy_of_two(desk: Desk) -> None:
    """A proxy for two persons (boundary)."""
    proxy = desk.person(43)
    for age in (73, 80):
        file_proxy(desk, proxy, tekun(desk, age).head)
    desk.leave("RK-305", "person", proxy.id)


@fault("RK-317", "本月账户与上月不同", history=1)
def new_account(desk: Desk) -> None:
    """Another account than last month."""
    family = dibao(desk, 40, 13)
    old = desk.card()
    for row in family.previous:
        row["account_no"] = old
    desk.expect("RK-317", "roster", family.line, family.amount_fen)


@fault("RK-317", "一年内三个账户", history=4)
def three_accounts(desk: Desk) -> None:
    """Three accounts within a year."""
    family = tekun(desk, 68)
    family.previous[1]["account_no"] = desk.card()
    third = desk.card()
    for row in family.previous[2:]:
        row["account_no"] = third
    desk.expect("RK-317", "roster", family.line, family.amount_fen)


@fault("RK-317", "半年前换过一次账户", history=4)
def one_change(desk: Desk) -> None:
    """One change of account half a year ago."""
    family = dibao(desk, 45)
    old = desk.card()
    for row in family.previous[2:]:
        row["account_no"] = old
    desk.leave("RK-317", "roster", family.line)


@fault("RK-803", "两户临时救助进同一账户")
def relief_on_a_card(desk: Desk) -> None:
    """Two households' relief on one account."""
    grants = [relief(desk, 60_000), relief(desk, 45_000, reason="火灾")]
    card = share(grants)
    desk.expect("RK-803", "account", card, 45_000)
    desk.expect("RK-301", "account", card, 105_000)


@fault("RK-803", "三户临时救助进同一账户")
def relief_of_three(desk: Desk) -> None:
    """Three households' relief on one account."""
    grants = [relief(desk, fen, reason="交通事故") for fen in (50_000, 70_000, 30_000)]
    card = share(grants)
    desk.expect("RK-803", "account", card, 80_000)
    desk.expect("RK-301", "account", card, 150_000)


@fault("RK-803", "同一户两项救助进同一账户")
def relief_beside_dibao(desk: Desk) -> None:
    """Relief and dibao of one household on one account."""
    family = dibao(desk, 57)
    row = family.approval
    place = (row["region_code"], row["region_name"], row["address"])
    grant = relief(desk, 80_000, person=family.head, household=row["household_id"], place=place)
    grant.set_account(str(row["account_no"]), family.head.name)
    for rule_id in ("RK-803", "RK-301"):
        desk.leave(rule_id, "account", str(row["account_no"]))


@fault("RK-302", "已备案的代管人账户")
def filed_keeper(desk: Desk) -> None:
    """The account of a card keeper who was filed."""
    keeper = dibao(desk, 51).head
    family = tekun(desk, 86)
    family.set_account(str(family.roster["account_no"]), keeper.name)
    family.payment["payee_name"] = keeper.name
    filed_on = desk.month.first_on - timedelta(days=200)
    desk.add("card_keepers", keeper_id=keeper.id, person_id=family.head.id, filed_on=filed_on)
    desk.leave("RK-302", "roster", family.line)


@fault("RK-302", "代取授权已过期，户名仍为代取人")
def expired_proxy(desk: Desk) -> None:
    """The account of a proxy whose filing has expired."""
    keeper = dibao(desk, 48).head
    family = tekun(desk, 84)
    family.set_account(str(family.roster["account_no"]), keeper.name)
    family.payment["payee_name"] = keeper.name
    file_proxy(desk, keeper, family.head, desk.month.first_on - timedelta(days=1))
    desk.expect("RK-302", "roster", family.line, family.amount_fen)
