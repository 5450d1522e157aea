"""Which rows of a grain a rule can hit at all: read off its condition, so that facts are joined to those few alone."""

from collections.abc import Collection
from functools import cache, reduce

import sqlglot
from sqlglot import exp

Facts = frozenset[str]
STRICT = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.Add, exp.Sub, exp.Mul, exp.Neg, exp.Paren)
SETTINGS = ("param", "run")  # known for every row


@cache
def parsed(when: str) -> exp.Expr:
    """Return a condition as a tree without negations of negations, of AND and of OR; treat it as read-only."""
    return pushed(sqlglot.parse_one(when, read="duckdb"))


def pushed(tree: exp.Expr, *, is_denied: bool = False) -> exp.Expr:
    """
    Return a condition that is TRUE where the given one is (where denied: where it is FALSE), NOT pushed to its leaves.

    De Morgan's laws hold where facts are unknown, too. COALESCE(x, FALSE) is TRUE where x is, and a CASE of one
    branch where both its halves are.
    """
    match tree:
        case exp.Paren():
            return pushed(tree.this, is_denied=is_denied)
        case exp.Not():
            return pushed(tree.this, is_denied=not is_denied)
        case exp.And() | exp.Or():
            halves = [pushed(half, is_denied=is_denied) for half in (tree.this, tree.expression)]
            return (exp.And if isinstance(tree, exp.And) != is_denied else exp.Or)(this=halves[0], expression=halves[1])
        case exp.Coalesce(this=asked, expressions=[exp.Boolean(this=False)]) if not is_denied:
            return pushed(asked)
        case exp.Case(args={"ifs": [exp.If(this=asked) as branch], **rest}) if not (
            is_denied or rest.get("this") or rest.get("default")
        ):
            return exp.And(this=pushed(asked), expression=pushed(branch.args["true"]))
    return exp.not_(tree.copy()) if is_denied else tree.copy()


def needed(tree: exp.Expr, facts: Collection[str]) -> Facts | None:
    """
    Return facts of which at least one must be known of a row for the condition (`parsed`) to hold.

    None where it may hold though nothing is known. A comparison with something unknown is never TRUE.
    """
    if isinstance(tree, (exp.And, exp.Or)):
        halves = [needed(half, facts) for half in (tree.this, tree.expression)]
        known = [half for half in halves if half is not None]
        if isinstance(tree, exp.And):
            return min(known, key=len, default=None)
        return frozenset().union(*known) if len(known) == len(halves) else None
    denied = tree.this if isinstance(tree, exp.Not) else tree
    is_known = isinstance(denied, exp.Is) and isinstance(denied.expression, exp.Null)  # x IS NOT NULL
    found = sought(denied.this if is_known and denied is not tree else denied, facts)
    return frozenset(sorted(found)[:1]) or None


def sought(tree: exp.Expr, facts: Collection[str]) -> set[str]:
    """Return the facts without any one of which a value is unknown."""
    if isinstance(tree, exp.Column):
        return {tree.table} & set(facts)
    if isinstance(tree, exp.In):
        return sought(tree.this, facts)
    if not isinstance(tree, STRICT):
        return set()
    return {name for side in tree.iter_expressions() for name in sought(side, facts)}


def seen_from(tree: exp.Expr, tables: Collection[str]) -> exp.Expr | None:
    """Return what of a condition (`parsed`) these tables alone can tell: TRUE wherever it is; None for nothing."""
    if isinstance(tree, exp.And):
        halves = [half for side in (tree.this, tree.expression) if (half := seen_from(side, tables)) is not None]
        return reduce(lambda one, other: exp.And(this=one, expression=other), halves) if halves else None
    if isinstance(tree, exp.Or):
        one, other = (seen_from(side, tables) for side in (tree.this, tree.expression))
        return exp.paren(exp.Or(this=one, expression=other)) if one is not None and other is not None else None
    return tree.copy() if named(tree) <= set(tables) else None


def named(tree: exp.Expr) -> set[str]:
    """Return the tables whose columns an expression names."""
    return {column.table for column in tree.find_all(exp.Column)}
