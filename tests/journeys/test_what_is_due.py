"""What a family is due, from a bureau's files to the finding: difference, top-up, single case, grace, institution."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.kernel.identity.number import check_character
from mingbai.kernel.month import Month
from mingbai.policy.dibao.grace import last_grace_month
from mingbai.policy.parameters import Basis, Entry, shipped

MONTH, YICHUN, DEMO = "2026-10", "230722", "999901"
OLD, GROWN = "19500101", "19800101"
CATEGORIES = ("重度残疾", "伤残军人", "重病", "军烈属", "在乡老复员军人")  # those that age does not tell
PROGRAMMES = ("城市低保", "农村低保", "城市特困", "农村特困", "临时救助", "低保边缘", "支出型困难")


class Office:
    """A bureau whose lists are written row by row, with the columns' own names for headers."""

    def __init__(self, county: str) -> None:
        self.county = county
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.people = 0

    def person(self, born: str = GROWN) -> str:
        """Return the valid, never issued number of somebody new."""
        self.people += 1
        stem = f"{DEMO}{born}{self.people:03d}"
        return stem + check_character(stem)

    def add(self, name: str, /, **row: Any) -> None:
        self.lists.setdefault(name, []).append(row)

    def family(self, household: str, paid: int, members: int = 1, born: str = GROWN, **approved: Any) -> str:
        """Approve a household and put it on the roster with so many fen; return its head's number."""
        head = self.person(born)
        common = {
            "programme": approved.pop("programme", "农村低保"),
            "region_code": f"{self.county}001201",
            "household_id": household,
            "payee_id": head,
            "payee_name": "王某",
            "account_no": f"6299990000100{self.people:06d}",
        }
        terms = {
            "head_id": head,
            "head_name": "王某",
            "member_count": members,
            "priority_member_count": 0,
            "annual_income_fen": approved.pop("income", 0),
            "amount_fen": paid,
            "valid_from": "2024-01",
            "confirmed_on": "2023-12-10",
        }
        self.add("approvals", **common, **(terms | approved))
        self.add("roster", month=MONTH, **common, amount_fen=paid, member_count=members)
        return head

    def check(self, folder: Path) -> "Told":
        """Return what a check of the lists comes to."""
        (folder / "lists").mkdir()
        for name, rows in self.lists.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / "lists" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        asked = ["--month", MONTH, "--region", self.county, "--out", str(folder / "out")]
        assert main(["check", str(folder / "lists"), *asked]) == 5
        return Told(folder / "out")


