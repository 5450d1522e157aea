"""What each line is due under one set of parameters, as SQL: the same calculations that grant a single family."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sqlglot import exp

from mingbai.policy.dibao.bands import banded_benefit
from mingbai.policy.dibao.local import local_standard
from mingbai.policy.dibao.monthly_benefit import Household, monthly_benefit
from mingbai.policy.facts import as_sql, column, columns
from mingbai.policy.ops import Number, where
from mingbai.policy.parameters import Entry, NotInForce, Parameters
from mingbai.policy.tekun.support import Person, care_shares, local_basic_standard, monthly_support

DIBAO = ("dibao_urban", "dibao_rural")
TEKUN = ("tekun_urban", "tekun_rural")
PROGRAMMES = (*DIBAO, *TEKUN)


def due_sql(parameters: Parameters, programme: str) -> str:
    """Return SQL over the table `line`: what a line of the programme is due for one month in fen; raise NotInForce."""
    due = _dibao(parameters, programme) if programme in DIBAO else _tekun(parameters, programme)
    return as_sql(due)


def looked_at(parameters: Parameters) -> frozenset[str]:
    """Return the parameters on which what is due in a place hangs: only these can raise or lower it."""
    seen = _Seen(parameters.source, parameters.region, parameters.on)
    for programme in PROGRAMMES:
        with suppress(NotInForce):
            due_sql(seen, programme)
    return frozenset(seen.keys)


@dataclass(frozen=True)
class _Seen(Parameters):
    """Parameters that remember what was asked of them."""

    keys: set[str] = field(default_factory=set)

    def origin(self, key: str) -> Entry:
        """Return the entry that gives a parameter its value here and now; raise NotInForce."""
        self.keys.add(key)
        return super().origin(key)


def _dibao(parameters: Parameters, programme: str) -> Number:
    household, standard = columns(Household, "line"), local_standard(parameters, programme)
    if parameters.text("benefit_method") == "bands":
        return banded_benefit(household, standard, parameters.table("benefit_bands"))
    return monthly_benefit(household, standard)


def _tekun(parameters: Parameters, programme: str) -> Number:
    basic = _by_place(
        {place: local_basic_standard(parameters, programme, in_institution=place) for place in (True, False)}
    )
    person = columns(Person, "line", basic_fen=basic, wage_fen=parameters.number("last_year_minimum_wage_fen"))
    return monthly_support(person, care_shares(parameters), parameters.text("benefit_rounding"))


def _by_place(basic_fen: Mapping[bool, int]) -> exp.Expr:
    """Return the basic standard of who lives in an institution and of who does not, by the line."""
    chosen: exp.Expr = where(column("line.in_institution", "BOOLEAN"), basic_fen[True], basic_fen[False])
    return exp.cast(chosen, "BIGINT")
