"""A family in the county of the tests: known, banked, awarded by three officers; person 1 and household 1 for all."""

from datetime import UTC, datetime

from mingbai.awards import actions
from mingbai.awards.tests.cases import Office
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.people.tests.families import Bureau
from mingbai.rosters.tests.world import VILLAGE
from mingbai.web.tests.seats import Seats

OCTOBER = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


def settle(seats: Seats, *, more: int = 0) -> Office:
    """Have a family of two live in a village, with an award confirmed in October, and so many families more."""
    bureau, town = Kind.CIVIL_AFFAIRS, Kind.TOWNSHIP
    handler, reviewer, leader = (seats.actors[bureau, role] for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    clerk, second, head = (seats.actors[town, role] for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    for step, who in (
        ("keep_data", handler), ("accept", clerk), ("change", clerk), ("review", second), ("confirm", head)
    ):  # fmt: skip
        seats.county.listed(step, who, leader)
    office = Office(Bureau(seats.county, handler, reviewer, leader, clerk), clerk, second, head, OCTOBER)
    for _ in range(1 + more):
        with working_as(handler):
            household, people = office.family(2, region=VILLAGE)
            account = office.account(people[0])
        award(office, household, people, account)
    return office


def award(office: Office, household: int, people: list[int], account: int) -> None:
    """Have an award of the family proposed, reviewed and confirmed, each as whoever does it."""
    with working_as(office.handler):
        decision = office.proposed(household, people, payment=actions.Payment(people[0], account))
    with working_as(office.reviewer):
        office.reviewed(decision)
    with working_as(office.leader):
        actions.approve_decision(decision_id=decision, by=office.leader, at=office.at)
