"""Who may not receive: RK-101 to RK-123."""

import pandas as pd

from analyst.book import Book
from analyst.columns import (
    among,
    any_word,
    benefit,
    coalesce,
    each_once,
    findings,
    is_sure,
    joined,
    known,
    top_up,
)  # fmt: skip
from analyst.registers import Registers, is_doubtful
from mingbai.files.tables.words import DISABILITY_KINDS, DISABILITY_LEVELS


def dead_on_roster(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-101: the payee or a counted member died before the month."""
    rows = dead_persons(book, registers)
    rows = rows[rows["in_roster"]]
    collects = known(rows["is_payee"])
    return pd.concat([
        findings("RK-101", "roster", book.line_key(rows)[collects], rows["loss_fen"][collects]),
        findings("RK-101", "person", rows["person_id"][~collects], rows["loss_fen"][~collects]),
    ])  # fmt: skip


def dead_persons(book: Book, registers: Registers) -> pd.DataFrame:
    """Return payees and counted members who died before the month, with what is lost on each."""
    rows = book.persons[book.persons["is_counted"] | book.persons["is_payee"]]
    dead = registers.deaths[registers.deaths["died_on"] < book.month]
    rows = rows[rows["person_key"].isin(dead["person_key"])]
    rows = joined(rows.assign(loss_fen=book.loss_fen.loc[rows.index]), dead, on="person_key")
    return rows[~is_doubtful(rows)]


def paid_after_death(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-102: the bank paid for somebody dead before the month."""
    paid = book.payments_of_month
    paid = paid[(paid["status"] == "paid") & ~paid["is_back_pay"]]
    return pd.concat([paid_for_the_dead(book, registers, paid), paid_to_the_dead(book, registers, paid)])


def paid_for_the_dead(book: Book, registers: Registers, paid: pd.DataFrame) -> pd.DataFrame:
    """Return payments of lines whose payee or counted members died."""
    dead = dead_persons(book, registers)
    dead = dead.assign(
        gone=dead["is_counted"].astype("Int64"), payee_gone=(~dead["is_counted"]).astype("Int64"),
        gone_priority=(dead["is_counted"] & book.is_priority(dead)).astype("Int64"),
    )  # fmt: skip
    gone = dead.groupby("line_key")[["gone", "payee_gone", "gone_priority"]].sum().reset_index()
    rows = joined(paid, gone, on="line_key").sort_values(["line_key", "paid_on", "row_id"])
    before = rows.groupby("line_key")["amount_fen"].cumsum() - rows["amount_fen"]
    priority = rows["priority_member_count"].fillna(0)
    bp = book.at("top_up_bp", rows["region_code"]).fillna(0)
    gone_priority = rows["gone_priority"].where(known(rows["gone_priority"] <= priority), priority)
    left = benefit(
        rows["member_count"] - rows["gone"], priority - gone_priority,
        rows["annual_income_fen"], rows["standard_fen"], bp,
    ) - before  # fmt: skip
    shared = rows["programme"].str.startswith("dibao") & (rows["payee_gone"] == 0)
    shared &= rows["member_count"].fillna(1) > rows["gone"]
    stake = (rows["amount_fen"] - left.clip(lower=0)).clip(lower=0).where(known(shared), rows["amount_fen"])
    return findings("RK-102", "payments", rows["bank_ref"], stake)


def paid_to_the_dead(book: Book, registers: Registers, paid: pd.DataFrame) -> pd.DataFrame:
    """Return payments to a dead person who has no line this month: it lapsed, or there never was one."""
    dead = registers.deaths[registers.deaths["died_on"] < book.month].rename(columns={"person_key": "payee_key"})
    rows = joined(paid[paid["payee_key"].isin(dead["payee_key"])], dead, on="payee_key")
    offers = book.table("line_offers", "line_key", "payee_key", "is_live")
    lapsed = among(rows, offers[offers["is_live"] == 0], ["line_key", "payee_key"])
    nobodys = known(~rows["resolved"] & (rows["household_key"] == rows["payee_key"]))
    rows = rows[(lapsed | nobodys) & ~is_doubtful(rows, "payee_state", "payee_name")]
    return findings("RK-102", "payments", rows["bank_ref"], rows["amount_fen"])


def in_custody(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-105 and RK-105b: in custody all month, or some of it."""
    rows = joined(
        book.persons[book.persons["is_needy"]].assign(loss_fen=book.loss_fen), registers.custody, on="person_key"
    )
    whole = rows["is_all_month"].astype(bool)
    return pd.concat([
        findings("RK-105", "person", rows["person_id"][whole], rows["loss_fen"][whole]),
        findings("RK-105b", "person", rows["person_id"][~whole]),
    ])  # fmt: skip


def on_public_payroll(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-107: the person, or a spouse nobody listed, is paid by the public."""
    needy = book.persons[book.persons["is_needy"]]
    own = needy[needy["person_key"].isin(registers.posts["person_key"])]
    spouses = registers.hidden_spouses
    spouses = spouses[spouses["is_on_payroll"] & ~spouses["person_key"].isin(registers.posts["person_key"])]
    through = joined(needy, spouses[["person_key", "household_key"]], on=["person_key", "household_key"])
    rows = pd.concat([own, through])
    return findings("RK-107", "person", rows["person_id"], rows["amount_fen"])


def in_business(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-108 and RK-108b: runs or owns a business, of much capital or of little."""
    rows = book.table("businesses", "person_key", "role", "status", "capital_fen", "since")
    rows = rows[
        known(any_word(rows["status"], book.words("rk108_active_statuses")))
        & ~known(any_word(rows["status"], book.words("rk108_gone_statuses")))
        & (rows["role"].isna() | known(any_word(rows["role"], book.words("rk108_roles"))))
        & ~(rows["since"] > book.month_end)
    ]
    rows = rows.assign(capital_fen=rows["capital_fen"].where(rows["role"].notna()))
    largest = rows.groupby("person_key")["capital_fen"].max().reset_index()
    rows = joined(book.persons[book.persons["is_needy"]], largest, on="person_key")
    much = known(rows["capital_fen"] > book.number("rk108_capital_fen"))
    return pd.concat([
        findings("RK-108", "person", rows["person_id"][much], rows["amount_fen"][much]),
        findings("RK-108b", "person", rows["person_id"][~much]),
    ])  # fmt: skip


def owns_cars(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-109: counted members own cars."""
    rows = book.table("vehicles", "person_key", "plate", "kind", "status", "registered_on", "row_id")
    rows = rows[
        known(any_word(rows["kind"], book.words("rk109_vehicle_kinds")))
        & ~known(any_word(rows["kind"], book.words("rk109_exempt_words")))
        & known(~any_word(rows["status"], book.words("rk109_gone_statuses")))
        & ~(rows["registered_on"] > book.month_end)
    ]
    rows["car"] = rows["plate"].fillna(rows["row_id"].astype("string"))
    rows = joined(book.persons[book.persons["is_needy"]], rows[["person_key", "car"]], on="person_key")
    rows["line_key"] = book.line_of_household(rows)
    cars = rows.groupby("line_key")["car"].nunique()
    lines = live_lines(book, cars.index[cars >= book.number("rk109_vehicles")])
    return findings("RK-109", "approvals", book.approval_key(lines), lines["amount_fen"])


def live_lines(book: Book, keys: pd.Index) -> pd.DataFrame:
    """Return those of the lines that are approved or ordered this month."""
    rows = book.lines[book.lines["line_key"].isin(keys)]
    return rows[rows["in_approvals"] | rows["in_roster"]]


def owns_homes(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-110: several homes by shares, or more than so many square metres a head."""
    rows = book.table("properties", "person_key", "address", "area", "share", "kind", "row_id")
    home = any_word(rows["kind"], book.words("rk110_dwelling_words")) & ~any_word(
        rows["kind"], book.words("rk110_exempt_words")
    )
    rows = rows[rows["kind"].isna() | known(home)]
    rows["home"] = rows["address"].fillna(rows["row_id"].astype("string"))
    rows["area_hundredths"] = (rows["area"] * 100).round().astype("Int64").fillna(0)
    rows["share_bp"] = rows["share"].fillna(10_000)
    facts = ["person_key", "home", "area_hundredths", "share_bp"]
    rows = joined(book.persons[book.persons["is_needy"]], rows[facts], on="person_key")
    rows["line_key"] = book.line_of_household(rows)
    dwelling = ["line_key", "household_key", "programme", "home", "area_hundredths"]
    each = rows.groupby(dwelling)["share_bp"].sum().reset_index()
    each["share_bp"] = each["share_bp"].mask(each["share_bp"] >= 9_990, 10_000)
    each["area_share"] = each["area_hundredths"] * each["share_bp"]
    owned = each.groupby(dwelling[:3])[["share_bp", "area_share"]].sum().reset_index()
    listed = joined(
        owned, book.members[["household_key", "programme", "person_key"]], on=["household_key", "programme"]
    )
    persons = listed.groupby("line_key")["person_key"].nunique().rename("listed").reset_index()
    owned = joined(owned[["line_key", "share_bp", "area_share"]], persons, how="left", on="line_key")
    lines = joined(live_lines(book, owned["line_key"]), owned, on="line_key")
    heads, listed_heads = lines["member_count"], lines["listed"].fillna(0).astype("Int64")
    heads = listed_heads.where(known(listed_heads > heads.fillna(0)), heads)
    area = lines["area_share"] > book.number("rk110_area_per_person_m2") * 1_000_000 * heads
    lines = lines[known((lines["share_bp"] >= book.number("rk110_houses") * 10_000) | area)]
    return findings("RK-110", "approvals", book.approval_key(lines), lines["amount_fen"])


def pays_into_housing_fund(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-111: a deposit base far above the standard."""
    rows = book.table("housing_fund", "person_key", "base_fen", "status")
    rows = rows[
        known(any_word(rows["status"], book.words("rk111_active_statuses")))
        & ~known(any_word(rows["status"], book.words("rk111_stopped_statuses")))
    ]
    base = rows.groupby("person_key")["base_fen"].max().reset_index()
    rows = joined(book.persons[book.persons["is_needy"]], base, on="person_key")
    rows = rows[known(rows["base_fen"] > book.number("rk111_base_times_standard") * rows["standard_fen"])]
    return findings("RK-111", "person", rows["person_id"], rows["amount_fen"])


def income_not_declared(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-112 and RK-122: income known elsewhere above what was declared, or above the standard."""
    lines = joined(book.lines[book.lines["in_approvals"]], registers.incomes, on="line_key")
    lines = lines[lines["grace_until"].isna() | (lines["grace_until"] < book.month)]
    yearly, wages = (lines[name] * 12 - lines["cost_fen"] for name in ("income_fen", "wage_fen"))
    more = yearly > lines["annual_income_fen"] + book.number("rk112_tolerance_fen") * 12
    more |= (lines["wage_fen"] > 0) & (wages > lines["annual_income_fen"])
    hidden = lines[known(more)]
    bp = book.at("top_up_bp", hidden["region_code"]).fillna(0)
    priority = hidden["priority_member_count"].fillna(0)
    due = benefit(hidden["member_count"], priority, hidden["income_fen"] * 12, hidden["standard_fen"], bp)
    whole = ~hidden["is_dibao"] | known(hidden["case_kind"] == "single")
    stake = (hidden["amount_fen"] - due).clip(lower=0).mask(known(whole), hidden["amount_fen"])
    families = lines["is_dibao"] & (coalesce(lines["case_kind"], "") != "single")
    above = lines[known(families & (yearly >= lines["standard_fen"] * lines["member_count"] * 12))]
    return pd.concat([
        findings("RK-112", "approvals", book.approval_key(hidden), stake),
        findings("RK-122", "approvals", book.approval_key(above), above["amount_fen"]),
    ])  # fmt: skip


def kind_of(text: str) -> str | None:
    """Return the kind of disability a text names."""
    named = [kind for kind, words in DISABILITY_KINDS.items() if any(word in text for word in words)]
    return "multiple" if "multiple" in named or len(named) > 1 else named[0] if named else None


def level_of(text: str) -> str | None:
    """Return the level of disability a text names."""
    for level, words in DISABILITY_LEVELS.items():
        if any(word in text if len(word) > 1 else text.endswith(word) for word in words):
            return level
    return None


def tekun_without_ground(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-116: neither old nor minor nor unable to work."""
    rows = book.persons[book.persons["is_tekun"] & book.persons["is_counted"]]
    region, born = rows["region_code"], rows["born_number"]
    between = born + book.at("tekun_old_age", region) * 10_000 > book.month_number
    between &= born + book.at("tekun_minor_age", region) * 10_000 <= book.month_number
    rows = rows[known(between)]
    students = book.table("students", "person_key", "level")
    pupils = students.loc[known(any_word(students["level"], book.words("tekun_school_levels"))), "person_key"]
    unable = registers.cards.loc[registers.cards["is_unable"], "person_key"]
    kind, level = each_once(rows["disability"], kind_of), each_once(rows["disability"], level_of)
    severe = known(any_word(rows["disability"], ("重度",))) | (kind.isna() & level.isin(["1", "2"]))
    told = rows["disability"].notna() | ("disability" in book.given)
    excused = (
        rows["person_key"].isin(pupils)
        | rows["person_key"].isin(unable)
        | severe
        | registers.unable_to_work(kind, level)
    )
    rows = rows[known(told & ~excused)]
    return findings("RK-116", "person", rows["person_id"], rows["amount_fen"])


def disability_differs(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-117: the disability that was used is not that of the register."""
    rows = book.persons[book.persons["is_needy"]]
    rows = rows[rows["is_member"] & is_sure(rows["person_state"]) & rows["disability"].notna()]
    rows = rows.assign(
        used_kind=each_once(rows["disability"], kind_of), used_level=each_once(rows["disability"], level_of)
    )
    rows = rows[rows["used_kind"].notna() | rows["used_level"].notna()]
    rows = joined(rows, registers.cards, how="left", on="person_key")
    no_card = ~rows["person_key"].isin(registers.cards["person_key"])
    differs = known((rows["used_kind"] != rows["kind"]) & (rows["kind"] != "multiple"))
    differs |= known(rows["used_level"] != rows["level"]) | (rows["valid_to"] < book.month)
    rows = rows[no_card.astype(bool) | differs]
    stake = top_up(rows["standard_fen"], book.at("top_up_bp", rows["region_code"]).fillna(0), 1).where(
        known(rows["is_dibao"])
    )
    return findings("RK-117", "person", rows["person_id"], stake)


def hidden_spouse(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-118: a registered spouse who stands nowhere in the household."""
    spouses = registers.hidden_spouses[["person_key", "household_key", "programme", "is_assisted"]]
    rows = joined(book.persons, spouses, on=["person_key", "household_key", "programme"])
    rows = rows[known(coalesce(rows["exclusion"], "") == "") & ~known(rows["is_tekun"] & rows["is_assisted"])]
    return findings("RK-118", "person", rows["person_id"], rows["amount_fen"])


def numbers_and_names(book: Book, registers: Registers) -> pd.DataFrame:
    """Return RK-120 and RK-120b: numbers that cannot be, and people of several names."""
    rows = book.persons
    wrong = rows[known(rows["person_state"] == "invalid")]
    sure = rows[is_sure(rows["person_state"])]
    names = ["member_name", "head_name", "payee_name"]
    unwritable = pd.concat([known(any_word(sure[name], (r"□", r"\?", r"\*"))) for name in names], axis=1).any(axis=1)
    told = pd.concat(
        [sure.loc[~unwritable, ["person_key", name]].set_axis(["person_key", "name"], axis=1) for name in names]
    )
    each = told.dropna().drop_duplicates()
    several = each.loc[each.duplicated("person_key"), "person_key"]
    rows = joined(sure, registers.agreed_names, how="left", on="person_key")
    rows = rows[rows["person_key"].isin(several) | known(rows["agreed"] != rows["name"])]
    return pd.concat([
        findings("RK-120", "person", wrong["person_id"], wrong["amount_fen"]),
        findings("RK-120b", "person", rows["person_id"]),
    ])  # fmt: skip


def grace_over(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-123: still on the roster after the grace months, and not approved anew."""
    rows = book.table("approvals", "line_key", "row_id", "valid_from", "grace_until")
    past = rows[rows["grace_until"] < book.month]
    anew = rows[(rows["valid_from"] <= book.month) & ~(rows["grace_until"] < book.month)]
    pairs = joined(past, anew, on="line_key", suffixes=("", "_anew"))
    pairs = pairs[known(pairs["row_id"] != pairs["row_id_anew"]) & (pairs["valid_from_anew"] >= pairs["valid_from"])]
    over = past[~past["row_id"].isin(pairs["row_id"])]
    lines = book.lines[book.lines["in_roster"] & book.lines["line_key"].isin(over["line_key"])]
    return findings("RK-123", "roster", book.line_key(lines), lines["rostered_fen"])


RULES = (
    dead_on_roster, paid_after_death, in_custody, on_public_payroll, in_business, owns_cars, owns_homes,
    pays_into_housing_fund, income_not_declared, tekun_without_ground, disability_differs, hidden_spouse,
    numbers_and_names, grace_over,
)  # fmt: skip
