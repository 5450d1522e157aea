"""A frozen month as pandas holds it: the tables whole in memory, its days, and the limits that rules compare with."""

from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analyst.columns import benefit, coalesce, joined, key_of, known
from analyst.texts import keys_beside, told
from mingbai.files.snapshot.compiling import Run
from mingbai.files.snapshot.snapshot import open_snapshot
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.checking import common_region
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import reckoned

# Whole numbers stay whole and unknown stays unknown; by default pandas would make floats of keys with gaps.
TYPES = {
    pa.int64(): pd.Int64Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype("pyarrow"),
    pa.float64(): pd.Float64Dtype(),
}
LINE_COLUMNS = (
    "line_key", "in_approvals", "in_roster", "in_appropriations", "in_lapsed", "lapsed_from", "lapsed_fen",
    "back_pay_fen", "lowest_name", "highest_name", "programme", "region_code", "household_id", "household_key",
    "payee_id", "payee_key", "payee_name", "head_key", "head_name", "certificate_no", "certificates", "approved_fen",
    "rostered_fen", "appropriated_fen", "bank_fen", "paid_fen", "amount_fen", "smallest_fen", "largest_fen", "bank_ref",
    "rostered_account_key", "lowest_account_key", "highest_account_key", "account_name", "member_count",
    "priority_member_count", "annual_income_fen", "standard_fen", "case_kind", "grace_until", "supply_mode",
    "care_level", "valid_to", "confirmed_on",
)  # fmt: skip
PERSON_COLUMNS = (
    "person_key", "programme", "household_key", "line_key", "is_counted", "is_payee", "is_head", "is_member",
    "person_id", "person_state", "name", "member_name", "head_name", "payee_name", "disability", "category",
    "exclusion", "born_number", "household_id", "region_code", "in_approvals", "in_roster", "payee_id", "amount_fen",
    "rostered_fen", "roster_rows", "largest_fen", "several_heads", "member_count", "priority_member_count",
    "annual_income_fen", "standard_fen", "case_kind", "supply_mode",
)  # fmt: skip
PAYMENT_COLUMNS = (
    "row_id", "bank_ref", "line_key", "household_key", "amount_fen", "paid_on", "status", "returned_on", "resolved",
    "is_back_pay", "is_repeat", "month", "programme", "payee_key", "payee_state", "payee_name",
)  # fmt: skip


