"""An opening stock: taken as listed, reckoned line by line, contradictions told, three people before it counts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mingbai.awards import actions, queries, tables
from mingbai.awards.acting import require
from mingbai.awards.models import Award, Covered, Decision, Reckoning
from mingbai.awards.refused import NotThere, SamePerson, Unusable, WrongState
from mingbai.awards.stock import Taken, approve_stock, import_stock, refuse_stock, review_stock
from mingbai.awards.tests.cases import COUNTY, Office, office
from mingbai.config.guards import NATION, scope
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotListed, NotYours, Refused
from mingbai.offices.roles import Role
from mingbai.people.stock import read_stock
from mingbai.people.tests.families import OTHER_CARD, VILLAGE, id_number
from mingbai.people.tests.lists import HEAD, OTHER, SON, WIFE, approval, family, folder, member

OCTOBER = Month(2026, 10)
DIBAO = {"加发人数": "0", "家庭年收入": "4200.00", "核定金额": "1330.00"}  # 560 x 3 - 350 = 1,330 yuan
TEKUN = {"救助类别": "农村特困", "保障人数": "1", "照料护理等级": "完全丧失", "核定金额": "1348.00"}
WHO = {"户主身份证号": OTHER, "户主姓名": "孙四", "户名": "孙四", "家庭编号": "H2"}
FOURTH = WHO | {"银行账号": OTHER_CARD, "保障人数": "1"}
SECOND = {"户主身份证号": WIFE, "户主姓名": "钱二", "户名": "钱二", "银行账号": OTHER_CARD}


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


def dibao(**given: str) -> dict[str, str]:
    blank = {"照料护理等级": "", "供养方式": "", "终止月": "", "渐退截止月": "", "施保类型": ""}
    return approval(**(blank | DIBAO | given))


def tekun(**given: str) -> dict[str, str]:
    alone = {"户主身份证号": OTHER, "户主姓名": "孙四", "户名": "孙四", "银行账号": OTHER_CARD, "家庭编号": "H2"}
    return dibao(**(TEKUN | alone | {"救助证号": "Z2"} | given))


def taken(town: Office, path: Path, rows: list[dict[str, str]], members: list[dict[str, str]] | None = None) -> Taken:
    lists = folder(path, rows, family() if members is None else members)
    with read_stock(lists, month=OCTOBER) as stock:
        return import_stock(stock=stock, region=COUNTY, by=town.bureau.handler, at=town.at)


def counted(town: Office, batch: int | None) -> None:
    assert batch is not None
    assert review_stock(batch_id=batch, by=town.bureau.reviewer, at=town.at) == 0
    assert approve_stock(batch_id=batch, by=town.bureau.leader, at=town.at) == 0


def test_a_line_paid_to_a_care_home_takes_the_account_that_is_the_homes(town: Office, tmp_path: Path) -> None:
    home = town.bureau.county.office(Kind.CARE_HOME, name="示范敬老院")
    tmp_path.joinpath("供养机构.csv").write_text(
        f"机构名称,银行账号,行政区划代码\n示范敬老院,{OTHER_CARD},{VILLAGE}\n", encoding="utf-8"
    )
    first = tekun(户名="示范敬老院", 供养方式="集中")
    second = first | {"户主身份证号": WIFE, "户主姓名": "钱二", "家庭编号": "H3", "救助证号": "Z3"}
    done = taken(town, tmp_path, [first, second])
    assert [conflict.code for conflict in done.conflicts] == []
    (account,) = {made.account for made in Decision.objects.select_related("account")}
    assert (account.organisation_id, account.person_id, Decision.objects.count()) == (home, None, 2)


def test_a_stock_taken_in_by_parts_is_taken_as_at_once(
    town: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingbai.people.stock.reading.PART_LINES", 1)
    again = {
        "家庭编号": "H3",
        "救助类别": "农村特困",
        "保障人数": "1",
        "照料护理等级": "完全丧失",
        "核定金额": "1348.00",
    }
    done = taken(town, tmp_path, [dibao(), tekun(), dibao(**again, 救助证号="Z3"), tekun(**{"家庭编号": "H4"})])
    assert (done.awards, done.total_fen) == (2, 267_800)
    assert [conflict.code for conflict in done.conflicts] == ["covered", "covered"]
    assert "第2行" in done.conflicts[0].place.zh.replace(" ", "") or done.conflicts[0].zh
    counted(town, done.batch_id)
    assert [line.amount_fen for line in queries.lines(COUNTY, OCTOBER)] == [133_000, 134_800]


@pytest.mark.requirement("R-401")
def test_a_stock_is_taken_as_listed_and_counts_once_three_people_have_seen_it(town: Office, tmp_path: Path) -> None:
    done = taken(town, tmp_path, [dibao(), tekun()])
    assert (done.awards, done.total_fen, done.conflicts, done.refused) == (2, 267_800, [], [])
    assert not list(queries.lines(COUNTY, OCTOBER))
    counted(town, done.batch_id)
    lines = list(queries.lines(COUNTY, OCTOBER))
    assert [(line.programme, line.amount_fen, line.change) for line in lines] == [
        ("dibao_rural", 133_000, "same"), ("tekun_rural", 134_800, "same"),
    ]  # fmt: skip
    assert [line.change for line in queries.lines(COUNTY, Month(2025, 3))] == ["new", "new"]
    made = Decision.objects.get(programme="dibao_rural")
    assert (made.reckoned_fen, made.standard_fen, made.confirmed_on) == (133_000, 56_000, date(2025, 2, 20))
    assert len({made.made_by, made.reviewed_by, made.approved_by}) == 3
    assert len(made.members) == 3
    assert made.explanation["amount_fen"] == 133_000
    assert made.review_due_on == date(2026, 2, 20)
    assert Award.objects.get(programme="tekun_rural").person is not None


@pytest.mark.requirement("R-906")
def test_an_amount_that_policy_does_not_give_is_kept_and_told_never_mended_silently(
    town: Office, tmp_path: Path
) -> None:
    done = taken(town, tmp_path, [dibao(核定金额="1400.00"), tekun(照料护理等级="")])
    assert (done.awards, done.differing) == (2, 1)
    (said,) = done.conflicts
    assert said.is_taken
    assert "核定金额1,400.00元，按政策计算为1,330.00元" in said.in_language("zh")
    assert "审批台账.csv”第2行" in said.in_language("zh")
    counted(town, done.batch_id)
    differing = [(one.programme, one.listed_fen, one.reckoned_fen) for one in queries.differing(COUNTY)]
    assert differing == [("dibao_rural", 140_000, 133_000), ("tekun_rural", 134_800, None)]
    listed = Decision.objects.get(programme="dibao_rural")
    assert listed.amount_fen == 140_000
    assert "与计算金额1,330.00元不一致" in queries.explanation(listed.pk, "zh")[-1]
    assert "kept as listed" in queries.explanation(listed.pk, "en")[-1]
    unknown = Decision.objects.get(programme="tekun_rural")
    assert "care_level" in unknown.explanation["steps"][0]["en"]


def test_rows_no_reader_can_use_are_refused_with_their_reason(town: Office, tmp_path: Path) -> None:
    done = taken(town, tmp_path, [dibao(核定金额="很多"), tekun()])
    assert done.awards == 1
    assert [(one.place.row, "核定金额" in one.zh) for one in done.refused] == [(2, True)]


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("covered", SECOND | {"救助类别": "城市低保"}),
        ("covered", TEKUN | {"户主身份证号": SON, "户主姓名": "赵三", "户名": "赵三", "银行账号": OTHER_CARD}),
        ("certificate", FOURTH | {"救助证号": "Z1"}),
        ("numbers", FOURTH | {"保障人数": "0"}),
        ("term", FOURTH | {"终止月": "2025-01"}),
        ("person", FOURTH | {"户主身份证号": WIFE}),
    ],
)  # fmt: skip
def test_a_line_that_contradicts_another_is_not_taken_and_says_which(
    town: Office, tmp_path: Path, code: str, row: dict[str, str]
) -> None:
    done = taken(town, tmp_path, [dibao(), dibao(**({"救助证号": "Z9"} | row))])
    told = [one for one in done.conflicts if not one.is_taken]
    assert [one.code for one in told] == [code]
    assert "第3行" in told[0].in_language("zh")
    assert told[0].in_language("en")
    assert done.awards == 1
    counted(town, done.batch_id)


def test_what_had_ended_before_the_month_is_left_out_and_counted(town: Office, tmp_path: Path) -> None:
    done = taken(town, tmp_path, [dibao(终止月="2026-09"), tekun(终止月="2026-10")])
    assert (done.awards, done.lapsed) == (1, 1)
    counted(town, done.batch_id)
    assert [line.amount_fen for line in queries.lines(COUNTY, OCTOBER)] == [134_800]
    assert [(line.amount_fen, line.cause) for line in queries.lines(COUNTY, OCTOBER.next())] == [(0, "term_over")]


def test_the_same_files_come_once_and_other_files_do_not_double_a_line(town: Office, tmp_path: Path) -> None:
    counted(town, taken(town, tmp_path / "1", [dibao(), tekun()]).batch_id)
    again = taken(town, tmp_path / "2", [dibao(), tekun(), tekun(救助证号="Z5")])
    assert (again.batch_id, again.awards) == (None, 0)
    assert {one.code for one in again.conflicts} == {"covered_here"}
    assert Award.objects.count() == 2


def test_the_same_files_do_not_come_twice_even_where_nothing_overlaps(town: Office, tmp_path: Path) -> None:
    relief = tekun(救助类别="临时救助", 享受起始月="2026-10", 救助证号="")
    taken(town, tmp_path, [relief])
    with pytest.raises(Refused, match="taken in already"), read_stock(tmp_path, month=OCTOBER) as stock:
        import_stock(stock=stock, region=COUNTY, by=town.bureau.handler, at=town.at)


def test_who_may_take_review_and_confirm_a_stock(town: Office, tmp_path: Path) -> None:
    with read_stock(folder(tmp_path, [dibao()], family()), month=OCTOBER) as stock:
        for by, refusal in ((town.bureau.leader, NotYours), (town.handler, NotListed)):
            with pytest.raises((refusal, Refused)):
                import_stock(stock=stock, region=COUNTY, by=by, at=town.at)
        batch = import_stock(stock=stock, region=COUNTY, by=town.bureau.handler, at=town.at).batch_id
    assert batch is not None
    with pytest.raises(WrongState):
        approve_stock(batch_id=batch, by=town.bureau.leader, at=town.at)
    with pytest.raises(NotYours):
        review_stock(batch_id=batch, by=town.bureau.handler, at=town.at)
    with pytest.raises(NotThere):
        review_stock(batch_id=99, by=town.bureau.reviewer, at=town.at)
    review_stock(batch_id=batch, by=town.bureau.reviewer, at=town.at)
    county = town.bureau.county
    twice = county.post(town.bureau.leader.organisation_id, Role.LEADER, officer=town.bureau.reviewer.id)
    county.listed("confirm", twice, town.bureau.leader)
    with pytest.raises(SamePerson):
        approve_stock(batch_id=batch, by=twice, at=town.at)


def test_a_refused_stock_frees_everybody(town: Office, tmp_path: Path) -> None:
    done = taken(town, tmp_path / "1", [dibao()])
    assert done.batch_id is not None
    with pytest.raises(Unusable):
        refuse_stock(batch_id=done.batch_id, reason="", by=town.bureau.reviewer, at=town.at)
    assert refuse_stock(batch_id=done.batch_id, reason="台账有误", by=town.bureau.reviewer, at=town.at) == 1
    assert not Covered.objects.filter(months__isempty=False).exists()
    again = taken(town, tmp_path / "2", [dibao(救助证号="Z8"), tekun()])
    assert again.awards == 2


@pytest.mark.requirement("R-801")
def test_lines_of_kin_wait_for_somebody_else(town: Office, tmp_path: Path) -> None:
    done = taken(town, tmp_path / "1", [dibao(), tekun()])
    assert done.batch_id is not None
    bureau = town.bureau
    head = Decision.objects.get(programme="tekun_rural").payee_id
    staff = bureau.staff(bureau.person(), bureau.reviewer.id)
    bureau.kin(head, staff)
    assert review_stock(batch_id=done.batch_id, by=bureau.reviewer, at=town.at) == 1
    approve_stock(batch_id=done.batch_id, by=bureau.leader, at=town.at)
    assert [line.programme for line in queries.lines(COUNTY, OCTOBER)] == ["dibao_rural"]


def test_a_single_wrong_line_goes_back_and_none_is_confirmed_singly(town: Office, tmp_path: Path) -> None:
    done = taken(town, tmp_path, [dibao(), tekun()])
    assert done.batch_id is not None
    wrong = Decision.objects.get(programme="tekun_rural")
    actions.refuse_decision(decision_id=wrong.pk, reason="已死亡", by=town.reviewer, at=town.at)
    review_stock(batch_id=done.batch_id, by=town.bureau.reviewer, at=town.at)
    left = Decision.objects.get(programme="dibao_rural")
    with pytest.raises(Unusable, match="as a whole"):
        actions.approve_decision(decision_id=left.pk, by=town.leader, at=town.at)
    approve_stock(batch_id=done.batch_id, by=town.bureau.leader, at=town.at)
    assert [line.programme for line in queries.lines(COUNTY, OCTOBER)] == ["dibao_rural"]


def test_equal_facts_are_reckoned_and_stored_once(town: Office, tmp_path: Path) -> None:
    rows = [
        tekun(救助证号=f"Z{n}", 家庭编号=f"H{n}", 户主身份证号=id_number(200 + n), 户主姓名="李四", 户名="李四")
        for n in range(3)
    ]
    assert taken(town, tmp_path, rows, []).awards == 3
    assert Reckoning.objects.count() == 1


def test_register_and_members_come_out_as_the_lists_that_rules_read(town: Office, tmp_path: Path) -> None:
    single = member(OTHER, "孙四", "户主", 家庭编号="H2", 救助类别="农村特困")
    left_out = member(id_number(105), "赵五", "子女", 是否保障对象="否")
    done = taken(town, tmp_path, [dibao(), tekun(供养方式="分散")], [*family(), left_out, single])
    counted(town, done.batch_id)
    register, people = tables.approvals(COUNTY, OCTOBER), tables.members(COUNTY, OCTOBER)
    assert register.column_names == list(TABLES["approvals"].frozen())
    assert people.column_names == list(TABLES["members"].frozen())
    first, second = register.to_pylist()
    assert (first["household_id"], first["head_id"], first["amount_fen"], first["valid_from"]) == (
        "H1", HEAD, 133_000, date(2025, 3, 1),
    )  # fmt: skip
    assert (first["account_no"], first["head_state"], first["confirmed_on"]) == (
        "6299990000990000006", "valid", date(2025, 2, 20),
    )  # fmt: skip
    assert (second["head_id"], second["care_level"], second["supply_mode"]) == (OTHER, "total", "dispersed")
    told = {(row["person_id"], row["programme"]): row for row in people.to_pylist()}
    assert {number for number, _ in told} == {HEAD, WIFE, SON, id_number(105), OTHER}
    assert told[WIFE, "dibao_rural"]["disability"] == "肢体二级"
    assert told[WIFE, "dibao_rural"]["category"] == "重度残疾"
    assert [row["counted"] for row in told.values()].count(False) == 1
    assert not told[id_number(105), "dibao_rural"]["counted"]
    assert told[OTHER, "tekun_rural"]["counted"]


def test_nothing_is_taken_for_a_place_outside_ones_own(town: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        require(town.bureau.handler, frozenset({Role.HANDLER}), "keep_data", "999902", town.at, ("导入", "import"))
    done = taken(town, tmp_path, [dibao(行政区划代码="999902101001")])
    assert (done.awards, {one.code for one in done.conflicts}) == (0, {"person"})
    assert Region("999902").code
