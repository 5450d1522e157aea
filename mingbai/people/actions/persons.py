"""Persons are entered once, corrected with the former version kept, and never removed."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.identity import parse_id
from mingbai.kernel.names import normal_name, pinyin_key
from mingbai.kernel.region import Level, Region
from mingbai.kernel.secrecy import Kind, canonical
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, keeps_data, locked, today
from mingbai.people.fields import Field, index_of, sealed
from mingbai.people.filings.ending import end_with_death
from mingbai.people.models import Person
from mingbai.people.numbering import draw
from mingbai.people.queries.persons import find_by_id_number
from mingbai.people.refused import KnownAlready, Unusable

LONGEST_NAME = 60
WHAT = ("人员", "person")


def register_person(*, region: Region, name: str, id_number: str, phone: str = "", by: Actor, at: datetime) -> int:
    """
    Enter a person living in a village or township; return the id by which later stages name the person.

    Raise BadId saying what is wrong with the number, KnownAlready where it is somebody's already.
    """
    with acting():
        keeps_data(by, region, at, title="登记人员", title_en="enter a person")
        require_place(region)
        number = parse_id(id_number)
        known = find_by_id_number(number.text)
        if known is not None:
            raise KnownAlready(known.name)
        key = draw("person", 1)[0]
        made = Person.objects.create(
            id=key,
            region=region.code,
            **_named(name),
            id_sealed=sealed(Field.ID_NUMBER, key, number.text),
            id_index=index_of(Field.ID_NUMBER, number.text),
            id_is_valid=True,
            born_on=number.born_on,
            sex=number.sex.value,
            phone_sealed=_phone(key, phone),
            made_by=by.id,
            made_at=at,
        )
        record(type="people.registered", rows=[made], by=by, at=at)
        return made.pk


def correct_name(*, person_id: int, name: str, by: Actor, at: datetime) -> None:
    """Give a person the name the card shows; the former one stays in the history."""
    with acting():
        found = locked(Person, person_id, *WHAT)
        keeps_data(by, Region(found.region), at, title="更正姓名", title_en="correct a name")
        for column, value in _named(name).items():
            setattr(found, column, value)
        found.save(update_fields=["name", "name_key"])
        record(type="people.name_corrected", rows=[found], by=by, at=at)


def set_phone(*, person_id: int, phone: str, by: Actor, at: datetime) -> None:
    """Keep another phone number for a person, none if it is empty."""
    with acting():
        found = locked(Person, person_id, *WHAT)
        keeps_data(by, Region(found.region), at, title="变更电话", title_en="change a phone number")
        found.phone_sealed = _phone(person_id, phone)
        found.save(update_fields=["phone_sealed"])
        record(type="people.phone_changed", rows=[found], by=by, at=at)


def note_death(*, person_id: int, died_on: date, by: Actor, at: datetime) -> None:
    """Note that a person died; what was filed by him or for him ends with it (R-805)."""
    with acting():
        found = locked(Person, person_id, *WHAT)
        keeps_data(by, Region(found.region), at, title="登记死亡", title_en="note a death")
        if died_on > today(at):
            raise Unusable(
                f"死亡日期{died_on}在未来，请核对。", f"A death on {died_on} lies in the future: check the date."
            )
        found.died_on = died_on
        found.save(update_fields=["died_on"])
        record(type="people.died", rows=[found], by=by, at=at)
        end_with_death(person_id, died_on, by, at)


def require_place(region: Region) -> None:
    """Raise Unusable unless a division is a village or a township: people live in no county."""
    if region.level < Level.TOWNSHIP:
        raise Unusable(
            f"居住地须到村（社区）或乡镇（街道），“{region}”太大；请填12位或9位区划代码。",
            f"“{region}” is too large to live in: give the code of a village or a township (12 or 9 digits).",
        )


def _named(name: str) -> dict[str, str]:
    plain = normal_name(name)
    if not plain or len(plain) > LONGEST_NAME:
        raise Unusable("姓名为空或过长，请按身份证填写。", "The name is empty or too long: write it as on the card.")
    return {"name": plain, "name_key": pinyin_key(plain)[:240]}


def _phone(person_id: int, phone: str) -> bytes | None:
    if not phone.strip():
        return None
    digits = canonical(Kind.PHONE, phone)
    if not digits.isdigit() or not 7 <= len(digits) <= 12:
        raise Unusable("联系电话应为7至12位数字，请核对。", "A phone number has 7 to 12 digits: check it.")
    return sealed(Field.PHONE, person_id, digits)
