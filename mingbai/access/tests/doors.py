"""A county whose three administrators have keys, and one handler with a telephone or without."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mingbai.access import actions
from mingbai.access.actions.entering import Entered
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import SECURITY, County, found_county

HERE = "10.0.0.7"
CHOSEN = "秋天的橘子落在旧书桌上"


@dataclass
class Door:
    """The county, its handler, and short ways to try the door."""

    county: County
    handler: Actor
    number: str
    password: str

    @property
    def at(self) -> datetime:
        return self.county.at

    @property
    def system(self) -> Actor:
        return self.county.administrator()

    @property
    def security(self) -> Actor:
        return self.county.administrator(SECURITY)

    def enter(self, password: str = "", *, address: str = HERE, number: str = "") -> Entered:
        """Try the door a second later than the last act."""
        at = self.county.later(seconds=1)
        return actions.enter(number=number or self.number, password=password or self.password, address=address, at=at)

    def set_factor(self) -> str:
        """Set the handler's telephone up; return its secret."""
        secret = actions.begin_factor(officer_id=self.handler.id, at=self.at)
        actions.confirm_factor(officer_id=self.handler.id, code=self.code(secret), at=self.at)
        self.county.at += timedelta(seconds=60)
        return secret

    def code(self, secret: str, **later: int) -> str:
        """Return what the telephone shows, now or so much later."""
        from mingbai.access.codes import code_at

        return code_at(secret, self.at + timedelta(**later))


def a_door() -> Door:
    """Return a county with a handler who was given a key."""
    county = found_county()
    handler = county.post(county.office(Kind.CIVIL_AFFAIRS), Role.HANDLER)
    password = actions.give_key(officer_id=handler.id, by=county.administrator(), at=county.at)
    return Door(county, handler, f"N{county.people}", password)
