"""Lists of people handed out: masked, for a purpose, marked on every line with whose copy it is, logged first."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mingbai.evidence.actions import Record, record_contents
from mingbai.files.writing.folder import appearing_file
from mingbai.files.writing.sheets import Sheet, write_workbook
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, require_within, today
from mingbai.people.fields import OVERSIGHT
from mingbai.people.models import Account, Membership
from mingbai.people.models.held import LIVE
from mingbai.people.purposes import COLUMNS, PURPOSES, Purpose
from mingbai.people.queries.households import holding
from mingbai.people.queries.persons import hints
from mingbai.people.refused import NoReason

SHORTEST_REASON = 4
MARK = "水印"


def export_people(*, path: Path, region: Region, purpose: Purpose, reason: str, by: Actor, at: datetime) -> int:
    """
    Write the people of a division as a workbook for a purpose; return how many lines.

    It holds what the purpose needs and no number in full; each line carries the copy's mark. Raise NoReason.
    """
    allow(by, OVERSIGHT, title="导出救助对象", title_en="export people", at=at)
    require_within(by, region)
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason
    about, day = PURPOSES[purpose], today(at)
    mark = f"{about.title}·岗位{by.post_id}·人员{by.id}·{at:%Y%m%d%H%M%S}"
    header = [*(COLUMNS[name] for name in about.columns), MARK]
    with appearing_file(path) as unfinished, acting():  # recorded before anybody can see it
        rows = [[*line, mark] for line in _lines(region, about.columns, at)]
        cover = Sheet("说明", ("项目", "内容"), [("用途", about.title), ("事由", reason.strip()), (MARK, mark)])
        write_workbook(unfinished, [cover, Sheet("救助对象", header, rows)])
        content = {
            "file": sha256(unfinished.read_bytes()).hexdigest(),
            "purpose": purpose.value,
            "reason": reason.strip(),
            "columns": list(about.columns),
            "lines": len(rows),
            "mark": mark,
        }
        subject = f"people.list/{region}/{day}/{purpose}"
        records = [Record(subject, content, {"region": region.code})]
        record_contents(type="people.exported", records=records, by=by, at=at)
    return len(rows)


def _lines(region: Region, columns: tuple[str, ...], at: datetime) -> Iterator[list[str]]:
    """Yield the members of a division's households, as many columns as the purpose needs."""
    found = Membership.objects.filter(holding(today(at)), region__startswith=region.code)
    members = list(found.select_related("person", "household").order_by("region", "household__number", "pk"))
    persons = [one.person_id for one in members]
    masks = hints(persons) if "hint" in columns else {}
    held = Account.objects.filter(LIVE, person_id__in=persons) if "account" in columns else Account.objects.none()
    accounts = {account.person_id: account for account in held.order_by("pk")}
    for one in members:
        account = accounts.get(one.person_id)
        said = {
            "village": one.region,
            "household": one.household.number,
            "name": one.person.name,
            "relation": one.relation,
            "hint": masks.get(one.person_id, ""),
            "sex": one.person.sex,
            "born_in": str(one.person.born_on.year) if one.person.born_on else "",
            "account": account.number_hint if account else "",
            "holder": account.holder_name if account else "",
            "state": account.state if account else "",
        }
        yield [said[name] for name in columns]
