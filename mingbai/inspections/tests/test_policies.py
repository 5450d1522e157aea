"""Who witnesses the log: proposed by one administrator, decided by another, in force the moment it is approved."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import TestCase

from mingbai.evidence.installation import installed_policy, log_key, policy_file
from mingbai.evidence.models import Act
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.inspections import policies, queries
from mingbai.inspections.jobs import policy_in_place
from mingbai.inspections.refused import Decided, Incomplete, NoPolicy
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.refused import NotYours, Refused
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, County, found_county


def a_policy(*names: str) -> str:
    """Return a policy by which one of these witnesses is enough."""
    keys = [f"witness {name} {new_key(f'witness.example/{name}', KeyKind.WITNESS).verifier}" for name in names]
    return "\n".join([f"log {log_key().verifier}", *keys, f"group 监督 any {' '.join(names)}", "quorum 监督", ""])


@pytest.fixture
def county(desk: str) -> County:
    assert desk
    return found_county()


@pytest.fixture
def security(county: County) -> Actor:
    return county.administrator(Role.SECURITY_ADMINISTRATOR)


@pytest.fixture
def audit(county: County) -> Actor:
    return county.administrator(Role.AUDIT_ADMINISTRATOR)


def do(act: Callable[..., int | None], by: Actor, county: County, **said: object) -> int:
    with TestCase.captureOnCommitCallbacks(execute=True), working_as(by):
        return act(**said, by=by, at=county.at) or 0


def test_an_approval_that_is_taken_back_puts_nothing_in_force(county: County, security: Actor, audit: Actor) -> None:
    number = do(policies.propose, security, county, text=a_policy("审计", "纪检"))

    with working_as(audit):
        with transaction.atomic():  # the request it is part of
            policies.approve(policy_id=number, by=audit, at=county.at)
            assert not policy_file().exists()
            transaction.set_rollback(True)
        assert not policy_file().exists()
        assert [one.pk for one in queries.policies(COUNTY)] == [number]


def test_a_policy_counts_once_another_administrator_approved_it(county: County, security: Actor, audit: Actor) -> None:
    text = a_policy("审计", "纪检")
    number = do(policies.propose, security, county, text=text)
    assert not policy_file().exists(), "nothing counts before it is approved"

    with pytest.raises(NotYours):
        do(policies.approve, security, county, policy_id=number)
    do(policies.approve, audit, county, policy_id=number)

    assert policy_file().read_text(encoding="utf-8") == text
    assert set(installed_policy().witnesses) == {"审计", "纪检"}
    with working_as(audit):
        acts = list(Act.objects.filter(type__contains="policy").order_by("pk").values_list("type", "by"))
    assert acts == [
        ("inspections.policy_proposed", security.id),
        ("inspections.policy_approved", audit.id),
        ("evidence.policy", audit.id),
    ]


def test_a_refused_or_withdrawn_policy_changes_nothing_and_stays_on_record(
    county: County, security: Actor, audit: Actor
) -> None:
    first = do(policies.propose, security, county, text=a_policy("审计"))
    with pytest.raises(Refused, match="待批准"):
        do(policies.propose, security, county, text=a_policy("纪检"))
    with pytest.raises(Incomplete):
        do(policies.refuse, audit, county, policy_id=first, reason=" ")
    do(policies.refuse, audit, county, policy_id=first, reason="缺少纪检")
    second = do(policies.propose, security, county, text=a_policy("审计", "纪检"))
    with pytest.raises(NotYours):
        do(policies.withdraw, audit, county, policy_id=second)
    do(policies.withdraw, security, county, policy_id=second)
    with pytest.raises(Decided):
        do(policies.approve, audit, county, policy_id=second)

    assert not policy_file().exists()
    with working_as(audit):
        assert not queries.policies(COUNTY).exists()
        kept = [(one.pk, one.state, one.reason) for one in queries.policies(COUNTY, waiting=False).order_by("pk")]
    assert kept == [(first, "refused", "缺少纪检"), (second, "withdrawn", "")]


@pytest.mark.parametrize("text", ["x\n", "", "quorum none\n"], ids=["no policy", "nothing", "of another log"])
def test_what_could_not_be_put_in_force_is_not_proposed(county: County, security: Actor, text: str) -> None:
    with pytest.raises(NoPolicy):
        do(policies.propose, security, county, text=text)
    with pytest.raises(NoPolicy):
        do(policies.propose, security, county, text=f"log {log_key().verifier}\nquorum none\n")


def test_nobody_who_handles_cases_proposes_one(county: County) -> None:
    with pytest.raises(NotYours):
        do(policies.propose, county.administrator(), county, text=a_policy("审计"))


@pytest.mark.parametrize("stood", ["", "the former one"])
def test_an_approved_policy_is_put_in_place_by_the_machine_that_stopped_before(
    county: County, security: Actor, audit: Actor, stood: str, caplog: pytest.LogCaptureFixture
) -> None:
    if stood:
        former = do(policies.propose, security, county, text=a_policy("财政"))
        do(policies.approve, audit, county, policy_id=former)
    before = policy_file().read_bytes() if policy_file().exists() else b""
    text = a_policy("审计", "纪检")
    number = do(policies.propose, security, county, text=text)
    with TestCase.captureOnCommitCallbacks(execute=False), working_as(audit):
        policies.approve(policy_id=number, by=audit, at=county.later(minutes=1))  # and the machine stops here
    assert (policy_file().read_bytes() if policy_file().exists() else b"") == before
    late = policies.not_in_place()
    assert late is not None
    assert late.pk == number

    policy_in_place(at=county.later(minutes=1))
    assert policy_file().read_text(encoding="utf-8") == text
    assert policies.not_in_place() is None
    assert f"Policy {number} was approved" in caplog.text
    policy_in_place(at=county.later(minutes=1))
    with working_as(audit):
        assert Act.objects.filter(type="evidence.policy_put_right", by=None).count() == 1, "it says so, once"


def test_an_approved_policy_of_another_log_is_not_put_in_place(
    county: County, security: Actor, audit: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    number = do(policies.propose, security, county, text=a_policy("审计"))
    with TestCase.captureOnCommitCallbacks(execute=False), working_as(audit):
        policies.approve(policy_id=number, by=audit, at=county.at)
    monkeypatch.setattr("mingbai.evidence.installation.log_key", lambda: new_key("another.example/log", KeyKind.LOG))

    policy_in_place(at=county.later(minutes=1))

    assert not policy_file().exists()
    assert "may no longer be put in force" in caplog.text
