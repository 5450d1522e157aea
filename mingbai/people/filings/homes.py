"""Care homes of a list entered as organisations: those that are not here yet."""

from datetime import date, datetime

from mingbai.kernel.names import normal_name
from mingbai.kernel.region import Region
from mingbai.offices.actions import open_organisation
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import organisations_in
from mingbai.people.filings.reading import Lists


def enter_homes(*, lists: Lists, from_on: date, by: Actor, at: datetime) -> tuple[list[str], int]:
    """Open every care home that is listed and not known; return the names of those, and how many stood already."""
    listed = lists.homes()
    known = {normal_name(one.name) for one in organisations_in(by.region, from_on, Kind.CARE_HOME)}
    lacking = {name: code or by.region.code for name, code in listed.items() if normal_name(name) not in known}
    for name, code in lacking.items():
        region = Region.parse(code)
        open_organisation(name=name, kind=Kind.CARE_HOME, region=region, opened_on=from_on, by=by, at=at)
    return list(lacking), len(listed) - len(lacking)