class Book:
    """One frozen month."""

    def __init__(self, path: Path) -> None:
        self.snapshot = open_snapshot(path)
        month = self.snapshot.month
        with duckdb.connect() as con:
            limits = PlacedParameters(shipped(), common_region(con, self.snapshot), month.first_on)
        self.prepare(month, self.snapshot.given, limits, reckoned(self.snapshot))

    def prepare(self, month: Month, given: frozenset[str], limits: PlacedParameters, run: Run) -> None:
        """Note the month's days, the lists there are, and the limits that rules compare with."""
        self.given = given
        self.name = str(month)
        self.month, self.month_end = pd.Timestamp(month.first_on), pd.Timestamp(month.last_on)
        self.previous_month = pd.Timestamp(month.plus(-1).first_on)
        self.next_month = pd.Timestamp(month.plus(1).first_on)
        self.year_ago = pd.Timestamp(month.plus(-11).first_on)
        self.month_index = month.year * 12 + month.month
        self.month_number = month.year * 10_000 + month.month * 100 + 1
        self.limits = limits
        assert not self.limits.places("rk313_return_wd")
        allowed = f"working_day_{self.number('rk313_return_wd')}_ago"
        self.returned_before = pd.Timestamp(str(run.values()[allowed]))

    def table(self, name: str, *columns: str) -> pd.DataFrame:
        """Return some columns of a frozen table, whole, with the texts that their keys tell."""
        folder = self.snapshot.path / name
        files = sorted(folder.glob("bucket=*/*.parquet")) or [folder / "columns.parquet"]
        names = pq.read_schema(folder / "columns.parquet").names
        keys = keys_beside(columns, names)
        asked = list(dict.fromkeys([*columns, *keys.values()]))
        parts = [pq.read_table(file, columns=asked, partitioning=None) for file in files]
        read = pa.concat_tables(parts, promote_options="default")  # a column may be without gaps in one part only
        del parts
        read = told(read, keys).select(list(columns))
        for place, field in enumerate(read.schema):
            if pa.types.is_decimal(field.type):
                read = read.set_column(place, field.name, read.column(place).cast(pa.float64()))
        return read.to_pandas(types_mapper=TYPES.get, date_as_object=False, self_destruct=True)

    def limit(self, key: str) -> object:
        """Return a limit that is the same everywhere."""
        return self.limits.value(key, self.limits.region)

    def number(self, key: str) -> int:
        """Return a limit that is a number and the same everywhere."""
        value = self.limit(key)
        assert isinstance(value, int), f"{key} is {value!r}"
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a limit that is a list of words."""
        value = self.limit(key)
        assert isinstance(value, tuple), f"{key} is {value!r}"
        return tuple(str(word) for word in value)

    def at(self, key: str, region: pd.Series) -> pd.Series:
        """Return a limit for each row's region: the value of the smallest division that has its own."""
        value = pd.Series(self.limit(key), index=region.index, dtype="Int64")
        for place in reversed(self.limits.places(key)):
            value = value.mask(known(region.str.startswith(place)), self.limits.value(key, place))
        return value

    # -------------------------------------------------------------- what most rules look at

    @cached_property
    def lines(self) -> pd.DataFrame:
        """Return the benefit lines of the month with the standard each is measured by."""
        lines = self.table("benefit_line", *LINE_COLUMNS)
        lines["is_dibao"] = lines["programme"].str.startswith("dibao")
        lines["is_tekun"] = lines["programme"].str.startswith("tekun")
        lines["own_standard_fen"] = lines["standard_fen"]
        lines["standard_fen"] = self.dibao_standard(lines)
        return lines

    @cached_property
    def persons(self) -> pd.DataFrame:
        """Return every person of every line, and whether need is what the person's benefit rests on."""
        persons = self.table("appearances", *PERSON_COLUMNS)
        persons["is_dibao"] = persons["programme"].str.startswith("dibao")
        persons["is_tekun"] = persons["programme"].str.startswith("tekun")
        persons["is_needy"] = persons["is_counted"] & (persons["is_dibao"] | persons["is_tekun"])
        persons["standard_fen"] = self.dibao_standard(persons)
        return persons

    @cached_property
    def loss_fen(self) -> pd.Series:
        """Return what of each person's line would not be due without the person."""
        rows = self.persons
        priority = rows["priority_member_count"].fillna(0)
        gone = known(self.is_priority(rows) & (priority > 0)).astype("Int64")
        bp = self.at("top_up_bp", rows["region_code"]).fillna(0)
        left = benefit(rows["member_count"] - 1, priority - gone, rows["annual_income_fen"], rows["standard_fen"], bp)
        shared = known(rows["is_dibao"] & rows["is_counted"] & (rows["member_count"].fillna(1) != 1))
        return (rows["amount_fen"] - left).clip(lower=0).where(shared, rows["amount_fen"])

    def is_priority(self, rows: pd.DataFrame) -> pd.Series:
        """Return whether a top-up is paid for a person, by category or age."""
        born, region = rows["born_number"], rows["region_code"]
        old = born + self.at("old_age", region) * 10_000 <= self.month_number
        minor = born + self.at("minor_age", region) * 10_000 > self.month_number
        return rows["category"].notna() | known(old) | known(minor)

    @cached_property
    def payments(self) -> pd.DataFrame:
        """Return the bank's lines of this month and of later ones, repeats left out."""
        payments = self.table("payments", *PAYMENT_COLUMNS)
        return payments[~payments["is_repeat"] & ~(payments["month"] < self.month)]

    @cached_property
    def payments_of_month(self) -> pd.DataFrame:
        """Return the bank's lines of the month beside the benefit lines they mean."""
        payments = self.payments[~(self.payments["month"] > self.month)]
        lines = self.lines[
            ["line_key", "programme", "approved_fen", "rostered_fen", "member_count", "priority_member_count",
             "annual_income_fen", "standard_fen", "region_code", "confirmed_on", "valid_to", "in_approvals"]
        ]  # fmt: skip
        beside = joined(payments, lines, how="left", on="line_key", suffixes=("_told", ""))
        beside["programme"] = coalesce(beside["programme"], beside["programme_told"], "")
        beside["approved_or_rostered_fen"] = coalesce(beside["approved_fen"], beside["rostered_fen"])
        return beside

    @cached_property
    def account_uses(self) -> pd.DataFrame:
        """Return the accounts and the lines that name them."""
        return self.table(
            "account_uses", "account_key", "account_no", "line_key", "household_key", "programme", "payee_key",
            "head_key", "supply_mode", "rostered_fen", "approved_fen", "place", "is_paid_to",
        )  # fmt: skip

    @cached_property
    def earlier(self) -> pd.DataFrame:
        """Return the rosters of earlier months."""
        return self.table("previous_roster", "line_key", "month", "account_key")

    @cached_property
    def members(self) -> pd.DataFrame:
        """Return the members of households, one row a household, programme and person."""
        keys = ["household_key", "programme", "person_key"]
        rows = self.table(
            "members",
            *keys,
            "row_id",
            "person_id",
            "person_state",
            "name",
            "counted",
            "category",
            "exclusion",
            "born_on",
        ).sort_values("row_id")
        if rows.duplicated(keys).any():
            rows["counted"] = rows.groupby(keys, dropna=False)["counted"].transform("max")
            rows = rows.drop_duplicates(keys)
        return rows

    @cached_property
    def household_lines(self) -> pd.DataFrame:
        """Return, for each household and programme, its first line and how many it has."""
        live = self.lines[self.lines["in_approvals"] | self.lines["in_roster"]]
        grouped = live.groupby(["household_key", "programme"])["line_key"]
        return grouped.agg(line_key="min", lines="count").reset_index()

    def line_of_household(self, rows: pd.DataFrame) -> pd.Series:
        """Return the line a person's fact counts for: of dibao the household's first, else the person's own."""
        whole = self.household_lines.rename(columns={"line_key": "first_key"})
        first = joined(rows, whole, how="left", on=["household_key", "programme"])["first_key"].set_axis(rows.index)
        return first.where(rows["is_dibao"], rows["line_key"]).fillna(rows["line_key"])

    def dibao_standard(self, rows: pd.DataFrame) -> pd.Series:
        """Return the standard a row states, else that of its place."""
        region = rows["region_code"]
        urban, rural = (self.at(f"dibao_{area}_standard_fen", region) for area in ("urban", "rural"))
        return rows["standard_fen"].fillna(urban.where(rows["programme"].str.endswith("urban"), rural))

    def approval_key(self, rows: pd.DataFrame) -> pd.Series:
        """Return the key of each row's approval."""
        return key_of(rows["programme"], rows["household_id"], rows["payee_id"], rows["certificate_no"])

    def line_key(self, rows: pd.DataFrame) -> pd.Series:
        """Return the key of each row's line in the month's lists."""
        month = pd.Series(self.name, index=rows.index, dtype="string")
        return key_of(month, rows["programme"], rows["household_id"], rows["payee_id"])
