"""Makes relations bucket by bucket on DuckDB: each bucket fits in memory however large the month is."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow.parquet as pq

from mingbai.files.snapshot.relation import Relation, in_order
from mingbai.files.snapshot.told import told

REFUSED = "bucket=-1"
# V2's encodings of numbers are a quarter smaller, and sooner read. Looking for repetition in columns that have none, of
# names and keys, took a third of writing: a dictionary of more values than this spares no room.
WRITTEN = "FORMAT parquet, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 2000"
AT_ONCE = 2  # statements: while one is planned, on one core, the other runs
T = TypeVar("T")
R = TypeVar("R")
Compile = Callable[[Relation], str]  # a relation → the SQL of the engine, parameters and run filled in; asked often


@dataclass(frozen=True)
class Stored:
    """Rows on disk: Parquet by bucket (`bucket=N/…`) in one home, or whole (`home` None) for every bucket."""

    path: Path
    home: str | None
    in_full: bool = False  # written with every text, not as a frozen month is kept

    def files(self, bucket: int | None) -> list[str]:
        """Return the files of a bucket (None: of all), and always the one that only states the columns."""
        inside = "bucket=*" if bucket is None else f"bucket={bucket}"
        found = sorted(str(file) for file in self.path.glob(f"{inside}/*.parquet"))
        return [*found, str(self.path / "columns.parquet")]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(pq.read_schema(self.path / "columns.parquet").names)

    def select(self, bucket: int | None = None) -> str:
        """Return the SELECT of the rows of a bucket (None: of all) with every text in full."""
        return f"SELECT * FROM {self.kept(bucket)}" if self.in_full else told(self.columns, self.kept(bucket))

    def kept(self, bucket: int | None) -> str:
        """Return the SQL of the rows of a bucket as they are kept, without the texts that keys tell."""
        files = ", ".join(literal(file) for file in self.files(bucket if self.home else None))
        return f"read_parquet([{files}], hive_partitioning = false)"


@dataclass
class Mill:
    """A DuckDB connection that makes relations from stored rows, one bucket after the other."""

    con: duckdb.DuckDBPyConnection
    buckets: int
    stored: dict[str, Stored]
    relations: Mapping[str, Relation]
    compile: Compile
    as_kept: bool = False  # whether rows are shown without the texts that keys tell, to be kept so again
    made: list[str] = field(default_factory=list)

    def carry(self, names: Sequence[str], into: Path) -> None:
        """Make carried relations of one home in every bucket of it, and lay them out anew by their keys."""
        home = self.relations[names[0]].home
        for bucket in range(self.buckets):
            self.open_bucket(home, bucket, names)
            self.keep(names, into, bucket)
            self.close_bucket()
        self.kept(names, into)

    def side_by_side(self, do: Callable[[duckdb.DuckDBPyConnection, T], R], jobs: Iterable[T]) -> list[R]:
        """Return what `do` makes of each job, in their order, each on a connection of its own to what is open here."""

        def one(job: T) -> R:
            with self.con.cursor() as con:
                return do(con, job)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(one, jobs))

    def keep(self, names: Iterable[str], into: Path, bucket: int) -> None:
        """Lay out what one bucket has of carried relations; `kept` finishes them when all buckets have been through."""
        self.side_by_side(lambda con, name: self._keep(con, name, into, bucket), names)

    def _keep(self, con: duckdb.DuckDBPyConnection, name: str, into: Path, bucket: int) -> None:
        partial = into / f".{name}.partial"
        if bucket == 0:
            shutil.rmtree(partial, ignore_errors=True)
        relation, rows = self.relations[name], f"SELECT * FROM {quoted(name)}"
        if relation.in_place:
            lay_out(con, rows, None, 1, partial, "", bucket)
        else:
            lay_out(con, rows, relation.key, self.buckets, partial, f"from{bucket}_")

    def kept(self, names: Iterable[str], into: Path) -> None:
        """Take carried relations, now whole, among the stored ones."""
        for name in names:
            if not (into / name).exists():
                (into / f".{name}.partial").rename(into / name)
            self.stored[name] = Stored(into / name, self.relations[name].carry, in_full=not self.as_kept)

    def open_bucket(self, home: str, bucket: int, wanted: Iterable[str]) -> None:
        """
        Make the wanted relations, and all they read in this home, known to the connection.

        What is read more than once becomes a table, unless it is plain or made anew; the rest stays a view, so that
        unread columns cost nothing. `wanted` names a relation as often as whoever wants it reads it.
        """
        self.close_bucket()
        wanted = Counter(wanted)
        inline = {name: relation for name, relation in self.relations.items() if name not in self.stored}
        order = in_order(wanted, inline)
        reads = {read for relation in order for read in relation.reads} | set(wanted)
        for name in sorted(reads & self.stored.keys()):
            self.view(name, bucket)
        for relation in order:
            if relation.home != home:
                raise ValueError(f"{relation.name} lives in {relation.home}, and {home} was opened")
            readers = sum(relation.name in reader.reads for reader in order) + wanted[relation.name]
            kind = "TABLE" if readers > 1 and not (relation.is_plain or relation.anew) else "VIEW"
            what = f"{kind} {quoted(relation.name)}"
            self.con.execute(f"CREATE {what} AS {self.compile(relation)}")
            self.made.append(what)

    def view(self, name: str, bucket: int | None) -> None:
        """Show the stored rows of one bucket (None: of all) under the relation's name."""
        stored = self.stored[name]
        rows = f"SELECT * FROM {stored.kept(bucket)}" if self.as_kept else stored.select(bucket)
        self.con.execute(f"CREATE VIEW {quoted(name)} AS {rows}")
        self.made.append(f"VIEW {quoted(name)}")

    def close_bucket(self) -> None:
        """Drop what the open bucket made."""
        for what in reversed(self.made):
            self.con.execute(f"DROP {what}")
        self.made.clear()


