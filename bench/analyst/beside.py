"""The four lists beside each other, and everybody on them: what freezing works out, done with pandas from the files."""

from functools import cached_property
from pathlib import Path

import pandas as pd

from analyst.book import Book
from analyst.columns import among, coalesce, joined, known
from analyst.files import read_list
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.checking import LEVELS
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import run_values

LINE = ["programme", "household_key", "payee_key"]
BACK_PAY = "补|更正"


class FilesBook(Book):
    """One month, from the files themselves."""

    def __init__(self, folder: Path, month: Month) -> None:
        self.month = pd.Timestamp(month.first_on)
        self.folder, self.lists = folder, dict[str, pd.DataFrame]()
        paid = self.sent("payments")
        as_of = max(paid["paid_on"].max(), paid["returned_on"].max())
        region = self.sent("roster")["region_code"]
        first, last = region.min(), region.max()
        place = next(first[:digits] for digits in LEVELS if first[:digits] == last[:digits])
        given = frozenset(name for name in TABLES if len(self.sent(name)))
        run = run_values(month.first_on, as_of.date(), given)
        self.prepare(month, given, PlacedParameters(shipped(), place, month.first_on), run)

    def sent(self, name: str) -> pd.DataFrame:
        """Return a list as it was sent, read once."""
        if name not in self.lists:
            self.lists[name] = with_keys(name, read_list(self.folder, name))
        return self.lists[name]

    def table(self, name: str, *columns: str) -> pd.DataFrame:
        """Return some columns of a list, or of what was made of several."""
        made = getattr(self, f"made_{name}", None)
        rows: pd.DataFrame = self.sent(name) if made is None else made
        return rows[list(dict.fromkeys(columns))].copy()

    # -------------------------------------------------------------- lists that hold two things

    @cached_property
    def made_roster(self) -> pd.DataFrame:
        """Return the month's roster."""
        return self.sent("roster")[self.sent("roster")["month"] == self.month]

    @cached_property
    def made_previous_roster(self) -> pd.DataFrame:
        """Return the rosters of earlier months."""
        return self.sent("previous_roster")[self.sent("previous_roster")["month"] < self.month]

    @cached_property
    def made_marriages(self) -> pd.DataFrame:
        """Return marriages from both sides."""
        return both_ways(self.sent("marriages"), "spouse").reset_index(drop=True)

    @cached_property
    def made_kinships(self) -> pd.DataFrame:
        """Return kinships from both sides."""
        return both_ways(self.sent("kinships"), "other").reset_index(drop=True)

    @property
    def made_officer_accounts(self) -> pd.DataFrame:
        """Return the officers who have an account on the list."""
        return self.sent("officers")

    # -------------------------------------------------------------- what was approved, ordered, appropriated, paid

    @cached_property
    def approved(self) -> pd.DataFrame:
        """Return one row a line approved; a certificate entered again counts once, as it was entered last."""
        rows = self.sent("approvals")
        lasting = (rows["programme"] != "linshi") | (rows["valid_from"] == self.month)
        in_force = (rows["valid_to"] >= self.month) | (rows["valid_to"].isna() & known(lasting))
        rows = rows[known((rows["valid_from"] <= self.month) & in_force)]
        certificate = coalesce(rows["certificate_no"], rows["head_key"].astype("string"), "")
        rows = rows.assign(certificate=certificate).sort_values(["line_key", "certificate", "valid_from", "row_id"])
        rows = rows.drop_duplicates(["line_key", "certificate"], keep="last").sort_values("row_id")
        return summed(rows, approved_fen=("amount_fen", "sum"), certificates=("amount_fen", "size"),
                      confirmed_on=("confirmed_on", "min"), heads=("head_key", "nunique"))  # fmt: skip

    @cached_property
    def ordered(self) -> pd.DataFrame:
        """Return one row a line of the roster."""
        return summed(self.made_roster, rostered_fen=("amount_fen", "sum"), smallest_fen=("amount_fen", "min"),
                      largest_fen=("amount_fen", "max"), roster_rows=("amount_fen", "size"))  # fmt: skip

    @cached_property
    def lapsed(self) -> pd.DataFrame:
        """Return one row a line approved for other months only, as it was approved last."""
        rows = self.sent("approvals")
        rows = rows[~rows["line_key"].isin(self.approved["line_key"])].sort_values(["valid_from", "row_id"])
        return rows.drop_duplicates("line_key", keep="last")

    @cached_property
    def offers(self) -> pd.DataFrame:
        """Return every line that a payment or an appropriation may mean, the month's own before others."""
        columns = [*LINE, "line_key", "household_id", "account_key", "amount_fen"]
        live = pd.concat([
            self.ordered[[*columns, "rostered_fen"]], self.approved[[*columns, "approved_fen"]],
        ]).assign(is_live=1)  # fmt: skip
        other = self.lapsed[columns].assign(approved_fen=self.lapsed["amount_fen"], is_live=0)
        fen = self.approved.set_index("line_key")["approved_fen"]
        every = pd.concat([live, other]).drop_duplicates("line_key", ignore_index=True)
        every["approved_fen"] = every["approved_fen"].fillna(every["line_key"].map(fen))
        return every

    @cached_property
    def made_line_offers(self) -> pd.DataFrame:
        """Return the lines by their payees."""
        return self.offers

    def meant(self, told: pd.DataFrame, seeker: list[str]) -> pd.DataFrame:
        """Return for each row told the line it means: its seeker's only one, else the one it agrees with best."""
        here = self.offers[[*dict.fromkeys([*seeker, "programme", "household_key", "account_key"]),
                            "line_key", "household_id", "rostered_fen", "approved_fen", "is_live"]]  # fmt: skip
        pairs = joined(told, here, on=seeker, suffixes=("", "_there"))
        pairs = pairs[pairs["is_live"] == pairs.groupby("row_id")["is_live"].transform("max")]
        single = ~pairs.duplicated("row_id", keep=False)
        several = pairs[~single]
        amount = known(several["amount_fen"] == several["rostered_fen"]) | known(
            several["amount_fen"] == several["approved_fen"]
        )
        account = known(several["account_key"] == several.get("account_key_there", several["account_key"]))
        household = known(several["household_key"] == several.get("household_key_there", several["household_key"]))
        several = several.assign(agreement=16 * household + 8 * amount + 4 * account)
        several = several.sort_values(["agreement", "row_id", "line_key"], ascending=[False, True, True])
        found = [pairs[single]]
        while len(several):  # the best agreement first; each line is meant once while there are others
            first = several.drop_duplicates("row_id").drop_duplicates("line_key")
            found.append(first)
            several = several[~several["row_id"].isin(first["row_id"])]
            free = several[~several["line_key"].isin(first["line_key"])]
            several = pd.concat([free, several[~several["row_id"].isin(free["row_id"])]])
        return pd.concat(found)

    @cached_property
    def appropriated(self) -> pd.DataFrame:
        """Return one row a line of what finance appropriated; what means no line stays by itself."""
        told = self.sent("appropriations")
        told = told[told["month"] == self.month]
        is_exact = told["line_key"].isin(self.offers["line_key"])
        other = told[~is_exact].drop(columns="line_key")
        meant = self.meant(other, ["payee_key", "programme"]).set_index("row_id")["line_key"]
        line = told["line_key"].where(is_exact, told["row_id"].map(meant)).fillna(-told["row_id"])
        return summed(told.assign(line_key=line), appropriated_fen=("amount_fen", "sum"))

    @cached_property
    def made_payments(self) -> pd.DataFrame:
        """Return the bank's lines with the line each means."""
        told = self.sent("payments")
        last = told.sort_values(["returned_on", "row_id"]).duplicated("bank_ref", keep="last")
        told = told.assign(
            is_back_pay=known(told["purpose"].str.contains(BACK_PAY)), is_repeat=last.reindex(told.index),
        )  # fmt: skip
        of_programme = told["payee_key"].notna() & told["programme"].notna()
        by_payee = told["payee_key"].notna() & ~of_programme
        meant = pd.concat([
            self.meant(told[of_programme], ["payee_key", "programme"]),
            self.meant(told[by_payee].drop(columns="programme"), ["payee_key"]),
            self.meant(told[told["payee_key"].isna()].drop(columns=["programme", "payee_key"]), ["account_key"]),
        ])  # fmt: skip
        keys = ["row_id", "line_key"]
        lines = self.offers[["line_key", "programme", "household_key", "household_id"]]
        rows = told.merge(meant[keys], how="left", on="row_id")
        rows = joined(rows, lines, how="left", on="line_key", suffixes=("_told", ""))
        rows["resolved"] = rows["line_key"].notna()
        seeker = coalesce(rows["payee_key"], rows["account_key"], -rows["row_id"])
        return rows.assign(
            line_key=rows["line_key"].fillna(-seeker), programme=coalesce(rows["programme"], rows["programme_told"]),
            household_key=coalesce(rows["household_key"], seeker), household_id=rows["household_id"].fillna(""),
        )  # fmt: skip

    @cached_property
    def paid(self) -> pd.DataFrame:
        """Return one row a line: what the bank was told to pay for it, and what it did pay."""
        rows = self.made_payments
        rows = rows[(rows["month"].isna() | (rows["month"] == self.month)) & ~rows["is_repeat"]]
        extra, paid = rows["is_back_pay"], (rows["status"] == "paid") & ~rows["is_back_pay"]
        rows = rows.assign(
            paid_fen=rows["amount_fen"].where(paid, 0), failed_fen=rows["amount_fen"].where(~paid & ~extra),
            back_pay_fen=rows["amount_fen"].where(extra & (rows["status"] == "paid"), 0), is_success=paid.astype(int),
            paid_name=rows["payee_name"].where(paid), paid_account=rows["account_key"].where(paid),
        ).sort_values(["is_success", "row_id"], ascending=[False, True])  # fmt: skip
        found = summed(
            rows, successes=("is_success", "sum"), paid_fen=("paid_fen", "sum"), failed_fen=("failed_fen", "max"),
            back_pay_fen=("back_pay_fen", "sum"), lowest_account_key=("paid_account", "min"),
            highest_account_key=("paid_account", "max"),
        )  # fmt: skip
        names = rows[rows["is_success"] == 1].sort_values("payee_name")
        for ends, keep in (("lowest", "first"), ("highest", "last")):
            named = names.drop_duplicates("line_key", keep=keep).set_index("line_key")["payee_name"]
            found[f"{ends}_name"] = coalesce(found["line_key"].map(named).astype("string"), found["payee_name"])
            found[f"{ends}_account_key"] = coalesce(found[f"{ends}_account_key"], found["account_key"])
        found["instructed_fen"] = found["paid_fen"].where(found["successes"] > 0, found["failed_fen"])
        return found

    # -------------------------------------------------------------- what most rules look at

    @cached_property
    def made_benefit_line(self) -> pd.DataFrame:
        """Return one row a line with all that any of the four lists says of it."""
        sides = {"o": self.ordered, "a": self.approved, "f": self.appropriated, "b": self.paid, "l": self.lapsed}
        keys = pd.concat([side["line_key"] for name, side in sides.items() if name != "l"]).drop_duplicates()
        wide = keys.to_frame().set_index("line_key")
        told = {name: side.set_index("line_key").reindex(wide.index) for name, side in sides.items()}
        o, a, f, b, lapsed = told.values()

        def first(column: str, *order: pd.DataFrame) -> pd.Series:
            return coalesce(*(side[column] for side in order))

        back = b["paid_fen"] + b["back_pay_fen"]
        made_good = known(back == o["rostered_fen"]) | known(back == a["approved_fen"])
        wide = wide.assign(
            in_approvals=wide.index.isin(self.approved["line_key"]),
            in_roster=wide.index.isin(self.ordered["line_key"]),
            in_appropriations=wide.index.isin(self.appropriated["line_key"]),
            in_lapsed=wide.index.isin(self.lapsed["line_key"]),
            lapsed_from=lapsed["valid_from"], lapsed_fen=lapsed["amount_fen"], back_pay_fen=b["back_pay_fen"],
            lowest_name=b["lowest_name"], highest_name=b["highest_name"],
            programme=first("programme", o, a, f, b).fillna(""),
            region_code=first("region_code", o, a, lapsed), household_id=first("household_id", o, a, f, b).fillna(""),
            household_key=first("household_key", o, a, f, b), payee_id=first("payee_id", o, a, f, b).fillna(""),
            payee_key=first("payee_key", o, a, f, b), payee_state=first("payee_state", o, a, f, b),
            payee_name=first("payee_name", o, a, f, b), head_key=a["head_key"], head_id=a["head_id"],
            head_state=a["head_state"], head_name=a["head_name"], certificate_no=a["certificate_no"],
            certificates=a["certificates"], several_heads=a["heads"] > 1, approved_fen=a["approved_fen"],
            rostered_fen=o["rostered_fen"], appropriated_fen=f["appropriated_fen"],
            bank_fen=back.where(made_good, b["instructed_fen"]),
            paid_fen=a["approved_fen"].where(known(back == a["approved_fen"]), b["paid_fen"]),
            smallest_fen=o["smallest_fen"], largest_fen=o["largest_fen"], roster_rows=o["roster_rows"],
            bank_ref=b["bank_ref"], rostered_account_key=o["account_key"],
            lowest_account_key=b["lowest_account_key"], highest_account_key=b["highest_account_key"],
            account_name=first("account_name", o, a), member_count=first("member_count", a, o),
            priority_member_count=a["priority_member_count"], annual_income_fen=a["annual_income_fen"],
            case_kind=a["case_kind"], grace_until=a["grace_until"], supply_mode=a["supply_mode"],
            care_level=a["care_level"], valid_to=a["valid_to"], confirmed_on=a["confirmed_on"], address=a["address"],
        )  # fmt: skip
        wide["amount_fen"] = coalesce(*(wide[f"{by}_fen"] for by in ("rostered", "approved", "appropriated", "bank")),
                                      wide["back_pay_fen"])  # fmt: skip
        wide["standard_fen"] = coalesce(a["standard_fen"], self.listed_standard(wide))
        return wide.reset_index()

    def listed_standard(self, lines: pd.DataFrame) -> pd.Series:
        """Return the standard in force that the list has for a line's programme, in the smallest division around it."""
        told = self.sent("standards")
        told = told[told["from_on"] <= self.month].sort_values("from_on")
        code = told["region_code"].str.replace(r"(000){1,2}$|(0000)+(00)*$", "", regex=True)
        told = told.assign(area=code).drop_duplicates(["area", "programme"], keep="last")
        latest = told.set_index(told["area"] + told["programme"])["standard_fen"]
        found = pd.Series(pd.NA, index=lines.index, dtype="Int64")
        for digits in (9, 6, 4, 2):
            here = lines["region_code"].str[:digits] + lines["programme"]
            found = found.fillna(here.map(latest).astype("Int64"))
        return found

    @cached_property
    def made_appearances(self) -> pd.DataFrame:
        """Return everybody of every line: the members listed, its head and its payee."""
        lines = self.made_benefit_line
        live = lines[lines["in_approvals"] | lines["in_roster"]]
        home, person = ["programme", "household_key"], ["programme", "household_key", "person_key"]
        heads = live.assign(person_key=coalesce(live["head_key"], live["payee_key"])).groupby(person)["line_key"].min()
        payees = live.assign(person_key=live["payee_key"]).groupby(person)["line_key"].min()
        first = live.groupby(home)["line_key"].min().rename("first_key").reset_index()
        columns = ["person_id", "person_state", "name", "counted", "disability", "category", "exclusion", "born_on"]
        told = self.sent("members").drop_duplicates(person).drop(columns="counted")
        told = told.merge(self.members[[*person, "counted"]], on=person)
        members = joined(told[[*person, *columns]], first, on=home).assign(is_member=True)
        own = pd.concat([heads.reset_index()[person], payees.reset_index()[person]]).drop_duplicates()
        others = own[~among(own, members, person)].assign(is_member=False)
        rows = pd.concat([members, others], ignore_index=True)
        for who, keys in (("head", heads), ("payee", payees)):
            rows = rows.merge(keys.rename(f"{who}_line").reset_index(), how="left", on=person)
            rows[f"is_{who}"] = rows[f"{who}_line"].notna()
        rows["line_key"] = coalesce(rows["head_line"], rows["payee_line"], rows["first_key"])
        rows = joined(rows, lines.drop(columns=[*home, "payee_state"]), on="line_key").merge(
            live[["line_key", "payee_state"]], how="left", on="line_key"
        )
        dibao, is_member = known(rows["programme"].str.startswith("dibao")), rows["is_member"].astype(bool)
        counted = rows["counted"].where(is_member & dibao).mask(~is_member & dibao & among(rows, members, home), False)
        is_head = rows["is_head"] & (rows["head_key"] == rows["person_key"])
        rows["member_name"] = rows["name"]
        for column, said in (("person_id", "id"), ("person_state", "state"), ("name", "name")):
            theirs = rows[f"head_{said}"].where(known(is_head), rows[f"payee_{said}"])
            rows[column] = rows[column].where(is_member, theirs)
        told = rows["born_on"].dt
        of_key = (rows["person_key"] // 11_000 % 100_000_000).where(rows["person_key"] > 0)
        return rows.assign(
            is_counted=coalesce(counted.astype("boolean"), rows["is_head"]), is_member=is_member,
            head_name=rows["head_name"].where(known(rows["head_key"] == rows["person_key"])),
            payee_name=rows["payee_name"].where(known(rows["payee_key"] == rows["person_key"])),
            born_number=(told.year * 10_000 + told.month * 100 + told.day).astype("Int64").fillna(of_key),
            amount_fen=coalesce(rows["rostered_fen"], rows["approved_fen"]),
        )  # fmt: skip

    @cached_property
    def made_account_uses(self) -> pd.DataFrame:
        """Return the accounts and the lines that name them: the roster before the approvals."""
        columns = ["account_key", "account_no", *LINE, "line_key"]
        rows = pd.concat([self.ordered[columns].assign(place=1), self.approved[columns].assign(place=2)])
        rows = rows.drop_duplicates(["account_key", "line_key"]).dropna(subset="account_key")
        facts = self.approved[["line_key", "head_key", "supply_mode", "approved_fen"]]
        rows = rows.merge(facts, how="left", on="line_key")
        rows = rows.merge(self.ordered[["line_key", "rostered_fen"]], how="left", on="line_key")
        on_roster = rows["line_key"].isin(self.ordered["line_key"])
        return rows.assign(is_paid_to=(rows["place"] == 1) | ~on_roster)


def with_keys(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a list with what stands for something left out, and the key of each row's line."""
    if name == "approvals":
        nobody = rows["payee_id"].isna()
        for what in ("id", "key", "state", "name"):
            rows[f"payee_{what}"] = rows[f"payee_{what}"].mask(nobody, rows[f"head_{what}"])
    if name == "members":
        rows["counted"] = rows["counted"].fillna(True)
    if {"programme", "household_key", "payee_key"} <= set(rows.columns):
        number = pd.util.hash_pandas_object(rows[LINE], index=False).to_numpy() >> 2
        rows["line_key"] = pd.Series(number.astype("int64"), index=rows.index, dtype="Int64")
    return rows


def summed(rows: pd.DataFrame, **sums: tuple[str, str]) -> pd.DataFrame:
    """Return the first row of every line with its sums; nearly all lines have one row."""
    first = rows.drop_duplicates("line_key")
    found = rows.groupby("line_key").agg(**sums).reset_index()
    return first.drop(columns=[name for name in sums if name in first.columns]).merge(found, on="line_key")


def both_ways(rows: pd.DataFrame, other: str) -> pd.DataFrame:
    """Return ties between two people from each side."""
    there = {f"{other}_{what}": f"person_{what}" for what in ("id", "key", "state")}
    swapped = rows.rename(columns=there | {here: name for name, here in there.items()})
    return pd.concat([rows, swapped.assign(name=pd.NA) if "name" in rows.columns else swapped])
