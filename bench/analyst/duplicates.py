"""One benefit twice: RK-201 to RK-211."""

import re

import pandas as pd

from analyst.book import Book
from analyst.columns import coalesce, findings, joined, known
from analyst.registers import Registers

CHILDREN = ("orphan", "unsupported_child")
FACTS = ["person_key", "person_id", "programme", "kind", "county", "case_kind", "worth_fen", "place", "programme_place"]


def twice(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-201 to RK-206 and RK-208: two benefits of one person that may not stand beside each other."""
    one = pairs(book)
    same_kind = (one["kind"] == one["kind_other"]) & one["kind"].isin(["dibao", "tekun"])
    is_smaller = one["place"] > one["place_other"]
    least_of_all = (one["programme_place"] == one["times"]) & (one["programme_place_other"] == 1)
    excluded = pd.MultiIndex.from_frame(one[["programme_other", "programme"]]).isin(
        list(book.limit("rk206_exclusions"))
    )
    single = (one["case_kind"] == "single") & (coalesce(one["case_kind_other"], "") != "single")
    both_dibao = (one["kind"] == "dibao") & (one["kind_other"] == "dibao")
    smaller = one["worth_fen"].where(known(one["worth_fen"] <= one["worth_fen_other"]), one["worth_fen_other"])
    smaller = smaller.where(one["worth_fen"].notna() & one["worth_fen_other"].notna())
    tried = (
        ("RK-201", (one["programme"] == one["programme_other"]) & least_of_all, one["programme_surplus_fen"]),
        ("RK-202", (one["kind"] == "dibao") & (one["kind_other"] == "tekun"), one["worth_fen"]),
        ("RK-203", same_kind & is_smaller & (one["programme"] != one["programme_other"]), smaller),
        ("RK-204", same_kind & is_smaller & (one["county"] != one["county_other"]), one["kind_surplus_fen"]),
        ("RK-205", (one["kind"] == "tekun") & one["kind_other"].isin(CHILDREN), smaller),
        ("RK-206", pd.Series(excluded, index=one.index), one["worth_fen"]),
        ("RK-208", both_dibao & single, one["worth_fen"]),
    )
    return pd.concat(
        [findings(rule, "person", one["person_id"][known(hit)], fen[known(hit)]) for rule, hit, fen in tried]
    )


def benefits(book: Book) -> pd.DataFrame:
    """Return the benefits of people who have several; a line that stands on the roster twice is two."""
    rows = book.persons[known((book.persons["programme"] != "linshi") & book.persons["person_key"].notna())]
    doubled_head = known(rows["is_head"] & (rows["roster_rows"] > 1))
    candidates = rows[known(rows["is_counted"]) | doubled_head]
    again = candidates["person_key"].duplicated(keep=False) | (candidates["roster_rows"].fillna(0) > 1)
    rows = rows[rows["person_key"].isin(candidates.loc[again, "person_key"])]
    rows = rows.assign(loss_fen=book.loss_fen.loc[rows.index], county=rows["region_code"].str[:6])
    kind = rows["programme"].mask(known(rows["is_dibao"]), "dibao")
    rows["kind"] = kind.mask(known(rows["is_tekun"]), "tekun")
    doubled = known(rows["is_head"] & (rows["roster_rows"] > 1) & ~coalesce(rows["several_heads"], False))
    first = rows.assign(worth_fen=rows["loss_fen"].mask(doubled, rows["largest_fen"]))[
        known(rows["is_counted"]) | doubled
    ]
    second = rows.assign(worth_fen=rows["rostered_fen"] - rows["largest_fen"])[doubled]
    return pd.concat([first, second], ignore_index=True)


def placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return benefits with their places, the dearest first, and what is left when the dearest stays."""
    worth = rows["worth_fen"].fillna(2**62)  # what nobody knows stands first
    rows = rows.assign(worth=worth).sort_values(
        ["person_key", "worth", "household_id", "programme", "line_key"], ascending=[True, False, True, True, True]
    )
    rows["place"] = rows.groupby("person_key").cumcount() + 1
    rows["programme_place"] = rows.groupby(["person_key", "programme"]).cumcount() + 1
    for name in ("programme", "kind"):
        grouped = rows.groupby(["person_key", name])["worth_fen"]
        times, told = grouped.transform("size"), grouped.transform("count")
        surplus = grouped.transform("sum") - grouped.transform("max")
        rows[f"{name}_surplus_fen"] = surplus.where(times == told)
    rows["times"] = rows.groupby(["person_key", "programme"])["worth_fen"].transform("size")
    names = rows.groupby("person_key")["name"].transform("nunique")
    return rows[known((rows["person_key"] > 0) | (names == 1))]


def pairs(book: Book) -> pd.DataFrame:
    """Return every two benefits of a person that stand on one list, each in turn with the other beside it."""
    rows = placed(benefits(book))
    told = [*FACTS, "in_roster", "in_approvals"]
    both = joined(rows, rows[told], on="person_key", suffixes=("", "_other"))
    here = (both["in_roster"] & both["in_roster_other"]) | (both["in_approvals"] & both["in_approvals_other"])
    return both[known(here & (both["place"] != both["place_other"]))]


def two_modes(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-207: supported in an institution and at home at once."""
    modes = ["central", "dispersed"]
    certificates = active_approvals(book, "line_key", "head_key", "supply_mode", "amount_fen")
    certificates = certificates[
        certificates["programme"].str.startswith("tekun") & certificates["supply_mode"].isin(modes)
    ]
    each = certificates.groupby(["line_key", "head_key", "supply_mode"])["amount_fen"].max().reset_index()
    each = each[each.duplicated(["line_key", "head_key"], keep=False)]
    each = each.rename(columns={"head_key": "person_key", "supply_mode": "mode", "amount_fen": "mode_fen"})
    rows = book.persons[book.persons["is_tekun"] & book.persons["is_counted"] & book.persons["supply_mode"].isin(modes)]
    rows = joined(rows, each, how="left", on=["person_key", "line_key"])
    rows["fen"] = rows["amount_fen"].where(rows["mode"].isna(), rows["mode_fen"])
    rows["mode"] = rows["mode"].fillna(rows["supply_mode"])
    grouped = rows.groupby("person_key")
    several = (grouped["mode"].transform("nunique") > 1) & (
        (rows["person_key"] > 0) | (grouped["name"].transform("nunique") == 1)
    )
    rows = rows[known(several)].assign(known_fen=lambda found: found["fen"].fillna(-1))
    rows = rows.sort_values(
        ["person_key", "known_fen", "household_id", "line_key", "mode"], ascending=[True, False, True, True, True]
    )
    last = rows.drop_duplicates("person_key", keep="last")
    return findings("RK-207", "person", last["person_id"], last["fen"])


def active_approvals(book: Book, *columns: str) -> pd.DataFrame:
    """Return the approvals in force in the month; relief only in its own month."""
    rows = book.table("approvals", "programme", "valid_from", "valid_to", *columns)
    lasting = (rows["programme"] != "linshi") | (rows["valid_from"] == book.month)
    in_force = (rows["valid_to"] >= book.month) | (rows["valid_to"].isna() & known(lasting))
    return rows[(rows["valid_from"] <= book.month) & in_force]


def several_certificates(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-209: a household with more than one dibao certificate in force."""
    rows = active_approvals(
        book, "household_key", "household_id", "region_code", "payee_id", "certificate_no", "case_kind", "amount_fen",
        "confirmed_on", "row_id",
    )  # fmt: skip
    family = coalesce(rows["case_kind"], "") != "single"
    rows = rows[
        known(
            rows["programme"].str.startswith("dibao")
            & family
            & (rows["household_id"] != "")
            & rows["certificate_no"].notna()
        )
    ]
    rows = rows.assign(county=rows["region_code"].str[:6])
    home = ["household_key", "county"]
    several = joined(
        rows,
        rows[[*home, "certificate_no"]].drop_duplicates().groupby(home).size().loc[lambda n: n > 1].reset_index()[home],
        on=home,
    )
    each = (
        several.groupby([*home, "certificate_no"])[["row_id", "amount_fen", "valid_from", "confirmed_on"]]
        .max()
        .reset_index()
    )
    each["surplus_fen"] = each.groupby(home)["amount_fen"].transform("sum") - each.groupby(home)[
        "amount_fen"
    ].transform("max")
    latest = each.sort_values(["valid_from", "confirmed_on", "certificate_no"]).drop_duplicates(home, keep="last")
    told = latest[["row_id", "surplus_fen"]].merge(rows, on="row_id")
    return findings("RK-209", "approvals", book.approval_key(told), told["surplus_fen"])


def left_out(book: Book, _: Registers) -> pd.DataFrame:
    """Return RK-211: a member who is not counted, and no reason known to law is given."""
    rows = book.members
    lawful = "|".join(map(re.escape, book.words("rk211_exclusions")))
    rows = rows[
        known(~rows["counted"] & rows["programme"].str.startswith("dibao"))
        & ~coalesce(rows["exclusion"], "").str.contains(lawful)
    ]
    lines = book.lines[book.lines["in_approvals"] & known(coalesce(book.lines["case_kind"], "") != "single")]
    home = ["household_key", "programme"]
    first = lines[lines["is_dibao"]].sort_values("line_key").drop_duplicates(home)
    found = joined(first, rows[home].drop_duplicates(), on=home)
    return findings("RK-211", "approvals", book.approval_key(found))


RULES = (twice, two_modes, several_certificates, left_out)
