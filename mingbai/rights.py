"""Whom the stages' records are open to, by role and kind of office: what console and API decide by, alike."""

from dataclasses import dataclass

from mingbai.alerts.states import DECIDERS, OFFICES, VERIFIERS
from mingbai.inspections.states import OVERSEEING, OVERSEERS, UNITS, WORKERS
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ADMINISTRATORS, WORKING, Role


@dataclass(frozen=True)
class Opens:
    """Whom an address lets in: whose role reads the stage, narrowed to roles and kinds of organisation if named."""

    stage: str = ""  # none: whatever the role reads
    roles: frozenset[Role] = WORKING
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
SIGNED_IN = Opens()
ANY_SCREEN = Opens(roles=frozenset(Role))  # one on a wall too
REGISTER = frozenset(Kind) - {Kind.THIRD_PARTY}  # who reviews a sample sees no more than the sample
ALERTS = AnyOf((Opens("alerts", kinds=REGISTER), Opens(roles=VERIFIERS | DECIDERS, kinds=OFFICES)))
LISTS_PROBLEMS = Opens(roles=OVERSEERS, kinds=OVERSEEING)
PUT_RIGHT = AnyOf((Opens("inspections"), LISTS_PROBLEMS, Opens(roles=WORKERS, kinds=UNITS)))
CLUES = AnyOf((Opens("inspections", kinds=REGISTER), LISTS_PROBLEMS))  # the unit is not told of them
COCKPIT = Opens("cockpit", kinds=REGISTER)
WALL = Opens("cockpit", roles=frozenset(Role), kinds=REGISTER)
PEOPLE = Opens("people", kinds=REGISTER)
AWARDS = Opens("awards", kinds=REGISTER)
CHANGES_AWARDS = Opens("awards", roles=frozenset({Role.HANDLER}), kinds=HANDLING)
REVIEWS_AWARDS = Opens("awards", roles=frozenset({Role.HANDLER, Role.REVIEWER}), kinds=HANDLING)
DECIDES_AWARDS = Opens("awards", roles=frozenset({Role.REVIEWER, Role.LEADER}), kinds=HANDLING)
ROSTERS = Opens("rosters", kinds=frozenset(Kind) - {Kind.THIRD_PARTY})
ON_ROSTERS = Opens(roles=frozenset({Role.HANDLER, Role.REVIEWER}), kinds=HANDLING | {Kind.VILLAGE})
CHECKED = Opens("rosters", kinds=ROSTERS.kinds - {Kind.VILLAGE})
REVIEWS = Opens(roles=frozenset({Role.REVIEWER}), kinds=BUREAU)
PAYERS = frozenset(Kind) - {Kind.VILLAGE, Kind.CARE_HOME, Kind.THIRD_PARTY}
OFFICES_OF_MONEY = PAYERS - {Kind.TOWNSHIP}  # the three lists are a county's
RECEIPTS = Opens("receipts", kinds=OFFICES_OF_MONEY)
BOOKS = Opens("treasury", kinds=OFFICES_OF_MONEY - {Kind.BANK})  # a fund is a county's
PAPERS = Opens(
    roles=frozenset(Role) - ADMINISTRATORS,
    kinds=frozenset(Kind) - {Kind.BANK, Kind.VILLAGE, Kind.CARE_HOME, Kind.THIRD_PARTY},
)
RESERVES = Opens("treasury", kinds=frozenset({Kind.TOWNSHIP}))  # of which a township has its own part
KEYS = Opens(roles=ADMINISTRATORS)
TAKERS_IN = frozenset({Role.HANDLER, Role.REVIEWER, Role.LEADER})  # and who enters offices and approves posts
GIVES = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
IMPORTS = AnyOf((Opens(roles=TAKERS_IN, kinds=HANDLING), Opens(roles=GIVES)))
EVIDENCE = Opens("evidence", kinds=REGISTER)
WITNESSES = Opens(roles=frozenset({Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR}))
LOOKS = AnyOf((Opens("evidence", kinds=REGISTER), Opens(roles=ADMINISTRATORS)))
