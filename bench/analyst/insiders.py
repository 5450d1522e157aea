"""Officers and their families: RK-303, RK-501, RK-503."""

import pandas as pd

from analyst.book import Book
from analyst.columns import among, coalesce, findings, is_sure, joined, known
from analyst.registers import Registers

OWED_TO_ANYONE = ("living_disabled", "care_disabled", "orphan", "unsupported_child", "old_age")
PARENT_OR_CHILD = "父|母|子|女|爸|妈|儿"
OTHER_KIN = "祖|孙|爷|奶|外公|外婆|兄|弟|哥|姐|妹|夫|妻|侄|甥|舅|姑|姨|叔|伯|婶|嫂|媳|婿|岳|公婆|表|堂"
FAR = "表|堂|远|曾祖|曾孙|亲家|邻|朋友|非亲属"


def near_ties(book: Book, registers: Registers) -> pd.DataFrame:
    """Return every registered tie between two people and how many steps of near kinship it stands for."""
    ties = book.table("kinships", "person_key", "other_key", "relation")
    near = set(book.words("rk501_near_kin"))
    relation = ties["relation"]
    parentage = relation.str.contains(PARENT_OR_CHILD, regex=True) & ~relation.str.contains(OTHER_KIN, regex=True)
    steps = relation.str.contains(FAR, regex=True).map({True: 3, False: 2}).astype("Int64")
    steps = steps.mask(known(relation.isin(near) | parentage), 1)
    married = registers.marriages[["person_key", "spouse_key"]].rename(columns={"spouse_key": "other_key"})
    return pd.concat([ties.assign(steps=steps).drop(columns="relation"), married.assign(steps=1)])


def kin_of_officers(book: Book, registers: Registers) -> pd.DataFrame:
    """Return officers and their kin within the steps that are asked for."""
    hops = book.number("rk501_hops")
    officers = book.table("officers", "person_key", "region_code").set_axis(["officer_key", "region_code"], axis=1)
    ties = near_ties(book, registers)
    first = joined(officers, ties, left_on="officer_key", right_on="person_key").drop(columns="person_key")
    first = first[known((first["other_key"] != first["officer_key"]) & (first["steps"] <= hops))]
    then = first.merge(ties.dropna(), left_on="other_key", right_on="person_key", suffixes=("_first", ""))
    then = then.assign(steps=then["steps"] + then["steps_first"])
    then = then[known((then["other_key"] != then["officer_key"]) & (then["steps"] <= hops))]
    found = pd.concat([first, then[first.columns]]).rename(columns={"other_key": "person_key"})
    return found.assign(county=found["region_code"].str[:6])


def unfiled_relatives(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-501: a relative of an officer of the county, and nobody filed it."""
    kin = kin_of_officers(book, registers)
    filed = book.table("relatives", "officer_key", "relative_key").rename(columns={"relative_key": "person_key"})
    kin = kin[~among(kin, filed, ["officer_key", "person_key"])]
    rows = book.persons[known(book.persons["is_counted"] & ~book.persons["programme"].isin(OWED_TO_ANYONE))]
    rows = joined(
        rows.assign(county=rows["region_code"].str[:6]),
        kin[["person_key", "county", "steps"]],
        on=["person_key", "county"],
    )
    return on_first_line(book, "RK-501", rows, "steps")


def on_first_line(book: Book, rule: str, rows: pd.DataFrame, nearest: str) -> pd.DataFrame:
    """Return findings about people on their nearest and dearest line."""
    rows = rows.assign(fen=rows["amount_fen"].fillna(-1)).sort_values(
        ["person_key", nearest, "fen", "line_key"], ascending=[True, True, False, True]
    )
    first = rows.drop_duplicates("person_key")[["person_key", "line_key"]]
    found = joined(book.persons, first, on=["person_key", "line_key"])
    return findings(rule, "person", found["person_id"], found["amount_fen"])


def officers_on_benefit(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-503: an officer receives assistance."""
    officers = book.table("officers", "person_key", "row_id", "name").rename(columns={"name": "officer_name"})
    rows = book.persons[known(book.persons["is_counted"] & ~book.persons["programme"].isin(OWED_TO_ANYONE))]
    rows = joined(rows, officers, on="person_key")
    rows = rows.assign(fen=rows["amount_fen"].fillna(-1)).sort_values(
        ["person_key", "fen", "line_key", "row_id"], ascending=[True, False, True, True]
    )
    first = rows.drop_duplicates("person_key")[["person_key", "line_key", "officer_name"]]
    found = joined(book.persons, first, on=["person_key", "line_key"])
    found = found[is_sure(found["person_state"]).astype(bool) | known(found["name"] == found["officer_name"])]
    return findings("RK-503", "person", found["person_id"], found["amount_fen"])


def paid_to_insiders(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-303: the money goes to an officer, or an unfiled relative, who has no part in the household."""
    own = book.table("officer_accounts", "account_key", "person_key").rename(columns={"person_key": "officer_key"})
    uses = book.account_uses[known(book.account_uses["place"] == 1)]
    to_account = joined(uses[["account_key", "line_key", "household_key"]], own, on="account_key")
    rows = book.persons[known(book.persons["is_payee"] & ~book.persons["is_head"] & ~book.persons["is_member"])]
    payees = rows.loc[rows["in_roster"], ["person_key", "line_key", "household_key", "region_code"]]
    officers = (
        book.table("officers", "person_key").drop_duplicates().assign(officer_key=lambda found: found["person_key"])
    )
    kin = kin_of_officers(book, registers)
    filed = book.table("relatives", "officer_key", "relative_key", "filed_on").rename(
        columns={"relative_key": "person_key"}
    )
    kin = kin[~among(kin, filed[filed["filed_on"] <= book.month_end], ["officer_key", "person_key"])]
    through_kin = joined(payees.assign(county=payees["region_code"].str[:6]), kin, on=["person_key", "county"])
    columns = ["line_key", "household_key", "officer_key"]
    told = pd.concat([to_account[columns], joined(payees, officers, on="person_key")[columns], through_kin[columns]])
    told = joined(told.drop_duplicates(), book.lines[["line_key", "head_key", "payee_key"]], on="line_key")
    home = book.members[["household_key", "person_key"]].rename(columns={"person_key": "officer_key"})
    own_benefit = known(told["officer_key"] == coalesce(told["head_key"], told["payee_key"]))
    outside = told[~among(told, home, ["household_key", "officer_key"]) & ~own_benefit]
    lines = book.lines[book.lines["line_key"].isin(outside["line_key"]) & book.lines["in_roster"]]
    return findings("RK-303", "roster", book.line_key(lines), lines["rostered_fen"])


RULES = (paid_to_insiders, unfiled_relatives, officers_on_benefit)
