"""Which columns of the frozen tables the rules read: asked of the rules and relations themselves.

From what the conditions name back through every relation to the tables on disk; columns nobody needs are left out.
`python bench/steps/columns_read.py SNAPSHOT COLUMNS.json` writes them.
"""

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from mingbai.files.snapshot.relation import in_order
from mingbai.files.snapshot.snapshot import open_snapshot
from mingbai.files.snapshot.told import key_of
from mingbai.rules.catalogue import all_rules
from mingbai.rules.facts import RELATIONS
from mingbai.rules.study import Study
from mingbai.rules.trial import Trial, trials

Needed = dict[str, set[str]]  # relation or frozen table → columns
STUDIED = ("township_months", "township_top_ups")  # what the studies of townships sum up
RESIDENTS = {"region_code", "population"}  # and what they set it against


def columns(snapshot_path: Path) -> Needed:
    """Return the columns of the frozen tables that the conditions and studies of a check need."""
    snapshot = open_snapshot(snapshot_path)
    tables = {name: names_of(stored.path / "columns.parquet") for name, stored in snapshot.stored().items()}
    conditions = [rule for rule in all_rules() if not isinstance(rule, Study) and not rule.missing(snapshot.given)]
    needed: Needed = {name: set(RELATIONS[name].columns) for name in STUDIED} | {"population": RESIDENTS}
    for trial in trials(conditions):
        for table, names in asked_by(trial).items():
            needed.setdefault(table, set()).update(names)
    made = {name: relation for name, relation in RELATIONS.items() if name not in tables}
    known = {name: list(relation.columns) for name, relation in made.items()} | tables
    for relation in reversed(in_order(needed, made)):
        for table, names in read_by(relation.query, needed.get(relation.name, set()), known).items():
            needed.setdefault(table, set()).update(names)
    return {name: found | keys_of(found, tables[name]) for name, found in sorted(needed.items()) if name in tables}


def keys_of(found: set[str], names: list[str]) -> set[str]:
    """Return the keys that tell some of the columns found, where the text itself is not kept."""
    return {key for column in found if (key := key_of(column, names))}


def names_of(file: Path) -> list[str]:
    """Return the names of a Parquet file's columns."""
    return list(pq.read_schema(file).names)


def asked_by(trial: Trial) -> Needed:
    """Return the columns of its grain and facts that a trial names: to decide, to say and to join."""
    found: Needed = {trial.grain: {*trial.about, "region_code", "tier"}}
    for fact in trial.facts:
        found.setdefault(fact, set()).add(RELATIONS[fact].key)
        found[trial.grain].add(RELATIONS[fact].key)
    for rule in trial.rules:
        for text in rule.texts:
            for column in sqlglot.parse_one(text, read="duckdb").find_all(exp.Column):
                if column.table in found:
                    found[column.table].add(column.name)
    return found


def read_by(query: exp.Query, wanted: set[str], known: dict[str, list[str]]) -> Needed:
    """Return the columns of other relations that a relation's wanted columns are made from."""
    outer = exp.select(*(sorted(wanted) or ["1"])).from_(query.copy().subquery("whole"))
    plain = outer.transform(lambda node: exp.null() if is_setting(node) else node)
    schema: dict[str, object] = {name: dict.fromkeys(names, "BIGINT") for name, names in known.items()}
    whole = qualify(plain, schema=schema, dialect="duckdb", validate_qualify_columns=False, quote_identifiers=False)
    found: Needed = {}
    for scope in traverse_scope(pushdown_projections(whole)):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table) and column.name in known.get(source.name, ()):
                found.setdefault(source.name, set()).add(column.name)
        for source in scope.sources.values():  # a table of which only the rows count
            if isinstance(source, exp.Table):
                found.setdefault(source.name, set())
    return found


def is_setting(node: exp.Expr) -> bool:
    """Return whether a node of SQL is a run value or a parameter, which no table holds."""
    return isinstance(node, exp.Column) and node.table in ("run", "param")


if __name__ == "__main__":
    found = {name: sorted(names) for name, names in columns(Path(sys.argv[1])).items()}
    Path(sys.argv[2]).write_text(json.dumps(found, indent=1), encoding="utf-8")
