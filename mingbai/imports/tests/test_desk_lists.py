"""The desk's own lists by the import centre: staff and values proposed by one, approved by another; faults in cells."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from mingbai.config.guards import NATION, scope
from mingbai.imports import actions
from mingbai.imports.desk.written import typed, written
from mingbai.imports.following import follow, standing, undecided
from mingbai.imports.looking import Looked
from mingbai.imports.queries import upload_of
from mingbai.imports.refused import NotReadable, NotThere
from mingbai.imports.sealing import opened_seen
from mingbai.imports.workbook import annotated
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Post, Responsibility
from mingbai.offices.refused import NotYours, Refused
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, SECURITY
from mingbai.policy.parameters import definitions, shipped
from mingbai.standards.actions import export_yaml
from mingbai.standards.models import Entry
from mingbai.standards.tests.desks import Desk, standards_desk

NOVEMBER = Month(2026, 11)
HEADS = ["机构", "机构类别", "行政区划代码", "姓名", "工号", "岗位", "职务", "责任步骤"]
OFFICE = ["河东镇人民政府", "乡镇人民政府（街道办事处）", "999901101"]
GOOD = [
    [*OFFICE, "赵建国", "M01", "经办人", "", "数据维护、编制名册"],
    [*OFFICE, "钱秀英", "M02", "复核人", "", "审核"],
]
VALUES = ["参数", "取值", "自", "依据", "文号"]
TOP_UP = ["低保金加发比例", "15%", "2026-07-01", "LAW-2026#20", "明民发〔2026〕9号"]


@pytest.fixture
def town(desk: str) -> Iterator[Desk]:
    with scope(NATION):
        yield standards_desk()


def table(heads: list[str], *rows: list[str]) -> bytes:
    return "\n".join(",".join(row) for row in (heads, *rows)).encode()


def dropped(town: Desk, by: Actor, content: bytes, name: str = "表.csv", **more: Any) -> int:
    return actions.drop(files=[(name, content)], month=NOVEMBER, by=by, at=town.county.at, **more)


def seen(upload: int) -> Looked:
    looked = opened_seen(upload_of(upload))
    assert looked is not None
    return looked


def taken(town: Desk, by: Actor, upload: int, **more: Any) -> int | None:
    return actions.take(upload_id=upload, by=by, at=town.county.later(minutes=1), **more)


def followed(town: Desk, upload: int, name: str, by: Actor, reason: str = "") -> None:
    follow(upload=upload_of(upload), name=name, reason=reason, by=by, at=town.county.later(minutes=1))


def test_a_list_of_staff_is_told_by_its_headers_and_only_proposed(town: Desk) -> None:
    system, security = town.county.administrator(), town.county.administrator(SECURITY)
    before = Post.objects.count()

    upload = dropped(town, system, table(HEADS, *GOOD))

    assert upload_of(upload).kind == "staff"
    assert seen(upload).brings | {"listings": 0} == {"offices": 1, "staff": 2, "posts": 2, "listings": 0, "steps": 3}
    assert Post.objects.count() == before, "a look enters nothing"
    taken(town, system, upload)
    assert set(Post.objects.filter(pk__gt=before).values_list("state", flat=True)) == {"proposed"}
    assert [one.step.part for one in undecided(COUNTY)] == ["staff"]

    followed(town, upload, "appoint", security)
    assert not Post.objects.filter(state="proposed").exists()
    assert undecided(COUNTY) == []
    followed(town, upload, "assign", system)
    assert Responsibility.objects.filter(state="proposed").count() == 3
    assert [one.what[0] for one in standing(upload_of(upload))] == ["任职", "责任分工"]


def test_who_proposed_posts_approves_none(town: Desk) -> None:
    system = town.county.administrator()
    upload = dropped(town, system, table(HEADS, *GOOD))
    taken(town, system, upload)

    with pytest.raises(Refused):
        followed(town, upload, "appoint", system)
    assert Post.objects.filter(state="proposed").count() == 2


def test_each_fault_of_the_staff_stands_in_its_cell_and_the_others_are_taken(town: Desk) -> None:
    system = town.county.administrator()
    wrong = [
        ["某局", "什么局", "9999012345678", "", "X1", "皇帝", "", "炼丹"],
        [*OFFICE, "李四", "X2", "代发经办人", "", ""],
    ]
    upload = dropped(town, system, table(HEADS, *GOOD, *wrong))

    told = {one.cell: one.header for one in seen(upload).findings}
    assert told == {"B4": "机构类别", "C4": "行政区划代码", "D4": "姓名", "F4": "岗位", "H4": "责任步骤", "F5": "岗位"}
    assert seen(upload).counts["failed"] == 2
    actions.mend(upload_id=upload, cells={("表.csv", ""): {5: {5: "经办人"}}}, by=system, at=town.county.at)
    rest = taken(town, system, upload, partly=True)
    assert rest is not None
    assert seen(rest).counts["rows"] == 1
    assert Post.objects.filter(state="proposed").count() == 3


def test_the_workbook_of_a_list_of_staff_says_what_is_wrong_beside_the_row(town: Desk) -> None:
    system = town.county.administrator()
    upload = dropped(town, system, table(HEADS, *GOOD, [*OFFICE, "李四", "X2", "皇帝", "", ""]))

    name, content, rows = annotated(upload_of(upload), by=system, at=town.county.at, language="zh")

    assert (name, rows) == ("表-核对.xlsx", 3)
    again = seen(dropped(town, system, content, name))
    assert again.counts["failed"] == 1


def test_a_column_of_another_name_is_read_as_it_is_named(town: Desk) -> None:
    system = town.county.administrator()
    upload = dropped(town, system, table([*HEADS[:4], "人事编码", *HEADS[5:]], *GOOD), kind="staff")
    assert seen(upload).counts["rows"] == 0
    assert "工号" in seen(upload).findings[0].zh

    fields = {4: "number"}
    actions.name_columns(
        upload_id=upload, sheet=("表.csv", ""), table="staff", header_row=1, fields=fields, by=system, at=town.county.at
    )
    assert seen(upload).counts | {"hints": 0} == {"rows": 2, "good": 2, "failed": 0, "hints": 0, "blocking": 0}


def test_values_are_proposed_from_a_table_and_approved_by_a_leader(town: Desk) -> None:
    upload = dropped(town, town.handler, table(VALUES, TOP_UP))
    assert upload_of(upload).kind == "values"
    taken(town, town.handler, upload)

    (entry,) = Entry.objects.all()
    assert (entry.key, entry.value, entry.region, entry.state) == ("top_up_bp", 1500, COUNTY.code, "proposed")
    with pytest.raises(Refused):
        followed(town, upload, "adopt", town.handler)
    followed(town, upload, "adopt", town.leader)
    entry.refresh_from_db()
    assert (entry.state, entry.approved_by_id) == ("in_force", town.leader.id)
    assert [one.is_done for one in standing(upload_of(upload))] == [True]
    again = seen(dropped(town, town.handler, table(VALUES, TOP_UP)))
    assert again.brings == {"values": 0, "known": 1}


def test_each_fault_of_a_value_stands_in_its_cell(town: Desk) -> None:
    wrong = [
        ["没有的参数", "15%", "2026-07-01", "LAW-2026#20", "1号"],
        ["top_up_bp", "十五", "2026-13-01", "LAW-2026#999", "1号"],
        ["top_up_bp", "200%", "", "LAW-2026#20", "1号"],
        ["top_up_bp", "16%", "2026-08-01", "LAW-2026#20", ""],
    ]
    upload = dropped(town, town.handler, table(VALUES, TOP_UP, *wrong))

    told = {one.cell for one in seen(upload).findings}
    assert told == {"A3", "B4", "C4", "D4", "B5", "C5", "E6"}
    assert seen(upload).brings["values"] == 1
    said = {"document": "明民发〔2026〕9号"}
    actions.say(upload_id=upload, kind="values", month=NOVEMBER, said=said, by=town.handler, at=town.county.at)
    assert "E6" not in {one.cell for one in seen(upload).findings}, "the paper said for all stands in for the row's"


def test_a_pack_is_the_list_it_is_and_what_holds_already_is_not_proposed(town: Desk) -> None:
    town.approved()
    text = export_yaml(region=COUNTY.code, by=town.handler, at=town.county.at)
    known = seen(dropped(town, town.handler, text.encode(), "999901.yaml"))
    assert known.counts["failed"] == 0
    assert known.brings["values"] == 0

    pack = yaml.safe_load(text)
    pack["values"]["edge_bp"] = [{"from": date(2026, 9, 1), "value": 15000, "cite": "LAW-2026#20", "zh": "1号"}]
    changed = yaml.safe_dump(pack, allow_unicode=True).encode()
    upload = dropped(town, town.handler, changed, "999901.yaml")
    assert seen(upload).brings["values"] == 1
    assert dropped(town, town.handler, changed, "999901.yaml") == upload, "the same file twice is the upload it was"


@pytest.mark.parametrize(
    "content", [b"a: [1", b"region: 1", b"- 1", b"\xff\xfe\x00", b"a: &a [1]\nregion: 1\nvalues: {k: *a}", b"[" * 9000]
)
def test_what_is_no_pack_is_told_at_the_door(town: Desk, content: bytes) -> None:
    with pytest.raises(NotReadable, match="参数文件"):
        dropped(town, town.handler, content, "坏.yaml")


def test_every_value_that_ships_is_read_again_as_it_is_written() -> None:
    for one in shipped().entries:
        about = definitions()[one.key]
        assert typed(about, written(about, one.value)) == one.value, one.key


def test_others_enter_neither(town: Desk) -> None:
    county = town.county
    clerk = county.post(county.office(Kind.TOWNSHIP), Role.HANDLER)
    for by, kind in ((town.handler, "staff"), (clerk, "values"), (county.administrator(), "values")):
        with pytest.raises(NotYours):
            dropped(town, by, table(VALUES, TOP_UP), kind=kind)
    upload = dropped(town, town.handler, table(VALUES, TOP_UP))
    with pytest.raises(NotThere):
        followed(town, upload, "adopt", town.leader)
