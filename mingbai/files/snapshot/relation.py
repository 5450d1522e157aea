"""A relation is one `.sql` file: what a row is, the key it is laid out by, and the rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope

IN_PLACE, ANEW = "in place", "anew"
FIELDS = ("home", "key", "carry", "of", "made")
HOMES = ("household", "person", "account", "region")


class BadRelation(ValueError):
    """A `.sql` file does not say what it is, where it lives, or reads something that does not exist."""


@dataclass(frozen=True)
class Relation:
    """
    Rows derived from other rows that share one key.

    `home` names the key by which everything it reads is laid out, so that it can be made bucket by bucket.
    A relation with a `carry` is written out again by `key`, for use in the home it is carried to;
    `-- carry: in place` writes it out as it lies, for use by later sweeps; `-- made: anew` makes it for each reader.
    Where it says what it is made `of`, its rows of a key are made from the rows of that relation with that key, and
    from no others of them.
    """

    name: str
    doc: str
    home: str
    key: str  # the column it is joined on, and laid out by when it is carried
    carry: str | None  # the home it is carried to
    in_place: bool  # it is carried nowhere, only kept for later sweeps of its own home
    text: str
    of: str | None = None
    anew: bool = False  # cheap enough to be made for each that reads it, and then only the columns it reads

    @property
    def lives(self) -> str:
        """Return the home in which the finished relation can be joined."""
        return self.carry or self.home

    @cached_property
    def query(self) -> exp.Query:
        """Return the parsed SQL; treat it as read-only."""
        query = sqlglot.parse_one(self.text, read="duckdb")
        if not isinstance(query, exp.Query):
            raise BadRelation(f"{self.name}: not a query")
        return query

    @cached_property
    def is_plain(self) -> bool:
        """Return whether each row is one row of what it reads, seen anew: nothing is joined or summed."""
        works = (exp.Join, exp.Group, exp.Union, exp.Distinct, exp.Window, exp.AggFunc)
        return self.query.find(*works) is None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the names of its columns; a star is expanded by nobody, so relations spell theirs out."""
        names = tuple(self.query.named_selects)
        if "*" in names:
            raise BadRelation(f"{self.name}: spell the columns out")
        return names

    @cached_property
    def reads(self) -> frozenset[str]:
        """Return the names of the relations and tables it is made from."""
        return tables_read(self.query)


def tables_read(query: exp.Expr) -> frozenset[str]:
    """Return the names of all tables a query reads, its own WITH names left out."""
    names: set[str] = set()
    for scope in traverse_scope(query):
        names |= {source.name for source in scope.sources.values() if isinstance(source, exp.Table)}
    return frozenset(names)


def relations_in(folder: Path) -> dict[str, Relation]:
    """Return every relation of a folder by name; raise BadRelation where a file lacks its heading."""
    return {path.stem: relation_from(path) for path in sorted(folder.glob("*.sql"))}


def relation_from(path: Path) -> Relation:
    """Return the relation a file states; its leading comment lines are the heading."""
    lines = path.read_text(encoding="utf-8").splitlines()
    heading = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    fields = dict(line.split(": ", 1) for line in heading if line.split(":")[0] in FIELDS)
    doc = " ".join(line for line in heading if line.split(":")[0] not in FIELDS)
    in_place = fields.get("carry") == IN_PLACE
    if in_place:
        fields["carry"] = fields.get("home", "")
    if fields.get("home") not in HOMES or "key" not in fields or fields.get("carry", HOMES[0]) not in HOMES:
        raise BadRelation(f"{path.name}: needs `-- home:` ({', '.join(HOMES)}) and `-- key:`")
    where, anew = (fields["home"], fields["key"], fields.get("carry")), fields.get("made") == ANEW
    return Relation(path.stem, doc, *where, in_place, "\n".join(lines), fields.get("of"), anew)


def in_order(wanted: Iterable[str], relations: Mapping[str, Relation]) -> list[Relation]:
    """Return the relations needed to make the wanted ones, each after those it reads; names unknown here are tables."""
    done: dict[str, Relation] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in done or name not in relations:
            return
        if name in path:
            raise BadRelation(f"{name} reads itself: {' → '.join((*path, name))}")
        for read in sorted(relations[name].reads):
            visit(read, (*path, name))
        done[name] = relations[name]

    for name in sorted(set(wanted)):
        visit(name, ())
    return list(done.values())
