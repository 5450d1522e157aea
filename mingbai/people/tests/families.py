"""A county whose bureau keeps people's data: who enters, who confirms, and a few families, as tests begin."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from mingbai.kernel.identity import check_character
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, DAY, TOWN, County, found_county
from mingbai.people import actions

VILLAGE, OTHER_VILLAGE = Region("999901101001"), Region("999901102001")
PAPER = sha256(b"signed").hexdigest()
CARD, OTHER_CARD, PASSBOOK = "6299990000990000006", "6299990000990000014", "12345678901234"


def id_number(serial: int, born: str = "19500101", place: str = "999901") -> str:
    """Return a valid ID number of a made-up county; odd serials are men."""
    body = f"{place}{born}{serial:03}"
    return body + check_character(body)


@dataclass
class Bureau:
    """A county's bureau of civil affairs with a handler, a reviewer and a leader, and a township's handler."""

    county: County
    handler: Actor
    reviewer: Actor
    leader: Actor
    clerk: Actor  # of a township
    serial: int = 0

    @property
    def at(self) -> datetime:
        return self.county.at

    def person(
        self, name: str = "", *, region: Region = VILLAGE, born: str = "19500101", by: Actor | None = None
    ) -> int:
        self.serial += 1
        return actions.register_person(
            region=region, name=name or f"张三{self.serial}", id_number=id_number(self.serial, born),
            phone="13800138000", by=by or self.handler, at=self.at,
        )  # fmt: skip

    def household(self, *persons: int, region: Region = VILLAGE, number: str = "") -> int:
        self.serial += 1
        made = actions.form_household(
            region=region, number=number or f"H{self.serial}", opened_on=DAY, address="示范县城关镇东街社区3组12号",
            by=self.handler, at=self.at,
        )  # fmt: skip
        for place, person in enumerate(persons):
            self.member(made, person, is_head=place == 0)
        return made

    def member(self, household: int, person: int, *, is_head: bool = False, from_on: date = DAY) -> int:
        return actions.add_member(
            household_id=household, person_id=person, relation="户主" if is_head else "配偶", is_head=is_head,
            from_on=from_on, by=self.handler, at=self.at,
        )  # fmt: skip

    def account(self, person: int, holder: str, *, number: str = CARD, confirmed: bool = True) -> int:
        made = actions.propose_account(
            person_id=person, number=number, bank="示范农商银行", holder_name=holder, from_on=DAY,
            by=self.handler, at=self.at,
        )  # fmt: skip
        if confirmed:
            actions.confirm_account(account_id=made, by=self.reviewer, at=self.at)
        return made

    def staff(self, person: int, officer: int | None, works_in: Region = TOWN) -> int:
        return actions.register_staff(
            person_id=person, officer_id=officer, unit="城关镇人民政府", post="经办人", works_in=works_in,
            from_on=DAY, by=self.handler, at=self.at,
        )  # fmt: skip

    def kin(self, person: int, staff: int, relation: str = "父亲") -> int:
        return actions.file_relative(
            person_id=person, staff_id=staff, relation=relation, document=PAPER, filed_on=DAY,
            by=self.handler, at=self.at,
        )  # fmt: skip

    def proxy(self, person: int, agent: int, *, accepted: bool = True, until: date = date(2027, 1, 5)) -> int:
        made = actions.file_proxy(
            person_id=person, agent_id=agent, kind=actions.ProxyKind.CHOSEN, cause="行动不便", document=PAPER,
            filed_on=DAY, until_on=until, by=self.handler, at=self.at,
        )  # fmt: skip
        if accepted:
            actions.accept_filing(kind=actions.FilingKind.PROXY, filing_id=made, by=self.reviewer, at=self.at)
        return made

    def keeping(self, person: int, keeper: int, *, accepted: bool = True) -> int:
        made = actions.file_card_keeping(
            person_id=person, keeper_id=keeper, cause="本人精神障碍", document=PAPER, filed_on=DAY,
            until_on=date(2027, 1, 5), by=self.handler, at=self.at,
        )  # fmt: skip
        if accepted:
            actions.accept_filing(kind=actions.FilingKind.CARD_KEEPING, filing_id=made, by=self.reviewer, at=self.at)
        return made


def bureau() -> Bureau:
    """Return a county founded this morning whose bureau is manned and listed for keeping data."""
    county = found_county()
    office, town = county.office(Kind.CIVIL_AFFAIRS, name="明白县救助科"), county.office(Kind.TOWNSHIP, TOWN, "城关镇")
    handler, reviewer = county.post(office, Role.HANDLER), county.post(office, Role.REVIEWER)
    leader, clerk = county.post(office, Role.LEADER), county.post(town, Role.HANDLER)
    county.listed("keep_data", handler, leader)
    county.listed("keep_data", clerk, leader)
    return Bureau(county, handler, reviewer, leader, clerk)


__all__ = [
    "CARD",
    "COUNTY",
    "DAY",
    "OTHER_CARD",
    "OTHER_VILLAGE",
    "PAPER",
    "PASSBOOK",
    "TOWN",
    "VILLAGE",
    "Bureau",
    "bureau",
    "id_number",
]
