"""Who lives in a home that is paid for her is one person under one name in the check before payment."""

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.offices.tests.places import COUNTY
from mingbai.people.models import Person
from mingbai.prechecks.models import Finding
from mingbai.prechecks.tests.world import Desk, desk_of
from mingbai.rosters.tables import roster
from mingbai.rosters.tests.world import NOVEMBER, VILLAGE, awarded, staff

PAID_TO_A_HOME = (
    "ALTER TABLE people_account DISABLE TRIGGER USER",
    "UPDATE people_account SET person_id = NULL, holder = 'institution', organisation_id = home.id,"
    " region = home.region FROM (SELECT id, region FROM offices_organisation ORDER BY id LIMIT 1) AS home"
    " WHERE people_account.id = (SELECT min(id) FROM people_account)",
    "ALTER TABLE people_account ENABLE TRIGGER USER",
)


@pytest.fixture
def office(fresh_desk: str, base: Base, monkeypatch: pytest.MonkeyPatch) -> Desk:
    with scope(NATION):
        who, awards = staff(), awarded(3, villages=(VILLAGE,))
    with base.administrator(fresh_desk) as admin:
        for statement in PAID_TO_A_HOME:
            admin.execute(statement)
    with scope(NATION):
        return desk_of(monkeypatch, who, awards)


def test_a_home_is_no_other_name_of_whom_it_cares_for(office: Desk) -> None:
    with scope(NATION):
        line = office.line(0)
        assert line.payee_organisation is not None
        assert line.payee_name == line.payee_organisation.name
        names = roster(COUNTY, NOVEMBER)["payee_name"].to_pylist()
        assert isinstance(line.payee, Person)
        assert line.payee.name in names
        assert line.payee_name not in names
        assert not Finding.objects.filter(check_made_id=office.checked(), rule_id="RK-120b").exists()
