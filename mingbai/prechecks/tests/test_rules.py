"""The desk's own rules: what each finds, what each lets pass; and a check made again comes to the same (D7)."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mingbai.awards.models import Dossier
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.actions import record
from mingbai.evidence.models import Act
from mingbai.kernel.month import Month
from mingbai.offices.tests.places import COUNTY
from mingbai.people.models import Account, GoodsHandout
from mingbai.people.models import Staff as Known
from mingbai.policy.parameters import shipped
from mingbai.prechecks import queries
from mingbai.prechecks.actions import checking
from mingbai.prechecks.kept import NotKept, file_of
from mingbai.prechecks.models import Check, Finding
from mingbai.prechecks.refused import GateOpen, NotCompared
from mingbai.prechecks.rules import Asked, DeskRule, desk_rules, desk_rules_of
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.rosters.actions import deriving
from mingbai.rosters.tests.test_signing import demanding
from mingbai.rosters.tests.world import IN_TIME, NOVEMBER, VILLAGE, awarded, decided, staff
from mingbai.rules.catalogue import all_rules
from mingbai.rules.rule import Phase
from mingbai.standards.states import DESK_RULES, Mode

RULE = pytest.mark.requirement
AFTER = date(2026, 10, 20)


@pytest.fixture
def office(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with scope(NATION):
        yield desk_with(monkeypatch)


def rule(rule_id: str) -> DeskRule:
    return {one.id: one for one in desk_rules()}[rule_id]


def found(rule_id: str, *rosters: int, month: Month = NOVEMBER) -> list[dict[str, Any]]:
    return rule(rule_id).findings(Asked(COUNTY, month, AFTER, shipped().at(COUNTY.code, AFTER), rosters))


def test_the_desks_rules_have_ids_of_their_own_and_files_named_after_them() -> None:
    ids = [one.id for one in desk_rules()]
    assert ids == [f"RK-{number}" for number in (309, 316, 415, 416, 502, 507, 606, 607, 702, 703, 707, 806)]
    assert not set(ids) & {one.id for one in all_rules()}
    assert tuple(ids) == DESK_RULES
    files = Path(checking.__file__).parents[2].glob("*/rules/rk*.py")
    assert {file.name.split("_")[0] for file in files} == {one.lower().replace("-", "") for one in ids}
    assert [one.id for one in desk_rules_of(Phase.AFTER_PAYMENT)] == ["RK-316", "RK-607"]
    assert {one.id for one in desk_rules() if one.gates} == {"RK-309", "RK-416"}


@RULE("R-502")
def test_rk416_a_village_without_signature_gates_its_lines(fresh_desk: str, base: Base) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deriving, "parameters", demanding)
        with scope(NATION):
            who = staff(VILLAGE)
            awarded(2)
            (roster_id,) = deriving.derive(region=COUNTY, month=NOVEMBER, by=who.handler, at=IN_TIME)
            (one,) = found("RK-416", roster_id)
            assert (one["region_code"], one["gates"], one["amount_fen"]) == (VILLAGE.code, True, 100_000)
            from mingbai.rosters.actions import sign_village

            sign_village(roster_id=roster_id, village=VILLAGE, by=who.heads[VILLAGE.code], at=IN_TIME)
            assert found("RK-416", roster_id) == []


def test_rk416_where_nobody_asks_for_signatures_nothing_is_missing(office: Desk) -> None:
    assert found("RK-416", office.roster.pk) == []


def test_rk415_a_stop_heard_and_told_passes_and_without_the_guard_a_silent_one_is_found(
    fresh_desk: str, base: Base
) -> None:
    with scope(NATION):
        first, second = awarded(2)
        decided(first, "stop", "moved_out", 0)
        assert found("RK-415") == []
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE awards_decision DISABLE TRIGGER ALL")
        admin.execute("ALTER TABLE awards_decision DROP CONSTRAINT awards_heard_and_told")
        admin.execute(
            "UPDATE awards_decision SET hearing_id = NULL, notice_id = NULL WHERE award_id = %s AND kind = 'stop'",
            [first],
        )
    with scope(NATION):
        (one,) = found("RK-415")
        assert (one["award"], one["amount_fen"]) == (first, 50_000)
        assert "没有事先听取意见的记录" in one["message"]
        assert found("RK-415", month=NOVEMBER.next()) == []
        assert second != first


def test_rk502_who_decides_about_himself_or_his_household_is_found(office: Desk) -> None:
    handler = office.staff.handler.id
    (award,) = awarded(1, month=NOVEMBER, maker=handler)
    assert found("RK-502") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT payee_id FROM awards_decision WHERE award_id = %s", [award])
        ((payee,),) = cursor.fetchall()
    Known.objects.create(
        region=VILLAGE.code, person_id=payee, officer_id=handler, unit="民政所", post="经办", works_in=VILLAGE.code,
        from_on=date(2026, 1, 1), made_by=1, made_at=office.at,
    )  # fmt: skip
    (one,) = found("RK-502")
    assert (one["award"], one["person"]) == (award, payee)
    assert "本人" in one["message"]


@RULE("R-1402")
def test_rk507_what_a_roster_rests_on_passes_as_logged_and_is_named_once_it_was_changed(
    fresh_desk: str, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope(NATION):
        office = desk_with(monkeypatch)
        line, other = office.line(), office.line(1)
        for rows in (list(Account.objects.all()), list(Dossier.objects.all())):
            record(type="people.account_confirmed", rows=rows, by=1, at=office.at)
        assert found("RK-507", office.roster.pk) == []
    with base.administrator(fresh_desk) as admin:
        for table in ("people_account", "awards_decision"):
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        admin.execute("UPDATE people_account SET number_index = %s WHERE id = %s", [b"x" * 32, line.account_id])
        admin.execute("UPDATE awards_decision SET amount_fen = amount_fen + 1 WHERE id = %s", [other.decision_id])
    with scope(NATION):
        decisions, account = found("RK-507", office.roster.pk)
        assert (account["line"], account["person"], account["severity"]) == (line.pk, line.payee_id, "红")
        assert account["message"].startswith(f"{line.payee_name}的收款账户与存证时不符")
        assert decisions["message"].startswith("第")
        assert (decisions["gates"], account["gates"]) == (False, False)


@RULE("R-806")
def test_rk806_a_handout_with_its_receipt_and_picture_passes_and_borrowed_ones_are_found(office: Desk) -> None:
    one, other, third = (office.line(place).payee_id for place in range(3))

    def given(person: int, receipt: str, photo: str, on: date = date(2026, 10, 9)) -> None:
        GoodsHandout.objects.create(
            region=VILLAGE.code, person_id=person, given_on=on, kind="goods", item="棉被", quantity=1, value_fen=16_000,
            cause="火灾", signature=receipt * 64, photo=photo * 64, handed_by=1, witnessed_by=2, made_by=1,
            made_at=office.at,
        )  # fmt: skip

    given(one, "a", "b")
    given(one, "a", "b")  # a family's two quilts on one receipt and one picture
    assert found("RK-806") == []
    given(other, "c", "b")
    given(third, "d", "d")
    given(third, "e", "e", date(2026, 7, 31))
    borrowed, same = found("RK-806")
    assert [(row["person"], row["severity"], row["amount_fen"]) for row in (borrowed, same)] == [
        (other, "橙", 16_000), (third, "橙", 16_000),
    ]  # fmt: skip
    assert "照片是另一人领取时的" in borrowed["message"]
    assert "是同一个文件" in same["message"]


@RULE("R-806")
def test_rk806_what_was_written_past_the_register_without_a_receipt_is_found(fresh_desk: str, base: Base) -> None:
    with scope(NATION):
        (award,) = awarded(1)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE people_goodshandout DROP CONSTRAINT people_handout_signed_and_pictured")
        admin.execute(
            "INSERT INTO people_goodshandout (region, person_id, given_on, kind, item, quantity, value_fen, cause,"
            " signature, photo, handed_by, witnessed_by, made_by, made_at) SELECT %s, payee_id, '2026-10-09', 'cash',"
            " '现金', 1, 30000, '火灾', '', '', 1, 2, 1, now() FROM awards_decision WHERE award_id = %s",
            [VILLAGE.code, award],
        )
    with scope(NATION):
        (row,) = found("RK-806")
        assert "没有签字单" in row["message"]


@pytest.mark.requirement("R-1507")
def test_d7_a_check_says_what_it_rests_on_and_made_again_it_is_the_same_to_the_byte(
    office: Desk, tmp_path: Path
) -> None:
    office.died(office.line().payee_id, date(2026, 9, 30))
    check = Check.objects.get(pk=office.checked())
    (one,) = Finding.objects.filter(rule_id="RK-101")
    assert (one.input_digest, one.rule_version) == (check.snapshot_digest, check.rule_versions["RK-101"][0])
    assert check.parameters_digest == shipped().digest
    again = queries.retried(check.pk, tmp_path)
    assert again.is_same
    assert [row["rule_id"] for row in again.found.findings] == list(
        Finding.objects.order_by("pk")
        .exclude(rule_id__in=[r.id for r in desk_rules()])
        .values_list("rule_id", flat=True)
    )
    sealed = file_of(check.snapshot_sha256)
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(NotKept):
        queries.retried(check.pk, other)


def test_the_kept_month_is_sealed_and_nothing_in_the_clear_stays_behind(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mingbai.config.rooms import GUARD
    from mingbai.people.queries import opened_numbers

    (number,) = opened_numbers([office.line().payee_id]).values()
    monkeypatch.setattr("mingbai.config.rooms._rooms", lambda: tmp_path / "rooms")
    check = Check.objects.get(pk=office.checked())
    assert number.encode() not in file_of(check.snapshot_sha256).read_bytes()
    assert [file.name for file in (tmp_path / "rooms").iterdir()] == [GUARD]


def test_a_rule_switched_to_advice_neither_gates_nor_holds_and_one_switched_off_is_not_tried(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = {"RK-101": Mode.ADVISORY, "RK-318": Mode.OFF}
    monkeypatch.setattr(checking, "rules_in_force", lambda *_: modes)
    office.died(office.line().payee_id, date(2026, 9, 30))
    check = Check.objects.get(pk=office.checked())
    (one,) = Finding.objects.filter(rule_id="RK-101")
    assert (one.is_advisory, one.proposes_hold) == (True, False)
    assert check.rule_versions["RK-318"] == [0, "off"]
    assert office.asked()


@RULE("R-511")
def test_who_switches_the_comparison_with_deaths_off_releases_nothing(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "rules_in_force", lambda *_: {"RK-101": Mode.OFF})
    office.checked()
    with pytest.raises(NotCompared):
        office.asked()


def test_a_check_is_one_act_in_the_log_and_its_lists_are_counted(office: Desk) -> None:
    check = Check.objects.get(pk=office.checked())
    assert {name: check.lists[name] for name in ("approvals", "roster", "members", "deaths")} == {
        "approvals": 3, "roster": 3, "members": 3, "deaths": 1,
    }  # fmt: skip
    assert Act.objects.filter(type="prechecks.checked", subject=f"prechecks.outcome/{check.pk}").count() == 1
    assert json.dumps(check.not_run)


def test_a_gate_without_a_line_keeps_its_township_waiting_and_no_other(office: Desk) -> None:
    check = office.checked()
    _gate(check, office, VILLAGE.code)
    with pytest.raises(GateOpen):
        office.asked()


def test_a_gate_of_another_township_keeps_nobody_here_waiting(office: Desk) -> None:
    _gate(office.checked(), office, "999901102201")
    office.asked()


def _gate(check: int, office: Desk, region: str) -> None:
    Finding.objects.create(
        check_made_id=check, region=region, month=office.roster.month, rule_id="RK-306", rule_version=1,
        is_advisory=False, severity="红", gates=True, proposes_hold=False, subject_table="approvals",
        subject_index=b"x" * 32, months=1, message="财政拨款中有而审批中没有", message_en="appropriated, not approved",
        evidence_sealed=b"", cites="YC-2022-2#2.4.2", match_tier="A", input_digest="",
    )  # fmt: skip
