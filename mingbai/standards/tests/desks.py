"""A county whose standards are entered by one officer and approved by another, as tests of standards begin."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, County, found_county
from mingbai.standards import actions
from mingbai.standards.states import Mode

JULY = date(2026, 7, 1)


@dataclass
class Desk:
    """Who enters, who approves, and short ways to do both."""

    county: County
    handler: Actor
    leader: Actor

    def proposed(self, **given: Any) -> int:
        said: dict[str, Any] = {
            "key": "top_up_bp",
            "value": 2000,
            "from_on": JULY,
            "article": "LAW-2026#20",
            "document": "明民发〔2026〕9号",
        }
        said |= {"region": COUNTY.code, "by": self.handler, "at": self.county.at}
        return actions.propose_value(**said | given)

    def approved(self, **given: Any) -> int:
        entry = self.proposed(**given)
        actions.approve_value(entry_id=entry, by=self.leader, at=self.county.at)
        return entry

    def switched(self, **given: Any) -> int:
        said: dict[str, Any] = {
            "rule_id": "RK-503",
            "mode": Mode.OFF,
            "from_on": JULY,
            "reason": "合并到其他规则",
            "region": COUNTY.code,
        }
        return actions.switch_rule(**said | {"by": self.handler, "at": self.county.at} | given)


def standards_desk() -> Desk:
    """Return a county in which one officer is listed to enter standards and another to approve them."""
    county = found_county()
    bureau = county.office(Kind.CIVIL_AFFAIRS)
    handler, leader = county.post(bureau, Role.HANDLER), county.post(bureau, Role.LEADER)
    other = county.post(bureau, Role.LEADER)
    county.listed("enter_standard", handler, leader)
    county.listed("approve_standard", leader, other)
    return Desk(county, handler, leader)
