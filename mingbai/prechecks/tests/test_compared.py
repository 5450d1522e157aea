"""One month's comparison with other departments finds who is not entitled and who goes without what is due (R-902)."""

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.prechecks.models import Finding
from mingbai.prechecks.tests.world import Desk, desk_of
from mingbai.rosters.tests.world import VILLAGE, awarded, staff

COMPANY = {"enterprise": "清水商贸公司", "role": "法定代表人", "status": "存续", "capital_fen": 100_000_000}
IN_THEIR_FORTIES_WITHOUT_TOP_UP = (
    "ALTER TABLE people_person DISABLE TRIGGER ALL",
    "ALTER TABLE awards_decision DISABLE TRIGGER ALL",
    "UPDATE people_person SET born_on = '1980-05-01'",
    "UPDATE awards_decision SET priority_member_count = 0",
    "ALTER TABLE people_person ENABLE TRIGGER ALL",
    "ALTER TABLE awards_decision ENABLE TRIGGER ALL",
)


@pytest.fixture
def office(fresh_desk: str, base: Base, monkeypatch: pytest.MonkeyPatch) -> Desk:
    with scope(NATION):
        who, awards = staff(), awarded(3, villages=(VILLAGE,))
    with base.administrator(fresh_desk) as admin:
        for statement in IN_THEIR_FORTIES_WITHOUT_TOP_UP:
            admin.execute(statement)
    with scope(NATION):
        return desk_of(monkeypatch, who, awards)


@pytest.mark.requirement("R-902")
def test_the_owner_of_a_company_and_who_is_owed_a_top_up_are_found_in_the_same_month(office: Desk) -> None:
    with scope(NATION):
        owner, owed, neither = (office.line(place) for place in range(3))
        assert said_of(office.checked(), owner.household_id, owed.household_id, neither.household_id) == [[], [], []]
        office.listed("businesses", owner.payee_id, **COMPANY)
        office.listed("disability", owed.payee_id, kind="limb", level="1")
        said = said_of(office.checked(), owner.household_id, owed.household_id, neither.household_id)
        assert said == [["RK-108"], ["RK-902"], []]
        missed = Finding.objects.get(rule_id="RK-902")
        assert (missed.severity, missed.line_id) == ("橙", owed.pk)
        assert missed.amount_fen


def said_of(check: int, *households: int) -> list[list[str]]:
    """Return which of the two a check said of each household: not entitled, or owed more."""
    found = Finding.objects.filter(check_made_id=check, rule_id__in=["RK-108", "RK-902"])
    return [list(found.filter(household_id=one).values_list("rule_id", flat=True)) for one in households]
