"""近亲属备案 (R-801): who works in social assistance, whom of their near kin receives it, filed one tier above."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, keeps_data, locked, require_within
from mingbai.people.filings.entering import common, for_person, said
from mingbai.people.models import Person, Relative, Staff
from mingbai.people.refused import Unusable

LOWEST = 2  # digits of a province: above it nobody files


def register_staff(
    *,
    person_id: int,
    officer_id: int | None = None,
    unit: str,
    post: str,
    works_in: Region,
    from_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """Enter that a person works in social assistance, with an account here (officer) or, as village cadres, without."""
    with acting():
        person = locked(Person, person_id, "人员", "person")
        keeps_data(by, Region(person.region), at, title="登记工作人员", title_en="enter staff")
        made = Staff.objects.create(
            region=person.region,
            person=person,
            officer_id=officer_id,
            unit=said(unit, "请填写单位。", "Say in which unit."),
            post=said(post, "请填写职务。", "Say in which post."),
            works_in=works_in.code,
            from_on=from_on,
            made_by=by.id,
            made_at=at,
        )
        record(type="people.staff_entered", rows=[made], by=by, at=at)
        return made.pk


def end_staff(*, staff_id: int, until_on: date, by: Actor, at: datetime) -> None:
    """Note that somebody no longer works there from a day on; filed kin stay filed until ended."""
    with acting():
        found = locked(Staff, staff_id, "工作人员登记", "staff record")
        keeps_data(by, Region(found.region), at, title="终止工作人员登记", title_en="end a staff record")
        require_within(by, Region(found.region))
        found.until_on, found.closed_by, found.closed_at = until_on, by.id, at
        found.save(update_fields=["until_on", "closed_by", "closed_at"])
        record(type="people.staff_ended", rows=[found], by=by, at=at)


def file_relative(
    *,
    person_id: int,
    staff_id: int,
    relation: str,
    programme: str = "",
    document: str,
    filed_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """File that a recipient is near kin of staff; the tier above where the staff works accepts it. Return its id."""
    with acting():
        person = for_person(person_id, "申报近亲属备案", "file kin", by, at)
        staff = locked(Staff, staff_id, "工作人员登记", "staff record")
        if staff.person_id == person_id:
            raise Unusable("本人不能备案为自己的近亲属。", "Nobody is his own kin.")
        made = Relative.objects.create(
            **common(person, document, filed_on, None, by, at),
            staff=staff,
            officer_id=staff.officer_id,
            relation=said(relation, "请写明亲属关系。", "Say how they are related."),
            programme=programme,
            tier=tier_above(Region(staff.works_in)),
        )
        record(type="people.kin_filed", rows=[made], by=by, at=at)
        return made.pk


def tier_above(works_in: Region) -> int:
    """Return the digits of the division kin are filed with: a village's staff with the township, and so on up."""
    return len(works_in.parent.code) if works_in.parent else LOWEST
