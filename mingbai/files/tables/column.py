"""What a table is: its columns, the headers people write over them, and how each is kept when frozen."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a column is read from text, and the SQL types it is kept in."""

    TEXT = "text"
    WORD = "word"  # one of a closed list of words, kept as a code
    ID = "id"  # a citizen's number: kept as text, as an integer key and with its state
    USCC = "uscc"
    NAME = "name"  # kept normalised (NFKC, no inner spaces, one kind of middle dot)
    ACCOUNT = "account"  # kept as text and as an integer key
    HOUSEHOLD = "household"  # kept as text and as an integer key
    PROGRAMME = "programme"
    REGION = "region"
    MONEY = "money"  # yuan unless the header says 万元 or 分; kept as integer fen
    COUNT = "count"
    DATE = "date"
    MONTH = "month"  # kept as the month's first day
    FLAG = "flag"
    AREA = "area"  # square metres, two decimals
    SHARE = "share"  # 1/2, 50% or 0.5; kept as integer basis points


SQL_TYPES: dict[Kind, str] = {
    Kind.MONEY: "BIGINT",
    Kind.COUNT: "BIGINT",
    Kind.SHARE: "BIGINT",
    Kind.DATE: "DATE",
    Kind.MONTH: "DATE",
    Kind.FLAG: "BOOLEAN",
    Kind.AREA: "DECIMAL(14,2)",
}


@dataclass(frozen=True)
class Column:
    """One column: its name, the Chinese headers it goes by, and whether a row can do without it."""

    name: str
    kind: Kind
    headers: tuple[str, ...]
    required: bool = False
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (code, the words people write for it)

    def frozen(self) -> dict[str, str]:
        """Return the columns (name → SQL type) this one becomes in a snapshot."""
        if self.kind is Kind.ID:
            stem = self.name.removesuffix("_id")
            return {self.name: "VARCHAR", f"{stem}_key": "BIGINT", f"{stem}_state": "VARCHAR"}
        if self.kind is Kind.ACCOUNT:
            return {self.name: "VARCHAR", f"{self.name.removesuffix('_no')}_key": "BIGINT"}
        if self.kind is Kind.HOUSEHOLD:
            return {self.name: "VARCHAR", "household_key": "BIGINT"}
        return {self.name: SQL_TYPES.get(self.kind, "VARCHAR")}


@dataclass(frozen=True)
class Table:
    """One list: what it is called, how its files are recognised, its columns and the keys it is joined on."""

    name: str
    title: str
    title_en: str
    columns: tuple[Column, ...]
    hints: tuple[str, ...] = ()  # words of file and sheet names, used only to break ties between headers

    def __getitem__(self, name: str) -> Column:
        """Return the column of that name; raise KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def required(self) -> tuple[Column, ...]:
        """Return the columns without which a row is refused."""
        return tuple(column for column in self.columns if column.required)

    def frozen(self) -> dict[str, str]:
        """Return every column of the frozen table (name → SQL type), provenance last."""
        kept: dict[str, str] = {}
        for column in self.columns:
            kept |= column.frozen()
        return kept | {"source": "INTEGER", "row_no": "BIGINT"}  # which file and sheet, and the row number in it


def column(
    name: str, kind: Kind, *headers: str, must: bool = False, words: dict[str, tuple[str, ...]] | None = None
) -> Column:
    """Write one column the way the contract lists it: name, kind, then the headers it goes by."""
    return Column(name, kind, headers, must, tuple((words or {}).items()))
