"""导入中心: dropped, seen, mended in the page, taken in; what is hostile or wrong is told, and nothing good is lost."""

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingbai.awards.tests.test_stock import FOURTH, dibao
from mingbai.config.guards import scope
from mingbai.errands.actions import perform
from mingbai.imports import actions as imports
from mingbai.imports.queries import uploads
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.people.tests.families import id_number
from mingbai.people.tests.lists import Rows, family, folder
from mingbai.web.access import may_open
from mingbai.web.evidence.tests.figures import figures
from mingbai.web.imports import views
from mingbai.web.tests.seats import Seats

BUREAU = Kind.CIVIL_AFFAIRS
CENTRE = "/imports?month=2026-10"
BAD = dibao(**FOURTH | {"救助证号": "Z2", "核定金额": "八百多", "户主身份证号": "不详"})


def of(serial: int, household: str) -> dict[str, str]:
    """Return who a line is about: somebody of her own, alone in a household, with an account."""
    return {
        "户主身份证号": id_number(serial), "户主姓名": "孙四", "户名": "孙四", "家庭编号": household,
        "救助证号": household, "银行账号": f"1234567{serial:07d}", "保障人数": "1",
    }  # fmt: skip


OWN, THIRD, FIFTH, SEVENTH, EIGHTH, NINTH, TENTH, WAITING = (
    of(serial, f"H{serial}") for serial in (611, 613, 615, 617, 618, 619, 621, 625)
)
OTHER_OWN, SIXTH = id_number(612), id_number(616)
UNREAD = {"核定金额": "八百多", "户主身份证号": "不详"}
BAD_OWN, BAD_FIFTH = dibao(**of(612, "H612") | UNREAD), dibao(**of(616, "H616") | UNREAD)


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    handler, reviewer, leader = (seats.actors[BUREAU, role] for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    other = seats.actors[Kind.FINANCE, Role.LEADER]
    for step, who, by in (
        ("keep_data", handler, leader), ("change", reviewer, leader), ("confirm", leader, other)
    ):  # fmt: skip
        seats.county.listed(step, who, by)
    return seats


def sent(path: Path, approvals: Rows, members: Rows = ()) -> list[SimpleUploadedFile]:
    return [
        SimpleUploadedFile(file.name, file.read_bytes()) for file in sorted(folder(path, approvals, members).iterdir())
    ]


def dropped(client: Client, files: list[SimpleUploadedFile], **more: Any) -> Any:
    return client.post(CENTRE, {"dropped": files, "pasted": "", "kind": "", **more})


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_dropped_lists_are_told_by_what_they_hold_and_every_fault_stands_in_its_cell(
    county: Seats, tmp_path: Path
) -> None:
    handler = county.client()

    answer = dropped(handler, sent(tmp_path, [dibao(), BAD], family()))

    assert answer.status_code == 302
    page = text(handler, answer["Location"])
    assert "期初在册对象" in page
    assert 'name="cell-' in page
    assert "E3" in page
    assert "八百多" in page
    assert "只导入合格的4行" in page


def test_a_cell_mended_in_the_page_is_read_anew_and_a_whole_list_taken_in(county: Seats, tmp_path: Path) -> None:
    handler = county.client()
    page = dropped(handler, sent(tmp_path, [dibao(**OWN), BAD_OWN]))["Location"]
    names = {name: value for name, value in cells(text(handler, page)).items() if not name.startswith("was-")}
    good = {"E": OTHER_OWN, "K": "320.00"}
    mended = {name: good["E" if name.endswith("-4") else "K"] for name in names}
    was = {f"was-{name}": value for name, value in names.items()}

    answer = handler.post(page, {"act": "mend", **was, **mended})

    assert answer.status_code == 302
    assert "导入2行" in text(handler, page)
    done = handler.post(page, {"act": "take"})
    assert "已导入" in text(handler, done["Location"])


def test_good_rows_are_taken_by_choice_only_and_the_others_wait_on_a_page_of_their_own(
    county: Seats, tmp_path: Path
) -> None:
    handler = county.client()
    page = dropped(handler, sent(tmp_path, [dibao(), BAD], family()))["Location"]

    refused = handler.post(page, {"act": "take"})
    assert refused.status_code == 422
    assert "只导入合格的行" in refused.content.decode()
    assert "八百多" in refused.content.decode()

    handler.post(page, {"act": "take", "partly": "yes"})
    taken = text(handler, page)
    assert "1行留待修正" in taken
    assert [figure for figure, opens in figures(taken) if not opens] == []
    for way in re.findall(r'href="(/evidence/rows/[^"]+)"', taken):
        assert handler.get(way).status_code == 200, way
    rest = re.search(r'href="(/imports/\d+)">1行留待修正', taken)
    assert rest is not None
    left = text(handler, rest[1])
    assert "留待修正的行" in left
    assert "八百多" in left


def test_a_reviewer_and_a_leader_confirm_what_was_brought_and_its_importer_does_not(
    county: Seats, tmp_path: Path
) -> None:
    handler, reviewer, leader = (county.client(role=role) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    page = dropped(handler, sent(tmp_path, [dibao(**THIRD)]))["Location"]
    handler.post(page, {"act": "take"})

    assert "确认账户生效" not in text(handler, page)
    assert THIRD["户主身份证号"] not in text(reviewer, page)
    assert handler.post(page, {"act": "confirm"}).status_code == 422
    for client, act in ((reviewer, "confirm"), (reviewer, "review"), (leader, "approve")):
        assert client.post(page, {"act": act}).status_code == 302, act
    assert text(reviewer, page).count("已确认") == 2


def test_what_waits_for_another_is_on_his_page_of_today_and_leads_the_centre(county: Seats, tmp_path: Path) -> None:
    handler, reviewer, leader = (county.client(role=role) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    page = dropped(handler, sent(tmp_path, [dibao(**WAITING)]))["Location"]
    assert f'href="{page}#follow"' not in text(reviewer, CENTRE), "nothing was taken in yet"
    handler.post(page, {"act": "take"})

    mine, _, others = text(handler, "/").partition('id="others"')
    assert "确认导入的人员和账户" not in mine
    assert "您导入的，由另一人确认" in others
    assert f'href="{page}#follow"' not in text(handler, CENTRE)
    steps = {"confirm": "确认导入的人员和账户", "review": "复核导入的待遇", "approve": "确认导入的待遇"}
    for client, (act, step) in zip((reviewer, reviewer, leader), steps.items(), strict=True):
        assert step in text(client, "/").partition('id="others"')[0], step
        assert f'href="{page}#follow"' in text(client, CENTRE)
        assert client.post(page, {"act": act}).status_code == 302
    for client in (reviewer, leader):
        assert f'href="{page}#follow"' not in text(client, CENTRE), "it waits for nobody any more"


def test_the_workbook_comes_back_mended_and_is_whole(county: Seats, tmp_path: Path) -> None:
    handler = county.client()
    page = dropped(handler, sent(tmp_path, [dibao(**FIFTH), BAD_FIFTH | {"家庭住址": "=1+1"}]))["Location"]

    answer = handler.get(f"{page}/workbook")

    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet, summary = book.worksheets
    assert summary.title == "核对说明"
    red = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFFDECEA"]
    assert red == ["E3", "K3"]
    headers = [cell.value for cell in sheet[1]]
    assert headers[-2:] == ["错误说明", "怎么改"]
    assert "不是金额" in sheet[3][headers.index("错误说明")].value
    address = sheet[3][headers.index("家庭住址")]
    assert (address.value, address.data_type) == ("=1+1", "s")
    sheet["E3"], sheet["K3"] = SIXTH, "320.00"
    mended = io.BytesIO()
    book.save(mended)
    again = dropped(handler, [SimpleUploadedFile("核对.xlsx", mended.getvalue())])["Location"]
    shown = text(handler, again)
    assert "导入2行" in shown
    assert "错误说明" not in shown


def test_pasted_cells_are_read_like_a_file(county: Seats) -> None:
    row = dibao(**SEVENTH)
    pasted = "\t".join(row) + "\r\n" + "\t".join(row.values()) + "\r\n"

    answer = dropped(county.client(), [], pasted=pasted)

    assert "导入1行" in text(county.client(), answer["Location"])


def test_a_column_nobody_knows_is_read_as_the_clerk_says(county: Seats) -> None:
    handler, row = county.client(), dibao(**EIGHTH)
    strange = {("给多少" if name == "核定金额" else name): value for name, value in row.items()}
    pasted = "\t".join(strange) + "\n" + "\t".join(strange.values()) + "\n"
    page = dropped(handler, [], pasted=pasted, kind="awards")["Location"]
    shown = text(handler, page)
    assert "缺少必需的列" in shown

    at = list(strange).index("给多少")
    chosen = choices(shown) | {f"column-{at}": "amount_fen"}
    handler.post(page, {"act": "name", "sheet": "0", "table": "approvals", "header": "1", **chosen})

    assert "导入1行" in text(handler, page)


NONSENSE = (
    {"act": "shout"},
    {"act": "name", "sheet": "9", "table": "approvals", "header": "1"},
    {"act": "name", "sheet": "0", "table": "deaths", "header": "1"},
    {"act": "name", "sheet": "0", "table": "approvals", "header": "一"},
    {"act": "name", "sheet": "0", "table": "approvals", "header": "1", "column-3": "secret"},
    {"act": "say", "kind": "people", "month": "2026-99"},
    {"act": "say", "kind": "everything", "month": "2026-10"},
    {"act": "say", "kind": "homes", "month": "2026-10"},
    {"act": "release", "reason": "看过"},
)


@pytest.mark.parametrize("posted", NONSENSE, ids=lambda posted: "-".join(posted.values()))
def test_what_no_page_of_ours_sends_is_answered_and_changes_nothing(county: Seats, posted: dict[str, str]) -> None:
    handler, row = county.client(), dibao(**of(640, "H640"))
    pasted = "\t".join(row) + "\n" + "\t".join(row.values()) + "\n"
    page = dropped(handler, [], pasted=pasted)["Location"]

    answer = handler.post(page, posted)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert "导入1行" in text(handler, page)


def test_a_departments_list_asks_from_whom_it_is_and_remembers(county: Seats) -> None:
    handler = county.client()
    lists = [
        f"姓名,身份证号,死亡日期\n{name},{id_number(700 + n)},2026-10-0{n}\n" for n, name in ((3, "甲一"), (4, "乙二"))
    ]
    page = dropped(handler, [SimpleUploadedFile("死亡名单.csv", lists[0].encode())])["Location"]
    assert "请先填写来源部门" in text(handler, page)
    said = {"act": "say", "kind": "lists", "month": "2026-10", "list": "deaths", "document": ""}

    wrong = handler.post(page, {**said, "department": "", "as_of": "2026-10-31"})
    assert wrong.status_code == 422
    handler.post(page, {**said, "department": "县公安局", "as_of": "2026-10-31"})
    handler.post(page, {"act": "take"})
    assert "使用中" in text(handler, page)
    assert handler.post(page, {"act": "compare"}).status_code == 302

    second = dropped(handler, [SimpleUploadedFile("死亡名单.csv", lists[1].encode())])["Location"]
    assert 'value="县公安局"' in text(handler, second)


def test_the_same_file_again_is_known_and_said_by_whom_and_when(county: Seats) -> None:
    handler, town = county.client(), county.client(Kind.CIVIL_AFFAIRS, Role.HANDLER)
    file = ("死亡名单2.csv", f"姓名,身份证号,死亡日期\n丙三,{id_number(720)},2026-10-05\n".encode())

    first = dropped(handler, [SimpleUploadedFile(*file)])["Location"]
    assert dropped(town, [SimpleUploadedFile(*file)])["Location"] == first

    other = handler.post("/imports?month=2026-11", {"dropped": [SimpleUploadedFile(*file)], "pasted": "", "kind": ""})
    shown = text(handler, other["Location"])
    assert "同一文件" in shown
    assert "2026-11-22 10:00</span>上传过" in shown
    assert "尚未导入" in shown


HOSTILE = (
    ("空.xlsx", b"", "没有收到内容"),
    ("程序.exe", b"MZ\x90\x00" + b"\0" * 200, "不是数据表"),
    ("照片.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "不是数据表"),
    ("坏的.xlsx", b"PK\x03\x04" + b"\0" * 200, "损坏"),
    ("加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40, "密码"),
    ("压缩.rar", b"Rar!\x1a\x07\x00" + b"\0" * 200, "解压"),
)


@pytest.mark.parametrize(("name", "content", "told"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_what_is_no_list_is_refused_in_words_at_the_door_or_on_its_page(
    county: Seats, name: str, content: bytes, told: str
) -> None:
    handler = county.client()

    answer = dropped(handler, [SimpleUploadedFile(name, content)])

    shown = answer.content.decode() if answer.status_code == 422 else text(handler, answer["Location"])
    assert told in shown
    assert "导入0行" not in shown
    if answer.status_code == 422:
        assert "请先改正以下内容" in shown


def test_too_many_too_large_or_none_is_refused_before_anything_is_read(
    county: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = county.client()
    many = [SimpleUploadedFile(f"{n}.csv", b"a,b\n1,2\n") for n in range(21)]

    assert "一次最多20个文件" in dropped(handler, many).content.decode()
    assert "没有收到内容" in dropped(handler, []).content.decode()
    monkeypatch.setattr(views, "LARGEST", 3)
    assert "文件合计超过50 MB" in dropped(handler, [SimpleUploadedFile("a.csv", b"a,b\n1,2\n")]).content.decode()


def test_names_of_files_lead_nowhere_else(county: Seats, tmp_path: Path) -> None:
    handler = county.client()
    content = f"姓名,身份证号,死亡日期\n丁四,{id_number(730)},2026-10-06\n".encode()
    name = "../../etc/<b>死亡名单\x07.csv"

    actor = county.actors[BUREAU, Role.HANDLER]
    with working_as(actor):
        upload = imports.drop(files=[(name, content)], month=Month(2026, 10), by=actor, at=timezone.now())
    shown = text(handler, f"/imports/{upload}")

    assert "<b>" not in shown
    assert "死亡名单" in shown


def test_who_takes_nothing_in_sees_no_place_to_drop_and_is_refused(county: Seats) -> None:
    reviewer = county.client(role=Role.REVIEWER)

    assert 'type="file"' not in text(reviewer, "/imports")
    answer = dropped(reviewer, [SimpleUploadedFile("a.csv", b"a\n1\n")], kind="")
    assert answer.status_code == 422
    assert "经办人" in answer.content.decode()


def test_another_officer_neither_sees_cells_nor_takes_them_in(county: Seats, tmp_path: Path) -> None:
    handler, reviewer = county.client(), county.client(role=Role.REVIEWER)
    page = dropped(handler, sent(tmp_path, [dibao(**NINTH)]))["Location"]

    assert NINTH["户主身份证号"] not in text(reviewer, page)
    assert "只有上传人能看" in text(reviewer, page)
    assert reviewer.post(page, {"act": "take"}).status_code == 422
    assert reviewer.get(f"{page}/workbook").status_code == 404
    assert county.client(Kind.TOWNSHIP, Role.HANDLER).get(page).status_code == 404


def test_a_page_asks_the_database_no_more_for_more_faults(county: Seats) -> None:
    handler = county.client()
    bad = [dibao(**of(800 + n, f"H8{n}") | {"核定金额": "不知道"}) for n in range(12)]
    counted = []
    for rows in (bad[:2], bad):
        pasted = "\n".join(["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)])
        page = dropped(handler, [], pasted=pasted)["Location"]
        text(handler, page)
        with CaptureQueriesContext(connection) as asked:
            text(handler, page)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_large_list_is_checked_and_taken_in_while_its_clerk_does_something_else(
    county: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, actor = county.client(), county.actors[BUREAU, Role.HANDLER]
    monkeypatch.setattr(views, "AT_ONCE", 10)
    row = dibao(**TENTH)

    waiting = dropped(handler, [SimpleUploadedFile("大表.csv", "\n".join(map(",".join, (row, row.values()))).encode())])

    errand = re.fullmatch(r"/errands/(\d+)", waiting["Location"])
    assert errand is not None
    with scope(COUNTY):
        page = f"/imports/{uploads(COUNTY)[0].pk}"
    assert "正在核对" in text(handler, page)
    assert "大表.csv" in text(handler, CENTRE)
    perform(errand_id=int(errand[1]), at=timezone.now())
    assert "导入1行" in text(handler, page)
    taking = handler.post(page, {"act": "take"})["Location"]
    assert "留待" not in text(handler, taking)
    perform(errand_id=int(taking.rpartition("/")[2]), at=timezone.now())
    assert "已导入" in text(handler, page)
    assert may_open(actor, "errands.errand")


def cells(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="((?:was-)?cell-[\d-]+)" value="([^"]*)"', page))


def choices(page: str) -> dict[str, str]:
    found = {}
    for name, options in re.findall(r'<select[^>]*name="(column-\d+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="(\w+)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found
