"""How big a synthetic place is: counties, townships, lines, and how often faults are planted in it."""

from dataclasses import dataclass

PARTS_OF_TEN_THOUSAND = {  # roster lines by programme: official heads divided by persons per line
    "dibao_rural": 4450,
    "dibao_urban": 930,
    "tekun_rural": 970,
    "tekun_urban": 70,
    "linshi": 150,
    "living_disabled": 1600,
    "care_disabled": 1400,
    "orphan": 20,
    "unsupported_child": 60,
    "old_age": 350,
}
COUNTIES_IN_A_PREFECTURE = 40
NUMBER_PREFIXES = 1000  # 999000 to 999999: address codes no citizen's number ever had


@dataclass(frozen=True)
class Size:
    """One size of place."""

    name: str
    counties: int
    townships: int  # in each county
    lines: int  # roster lines of a month in each county, faults apart
    planting: float  # how many times each fault is planted in a county; below 1 a chance
    width: float  # rows in other departments' lists about people who receive nothing, for each roster line
    form: str  # how the files come: "mixed" (as people send them), "csv" or "parquet"
    counties_in_a_part: int = 1

    @property
    def as_people_send_them(self) -> bool:
        """Return whether the files are workbooks and text of many hands."""
        return self.form == "mixed"


SIZES = {
    size.name: size
    for size in (
        Size("town", 1, 1, 1_200, 1, 2.0, "mixed"),
        Size("townships", 1, 5, 2_200, 1, 2.0, "mixed"),
        Size("county", 1, 15, 14_500, 2, 2.0, "mixed"),
        Size("city", 13, 15, 15_300, 0.7, 2.0, "csv", 13),
        Size("province", 267, 15, 15_000, 0.2, 0.5, "parquet", 34),
        Size("nation", 3_000, 15, 15_000, 0.1, 0.5, "parquet", 60),
    )
}


def county_code(index: int) -> str:
    """Return the six digits of the county of that index: 999901 first, all under a province nobody has."""
    prefecture, county = divmod(index, COUNTIES_IN_A_PREFECTURE)
    return f"99{99 - prefecture:02d}{county + 1:02d}"


def number_prefix(index: int) -> int:
    """Return the address code in the ID numbers of a county's people; three counties of a nation share one."""
    return 999_000 + (901 + index) % NUMBER_PREFIXES


def share_of_lines(programme: str, lines: int) -> int:
    """Return how many of a county's lines belong to the programme (at least three)."""
    return max(3, lines * PARTS_OF_TEN_THOUSAND[programme] // 10_000)
