"""Staff and values by the import centre: dropped by one, decided by another from the same page, seen by who may."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingbai.config.guards import scope
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Post
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.standards.models import Entry
from mingbai.web.imports.tests.test_import_pages import cells, dropped, text
from mingbai.web.tests.seats import Seats

SYSTEM, SECURITY = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR
STAFF = (
    "机构,机构类别,行政区划代码,姓名,工号,岗位,职务,责任步骤\n"
    "新镇人民政府,乡镇人民政府（街道办事处）,999901109,赵建国,Z01,经办人,,编制名册\n"
    "新镇人民政府,乡镇人民政府（街道办事处）,999901109,钱秀英,Z02,皇帝,,\n"
)
VALUES = "参数,取值,自,依据\n低保金加发比例,15%,2026-12-01,LAW-2026#20\n"


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    bureau = Kind.CIVIL_AFFAIRS
    handler, leader = seats.actors[bureau, Role.HANDLER], seats.actors[bureau, Role.LEADER]
    other = seats.actors[Kind.FINANCE, Role.LEADER]
    seats.county.listed("enter_standard", handler, leader)
    seats.county.listed("approve_standard", leader, other)
    return seats


def test_a_list_of_staff_is_mended_in_its_page_and_approved_by_another_administrator(county: Seats) -> None:
    system, security = county.client(role=SYSTEM), county.client(role=SECURITY)
    page = dropped(system, [SimpleUploadedFile("人员岗位表.csv", STAFF.encode())])["Location"]

    shown = text(system, page)
    assert "没有“皇帝”这个岗位" in shown
    (name,) = [one for one in cells(shown) if not one.startswith("was-")]
    system.post(page, {"act": "mend", f"was-{name}": "皇帝", name: "复核人"})
    assert "导入2行" in text(system, page)
    system.post(page, {"act": "take"})
    assert Post.objects.filter(state="proposed").count() == 2
    assert "批准任职" not in text(system, page), "who proposed them approves none"
    assert system.post(page, {"act": "appoint"}).status_code == 422

    assert f'href="{page}#follow"' in text(security, "/imports")
    assert security.post(page, {"act": "appoint"}).status_code == 302
    assert not Post.objects.filter(state="proposed").exists()
    assert "提出责任分工" in text(system, page)
    assert system.post(page, {"act": "assign"}).status_code == 302
    done = text(system, page)
    assert "1项待批准" in done
    assert "文件和工作表" not in done, "nothing is said of the file"


def test_values_are_dropped_with_their_paper_said_once_and_approved_by_the_leader(county: Seats) -> None:
    handler, leader = county.client(), county.client(role=Role.LEADER)
    page = dropped(handler, [SimpleUploadedFile("标准.csv", VALUES.encode())])["Location"]
    assert "须写明作出规定的文件文号" in text(handler, page)

    said = {"act": "say", "kind": "values", "month": "2026-11", "document": "明民发〔2026〕9号"}
    assert handler.post(page, said).status_code == 302
    assert handler.post(page, {"act": "take"}).status_code == 302
    with scope(COUNTY):
        assert Entry.objects.get(key="top_up_bp", state="proposed").document == "明民发〔2026〕9号"
    assert handler.post(page, {"act": "adopt"}).status_code == 422
    assert f'href="{page}#follow"' in text(leader, "/imports")
    assert leader.post(page, {"act": "adopt"}).status_code == 302
    assert "1项已批准" in text(handler, page)
    again = dropped(handler, [SimpleUploadedFile("标准.csv", VALUES.encode())])["Location"]
    assert "同一文件" in text(handler, again)


def test_the_workbook_of_a_list_of_staff_has_its_wrong_cell_red(county: Seats) -> None:
    system = county.client(role=SYSTEM)
    page = dropped(system, [SimpleUploadedFile("表.csv", STAFF.replace("Z0", "Y0").encode())])["Location"]

    sheet = openpyxl.load_workbook(io.BytesIO(system.get(f"{page}/workbook").content)).worksheets[0]

    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFFDECEA"] == [
        "F3"
    ]


def test_who_may_not_enter_them_sees_neither_kind(county: Seats) -> None:
    clerk, town, system = county.client(), county.client(Kind.TOWNSHIP, Role.HANDLER), county.client(role=SYSTEM)

    offered = [
        re.findall(r'<option value="(staff|values)"', text(client, "/imports")) for client in (clerk, town, system)
    ]
    assert offered == [["values"], [], ["staff"]]