class Told:
    """The findings of a check."""

    def __init__(self, out: Path) -> None:
        self.out = out
        with (out / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
            self.findings = list(csv.DictReader(file))

    def of(self, household: str) -> dict[str, dict[str, str]]:
        """Return the findings about a household by rule."""
        wanted = household.upper().replace(" ", "")  # as household numbers are written
        return {row["rule_id"]: row for row in self.findings if row["household_id"] == wanted}


@pytest.fixture(scope="module")
def yichun(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Give a county of Yichun: 500 yuan in the country, 700 in town, and a raise that begins a month later."""
    office = Office(YICHUN)
    for programme, yuan in (("农村低保", 500), ("城市低保", 700)):
        office.add("standards", region_code=YICHUN, programme=programme, standard_fen=yuan * 100, from_on="2026-01-01")
        office.add(
            "standards", region_code=YICHUN, programme=programme, standard_fen=(yuan + 60) * 100, from_on="2026-11-01"
        )
    office.family("country", 100_000, 3, income=600_000)
    office.family("town", 160_000, 3, income=600_000, programme="城市低保")
    office.family("too much", 160_000, 3, income=600_000)
    rich = office.family("car", 100_000, 2)
    office.add("vehicles", person_id=rich, kind="小型轿车", status="正常", plate="示A00001", registered_on="2020-01-01")
    for category in CATEGORIES:
        head = office.family(category, 50_000)
        office.add(
            "members", household_id=category, programme="农村低保", person_id=head, name="王某", category=category
        )
    for household, born, category in (("old", OLD, ""), ("child", "20150101", ""), ("thrice", OLD, "重度残疾")):
        head = office.family(household, 57_500 if household == "thrice" else 50_000, born=born,
                             priority_member_count=int(household == "thrice"))  # fmt: skip
        office.add(
            "members", household_id=household, programme="农村低保", person_id=head, name="王某", category=category
        )
    months = shipped().at(YICHUN, date(2026, 10, 1)).number("grace_months")
    for household, decided in (("grace over", Month(2025, 9)), ("in grace", Month(2025, 10))):
        office.family(household, 30_000, income=900_000, grace_until=last_grace_month(decided, months))
    return office.check(tmp_path_factory.mktemp("yichun"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Give the demo county: 560 yuan in the country, a county average of 486.50, a minimum wage of 1,960."""
    office = Office(DEMO)
    office.family("single", 57_050, income=800_000, case_kind="单人户", priority_member_count=1)
    office.family("single, a fen more", 57_051, income=800_000, case_kind="单人户", priority_member_count=1)
    for household, base in (("wage, a fen below", 88_666), ("wage at the standard", 88_667)):
        head = office.family(household, 56_000)
        office.add("members", household_id=household, programme="农村低保", person_id=head, name="王某")
        for month in (8, 9, 10):
            office.add(
                "insurance", person_id=head, name="王某", month=f"2026-{month:02}", kind="企业养老", base_fen=base
            )
    for programme in PROGRAMMES:
        head = office.family(programme, 50_000, programme=programme)
        office.add("deaths", person_id=head, name="王某", died_on="2026-08-15")
    for household, mode in (("in an institution", "集中"), ("at home", "分散")):
        office.family(household, 153_000, programme="农村特困", supply_mode=mode, care_level="完全丧失")
    as_in_yichun = Entry("tekun_institution_urban", DEMO, date(2026, 1, 1), None, True, Basis.GIVEN, "", "试", "test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mingbai.rules.report.check_folder.shipped", lambda: shipped().with_entries([as_in_yichun]))
        return office.check(tmp_path_factory.mktemp("demo"))


@pytest.mark.requirement("R-401")
def test_the_amount_is_the_difference_between_standard_and_income_in_town_and_country(yichun: Told) -> None:
    assert "RK-318" not in yichun.of("country") | yichun.of("town")
    found = yichun.of("too much")["RK-318"]
    evidence = json.loads(found["evidence"])
    assert found["amount_fen"] == "60000"
    kept = ("due_fen", "rostered_fen", "member_count", "annual_income_fen", "standard_fen")
    assert [evidence[name] for name in kept] == [100_000, 160_000, 3, 600_000, 50_000]


@pytest.mark.requirement("R-401")
def test_property_is_looked_at_beside_income(yichun: Told) -> None:
    assert "RK-109" in yichun.of("car")
    assert "RK-109" not in yichun.of("country")


@pytest.mark.requirement("R-412")
def test_a_raise_counts_from_its_day_and_not_before(yichun: Told) -> None:
    assert json.loads(yichun.of("too much")["RK-318"]["evidence"])["standard_fen"] == 50_000


@pytest.mark.requirement("R-403")
@pytest.mark.parametrize("household", [*CATEGORIES, "old", "child"])
def test_every_category_of_the_locality_is_owed_fifteen_per_cent(yichun: Told, household: str) -> None:
    assert yichun.of(household)["RK-902"]["amount_fen"] == "7500"


@pytest.mark.requirement("R-403")
def test_of_several_categories_one_top_up_is_due(yichun: Told) -> None:
    assert yichun.of("thrice").keys() & {"RK-902", "RK-318"} == set()


@pytest.mark.requirement("R-404")
def test_a_single_case_gets_the_countys_average_and_one_top_up(demo: Told) -> None:
    assert "RK-318" not in demo.of("single")
    assert demo.of("single, a fen more")["RK-318"]["amount_fen"] == "1"


@pytest.mark.requirement("R-405")
def test_in_yichun_grace_is_over_after_twelve_months_and_not_before(yichun: Told) -> None:
    assert "RK-123" in yichun.of("grace over")
    assert "RK-123" not in yichun.of("in grace")


@pytest.mark.requirement("R-406")
def test_two_minimum_wages_are_taken_off_a_wage_before_it_is_held_against_the_standard(demo: Told) -> None:
    # 886.67 x 12 - 2 x 1,960 = 6,720.04 against 560 x 12 = 6,720
    assert "RK-122" in demo.of("wage at the standard")
    assert "RK-122" not in demo.of("wage, a fen below")


@pytest.mark.requirement("R-407")
def test_rural_people_in_institutions_are_due_the_urban_standard_where_the_locality_says_so(demo: Told) -> None:
    # 910 + 1,860 / 3 in an institution, 728 + 1,860 / 3 at home
    assert "RK-318" not in demo.of("in an institution")
    assert json.loads(demo.of("at home")["RK-318"]["evidence"])["due_fen"] == 134_800


@pytest.mark.requirement("R-414")
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_programme_of_social_assistance_is_read_and_checked(demo: Told, programme: str) -> None:
    assert demo.of(programme)["RK-101"]["amount_fen"] == "50000"
