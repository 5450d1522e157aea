"""What the departments know about people, one row a person: deaths, custody, posts, marriages, cards, incomes."""

from functools import cached_property

import pandas as pd

from analyst.book import Book
from analyst.columns import among, any_word, coalesce, is_sure, joined, known
from analyst.slips import listed_otherwise

NAMED = {
    "deaths": "police", "cremations": "cremations", "prisoners": "prisoners", "payroll": "payroll",
    "businesses": "businesses", "insurance": "social security", "pensions": "social security",
    "housing_fund": "housing_fund", "vehicles": "vehicles", "properties": "properties", "marriages": "marriages",
    "disability": "disability", "students": "students", "illnesses": "illnesses",
}  # fmt: skip


class Registers:
    """The departments' lists of one month, read when a rule first asks."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @cached_property
    def otherwise(self) -> pd.DataFrame:
        """Return the rows of the gravest lists under a number one slip away."""
        return listed_otherwise(self.book)

    def said_otherwise(self, what: str) -> pd.DataFrame:
        """Return such rows of one list, marked."""
        return self.otherwise[self.otherwise["said"] == what].assign(misspelt=True)

    @cached_property
    def deaths(self) -> pd.DataFrame:
        """Return the earliest day anybody says a person died; a misspelt number only where there is no other."""
        police = self.book.table("deaths", "person_key", "name", "died_on")
        cremated = self.book.table("cremations", "person_key", "name", "cremated_on")
        reports = pd.concat(
            [
                police.assign(misspelt=False),
                cremated.rename(columns={"cremated_on": "died_on"}).assign(misspelt=False),
                self.said_otherwise("death").rename(columns={"from_on": "died_on"}),
            ]
        )[["person_key", "name", "died_on", "misspelt"]].dropna(subset=["person_key"])
        sure = among(reports, reports[~reports["misspelt"].astype(bool)], ["person_key"])
        reports = reports[~reports["misspelt"].astype(bool) | ~sure]
        return one_a_person(reports, died_on=("died_on", "min"), misspelt=("misspelt", "max"))

    @cached_property
    def custody(self) -> pd.DataFrame:
        """Return who was in custody on some day of the month, and whether on every day of it."""
        book = self.book
        rows = pd.concat([
            book.table("prisoners", "person_key", "name", "from_on", "to_on").assign(misspelt=False),
            self.said_otherwise("custody"),
        ])[["person_key", "name", "from_on", "to_on", "misspelt"]].dropna(subset=["person_key"])  # fmt: skip
        until = rows["to_on"].fillna(book.month_end)
        rows = rows.assign(until=until)[(rows["from_on"] <= book.month_end) & (until >= book.month)]
        rows = rows.sort_values(["person_key", "from_on"])
        before = rows.groupby("person_key")["until"].cummax().groupby(rows["person_key"]).shift()
        rows["is_gap"] = (rows["from_on"] > book.month) & ((rows["from_on"] - before).dt.days > 1)
        found = one_a_person(
            rows,
            misspelt=("misspelt", "min"),
            from_on=("from_on", "min"),
            until=("until", "max"),
            gaps=("is_gap", "sum"),
        )
        found["is_all_month"] = (
            (found["from_on"] <= book.month) & (found["until"] >= book.month_end) & (found["gaps"] == 0)
        )
        return found

    @cached_property
    def posts(self) -> pd.DataFrame:
        """Return who is paid by the public in a post that rules out assistance."""
        rows = pd.concat([
            self.book.table("payroll", "person_key", "name", "kind").assign(misspelt=False), self.said_otherwise("post")
        ])[["person_key", "name", "kind", "misspelt"]]  # fmt: skip
        lawful = known(any_word(rows["kind"], self.book.words("rk107_lawful_kinds")))
        return one_a_person(rows[~lawful].dropna(subset=["person_key"]), misspelt=("misspelt", "min"))

    @cached_property
    def marriages(self) -> pd.DataFrame:
        """Return whom the latest entry of the register calls married, and to whom."""
        rows = self.book.table("marriages", "person_key", "spouse_key", "name", "status", "registered_on")
        rows = rows.dropna(subset=["person_key", "spouse_key"])
        rows = rows[~(rows["registered_on"] > self.book.month_end)]
        rows["married"] = rows["status"] == "married"
        rows = rows.sort_values(
            ["person_key", "registered_on", "married", "name", "spouse_key"], ascending=[True, False, True, True, True]
        )
        latest = rows.drop_duplicates("person_key")
        return latest[latest["married"]][["person_key", "spouse_key", "name"]]

    @cached_property
    def collectors(self) -> pd.DataFrame:
        """Return who is filed, on some day of the month, to collect for whom or to keep whose card."""
        told = []
        for name, stem in (("proxies", "proxy"), ("card_keepers", "keeper")):
            rows = self.book.table(name, "person_key", f"{stem}_key", "filed_on", "until")
            rows = rows[(rows["filed_on"] <= self.book.month_end) & ~(rows["until"] < self.book.month)]
            told.append(rows[["person_key", f"{stem}_key"]].set_axis(["person_key", "collector_key"], axis=1))
        return pd.concat(told).dropna().drop_duplicates()

    @cached_property
    def hidden_spouses(self) -> pd.DataFrame:
        """Return members whose living spouse stands nowhere in the household, and what else is known of the spouse."""
        persons, keys = self.book.persons, ["person_key", "household_key", "programme"]
        asked = persons[
            persons["is_needy"] & persons["is_member"] & known(coalesce(persons["case_kind"], "") != "single")
        ]
        rows = joined(asked[keys], self.marriages, on="person_key").drop_duplicates()
        back = self.marriages[["person_key", "spouse_key"]].set_axis(["spouse_key", "person_key"], axis=1)
        rows = joined(rows, back, on=["spouse_key", "person_key"])
        there = persons[["person_key", "household_key"]].rename(columns={"person_key": "spouse_key"})
        dead = self.deaths.loc[self.deaths["died_on"] <= self.book.month_end, "person_key"]
        held = self.custody.loc[self.custody["is_all_month"], "person_key"]
        away = rows["spouse_key"].isin(dead) | rows["spouse_key"].isin(held)
        rows = rows[~among(rows, there, ["spouse_key", "household_key"]) & ~away.astype(bool)]
        rows["is_assisted"] = rows["spouse_key"].isin(persons.loc[persons["is_needy"], "person_key"])
        rows["is_on_payroll"] = rows["spouse_key"].isin(self.posts["person_key"])
        return rows.sort_values(["person_key", "programme", "household_key"]).drop_duplicates("person_key")

    @cached_property
    def incomes(self) -> pd.DataFrame:
        """Return pensions and steady wages of a line's counted members, and what working costs in a year."""
        book, persons = self.book, self.book.persons
        needy = persons[persons["is_needy"]]
        rows = needy[["person_key", "household_key", "programme", "line_key", "region_code", "is_dibao"]].copy()
        rows = joined(rows, self.pensions, how="left", on="person_key")
        rows = joined(rows, self.wages, how="left", on="person_key")
        rows = rows[rows["pension_fen"].notna() | rows["wage_fen"].notna()]
        most = book.number("employment_cost_months") * book.at("minimum_wage_fen", rows["region_code"])
        cost = pd.concat([rows["wage_fen"] * 12, most.fillna(0)], axis=1).min(axis=1).astype("Int64")
        rows["cost_fen"] = cost.where(rows["wage_fen"].notna(), 0)
        rows["line_key"] = book.line_of_household(rows)
        found = rows.groupby("line_key")[["pension_fen", "wage_fen", "cost_fen"]].sum().reset_index()
        found["income_fen"] = found["pension_fen"] + found["wage_fen"]
        return found

    @cached_property
    def pensions(self) -> pd.DataFrame:
        """Return a person's pensions by month, each kind once."""
        rows = self.book.table("pensions", "person_key", "kind", "amount_fen")
        rows = rows[~known(any_word(rows["kind"], self.book.words("rk112_uncounted_pensions")))]
        each = rows.groupby(["person_key", "kind"], dropna=False)["amount_fen"].max().reset_index()
        return each.groupby("person_key")["amount_fen"].sum().rename("pension_fen").reset_index()

    @cached_property
    def wages(self) -> pd.DataFrame:
        """Return the least wage an employer insured a person for, in each of the last months; students' apart."""
        book = self.book
        rows = book.table("insurance", "person_key", "month", "kind", "base_fen", "employer")
        rows["month_index"] = rows["month"].dt.year * 12 + rows["month"].dt.month
        rows = rows[
            (rows["month"] <= book.month)
            & (rows["month_index"] > book.month_index - book.number("rk112_months_in_row"))
        ]
        employer, text = rows["employer"].fillna(""), rows["kind"].str.cat(rows["employer"].fillna(""))
        rows = rows[
            known(any_word(rows["kind"], book.words("rk112_employee_words")))
            & ~known(any_word(rows["kind"], book.words("rk112_exempt_words")))
            & ~known(any_word(text, book.words("rk107_lawful_kinds")))
            & ~known(any_word(employer, ("灵活就业", "个人身份")))
        ]
        rows = rows[~rows["person_key"].isin(book.table("students", "person_key")["person_key"])]
        each = rows.groupby(["person_key", "month_index"])["base_fen"].max().reset_index()
        found = each.groupby("person_key")["base_fen"].agg(wage_fen="min", months="count").reset_index()
        return found.loc[found["months"] >= book.number("rk112_months_in_row"), ["person_key", "wage_fen"]]

    @cached_property
    def cards(self) -> pd.DataFrame:
        """Return the disability card of each person that is valid longest, and whether any means unable to work."""
        rows = self.book.table("disability", "person_key", "kind", "level", "valid_to", "name").dropna(
            subset=["person_key"]
        )
        rows["is_unable"] = self.unable_to_work(rows["kind"], rows["level"])
        every = one_a_person(rows, is_unable=("is_unable", "max"))
        rows = rows.sort_values(
            ["person_key", "valid_to", "level", "kind"], ascending=[True, False, True, True], na_position="first"
        )
        longest = rows.drop_duplicates("person_key")[["person_key", "kind", "level", "valid_to"]]
        return longest.merge(every, on="person_key")

    def unable_to_work(self, kind: pd.Series, level: pd.Series) -> pd.Series:
        """Return whether a disability of that kind and level means unable to work."""
        unable = (kind == "multiple") & level.isin(["1", "2"])
        table = self.book.limit("tekun_disability")
        assert isinstance(table, tuple)
        for listed, weakest in table:
            enough = level.isna() | level.isin([str(step) for step in range(1, weakest + 1)])
            unable |= (kind == listed) & enough
        return known(unable)

    @cached_property
    def agreed_names(self) -> pd.DataFrame:
        """Return whom two or more departments know by one name that is not the list's."""
        persons = self.book.persons
        here = persons.loc[is_sure(persons["person_state"]), ["person_key", "name"]].drop_duplicates()
        told = []
        for name, department in NAMED.items():
            rows = self.book.table(name, "person_key", "name").dropna()
            told.append(
                rows[rows["person_key"].isin(here["person_key"])].assign(department=department).drop_duplicates()
            )
        rows = pd.concat(told).merge(here, on="person_key", suffixes=("", "_here"))
        marked = any_word(rows["name"].str.cat(rows["name_here"].fillna("")), (r"□", r"\?", r"\*"))
        rows = rows[known(rows["name"] != rows["name_here"]) & ~known(marked)]
        each = rows.groupby(["person_key", "name"])["department"].nunique().reset_index()
        each = each[each["department"] >= 2].sort_values(["person_key", "name"])
        return each.drop_duplicates("person_key")[["person_key", "name"]].rename(columns={"name": "agreed"})


def one_a_person(rows: pd.DataFrame, **wanted: tuple[str, str]) -> pd.DataFrame:
    """Return one row a person with what is wanted, and the first and the last of the names."""
    if "name" in rows.columns and "misspelt" in wanted:
        names = rows[["person_key", "name"]].drop_duplicates().sort_values(["person_key", "name"]).dropna()
        ends = names.groupby("person_key")["name"].agg(told_name="first", told_last="last").reset_index()
        return rows.groupby("person_key").agg(**wanted).reset_index().merge(ends, how="left", on="person_key")
    return rows.groupby("person_key").agg(**wanted).reset_index()


def is_doubtful(rows: pd.DataFrame, state: str = "person_state", name: str = "name") -> pd.Series:
    """Return whether neither the number nor any name speaks for it that two lists mean one person."""
    alike = known(rows[name] == rows["told_name"]) | known(rows[name] == rows["told_last"])
    return ~(rows["misspelt"].astype(bool) | is_sure(rows[state]).astype(bool) | alike)
