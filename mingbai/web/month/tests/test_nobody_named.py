"""Sentences of findings name nobody in full: in a cell and its drawer, at a question, at a release, in an alert."""

import re

import pytest

from mingbai.alerts.actions import open_from_check
from mingbai.alerts.models import TaskFinding
from mingbai.config.guards import NATION, scope
from mingbai.kernel.masks import mask_name
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.people.queries import names
from mingbai.prechecks.models import Finding
from mingbai.prechecks.tests.world import Desk
from mingbai.rosters.queries import lines
from mingbai.web.alerts import showing
from mingbai.web.month.tests.world import checked_month
from mingbai.web.tests.seats import Seats

CELL = f"/prechecks/found/{TOWN.code}/dibao_rural"
DRAWER = {"HX-Request": "true"}
SENTENCE = re.compile(r'<p class="found-sentence"[^>]*>(.*?)</p>')


@pytest.fixture(scope="module")
def desk(seats: Seats) -> Desk:
    made = checked_month(seats)
    with scope(NATION):
        open_from_check(check_id=Finding.objects.latest("pk").check_made_id, at=made.at)
    return made


def dead(desk: Desk) -> tuple[str, str]:
    """Return the name of whom the check found dead, and what of it is shown."""
    with scope(COUNTY):
        person = Finding.objects.get(rule_id="RK-101").person_id
        assert person is not None
        name = names([person])[person]
    return name, mask_name(name)


def test_pages_and_drawers_tell_what_was_found_and_mask_who_it_is(seats: Seats, desk: Desk) -> None:
    name, mask = dead(desk)
    with scope(COUNTY):
        task = TaskFinding.objects.get(rule_id="RK-101").task_id
    clerk = seats.client()
    for address in (CELL, "/prechecks/asked", f"/alerts/{task}"):
        for headers in ({}, DRAWER):
            page = clerk.get(address, headers=headers).content.decode()
            told = SENTENCE.findall(page)
            assert any(mask in one for one in told), (address, told)
            assert not any(name in one for one in told), address
            assert name not in page or address.startswith("/alerts/"), address


def test_whom_a_case_is_about_is_named_to_who_may_read_people_and_in_no_list(
    seats: Seats, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, mask = dead(desk)
    with scope(COUNTY):
        task = TaskFinding.objects.get(rule_id="RK-101").task_id
    listed = seats.client().get("/alerts").content.decode()
    assert mask in listed
    assert name not in listed
    assert f"<h1>{name} ·" in seats.client().get(f"/alerts/{task}").content.decode()

    monkeypatch.setattr(showing, "may_open", lambda _actor, page: not page.startswith("people"))
    page = seats.client().get(f"/alerts/{task}").content.decode()
    assert f"<h1>{mask} ·" in page
    assert name not in page


def test_no_sentence_at_rest_has_a_name_of_the_roster_in_it(desk: Desk) -> None:
    with scope(NATION):
        payees = set(names([one.payee_id for one in lines(desk.roster.pk)]).values())
        told = [text for model in (Finding, TaskFinding) for pair in model.objects.values_list("message", "message_en")
                for text in pair]  # fmt: skip
    assert payees
    assert told
    assert not [text for text in told for name in payees if name in text]


def test_a_release_that_is_refused_names_nobody(seats: Seats, desk: Desk) -> None:
    name, _mask = dead(desk)
    reviewer = seats.client(Kind.CIVIL_AFFAIRS, Role.REVIEWER)
    address = f"/prechecks/release/{desk.roster.pk}"

    assert name not in reviewer.get(address).content.decode()
    assert name not in reviewer.post(address, {"act": "ask"}).content.decode()
