"""One pass over a grain: find the few rows that any rule can hit, join every fact to them once, try every rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp

from mingbai.files.snapshot.compiling import Compiler
from mingbai.files.snapshot.relation import Relation
from mingbai.rules.facts import RELATIONS
from mingbai.rules.narrowing import SETTINGS, named, needed, parsed, seen_from
from mingbai.rules.rule import Rule, Subject

ABOUT = (
    "person_id",
    "name",
    "household_id",
    "region_code",
    "programme",
    "source",
    "row_no",
)  # fmt: skip -- what every grain knows of its row
APPROVED_AT = ("approval_source", "approval_row_no")  # where the grain tells the approval's row from its own
KNOWN_BY: dict[Subject, tuple[str, ...]] = {
    Subject.LINE: ("payee_id", "certificate_no", "in_approvals", "in_roster", "in_appropriations", "bank_ref"),
    Subject.ROSTER: ("payee_id",),
    Subject.ORDER: ("payee_id", "in_roster", "bank_ref", "bank_source", "bank_row_no"),
    Subject.APPROVAL: ("payee_id", "certificate_no"),
    Subject.PAYMENT: ("bank_ref",),
    Subject.PERSON: (),
    Subject.PAYEE_LINE: ("payee_id", "is_payee", "in_roster"),
    Subject.ACCOUNT: ("account_no",),
    Subject.REGION: (),
}  # fmt: skip


KEYS, ROWS = "keys_to_try", "rows_to_try"


@dataclass(frozen=True)
class Trial:
    """The rules of one grain, as one statement."""

    grain: str
    rules: tuple[Rule, ...]

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Return the facts that any rule joins to the grain."""
        return tuple(sorted({fact for rule in self.rules for fact in rule.facts}))

    @cached_property
    def shows(self) -> dict[str, str]:
        """Return the SQL that rules show as evidence, each text once: text → column name of the statement."""
        texts = sorted({text for rule in self.rules for text in rule.shows})
        return {text: f"s{place}" for place, text in enumerate(texts)}

    @cached_property
    def about(self) -> tuple[str, ...]:
        """Return the columns of the grain that say what a finding is about."""
        known = {column for rule in self.rules for column in KNOWN_BY[rule.subject]}
        known |= {column for column in APPROVED_AT if column in RELATIONS[self.grain].columns}
        return (*ABOUT, *sorted(known))

    @cached_property
    def conditions(self) -> dict[str, exp.Expr]:
        """Return each rule's condition by its name, parsed to be asked what it needs."""
        return {rule.name: parsed(rule.when) for rule in self.rules}

    @cached_property
    def told_by(self) -> dict[str, list[exp.Expr | None]]:
        """Return the facts that tell which rows some rules can hit, and what of their conditions each can tell."""
        found: dict[str, list[exp.Expr | None]] = {}
        for when in self.conditions.values():
            for fact in sorted(self._needed(when)):
                found.setdefault(fact, []).append(seen_from(when, {fact, *SETTINGS}))
        return found

    @cached_property
    def untold(self) -> tuple[Rule, ...]:
        """Return the rules that may hit a row of which no fact is known."""
        return tuple(rule for rule in self.rules if not self._needed(self.conditions[rule.name]))

    def _needed(self, when: exp.Expr) -> Iterable[str]:
        key = RELATIONS[self.grain].key
        return needed(when, [fact for fact in self.facts if RELATIONS[fact].key == key]) or ()

    @cached_property
    def seen(self) -> list[exp.Expr | None]:
        """Return what the grain alone can tell of the conditions of rules that need no fact."""
        return [seen_from(self.conditions[rule.name], {self.grain, *SETTINGS}) for rule in self.untold]

    @property
    def narrows(self) -> bool:
        """Return whether rows are looked at before facts are joined to them; without facts it would be for nothing."""
        return bool(self.facts) and None not in self.seen

    @cached_property
    def asked(self) -> list[str]:
        """Return the facts that decide whether rules hit which need none."""
        return sorted({name for rule in self.untold for name in named(self.conditions[rule.name])} & set(self.facts))

    @property
    def telling(self) -> tuple[str, ...]:
        """Return the facts that are read to tell which rows to try, before they are joined to those."""
        return tuple(sorted({*self.asked, *self.told_by})) if self.narrows else ()

    def among(self, compile_: Compiler) -> str | None:
        """Return the query of the keys of all rows that any rule can hit, None where each row is to be tried."""
        if not self.narrows:
            return None
        parts = [self._told(fact, conditions, compile_) for fact, conditions in self.told_by.items()]
        return "\nUNION ALL ".join([*parts, self._looked_at(compile_)] if self.untold else parts)

    def _told(self, fact: str, conditions: Iterable[exp.Expr | None], compile_: Compiler) -> str:
        """Return the query of the keys that a fact tells; a limit of the row's own place is not known to it."""
        filled = [None if one is None else compile_.fill(one, self._region) for one in conditions]
        known = [f"({one.sql(compile_.dialect)})" for one in filled if one is not None and named(one) <= {fact}]
        where = f" WHERE {' OR '.join(known)}" if len(known) == len(filled) else ""
        return f"SELECT {RELATIONS[self.grain].key} FROM {fact}{where}"

    def _looked_at(self, compile_: Compiler) -> str:
        """Return the query of the keys of the rows that rules hit which need no fact: the grain alone goes first."""
        before = " OR ".join(f"({compile_.fill(one, self._region).sql(compile_.dialect)})" for one in self.seen if one)
        hit = " OR ".join(f"({compile_.text(rule.when, self._region)})" for rule in self.untold)
        rows = f"(SELECT * FROM {self.grain} WHERE {before}) AS {self.grain}"
        return f"SELECT {self.grain}.{RELATIONS[self.grain].key} FROM {rows}\n{self._joins(self.asked)}\nWHERE {hit}"

    @property
    def _region(self) -> exp.Column:
        return exp.column("region_code", table=self.grain)

    def _joins(self, facts: Iterable[str]) -> str:
        keys = {fact: RELATIONS[fact].key for fact in facts}
        return " ".join(f"LEFT JOIN {fact} ON {self.grain}.{key} = {fact}.{key}" for fact, key in keys.items())

    def statements(self, compile_: Compiler) -> tuple[str, ...]:
        """Return what an engine does to try the rules: it sets apart the rows to try, if not all; the last tells."""
        tried = (self.grain, *((rule.name, rule.subject, rule.texts) for rule in self.rules))
        return compile_.once(tried, lambda: self._statements(compile_))

    def _statements(self, compile_: Compiler) -> tuple[str, ...]:
        among = self.among(compile_)
        if among is None:
            return (self.sql(compile_),)
        grain = RELATIONS[self.grain]
        listed = f"SELECT * FROM {grain.of} WHERE {grain.key} IN (SELECT {grain.key} FROM {KEYS})"
        keyless = f"SELECT * FROM {grain.of} WHERE {grain.key} IS NULL"  # no list of keys can tell of them
        return (
            f"CREATE OR REPLACE TEMP TABLE {KEYS} AS {among}",
            f"CREATE OR REPLACE TEMP TABLE {ROWS} AS {listed} UNION ALL {keyless}",
            self.sql(compile_, ROWS),
        )

    def sql(self, compile_: Compiler, rows: str | None = None) -> str:
        """
        Return the statement: what the hit rows are about, which rules they hit, the money and the evidence.

        `rows` names a table with those rows that are tried of what the grain is made of.
        """

        def filled(text: str) -> str:
            return compile_.text(text, self._region)

        # NULL is never a hit: a missing fact is the business of its own rule.
        hits = {rule.name: f"COALESCE({filled(rule.when)}, FALSE)" for rule in self.rules}
        columns = [f"{self.grain}.{name}" for name in self.about]
        for rule in self.rules:
            columns += [
                f"{hits[rule.name]} AS {rule.name}",
                f"CAST({filled(rule.at_stake_fen) if rule.at_stake_fen else 'NULL'} AS BIGINT) AS {rule.name}_fen",
                f"CAST({filled(rule.months)} AS BIGINT) AS {rule.name}_months",
                f"{filled(rule.tier or f'{self.grain}.tier')} AS {rule.name}_tier",
            ]
        columns += [f"{filled(text)} AS {name}" for text, name in self.shows.items()]
        tried = f"({compile_(made_of(RELATIONS[self.grain], rows))}) AS " if rows else ""
        source = f"FROM {tried}{self.grain}\n{self._joins(self.facts)}"
        return f"SELECT {', '.join(columns)}\n{source}\nWHERE {' OR '.join(hits.values())}"


def made_of(grain: Relation, rows: str) -> exp.Expr:
    """Return a grain's query with some of the rows it is made of in place of all."""
    query = grain.query.copy()
    for table in list(query.find_all(exp.Table)):
        if table.name == grain.of:
            table.replace(exp.to_table(rows).as_(table.alias_or_name))
    return query


def trials(rules: Iterable[Rule]) -> list[Trial]:
    """Return one trial per grain that any of the rules looks at."""
    by_grain: dict[str, list[Rule]] = {}
    for rule in rules:
        by_grain.setdefault(rule.grain, []).append(rule)
    return [Trial(grain, tuple(found)) for grain, found in sorted(by_grain.items())]
