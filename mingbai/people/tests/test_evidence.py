"""What a database administrator changes of a person or an account behind the desk's back is found and named."""

from datetime import date

import pytest

from mingbai.config.testing import Base
from mingbai.evidence.faults import Kind
from mingbai.evidence.installation import installed_policy, installed_ring, log_key
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.verifying import verify
from mingbai.offices.actor import working_as
from mingbai.people import actions
from mingbai.people.models import Account, Person, Proxy
from mingbai.people.tests.families import OTHER_VILLAGE, Bureau, bureau


@pytest.fixture
def office(fresh_desk: str) -> Bureau:
    """Return a county that did something of everything, all of it logged."""
    made = bureau()
    with working_as(made.handler):
        person, agent = made.person("甲"), made.person("乙")
        home = made.household(person)
        account = made.account(person, "甲")
        made.proxy(person, agent)
        made.kin(person, made.staff(agent, made.clerk.id))
        actions.correct_name(person_id=agent, name="乙乙", by=made.handler, at=made.at)
        actions.move_household(
            household_id=home, region=OTHER_VILLAGE, on=date(2026, 1, 5), reason="搬迁", by=made.handler, at=made.at
        )
        actions.close_account(account_id=account, until_on=date(2026, 1, 6), reason="换卡", by=made.handler, at=made.at)
        made.account(person, "甲")
    append_all(key=log_key())
    return made


def test_all_that_the_desk_itself_does_verifies(office: Bureau) -> None:
    assert verify(policy=installed_policy(), ring=installed_ring(), storage=None).fault is None


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Account, "number_index = decode(repeat('ab', 32), 'hex')"),
        (Account, "holder_name = '丙'"),
        (Account, "person_id = NULL, organisation_id = 1, region = '999901', holder = 'institution'"),
        (Account, "confirmed_by = 1"),
        (Account, "until_on = '2030-01-01'"),
        (Account, "proxy_id = (SELECT min(id) FROM people_proxy), holder = 'proxy'"),
        (Person, "name = '丁'"),
        (Person, "died_on = '2026-01-02'"),
        (Proxy, "agent_id = person_id"),
        (Proxy, "until_on = '2030-01-01'"),
    ],
)
def test_one_value_changed_by_hand_is_named(
    model: type[Person], change: str, base: Base, fresh_desk: str, office: Bureau
) -> None:
    table = model._meta.db_table
    with base.administrator(fresh_desk) as admin:
        admin.execute("SET session_replication_role = replica")  # no trigger, no key
        for (name,) in admin.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table]
        ).fetchall():
            admin.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        admin.execute(f"UPDATE {table} SET {change} WHERE id = (SELECT min(id) FROM {table})")
    fault = verify(policy=installed_policy(), ring=installed_ring(), storage=None).fault
    assert fault is not None
    assert (fault.kind, fault.subject.partition("/")[0]) == (Kind.ROW_CHANGED, model._meta.label_lower)
