"""A small county with people in its register, and departments that send it lists."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from mingbai.evidence.installation import installed_ring
from mingbai.files.snapshot.by_hand import number_of
from mingbai.kernel.month import Month
from mingbai.kernel.secrecy import Kind as Secret
from mingbai.kernel.secrecy import blind_index
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN, TOWN, County, found_county
from mingbai.people.models import Authorisation, Person
from mingbai.sources.actions import Imported, import_delivery

OCTOBER = Month(2026, 10)
ADULT, CHILD = date(1970, 1, 1), date(2015, 6, 1)
DEATHS = ("身份证号", "姓名", "死亡日期")


@dataclass
class Desk:
    """The county's handler, reviewer and leader, a town's handler, and where files are written."""

    county: County
    folder: Path
    handler: Actor
    reviewer: Actor
    leader: Actor
    townsman: Actor
    at: datetime
    files: int = 0
    people: dict[str, int] = field(default_factory=dict)

    def later(self, **much: int) -> datetime:
        self.at += timedelta(**much)
        return self.at

    def live(self, count: int, *, first: int = 1, town: str = TOWN.code, born_on: date = ADULT) -> list[str]:
        """Have so many people in the register; return their numbers."""
        numbers = [number_of(first + place, born_on) for place in range(count)]
        ring = installed_ring()
        rows = [
            Person(
                region=f"{town}001",
                name=f"某{number[14:17]}",
                name_key="mou",
                id_sealed=b"sealed",
                id_index=blind_index(ring, Secret.ID_NUMBER, number),
                id_is_valid=True,
                born_on=born_on,
                sex="男",
                made_by=self.handler.id,
                made_at=self.at,
            )
            for number in numbers
        ]
        with working_as(self.handler):
            made = Person.objects.bulk_create(rows)
        self.people |= {number: person.pk for number, person in zip(numbers, made, strict=True)}
        return numbers

    def file(self, headers: Sequence[str], rows: Iterable[Sequence[str]], name: str = "") -> Path:
        self.files += 1
        path = self.folder / (name or f"名单{self.files}.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headers, *rows])
        return path

    def deaths(self, numbers: Iterable[str], *, day: str = "2026-10-03") -> Path:
        return self.file(DEATHS, [(number, f"某{number[14:17]}", day) for number in numbers])

    def send(self, path: Path, kind: str = "deaths", **given: Any) -> Imported:
        month = given.get("month", OCTOBER)
        facts: dict[str, Any] = {
            "path": path,
            "kind": kind,
            "department": "县公安局",
            "month": month,
            "as_of": month.first_on + timedelta(days=20),
            "by": self.handler,
            "at": self.at,
        }
        return import_delivery(**facts | given)

    def authorise(self, number: str, scope: str = "all") -> None:
        """Have somebody's signed authorisation on file, accepted by another officer."""
        with working_as(self.handler):
            Authorisation.objects.create(
                region=f"{TOWN}001",
                person_id=self.people[number],
                scope=scope,
                filed_on=date(2026, 1, 5),
                until_on=date(2027, 1, 5),
                document="a" * 64,
                state="confirmed",
                made_by=self.handler.id,
                made_at=self.at,
                confirmed_by=self.reviewer.id,
                confirmed_at=self.at,
            )


def desk_of(folder: Path) -> Desk:
    """Return the county at the end of October."""
    county = found_county()
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN)
    county.office(Kind.TOWNSHIP, OTHER_TOWN)
    leader = county.post(bureau, Role.LEADER)
    handler, reviewer = county.post(bureau, Role.HANDLER), county.post(bureau, Role.REVIEWER)
    townsman = county.post(town, Role.HANDLER)
    for by in (handler, townsman):
        county.listed("keep_data", by, leader)
    return Desk(county, folder, handler, reviewer, leader, townsman, county.at.replace(month=10, day=31))


__all__ = ["COUNTY", "OCTOBER", "OTHER_TOWN", "TOWN", "Desk", "desk_of"]
