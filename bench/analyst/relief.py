"""Temporary relief: RK-801 to RK-805; and top-ups that are owed: RK-902."""

from functools import cache

import pandas as pd

from analyst.book import Book
from analyst.columns import any_word, coalesce, findings, is_sure, joined, known, top_up
from analyst.registers import Registers

NO_REASON = ("", "无", "其他", "其它")


@cache
def grants(book: Book) -> pd.DataFrame:
    """Return the relief confirmed in the twelve months up to and with the month."""
    rows = book.table(
        "approvals", "row_id", "line_key", "household_key", "household_id", "head_key", "head_name", "programme",
        "region_code", "payee_id", "certificate_no", "amount_fen", "reason_code", "approval_level", "confirmed_on",
        "standard_fen",
    )  # fmt: skip
    rows = rows[known(rows["programme"] == "linshi")]
    rows = rows[(rows["confirmed_on"] >= book.year_ago) & (rows["confirmed_on"] <= book.month_end)]
    return rows.assign(month_index=rows["confirmed_on"].dt.year * 12 + rows["confirmed_on"].dt.month)


def relieved_again(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-801 and RK-802: relief too often, and twice for one event."""
    rows = grants(book)
    unnumbered = rows["certificate_no"].isna()
    entry = rows.assign(
        certificate=rows["certificate_no"].fillna(""),
        fen=rows["amount_fen"].where(unnumbered), reason=rows["reason_code"].where(unnumbered),
    ).sort_values("row_id")  # fmt: skip
    once = entry.drop_duplicates(
        ["household_key", "head_key", "confirmed_on", "certificate", "fen", "reason"], keep="last"
    )
    impossible = known(once["head_key"] <= 0)
    by_person = once.assign(
        by="person", group=once["head_key"], mark=once["head_name"].fillna("").where(impossible, "")
    )
    by_home = once.assign(by="household", group=once["household_key"], mark=once["region_code"].str[:6])
    told = pd.concat([by_person[by_person["group"].notna()], by_home])
    group = ["by", "group", "mark"]
    told = told[told.duplicated(group, keep=False)].sort_values([*group, "confirmed_on", "row_id"])
    return pd.concat([too_often(book, told, group), same_event(book, told, [*group, "reason_code"])])


def too_often(book: Book, told: pd.DataFrame, group: list[str]) -> pd.DataFrame:
    """Return RK-801 on the latest grant of each person or household: what the grants beyond the allowed came to."""
    most = book.number("rk801_times")
    recent = (told["month_index"] + book.number("rk801_months") > book.month_index).astype("Int64")
    keys = [told[name] for name in group]
    told = told.assign(
        times=recent.groupby(keys, dropna=False).transform("sum"),
        from_last=told.groupby(group, dropna=False).cumcount(ascending=False) + 1,
    )
    told["beyond"] = told["amount_fen"].where(known(told["from_last"] <= told["times"] - most + 1))
    told["beyond_fen"] = told.groupby(group, dropna=False)["beyond"].transform("sum")
    last = told[(told["from_last"] == 1)].groupby("row_id")[["times", "beyond_fen"]].max().reset_index()
    rows = grants(book).merge(last[known(last["times"] >= most)], on="row_id")
    return findings("RK-801", "approvals", book.approval_key(rows), rows["beyond_fen"])


def same_event(book: Book, told: pd.DataFrame, event: list[str]) -> pd.DataFrame:
    """Return RK-802: the same reason again within so many months."""
    apart = told.groupby(event, dropna=False)["month_index"].diff()
    soon = told.loc[apart < book.number("rk802_months"), "row_id"]
    rows = grants(book)
    rows = rows[rows["row_id"].isin(soon) & known(~rows["reason_code"].isin(NO_REASON) & rows["reason_code"].notna())]
    return findings("RK-802", "approvals", book.approval_key(rows), rows["amount_fen"])


def shared_account(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-803: the month's relief of several families on one account."""
    uses = book.account_uses
    institutions = book.table("institutions", "account_key")["account_key"]
    relief = uses[known(uses["programme"] == "linshi") & ~uses["account_key"].isin(institutions)]
    relief = relief.assign(
        fen=coalesce(relief["rostered_fen"], relief["approved_fen"]),
        person=coalesce(relief["head_key"], relief["payee_key"]),
    )
    family = (
        relief.groupby(["account_key", "household_key"]).agg(fen=("fen", "sum"), person=("person", "min")).reset_index()
    )
    each = family.groupby("account_key").agg(
        families=("fen", "size"), all_fen=("fen", "sum"), most_fen=("fen", "max"), people=("person", "nunique")
    )
    each = each[(each["families"] > 1) & (each["people"] > 1)].assign(
        fen=lambda found: found["all_fen"] - found["most_fen"]
    )
    paid_to = uses[known(uses["is_paid_to"])].sort_values("line_key").drop_duplicates("account_key")
    rows = joined(paid_to[["account_key", "account_no"]], each.reset_index()[["account_key", "fen"]], on="account_key")
    return findings("RK-803", "account", rows["account_no"], rows["fen"])


def under_the_limit(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-804: townships whose grants crowd under the limit, or split a larger one over a day."""
    rows = grants(book)
    rows = rows[
        known((rows["approval_level"] == "township") | rows["approval_level"].isna())
        & known(rows["region_code"].str.len() >= 9)
    ]
    limit = book.at("linshi_township_limit_fen", rows["region_code"])
    near = rows["amount_fen"] * 10_000 >= limit * book.at("rk804_band_bp", rows["region_code"])
    rows = rows.assign(
        township=rows["region_code"].str[:9], limit_fen=limit, near=known(near).astype("Int64"),
        near_fen=rows["amount_fen"].where(known(near), 0),
    )[known(rows["amount_fen"] <= limit)]  # fmt: skip
    day = rows.groupby(["township", "limit_fen", "household_key", "confirmed_on"]).agg(
        grants=("amount_fen", "size"), fen=("amount_fen", "sum"), near=("near", "sum"), near_fen=("near_fen", "sum")
    ).reset_index()  # fmt: skip
    split = known((day["grants"] > 1) & (day["fen"] > day["limit_fen"]))
    day = day.assign(split=split.astype("Int64"), stake=day["fen"].where(split, day["near_fen"]))
    each = day.groupby("township")[["grants", "near", "split", "stake"]].sum().reset_index()
    crowd = (each["grants"] >= book.number("rk804_min_cases")) & (
        each["near"] * 10_000 >= each["grants"] * book.number("rk804_share_bp")
    )
    each = each[known((each["split"] > 0) | crowd)]
    return findings("RK-804", "region", each["township"], each["stake"])


def above_the_cap(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-805: one grant above so many times the monthly standard of its place."""
    rows = grants(book)
    most = book.number("rk805_times_standard") * relief_standard(book, rows)
    over = known(rows["amount_fen"] > most)
    return findings("RK-805", "approvals", book.approval_key(rows)[over], (rows["amount_fen"] - most)[over])


def relief_standard(book: Book, rows: pd.DataFrame) -> pd.Series:
    """Return the standard a grant states, else the highest of the smallest division around it that has one."""
    told = book.table("standards", "region_code", "programme", "standard_fen", "from_on")
    told = told[known(told["programme"].str.startswith("dibao")) & (told["from_on"] <= book.month)]
    area = told["region_code"].copy()
    for whole, digits in ((12, 2), (12, 4), (12, 6), (12, 9), (6, 2), (6, 4)):  # 370800000000 and 370800 are 3708
        is_whole = (area.str.len() == whole) & area.str.endswith("0" * (whole - digits))
        area = area.mask(known(is_whole), area.str[:digits])
    told = told.assign(area=area).sort_values("from_on")
    latest = told.drop_duplicates(["area", "programme"], keep="last").groupby("area")["standard_fen"].max()
    standard = rows["standard_fen"].mask(known(rows["standard_fen"] == 0))
    for digits in (9, 6, 4, 2):
        standard = standard.fillna(rows["region_code"].str[:digits].map(latest).astype("Int64"))
    places = [book.at(f"dibao_{area}_standard_fen", rows["region_code"]) for area in ("urban", "rural")]
    return standard.fillna(pd.concat(places, axis=1).max(axis=1).astype("Int64"))


def top_up_missing(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-902: more members are owed a top-up than get one."""
    lines = book.lines[book.lines["in_approvals"] & book.lines["is_dibao"]].sort_values("line_key")
    home = ["household_key", "programme"]
    kinds = {"single": known(lines["case_kind"] == "single"), "unknown": lines["priority_member_count"].isna()}
    each = lines.assign(**kinds).groupby(home)
    each = each.agg(topped_up=("priority_member_count", "sum"), single=("single", "any"), unknown=("unknown", "any"))
    lines = joined(lines.drop_duplicates(home), each[~each["single"] & ~each["unknown"]].reset_index(), on=home)
    counted = book.members[known(book.members["counted"])]
    rows = joined(counted, lines[[*home, "line_key", "region_code"]], on=home)
    owed = rows[is_owed(book, rows)].groupby("line_key").size().rename("owed").reset_index()
    lines = joined(lines, owed, on="line_key")
    missing = lines["owed"] - lines["topped_up"]
    stake = top_up(lines["standard_fen"], book.at("top_up_bp", lines["region_code"]).fillna(0), missing)
    short = known(missing > 0)
    return findings("RK-902", "approvals", book.approval_key(lines)[short], stake[short])


def is_owed(book: Book, rows: pd.DataFrame) -> pd.Series:
    """Return whether a top-up is owed to a member: by age, by category, by a register."""
    groups, sure = book.words("top_up_categories"), is_sure(rows["person_state"]).astype(bool)
    day = rows["born_on"].dt
    told = (day.year * 10_000 + day.month * 100 + day.day).astype("Int64")
    born = told.fillna(rows["person_id"].where(sure).str[6:14].astype("Int64"))
    owed = known(any_word(rows["category"], groups))
    if "老年人" in groups:
        owed |= known(born + book.at("old_age", rows["region_code"]) * 10_000 <= book.month_number)
    if "未成年人" in groups:
        owed |= known(born + book.at("minor_age", rows["region_code"]) * 10_000 > book.month_number)
    return owed | (sure & rows["person_key"].isin(in_need(book, groups)))


def in_need(book: Book, groups: tuple[str, ...]) -> pd.Series:
    """Return whom a register calls severely disabled or seriously ill, where that earns a top-up."""
    cards = book.table("disability", "person_key", "level", "valid_to")
    severe = cards.loc[known(cards["level"].isin(["1", "2"])) & ~(cards["valid_to"] < book.month), "person_key"]
    ill = book.table("illnesses", "person_key")["person_key"]
    told = [keys for keys, group in ((severe, "重度残疾"), (ill, "重病")) if group in groups]
    return pd.concat(told).dropna() if told else severe.iloc[:0]


RULES = (relieved_again, shared_account, under_the_limit, above_the_cap, top_up_missing)
