"""The sealed fields of this stage: where each lies, how sensitive it is, who may see it whole (R-1505)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from mingbai.evidence.installation import installed_ring
from mingbai.kernel.secrecy import Kind, Place, blind_index, masked, opening, seal
from mingbai.offices.roles import Role


class Sensitivity(IntEnum):
    """敏感级别: what a list may show of a field."""

    INNER = 1  # within the office: names, villages
    SENSITIVE = 2  # masked: numbers by which somebody is found or paid
    SECRET = 3  # hidden whole: health


class Field(StrEnum):
    """What is sealed."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    ACCOUNT = "account"
    HEALTH = "health"


CASEWORKERS = frozenset({Role.HANDLER, Role.REVIEWER, Role.LEADER})
OVERSIGHT = CASEWORKERS | {Role.INSPECTOR}


@dataclass(frozen=True)
class About:
    """A sealed field: table and column, the kind of data it holds, and the roles that may see it whole."""

    title: str
    title_en: str
    table: str
    column: str
    kind: Kind
    sensitivity: Sensitivity
    roles: frozenset[Role]


FIELDS = {
    Field.ID_NUMBER: About(
        "身份证号", "ID number", "people_person", "id_sealed", Kind.ID_NUMBER, Sensitivity.SENSITIVE, OVERSIGHT
    ),
    Field.PHONE: About(
        "联系电话", "phone", "people_person", "phone_sealed", Kind.PHONE, Sensitivity.SENSITIVE, OVERSIGHT
    ),
    Field.ADDRESS: About(
        "住址", "address", "people_household", "address_sealed", Kind.ADDRESS, Sensitivity.SENSITIVE, OVERSIGHT
    ),
    Field.ACCOUNT: About(
        "银行账号", "account", "people_account", "number_sealed", Kind.ACCOUNT, Sensitivity.SENSITIVE, OVERSIGHT
    ),
    Field.HEALTH: About(
        "健康信息", "facts of health", "people_healthfact", "sealed", Kind.HEALTH, Sensitivity.SECRET, CASEWORKERS
    ),
}


def place_of(field: Field, row: int) -> Place:
    """Return where a field of a row is sealed for."""
    about = FIELDS[field]
    return Place(about.table, about.column, row)


def sealing(field: Field) -> Callable[[int, str], bytes]:
    """Return what seals texts for rows of the field's table, the keys looked up once for all of them."""
    ring = installed_ring()
    return lambda row, text: seal(ring, place_of(field, row), text)


def sealed(field: Field, row: int, text: str) -> bytes:
    """Return a text sealed for a row of the field's table."""
    return sealing(field)(row, text)


def opened_all(field: Field, values: Iterable[tuple[int, bytes | memoryview]]) -> dict[int, str]:
    """Return row → text of sealed values, about 1 µs each; raise SealBroken naming the first that was moved."""
    open_one = opening(installed_ring(), FIELDS[field].table, FIELDS[field].column)
    return {row: open_one(row, bytes(value)) for row, value in values}


def indexing(field: Field) -> Callable[[str], bytes]:
    """Return what makes blind indexes of a field, the keys looked up once for all of them."""
    ring, kind = installed_ring(), FIELDS[field].kind
    return lambda text: blind_index(ring, kind, text)


def index_of(field: Field, text: str) -> bytes:
    """Return the blind index by which a value is found; raise BadId or BadAccount for what identifies nobody."""
    return indexing(field)(text)


def hint_of(field: Field, text: str) -> str:
    """Return as much of a value as a list inside the office shows."""
    return masked(FIELDS[field].kind, text)