def lay_out(
    con: duckdb.DuckDBPyConnection,
    query: str,
    key: str | None,
    buckets: int,
    path: Path,
    mark: str,
    only: int = 0,
    *,
    has_refused: bool = False,
) -> None:
    """
    Write a query's rows under `path`, each in the bucket of its key (None: all in the bucket `only`).

    `mark` keeps this writing's files apart. Rows that say why they are `refused` come to lie in `REFUSED`.
    """
    path.mkdir(parents=True, exist_ok=True)
    bucket = str(only) if key is None or buckets == 1 else bucket_of(key, buckets)
    if bucket == str(only) and not has_refused:
        folder = path / f"bucket={only}"
        folder.mkdir(exist_ok=True)
        con.execute(f"COPY ({query}) TO {literal(str(folder / f'{mark}0.parquet'))} ({WRITTEN})")
    else:
        bucket = f"CASE WHEN refused IS NULL THEN {bucket} ELSE -1 END" if has_refused else bucket
        # The engine gathers rows for every bucket at once, and would gather the whole month: let it write often.
        con.execute(f"SET partitioned_write_flush_threshold = {min(30_000, max(10_000, 300_000 // buckets))}")
        rows = min(122_880, max(20_000, 800_000 // buckets))
        con.execute(
            f"COPY (SELECT *, {bucket} AS bucket FROM ({query})) TO {literal(str(path))} ({WRITTEN}, "
            f"PARTITION_BY (bucket), OVERWRITE_OR_IGNORE, FILENAME_PATTERN '{mark}{{i}}', ROW_GROUP_SIZE {rows})"
        )
    state_columns(con, query, path)


def state_columns(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write the file that only states the columns of what lies under `path`: a relation without rows has them too."""
    columns = path / "columns.parquet"
    if columns.exists():
        return
    written = next(path.glob("bucket=*/*.parquet"), None)
    if written is not None:  # which spares planning the query again
        pq.write_table(pq.read_schema(written).empty_table(), columns)
    else:
        con.execute(f"COPY (SELECT * FROM ({query}) LIMIT 0) TO {literal(str(columns))} (FORMAT parquet)")


def bucket_of(key: str, buckets: int) -> str:
    """Return the SQL of the bucket a key belongs to, 0 for an unknown key."""
    return f"((COALESCE({quoted(key)}, 0) % {buckets}) + {buckets}) % {buckets}"


def literal(text: str) -> str:
    """Return a text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a name as a SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
