"""One pass over a grain: join every fact once, try every rule, keep the few rows that any rule hits."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp

from mingbai.files.snapshot.compiling import Compiler
from mingbai.rules.facts import RELATIONS
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

    def sql(self, compile_: Compiler) -> str:
        """Return the statement: what the hit rows are about, which rules they hit, the money and the evidence."""
        region = exp.column("region_code", table=self.grain)

        def filled(text: str) -> str:
            return compile_.text(text, region)

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
        keys = {fact: RELATIONS[fact].key for fact in self.facts}
        joins = [f"LEFT JOIN {fact} ON {self.grain}.{key} = {fact}.{key}" for fact, key in keys.items()]
        return f"SELECT {', '.join(columns)}\nFROM {self.grain}\n{' '.join(joins)}\nWHERE {' OR '.join(hits.values())}"


def trials(rules: Iterable[Rule]) -> list[Trial]:
    """Return one trial per grain that any of the rules looks at."""
    by_grain: dict[str, list[Rule]] = {}
    for rule in rules:
        by_grain.setdefault(rule.grain, []).append(rule)
    return [Trial(grain, tuple(found)) for grain, found in sorted(by_grain.items())]
