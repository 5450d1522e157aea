"""A small county with its offices, as tests of who may do what begin."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from mingbai.kernel.region import Region
from mingbai.offices import actions
from mingbai.offices.actions import Founder
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import actor
from mingbai.offices.roles import Role

COUNTY, TOWN, OTHER_TOWN = Region("999901"), Region("999901101"), Region("999901102")
BEGAN = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai
DAY = date(2026, 1, 5)
SYSTEM, SECURITY, AUDIT = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR


@dataclass
class County:
    """The county's administrators and offices, and short ways to fill them."""

    posts: dict[Role, int]
    at: datetime = BEGAN
    offices: dict[Kind, int] = field(default_factory=dict)
    people: int = 0

    def administrator(self, role: Role = SYSTEM) -> Actor:
        return actor(self.posts[role], self.at.date())

    def later(self, **much: int) -> datetime:
        self.at += timedelta(**much)
        return self.at

    def office(self, kind: Kind, region: Region = COUNTY, name: str = "") -> int:
        return actions.open_organisation(
            name=name or f"{kind.value}-{region}",
            kind=kind,
            region=region,
            opened_on=DAY,
            by=self.administrator(),
            at=self.at,
        )

    def officer(self) -> int:
        self.people += 1
        return actions.register_officer(
            name=f"人员{self.people}", number=f"N{self.people}", by=self.administrator(), at=self.at
        )

    def proposed(self, organisation: int, role: Role, *, officer: int = 0, region: Region | None = None) -> int:
        return actions.appoint(
            officer_id=officer or self.officer(),
            organisation_id=organisation,
            role=role,
            title=role.value,
            region=region,
            from_on=DAY,
            by=self.administrator(),
            at=self.at,
        )

    def post(self, organisation: int, role: Role, *, officer: int = 0, region: Region | None = None) -> Actor:
        post = self.proposed(organisation, role, officer=officer, region=region)
        actions.approve_post(post_id=post, by=self.administrator(SECURITY), at=self.at)
        return actor(post, self.at.date())

    def listed(self, step: str, by: Actor, leader: Actor, region: Region | None = None) -> int:
        listing = actions.list_post(
            step_id=step, post_id=by.post_id, region=region, from_on=DAY, by=self.administrator(), at=self.at
        )
        actions.approve_listing(listing_id=listing, by=leader, at=self.at)
        return listing


def founders() -> dict[Role, Founder]:
    return {role: Founder(f"管理员{number}", f"A{number}") for number, role in enumerate((SYSTEM, SECURITY, AUDIT))}


def found_county() -> County:
    """Return a county whose desk was founded this morning."""
    ids = actions.found(region=COUNTY, name="明白县民政局", founders=founders(), document="明民任〔2026〕1号", at=BEGAN)
    return County(dict(zip((SYSTEM, SECURITY, AUDIT), ids, strict=True)))
