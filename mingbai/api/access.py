"""Which operation opens to whom: data, the one place; the same groups by which the console opens its pages."""

from collections.abc import Mapping

from mingbai.alerts.states import DECIDERS, OFFICES, VERIFIERS
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rights import (
    ALERTS,
    CHECKED,
    HANDLING,
    PAYERS,
    PEOPLE,
    PUT_RIGHT,
    RECEIPTS,
    ROSTERS,
    SIGNED_IN,
    AnyOf,
    Opens,
)

TELLERS = Opens("payments", roles=frozenset({Role.TELLER}), kinds=frozenset({Kind.BANK}))
BOOKS = Opens("treasury", kinds=PAYERS - {Kind.TOWNSHIP, Kind.BANK})
LISTS = Opens("sources", kinds=frozenset(Kind) - {Kind.THIRD_PARTY, Kind.VILLAGE})
VERIFIES = Opens(roles=VERIFIERS, kinds=OFFICES)
DECIDES = Opens(roles=DECIDERS, kinds=OFFICES)

OPERATIONS: Mapping[str, Opens | AnyOf] = {
    **dict.fromkeys(("me", "jobs.job", "jobs.cancel"), SIGNED_IN),
    **dict.fromkeys(("rosters", "rosters.roster", "rosters.lines"), ROSTERS),
    **dict.fromkeys(("checks", "checks.findings", "checks.releases"), CHECKED),
    **dict.fromkeys(("payments.files", "payments.file", "payments.payments"), Opens("payments", kinds=PAYERS)),
    "payments.content": TELLERS,
    **dict.fromkeys(("receipts.month", "receipts.items", "receipts.item", "receipts.statements"), RECEIPTS),
    "receipts.deliver": Opens("receipts", roles=frozenset({Role.TELLER}), kinds=frozenset({Kind.BANK})),
    **dict.fromkeys(("alerts", "alerts.alert"), ALERTS),
    **dict.fromkeys(("alerts.take", "alerts.verify"), VERIFIES),
    **dict.fromkeys(("alerts.decide", "alerts.close"), DECIDES),
    **dict.fromkeys(("inspections", "inspections.problem"), PUT_RIGHT),
    **dict.fromkeys(("people", "people.person", "people.household"), PEOPLE),
    **dict.fromkeys(("treasury.funds", "treasury.fund"), BOOKS),
    **dict.fromkeys(("rules", "law.article"), SIGNED_IN),
    **dict.fromkeys(("evidence", "evidence.acts", "evidence.proof"), Opens("evidence")),
    "sources": LISTS,
    "sources.deliver": Opens("sources", roles=frozenset({Role.HANDLER}), kinds=HANDLING),
}
