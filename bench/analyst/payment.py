"""What was ordered, appropriated and paid: RK-301, RK-302, RK-306 to RK-320, RK-405."""

import pandas as pd

from analyst.book import Book
from analyst.columns import coalesce, findings, joined, known, largest, same_name
from analyst.due import with_due
from analyst.duplicates import active_approvals
from analyst.registers import Registers

MOST_ON_ACCOUNT = 30  # where more share an account no kinship explains it
HOMES = r"院|中心|机构|公寓"


# ------------------------------------------------------------------ the four lists beside each other


def not_approved(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-306: ordered, appropriated or paid without an approval."""
    lines = book.lines
    paid = lines["in_roster"] | lines["in_appropriations"] | lines["bank_fen"].notna() | ~lines["in_lapsed"]
    rows = lines[known(~lines["in_approvals"] & paid) & ~late_relief(book)]
    amount = largest(rows["rostered_fen"], rows["appropriated_fen"], coalesce(rows["bank_fen"], rows["back_pay_fen"]))
    rows = rows.assign(fen=amount.fillna(0))
    return each_where_it_stands(book, "RK-306", rows)


def late_relief(book: Book) -> pd.Series:
    """Return whether a line is relief of last month paid in this one, as no earlier roster shows it."""
    lines = book.lines
    late = (lines["programme"] == "linshi") & ~lines["in_approvals"] & (lines["lapsed_from"] == book.previous_month)
    late = known(late & (lines["lapsed_fen"] == lines["amount_fen"]))
    earlier = joined(lines.loc[late, ["line_key", "lapsed_from"]], book.earlier, on="line_key")
    shown = earlier.loc[earlier["month"] >= earlier["lapsed_from"], "line_key"]
    return late & ~lines["line_key"].isin(shown).astype(bool)


def each_where_it_stands(book: Book, rule: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return findings on the roster line, else the approval, the appropriation, the payment."""
    on_roster, approved, appropriated = (
        known(rows[name]) for name in ("in_roster", "in_approvals", "in_appropriations")
    )
    places = (
        ("roster", on_roster, book.line_key),
        ("approvals", ~on_roster & approved, book.approval_key),
        ("appropriations", ~on_roster & ~approved & appropriated, book.line_key),
        ("payments", ~on_roster & ~approved & ~appropriated, lambda found: found["bank_ref"]),
    )
    return pd.concat([findings(rule, table, key(rows[here]), rows["fen"][here]) for table, here, key in places])


def roster_and_bank(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-307: the roster and the bank differ in a row, an amount, an account or a name."""
    lines = book.lines
    both = lines["in_roster"] & lines["bank_fen"].notna()
    amount = lines["bank_fen"] != lines["rostered_fen"]
    account = (lines["lowest_account_key"] != lines["rostered_account_key"]) | (
        lines["highest_account_key"] != lines["rostered_account_key"]
    )
    name = pd.concat([known(other_name(lines, bank)) for bank in ("lowest_name", "highest_name")], axis=1).any(axis=1)
    alone = (lines["bank_fen"].isna() & (lines["rostered_fen"] != 0)) | (
        ~lines["in_roster"] & lines["bank_fen"].notna()
    )
    elsewhere = known(both) & (known(account) | name)
    hit = known(alone) | known(amount) | elsewhere
    whole = largest(lines["rostered_fen"], lines["bank_fen"]).fillna(0)
    stake = whole.where(~known(amount) | elsewhere, (lines["bank_fen"] - lines["rostered_fen"]).abs())
    rows, on_roster = lines.assign(fen=stake)[hit], known(lines["in_roster"])[hit]
    return pd.concat([
        findings("RK-307", "roster", book.line_key(rows)[on_roster], rows["fen"][on_roster]),
        findings("RK-307", "payments", rows["bank_ref"][~on_roster], rows["fen"][~on_roster]),
    ])  # fmt: skip


def other_name(lines: pd.DataFrame, bank: str) -> pd.Series:
    """Return whether the bank's name is neither the payee's nor the account holder's."""
    holder = coalesce(~same_name(lines[bank], lines["account_name"]), True)
    return ~same_name(lines[bank], lines["payee_name"]) & holder


def three_lists(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-308: approval, appropriation and payment differ."""
    lines = book.lines
    approved = lines["approved_fen"].fillna(0).mask(late_relief(book), lines["lapsed_fen"])
    told = {"approvals": approved, "appropriations": lines["appropriated_fen"], "payments": lines["bank_fen"]}
    given = pd.concat([amount.fillna(0) for name, amount in told.items() if name in book.given], axis=1)
    rows = lines.assign(fen=(given.max(axis=1) - given.min(axis=1)).astype("Int64"))
    return each_where_it_stands(book, "RK-308", rows[known(rows["fen"] > 0)])


def short_paid(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-312: something was paid, and less than approved."""
    lines = book.lines[book.lines["in_approvals"]]
    short = (lines["paid_fen"] > 0) & (lines["paid_fen"] < lines["approved_fen"])
    rows = lines[known(short & (lines["paid_fen"] + lines["back_pay_fen"] < lines["approved_fen"]))]
    return each_where_it_stands(book, "RK-312", rows.assign(fen=rows["approved_fen"] - rows["paid_fen"]))


# ------------------------------------------------------------------ payments one by one


def paid_again_or_late(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-310, RK-311 and RK-405: paid again, paid late, paid before the decision."""
    rows = book.payments_of_month
    rows = rows[(rows["status"] == "paid")].sort_values(["line_key", "paid_on", "row_id"])
    main = known(~rows["is_back_pay"])
    sums = rows[main].groupby("line_key")["amount_fen"].cumsum().reindex(rows.index)
    turn = rows[main].groupby("line_key").cumcount().reindex(rows.index)
    beyond = sums - rows["approved_or_rostered_fen"]
    again = (turn > 0) & known(beyond > 0)
    last_day = book.number("rk311_pay_day") - (0 if book.limit("pay_day_inclusive") else 1)
    late = (rows["paid_on"] >= book.next_month) | (
        (rows["paid_on"] >= book.month) & (rows["paid_on"].dt.day > last_day)
    )
    late &= main & ~again & ~known(rows["programme"].isin(["linshi", ""]))
    early = (rows["paid_on"] < rows["confirmed_on"]) & known(rows["programme"] != "linshi")
    stake = rows["amount_fen"].where(known(rows["amount_fen"] <= beyond), beyond)
    tried = (("RK-310", again, stake), ("RK-311", late, rows["amount_fen"]), ("RK-405", early, rows["amount_fen"]))
    return pd.concat([findings(rule, "payments", rows["bank_ref"][hit], fen[hit]) for rule, hit, fen in tried])


def returned_and_left(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-313: came back, and nobody paid it again or stopped the line."""
    told = book.payments.assign(known_on=book.payments["returned_on"].fillna(book.payments["paid_on"]))
    back = told[
        told["status"].isin(["failed", "returned"]) & ~told["is_back_pay"] & (told["known_on"] < book.returned_before)
    ]
    columns = ["line_key", "row_id", "amount_fen", "status", "known_on"]
    pairs = joined(back[columns], told[columns], on="line_key", suffixes=("", "_other"))
    paid, later = pairs["status_other"] == "paid", pairs["known_on_other"] > pairs["known_on"]
    same_day = (pairs["known_on_other"] == pairs["known_on"]) & (pairs["row_id_other"] > pairs["row_id"])
    tried_again = ~paid & (pairs["amount_fen_other"] == pairs["amount_fen"]) & (later | same_day)
    pairs["answered"] = known((paid & later) | tried_again)
    pairs["arrived_fen"] = pairs["amount_fen_other"].where(known(paid), 0)
    each = pairs.groupby("row_id").agg(answered=("answered", "any"), arrived_fen=("arrived_fen", "sum")).reset_index()
    rows = book.payments_of_month.merge(each[~each["answered"]], on="row_id")
    open_ = rows["arrived_fen"] < coalesce(rows["approved_or_rostered_fen"], rows["amount_fen"])
    ended = known(rows["programme"] != "linshi") & (rows["valid_to"] <= book.month)
    approved = rows["in_approvals"] if "approvals" in book.given else True
    rows = rows[known(open_ & approved) & ~ended]
    return findings("RK-313", "payments", rows["bank_ref"], rows["amount_fen"])


# ------------------------------------------------------------------ accounts


def strangers_on_account(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-301: one account, several households, nothing that ties them together."""
    uses = book.account_uses[known(book.account_uses["is_paid_to"]) & book.account_uses["account_key"].notna()]
    institutions = book.table("institutions", "account_key")["account_key"]
    outside = uses[~uses["account_key"].isin(institutions)]
    shared = outside[outside["account_key"].duplicated(keep=False)]
    shared = shared.assign(not_central=known(coalesce(shared["supply_mode"], "") != "central"))
    each = shared.groupby("account_key").agg(
        payees=("payee_key", "nunique"), homes=("household_key", "nunique"), free=("not_central", "any")
    )
    accounts = each.index[(each["payees"] > 1) & (each["homes"] > 1) & each["free"]]
    users = shared.loc[
        shared["account_key"].isin(accounts), ["account_key", "payee_key", "household_key"]
    ].drop_duplicates()
    circles = circles_of(users, ties(book, registers, users))
    strange = circles.index[circles >= max(2, book.number("rk301_persons_per_account"))]
    rows = uses[uses["account_key"].isin(strange)].assign(
        fen=lambda found: coalesce(found["rostered_fen"], found["approved_fen"])
    )
    found = rows.groupby("account_key").agg(account_no=("account_no", "first"), fen=("fen", "sum"))
    return findings("RK-301", "account", found["account_no"], found["fen"])


def ties(book: Book, registers: Registers, users: pd.DataFrame) -> pd.DataFrame:
    """Return which payees of one account are kin, married, filed for each other or of one household."""
    several = users.groupby("account_key")["payee_key"].transform("nunique")
    few = users[several <= MOST_ON_ACCOUNT]
    pairs = few[["account_key", "payee_key"]].merge(few, on="account_key", suffixes=("", "_other"))
    pairs = pairs[known(pairs["payee_key"] != pairs["payee_key_other"])]
    kin = pd.concat([
        book.table("kinships", "person_key", "other_key"),
        registers.marriages[["person_key", "spouse_key"]].rename(columns={"spouse_key": "other_key"}),
        registers.collectors.rename(columns={"collector_key": "other_key"}),
    ]).set_axis(["payee_key", "payee_key_other"], axis=1)  # fmt: skip
    kin = kin[kin["payee_key"].isin(users["payee_key"])].drop_duplicates()
    persons = book.persons[book.persons["person_key"].isin(users["payee_key"])]
    persons = persons.loc[known(persons["is_member"] | persons["is_head"]), ["person_key", "household_key"]]
    persons = persons.set_axis(["payee_key", "household_key"], axis=1)
    columns = ["account_key", "payee_key", "payee_key_other"]
    tied = pd.concat([
        joined(pairs, kin, on=columns[1:])[columns], joined(pairs, persons, on=["payee_key", "household_key"])[columns]
    ])  # fmt: skip
    home = users.merge(users, on=["account_key", "household_key"], suffixes=("", "_other"))[columns]
    back = tied.rename(columns={"payee_key": "payee_key_other", "payee_key_other": "payee_key"})[columns]
    return pd.concat([tied, back, home]).drop_duplicates()


def circles_of(users: pd.DataFrame, tied: pd.DataFrame) -> pd.Series:
    """Return how many circles of tied payees use each account, within three steps."""
    keys = ["account_key", "payee_key"]
    circle = tied.groupby(keys)["payee_key_other"].min().rename("circle").reset_index()
    for _ in range(2):
        near = circle.rename(columns={"payee_key": "payee_key_other"})
        circle = tied.merge(near, on=["account_key", "payee_key_other"]).groupby(keys)["circle"].min().reset_index()
    assert set(circle["account_key"]) == set(users["account_key"])
    return circle.groupby("account_key")["circle"].nunique()


def strange_holder(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-302: the account's holder is neither payee, head, member nor institution, nor filed to collect."""
    rows = book.lines[book.lines["in_roster"]]
    rows = rows.assign(holder=coalesce(rows["account_name"], rows["lowest_name"]))
    strange = known(~same_name(rows["holder"], rows["payee_name"])) & ~known(
        same_name(rows["holder"], rows["head_name"])
    )
    rows = rows[strange]
    home = joined(
        rows[["line_key", "household_key", "holder"]], book.members[["household_key", "name"]], on="household_key"
    )
    members = home.loc[known(same_name(home["holder"], home["name"])), "line_key"]
    listed = book.table("institutions", "account_key", "name")
    institution = rows["rostered_account_key"].isin(listed["account_key"]) | rows["holder"].isin(listed["name"])
    institution |= known((rows["supply_mode"] == "central") & rows["holder"].str.contains(HOMES, regex=True))
    rows = rows[~rows["line_key"].isin(members) & ~institution.astype(bool)]
    rows = rows[~rows["line_key"].isin(filed_holders(book, registers, rows))]
    return findings("RK-302", "roster", book.line_key(rows), rows["rostered_fen"])


def filed_holders(book: Book, registers: Registers, rows: pd.DataFrame) -> pd.Series:
    """Return the lines whose holder may be somebody their people filed."""
    columns = ["line_key", "holder", "person_key"]
    people = joined(rows, book.members[["household_key", "programme", "person_key"]], on=["household_key", "programme"])
    asked = pd.concat([
        rows[["line_key", "holder", "payee_key"]].set_axis(columns, axis=1),
        rows[["line_key", "holder", "head_key"]].set_axis(columns, axis=1), people[columns],
    ])  # fmt: skip
    filed = joined(asked, registers.collectors, on="person_key")
    names = pd.concat([book.persons[["person_key", "name"]], book.table("officers", "person_key", "name")])
    names = (
        names[names["person_key"].isin(filed["collector_key"])]
        .drop_duplicates()
        .rename(columns={"person_key": "collector_key"})
    )
    told = joined(filed, names, how="left", on="collector_key")
    return told.loc[told["name"].isna() | known(same_name(told["holder"], told["name"])), "line_key"]


def account_changed(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-317: another account than last month, or too many within a year."""
    lines = book.lines[book.lines["in_roster"]]
    earlier = book.earlier[(book.earlier["month"] >= book.year_ago) & (book.earlier["month"] < book.month)]
    rows = joined(earlier, lines[["line_key", "rostered_account_key"]], on="line_key")
    rows = rows[known(rows["account_key"] != rows["rostered_account_key"])]
    accounts = rows.groupby("line_key")["account_key"].nunique() + 1
    last = rows.loc[rows["month"] == book.previous_month, "line_key"]
    many = accounts.index[accounts >= book.number("rk317_changes")]
    lines = lines[lines["line_key"].isin(last) | lines["line_key"].isin(many)]
    return findings("RK-317", "roster", book.line_key(lines), lines["rostered_fen"])


# ------------------------------------------------------------------ what was due


def amount_not_due(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-318: nothing or less, above any bound, or not what the formula gives."""
    rows = with_due(book, book.lines[book.lines["in_roster"]])
    most, ordered = book.number("rk318_tolerance_fen"), (rows["rostered_fen"], rows["largest_fen"])
    off, off_other = (
        ((ordered[0] - rows[due]).abs() > most) & ((ordered[1] - rows[due]).abs() > most)
        for due in ("due_fen", "other_due_fen")
    )
    basic = known(rows["is_dibao"] | rows["is_tekun"]) | known(coalesce(rows["approved_fen"], 1) != 0)
    nothing = known(rows["smallest_fen"] <= 0) & basic
    rows = rows[nothing | known(rows["largest_fen"] > rows["most_fen"]) | (known(off) & coalesce(off_other, True))]
    above = (rows["rostered_fen"] - rows["most_fen"]).where(known(rows["rostered_fen"] > rows["most_fen"]))
    stake = coalesce(
        (rows["rostered_fen"] - rows["due_fen"]).abs(), above, (rows["rostered_fen"] - rows["approved_fen"]).abs()
    )
    return findings("RK-318", "roster", book.line_key(rows), stake)


def one_amount_in_village(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-319: nearly all lines of a village have one amount that nothing explains."""
    assert book.limit("benefit_method") == "difference"
    assert not book.limits.places("benefit_method")
    rows = book.lines[book.lines["is_dibao"] & (book.lines["in_roster"] | book.lines["in_approvals"])]
    rows = rows[known(rows["region_code"].str.len() == 12)]
    explained = (rows["annual_income_fen"] == 0) | (rows["amount_fen"] == rows["standard_fen"] * rows["member_count"])
    rows = rows.assign(same=(~known(explained)).astype("Int64"))
    each = rows.groupby(["region_code", "amount_fen"], dropna=False)["same"].agg(["size", "sum"]).reset_index()
    each["lines"] = each.groupby("region_code")["size"].transform("sum")
    top = each.sort_values(["sum", "amount_fen"]).drop_duplicates("region_code", keep="last")
    top = top[
        (top["lines"] >= book.number("rk319_min_lines"))
        & (top["sum"] * 10_000 >= top["lines"] * book.number("rk319_share_bp"))
    ]
    return findings("RK-319", "region", top["region_code"], top["amount_fen"] * top["sum"])


def wrong_first_month(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-320: the benefit does not start in the month after the decision."""
    rows = active_approvals(
        book, "household_id", "payee_id", "certificate_no", "amount_fen", "confirmed_on", "publicity_ended_on"
    )
    decided = rows[["confirmed_on", "publicity_ended_on"]].max(axis=1)
    start, decision = (day.dt.year * 12 + day.dt.month for day in (rows["valid_from"], decided))
    off = (start - decision - 1).astype("Int64")
    hit = known((off != 0) & (rows["programme"] != "linshi") & (rows["amount_fen"] > 0))
    return findings("RK-320", "approvals", book.approval_key(rows)[hit], (rows["amount_fen"] * off.abs())[hit])


RULES = (
    not_approved, roster_and_bank, three_lists, short_paid, paid_again_or_late, returned_and_left, strangers_on_account,
    strange_holder, account_changed, amount_not_due, one_amount_in_village, wrong_first_month,
)  # fmt: skip
