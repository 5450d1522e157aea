"""Which role may open which address: data, the one place. The menu and the access matrix read it too."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.alerts.states import DECIDERS, OFFICES, VERIFIERS
from mingbai.inspections.states import OVERSEEING, OVERSEERS, UNITS, WORKERS
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ADMINISTRATORS, Role


@dataclass(frozen=True)
class Opens:
    """Whom an address lets in: whose role reads the stage, narrowed to roles and kinds of organisation if named."""

    stage: str = ""  # none: whatever the role reads
    roles: frozenset[Role] = frozenset(Role)
    kinds: frozenset[Kind] = frozenset(Kind)

    def to(self, actor: Actor) -> bool:
        """Return whether it lets an actor in; what he sees there is up to his division."""
        reads = not self.stage or actor.may_read(self.stage)
        return reads and actor.role in self.roles and actor.party in self.kinds


@dataclass(frozen=True)
class AnyOf:
    """Whom one of several ways lets in: who reads the records, and who works on them."""

    ways: tuple[Opens, ...]

    def to(self, actor: Actor) -> bool:
        """Return whether one of the ways lets an actor in."""
        return any(way.to(actor) for way in self.ways)


BUREAU = frozenset({Kind.CIVIL_AFFAIRS})
HANDLING = BUREAU | {Kind.TOWNSHIP}
ANYBODY = None  # signed in or not
SIGNED_IN = Opens()
REGISTER = frozenset(Kind) - {Kind.THIRD_PARTY}  # who reviews a sample sees no more than the sample
ALERTS = AnyOf((Opens("alerts", kinds=REGISTER), Opens(roles=VERIFIERS | DECIDERS, kinds=OFFICES)))
LISTS_PROBLEMS = Opens(roles=OVERSEERS, kinds=OVERSEEING)
PUT_RIGHT = AnyOf((Opens("inspections"), LISTS_PROBLEMS, Opens(roles=WORKERS, kinds=UNITS)))
PEOPLE = Opens("people", kinds=REGISTER)
ROSTERS = Opens("rosters", kinds=frozenset(Kind) - {Kind.THIRD_PARTY})
ON_ROSTERS = Opens(roles=frozenset({Role.HANDLER, Role.REVIEWER}), kinds=HANDLING | {Kind.VILLAGE})
CHECKED = Opens("rosters", kinds=ROSTERS.kinds - {Kind.VILLAGE})
REVIEWS = Opens(roles=frozenset({Role.REVIEWER}), kinds=BUREAU)
PAYERS = frozenset(Kind) - {Kind.VILLAGE, Kind.CARE_HOME, Kind.THIRD_PARTY}
OFFICES_OF_MONEY = PAYERS - {Kind.TOWNSHIP}  # the three lists are a county's
RECEIPTS = Opens("receipts", kinds=OFFICES_OF_MONEY)
KEYS = Opens(roles=ADMINISTRATORS)
GIVES = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
LOOKS = AnyOf((Opens("evidence", kinds=REGISTER), Opens(roles=ADMINISTRATORS)))

ADDRESSES: Mapping[str, Opens | AnyOf | None] = {
    "health": ANYBODY,
    "look": ANYBODY,
    **dict.fromkeys(("enter", "enter.code", "enter.password", "enter.post", "leave"), ANYBODY),
    **dict.fromkeys(("draft", "stay"), SIGNED_IN),
    "today": SIGNED_IN,
    **dict.fromkeys(("alerts", "alerts.task", "alerts.act"), ALERTS),
    **dict.fromkeys(("inspections", "inspections.problem", "inspections.act"), PUT_RIGHT),
    "inspections.add": LISTS_PROBLEMS,
    **dict.fromkeys(("people", "people.person", "people.history", "people.reveal", "people.reveal_account"), PEOPLE),
    **dict.fromkeys(("people.household", "people.household_history"), PEOPLE),
    **dict.fromkeys(("month", "month.roster"), ROSTERS),
    "month.agree": Opens(roles=frozenset({Role.LEADER}), kinds=BUREAU),
    "month.act": ON_ROSTERS,
    **dict.fromkeys(("prechecks", "prechecks.asked", "prechecks.cell", "prechecks.release"), CHECKED),
    "prechecks.leave": Opens(roles=frozenset({Role.HANDLER}), kinds=HANDLING),
    "prechecks.pay_back": Opens(roles=frozenset({Role.HANDLER, Role.REVIEWER}), kinds=HANDLING),
    **dict.fromkeys(("prechecks.hold", "prechecks.move"), REVIEWS),
    **dict.fromkeys(("payments", "payments.file"), Opens("payments", kinds=PAYERS)),
    "payments.plan": Opens(roles=frozenset({Role.HANDLER}), kinds=BUREAU),
    **dict.fromkeys(("receipts", "receipts.statements", "receipts.item"), RECEIPTS),
    "receipts.closing": Opens("receipts", kinds=OFFICES_OF_MONEY - {Kind.BANK}),
    **dict.fromkeys(("offices", "offices.duties", "code"), SIGNED_IN),
    "offices.act": Opens(roles=GIVES | {Role.LEADER}),
    **dict.fromkeys(("keys", "keys.tries"), KEYS),
    "keys.act": Opens(roles=GIVES),
    "looks": LOOKS,
    **dict.fromkeys(("rules", "rules.rule", "rules.law", "rules.text", "rules.article"), SIGNED_IN),
}


def may_open(actor: Actor, name: str) -> bool:
    """Return whether an actor may open the address of this name; one that is not listed opens to nobody."""
    opens = ADDRESSES[name]
    return opens is ANYBODY or opens.to(actor)
