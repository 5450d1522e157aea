"""A row followed: what it was made from, who did what, its place in the log, a proof that holds offline; by whom."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test.utils import CaptureQueriesContext

from mingbai.access.actions import give_key
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.kept import KEPT
from mingbai.evidence.tracing.rows import led_to
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.tests.places import OTHER_TOWN
from mingbai.rights import SIGNED_IN
from mingbai.rosters.tests.world import VILLAGE
from mingbai.web.evidence.calling import ACTS, CITES, STAGES
from mingbai.web.evidence.tables import TABLES
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

AUDITOR = (Kind.AUDIT, Role.INSPECTOR)
NO_ROW_OF_A_STAGE = {"evidence.lot", "treasury.account", "treasury.closing"}
NO_STAGES = ("backups.",)  # the machine's own care
ROWS = (
    *(
        ("awards.award", 1),
        ("awards.decision", 1),
        ("people.person", 1),
        ("people.household", 1),
        ("people.account", 1),
    ),
    *(("rosters.roster", 1), ("rosters.rosterline", 1), ("prechecks.check", 1), ("payments.bankfile", 1)),
    *(("payments.payment", 1), ("payments.fundrequest", 1), ("receipts.openitem", 1), ("alerts.task", 1)),
    *(("inspections.problem", 1), ("offices.organisation", 1), ("offices.officer", 1), ("access.key", 1)),
)


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    furnished = furnish(seats)
    log.brought_up()
    return furnished


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every answer carry what its page was given to show."""

    def shown(request: HttpRequest, template: str, context: dict[str, Any], **more: Any) -> HttpResponse:
        answer = render(request, template, context, **more)
        answer.shown = context  # type: ignore[attr-defined]
        return answer

    monkeypatch.setattr("mingbai.web.evidence.views.render", shown)


def shown_by(answer: Any) -> dict[str, Any]:
    """Return what the page of an answer was given to show."""
    return dict(answer.shown)


def test_every_table_that_leaves_evidence_can_be_followed() -> None:
    kept = {label for label in KEPT if not label.startswith(NO_STAGES)}
    assert sorted(kept - NO_ROW_OF_A_STAGE - set(TABLES)) == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", TABLES)
def test_every_way_of_a_table_leads_to_a_table(name: str) -> None:
    table = TABLES[name]
    with scope(NATION):
        for other, way in (*table.vouched, *table.made_from):
            assert other in TABLES
            assert led_to(name, "0", way) == []
        if table.page[0]:
            assert led_to(name, "0", table.page[1]) == []


def test_every_act_in_the_log_has_a_name_in_both_languages(seats: Seats) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT type FROM evidence_act")
        types = {name for (name,) in cursor.fetchall()}
    assert len(types) >= 20
    assert types - set(ACTS) == set()
    assert {one.partition(".")[0] for one in ACTS} <= set(STAGES)
    assert set(CITES["rosters.frozen"]) == {"YC-2022-2#2.4.2", "YC-2022-2#2.4.3"}
    assert seats


@pytest.mark.parametrize(("name", "key"), ROWS)
def test_an_auditor_sees_who_did_what_and_what_vouches_for_it(seats: Seats, name: str, key: int) -> None:
    answer = seats.client(*AUDITOR).get(f"/evidence/rows/{name}/{key}")

    if name == "access.key":
        assert answer.status_code == 404
        return
    assert answer.status_code == 200, name
    shown = shown_by(answer)
    assert shown["done"], name
    assert all(one.is_vouched and one.witnesses == ["民政", "财政", "审计", "纪检"] for one in shown["done"])
    assert shown["is_as_logged"] is (None if name == "people.household" else True)  # a household is what was done to it


def test_a_row_opens_to_who_reads_its_stage_in_its_division_and_to_nobody_else(seats: Seats) -> None:
    kinds = {(kind, role) for role, about in ROLES.items() for kind in about.kinds}
    for seat in sorted(kinds):
        actor, client = seats.actors[seat], seats.client(*seat)
        for name, key in ROWS:
            status = client.get(f"/evidence/rows/{name}/{key}").status_code
            assert status in {200, 403, 404}
            assert status != 403 or not SIGNED_IN.to(actor)
            assert not (status == 200 and not TABLES[name].readers.to(actor)), (seat, name)
            if TABLES[name].readers.to(actor) and actor.region == seats.actors[AUDITOR].region:
                is_own = actor.party is not Kind.BANK and (
                    not name.startswith("inspections") or actor.may_read("inspections")
                )
                assert status == 200 or not is_own, (seat, name)


