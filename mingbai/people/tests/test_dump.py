"""A full dump of the database gives no ID number and no account away, whatever shape they may have taken."""

import re
from collections.abc import Callable, Iterator

import pytest

from mingbai.config.testing import Base
from mingbai.kernel.cards import luhn_ok
from mingbai.kernel.identity import is_valid_id
from mingbai.offices.actor import working_as
from mingbai.people import actions, queries
from mingbai.people.tests.families import CARD, DAY, OTHER_CARD, PASSBOOK, VILLAGE, Bureau, bureau

DIGITS = re.compile(rb"(?<![0-9A-Fa-f])[0-9]{14,19}[Xx]?(?![0-9A-Fa-f])")  # within a digest it is no number
BYTES = re.compile(rb"\\\\x([0-9a-f]*)")  # as COPY writes them
TABLES = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('information_schema')"


def dumped(base: Base, database: str) -> Iterator[tuple[str, bytes]]:
    """Yield every table and all it holds, the system's own among them, as an administrator copies them out."""
    with base.administrator(database) as admin:
        for (table,) in admin.execute(TABLES).fetchall():
            with admin.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
                yield str(table), b"".join(copy)


def given_away(text: bytes, known: set[str]) -> set[str]:
    """Return what looks like an ID number, a card or a number known: as digits, in hex, and without its last ones."""
    raw = [bytes.fromhex(found.decode()) for found in BYTES.findall(text)]
    found = {one.decode() for part in (BYTES.sub(b"", text), *raw) for one in DIGITS.findall(part)}
    looks = {one for one in found if is_valid_id(one) or (len(one) >= 16 and one.startswith("62") and luhn_ok(one))}
    hidden = {number for number in known for form in spelt(number) if form in text}
    return looks | hidden


def spelt(number: str) -> tuple[bytes, ...]:
    """Return what must not stand there: a number as digits, in hex, without its last, without its county."""
    whole = (number.encode(), number.encode().hex().encode(), number[:-1].encode())
    return (*whole, number[6:].encode()) if len(number) == 18 else whole


@pytest.fixture
def office(fresh_desk: str) -> Bureau:
    return bureau()


def filled(office: Bureau) -> set[str]:
    """Keep all that is personal of two people, reveal and export some; return every number there is."""
    with working_as(office.handler):
        person, agent = office.person("甲"), office.person("乙", born="19880808")
        office.household(person)
        accounts = [
            office.account(person, "甲"), office.account(agent, "乙", number=OTHER_CARD),
            office.account(agent, "乙", number=PASSBOOK),
        ]  # fmt: skip
        office.proxy(person, agent)
        office.keeping(person, agent)
        office.kin(person, office.staff(agent, office.clerk.id))
        actions.issue_cards(
            region=VILLAGE, batch="B", bank="农信", cards={person: CARD}, issued_on=DAY, by=office.handler,
            at=office.at,
        )  # fmt: skip
        for field in ("id_number", "account", "phone"):
            actions.reveal(person_id=person, field=field, reason="入户核对身份", by=office.handler, at=office.at)
        actions.close_account(account_id=accounts[1], until_on=DAY, reason="换卡", by=office.handler, at=office.at)
        actions.correct_name(person_id=person, name="甲甲", by=office.handler, at=office.at)
        return {*queries.opened_numbers([person, agent]).values(), CARD, OTHER_CARD, PASSBOOK, "13800138000"}


@pytest.mark.requirement("R-1505")
def test_no_table_of_a_full_dump_holds_a_number_of_anybody(base: Base, fresh_desk: str, office: Bureau) -> None:
    known, seen = filled(office), 0
    for table, text in dumped(base, fresh_desk):
        seen += len(text)
        assert given_away(text, known) == set(), table
    assert seen > 100_000


@pytest.mark.parametrize("form", [str, lambda number: number.encode().hex(), lambda number: number[:-1]])
def test_the_scan_finds_a_number_somebody_wrote_openly(
    form: Callable[[str], str], base: Base, fresh_desk: str, office: Bureau
) -> None:
    known = filled(office)
    number = next(one for one in known if len(one) == 18)
    with working_as(office.handler):
        actions.form_household(
            region=VILLAGE,
            number=f"Z{form(number)}",
            opened_on=DAY,
            by=office.handler,
            at=office.at,
        )
    found = {one for _, text in dumped(base, fresh_desk) for one in given_away(text, known)}
    assert number in found


def test_neither_mask_nor_birth_lets_a_number_be_put_together(base: Base, fresh_desk: str, office: Bureau) -> None:
    known = {number for number in filled(office) if len(number) == 18}
    tails = {number[-4:].encode() for number in known}
    for table, text in dumped(base, fresh_desk):
        if table.startswith("public.people_person"):
            assert not any(tail in text.replace(b"****", b"") for tail in tails if b"\t" + tail in text), table
