"""Filings come by the list: each row held to what a single filing is, again only what lacks, errors told by row."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.offices.refused import NotYours
from mingbai.people import actions
from mingbai.people.filings.importing import Filed, Terms, import_filings
from mingbai.people.filings.reading import read_filings
from mingbai.people.models import CardKeeping, Proxy, Relative, Staff
from mingbai.people.queries import waiting_filings
from mingbai.people.tests.families import COUNTY, PAPER, TOWN, VILLAGE, Bureau, bureau, id_number

CADRE = id_number(301, "19800101")
TERMS = Terms(PAPER, "本人行动不便")


@pytest.fixture
def office(desk: str) -> Iterator[Bureau]:
    with scope(NATION):
        yield bureau()


def officer(**given: str) -> dict[str, str]:
    row = {
        "身份证号": CADRE,
        "姓名": "周主任",
        "单位": "城关镇人民政府",
        "职务": "村主任",
        "行政区划代码": VILLAGE.code,
    }
    return row | given


def kin(relative: str, **given: str) -> dict[str, str]:
    return {"工作人员身份证号": CADRE, "近亲属身份证号": relative, "关系": "父亲", "备案日期": "2026-01-04"} | given


def kept(head: str, other: str, person: str, **given: str) -> dict[str, str]:
    return {head: other, "身份证号": person, "备案日期": "2026-01-04", "有效期至": "2026-12-31"} | given


def filed(office: Bureau, path: Path, **lists: list[dict[str, str]]) -> Filed:
    path.mkdir(exist_ok=True)
    for name, rows in lists.items():
        write(path / f"{name}.csv", rows)
    with read_filings(path, region=COUNTY.code) as found:
        return import_filings(lists=found, terms=TERMS, by=office.handler, at=office.at)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.requirement("R-801", "R-802", "R-804")
def test_four_lists_are_filed_wait_to_be_accepted_and_again_bring_nothing(office: Bureau, tmp_path: Path) -> None:
    father, keeper = office.person(), office.person()
    numbers = {father: id_number(1), keeper: id_number(2)}
    lists = {
        "经办人员": [officer()],
        "近亲属备案": [kin(numbers[father])],
        "代管备案": [kept("代管人身份证号", numbers[keeper], numbers[father])],
        "代取授权": [kept("代取人身份证号", numbers[keeper], numbers[father])],
    }
    done = filed(office, tmp_path, **lists)
    assert (done.made, done.known, done.unfiled, done.unreadable) == (
        {"officers": 1, "relatives": 1, "card_keepers": 1, "proxies": 1}, 0, [], [],
    )  # fmt: skip
    staff, relative = Staff.objects.get(), Relative.objects.get()
    assert (staff.person.name, staff.works_in, relative.person_id, relative.staff_id) == (
        "周主任", VILLAGE.code, father, staff.pk,
    )  # fmt: skip
    proxy = Proxy.objects.get()
    assert (proxy.until_on, proxy.cause, proxy.document) == (date(2027, 1, 1), "本人行动不便", PAPER)
    assert sum(map(len, waiting_filings(COUNTY).values())) == 3
    again = filed(office, tmp_path, **lists)
    assert (sum(again.made.values()), again.known) == (0, 4)
    accepted, left = actions.accept_all(by=office.reviewer, at=office.at)
    assert (accepted, left) == (3, [])
    assert CardKeeping.objects.get().confirmed_by == office.reviewer.id


def test_an_officer_here_of_that_name_and_office_is_linked_so_that_he_stands_back(
    office: Bureau, tmp_path: Path
) -> None:
    county = office.county
    clerk = county.post(office.clerk.organisation_id, office.clerk.role)
    name = f"人员{county.people}"
    filed(office, tmp_path, 经办人员=[officer(姓名=name, 单位="城关镇"), officer(身份证号=id_number(303), 姓名="外人")])
    linked = dict(Staff.objects.values_list("person__name", "officer_id"))
    assert linked == {name: clerk.id, "外人": None}
    assert TOWN.contains(VILLAGE)


@pytest.mark.parametrize(
    ("lists", "why", "why_en"),
    [
        ({"近亲属备案": [kin(id_number(999))]}, "不在救助对象信息库中", "not in the library"),
        ({"经办人员": [officer(行政区划代码="999901")]}, "乡镇", "village"),
        ({"代取授权": [kept("代取人身份证号", id_number(2), id_number(1), 有效期至="")]}, "有效期", "holds is missing"),
        ({"代取授权": [kept("代取人身份证号", id_number(1), id_number(1))]}, "不必备案", "files nothing"),
    ],
)
def test_a_row_that_may_not_be_filed_is_told_and_leaves_the_others(
    office: Bureau, tmp_path: Path, lists: dict[str, list[dict[str, str]]], why: str, why_en: str
) -> None:
    office.person()
    office.person()
    ((name, rows),) = lists.items()
    good = kept("代管人身份证号", id_number(2), id_number(1))
    done = filed(office, tmp_path, **{name: rows, "代管备案": [good]})
    (told,) = done.unfiled
    assert why in told.in_language("zh")
    assert why_en in told.in_language("en")
    assert f"{name}.csv”第2行" in told.in_language("zh")
    assert done.made["card_keepers"] == 1


def test_kin_of_somebody_who_is_not_entered_as_staff_are_told(office: Bureau, tmp_path: Path) -> None:
    office.person()
    office.person()
    done = filed(office, tmp_path, 近亲属备案=[kin(id_number(1), 工作人员身份证号=id_number(2))])
    assert "尚未登记" in done.unfiled[0].zh


def test_a_row_no_reader_can_use_is_refused_with_its_reason(office: Bureau, tmp_path: Path) -> None:
    office.person()
    done = filed(office, tmp_path, 近亲属备案=[kin(id_number(1), 备案日期="某天")])
    assert [("备案日期" in one.zh, one.place.row) for one in done.unreadable] == [(True, 2)]


def test_who_keeps_no_data_files_nothing(office: Bureau, tmp_path: Path) -> None:
    write(tmp_path / "经办人员.csv", [officer()])
    with read_filings(tmp_path / "经办人员.csv", region=COUNTY.code) as found, pytest.raises(NotYours):
        import_filings(lists=found, terms=TERMS, by=office.reviewer, at=office.at)
    assert not Staff.objects.exists()
