"""The list of standards that rules read holds what is in operation, the desk's own amounts among it."""

from datetime import date

import pytest

from mingbai.files.tables import TABLES
from mingbai.kernel.region import Region
from mingbai.standards.tables import lists
from mingbai.standards.tests.desks import JULY, Desk, standards_desk

HERE = Region("999901")


@pytest.fixture
def desk_of(desk: str) -> Desk:
    return standards_desk()


def test_rules_read_what_ships_and_what_the_county_decided(desk_of: Desk) -> None:
    desk_of.approved(key="dibao_urban_standard_fen", value=76_000, article="LAW-2026#18")
    rows = [row for row in lists(HERE, JULY)["standards"].to_pylist() if row["programme"] == "dibao_urban"]
    assert [(row["region_code"], row["standard_fen"], row["from_on"]) for row in rows] == [
        ("999901", 68_000, date(2024, 1, 1)),
        ("999901", 70_000, date(2026, 1, 1)),
        ("999901", 76_000, JULY),
    ]


def test_a_village_reads_its_county_s_and_a_place_elsewhere_none(desk: str) -> None:
    assert lists(Region("370830"), JULY)["standards"].num_rows == 0
    assert lists(Region("999901101001"), JULY)["standards"].num_rows == 8
    assert lists(Region("99"), JULY)["standards"].num_rows == 8


def test_the_list_has_the_columns_that_are_frozen(desk: str) -> None:
    assert lists(HERE, JULY)["standards"].column_names == [*TABLES["standards"].frozen()]