def test_the_auditor_of_another_township_finds_nothing_of_it(seats: Seats) -> None:
    office = seats.county.office(Kind.AUDIT, OTHER_TOWN, "别镇审计办")
    elsewhere = seats.county.post(office, Role.INSPECTOR)
    give_key(officer_id=elsewhere.id, by=seats.county.administrator(), at=seats.county.at)
    client = seats.signed_in(elsewhere)
    assert not elsewhere.region.contains(VILLAGE)
    for name, key in ROWS:
        if name not in ("offices.officer",):
            assert client.get(f"/evidence/rows/{name}/{key}").status_code == 404, name


@pytest.mark.usefixtures("seats")
@pytest.mark.parametrize("address", ["auth.user/1", "people.person/x", "people.person/99999", "evidence.act/1", "x/1"])
def test_what_is_no_row_is_not_there(seats: Seats, address: str) -> None:
    assert seats.client(*AUDITOR).get(f"/evidence/rows/{address}").status_code == 404


def test_a_stranger_is_convinced_with_python_alone(seats: Seats, tmp_path: Path) -> None:
    client = seats.client(*AUDITOR)
    shown = shown_by(client.get("/evidence/rows/payments.payment/1"))
    drafted = next(one for one in shown["done"] if one.act.type == "payments.drafted")

    answer = client.get(f"/evidence/rows/payments.payment/1/{drafted.act.pk}")
    again = client.get(f"/evidence/rows/payments.payment/1/{drafted.act.pk}")

    assert answer.content == again.content
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    (proof,) = tmp_path.glob("*.tlog-proof")
    command = [sys.executable, "-I", "-S", str(tmp_path / "verify_proof.py"), str(proof), str(tmp_path / "policy.txt")]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert said["leaf"]["subject"] == "payments.payment/1"
    assert said["fields"]["amount_fen"] == 50_000
    assert set(said["signed_by"]) >= {"民政", "审计"}
    proof.write_text(proof.read_text().replace("A", "B", 1))
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_proof_is_given_of_acts_on_the_row_alone(seats: Seats) -> None:
    client = seats.client(*AUDITOR)
    other = shown_by(client.get("/evidence/rows/alerts.task/1"))["done"][0].act.pk

    assert client.get(f"/evidence/rows/people.person/1/{other}").status_code == 404


def test_an_act_without_its_place_waits_for_its_proof(seats: Seats, log: Log) -> None:
    client = seats.client(*AUDITOR)
    with scope(Region("999901")):
        record_contents(
            type="people.revealed",
            records=[Record("people.person/1#revealed", {"why": "x"}, {})],
            by=1,
            at=seats.county.at,
        )
    done = shown_by(client.get("/evidence/rows/people.person/1"))["done"]
    waiting = next(one for one in done if one.place is None)

    answer = client.get(f"/evidence/rows/people.person/1/{waiting.act.pk}")

    assert answer.status_code == 409
    assert "排队" in answer.content.decode()
    log.brought_up()
    assert client.get(f"/evidence/rows/people.person/1/{waiting.act.pk}").status_code == 200


def test_a_row_changed_by_hand_is_marked(seats: Seats, base: Base, database: str) -> None:
    with base.administrator(database) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE people_person SET name = name || '改' WHERE id = 1")
    try:
        answer = seats.client(*AUDITOR).get("/evidence/rows/people.person/1")
        assert shown_by(answer)["is_as_logged"] is False
        assert "与存证不符" in answer.content.decode()
    finally:
        with base.administrator(database) as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute("UPDATE people_person SET name = left(name, -1) WHERE id = 1")


@pytest.mark.usefixtures("log")
def test_the_page_asks_as_many_questions_however_much_was_done(seats: Seats) -> None:
    client = seats.client(*AUDITOR)
    with CaptureQueriesContext(connection) as few:
        client.get("/evidence/rows/people.person/1")
    with scope(Region("999901")):
        told = [Record("people.person/1#revealed", {"why": str(number)}, {}) for number in range(30)]
        record_contents(type="people.revealed", records=told, by=1, at=seats.county.at)
    with CaptureQueriesContext(connection) as many:
        client.get("/evidence/rows/people.person/1")
    assert len(many) <= len(few) + 1
