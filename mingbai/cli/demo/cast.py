"""Who acts in the demo county: its desk founded, its offices opened, everybody appointed and listed for a step."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from django.utils.timezone import localdate

from mingbai.kernel.region import Region
from mingbai.offices import actions
from mingbai.offices.actions import Founder
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import actor
from mingbai.offices.roles import ROLES, Role
from mingbai.simulation.county import PLACES, County

SYSTEM, SECURITY, AUDIT = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", ("建国", "秀英", "志强", "桂兰", "海燕", "文斌", "玉梅")
BANK = "明白农商行"
TOWNSHIP, NUMERALS = 9, "一二三四五六七八九十"  # digits of a township's code; villages that are new are numbered
TOWNSHIP_STEPS = ("accept", "investigate", "change", "make_roster", "verify_alert", "take_complaint")
BUREAU_STEPS = {  # the post that answers → for which steps
    "handler": ("plan_funds", "keep_data", "enter_standard", "make_roster", "change", "verify_alert", "take_complaint"),
    "reviewer": ("check_roster", "close_month", "change", "verify_alert", "answer_complaint"),
    "releaser": ("release_payment",),
    "leader": ("confirm", "approve_standard"),
}


@dataclass
class Cast:
    """The officers of the county by what they do; townships and villages by their codes."""

    region: Region
    handler: Actor
    second_handler: Actor
    reviewer: Actor
    second_reviewer: Actor
    releaser: Actor
    leader: Actor
    director: Actor
    asker: Actor  # of finance
    sender: Actor
    approver: Actor
    teller: Actor
    second_teller: Actor
    auditor: Actor
    inspector: Actor  # of discipline
    staff: "Personnel"
    clerks: dict[str, Actor] = field(default_factory=dict)
    reviewers: dict[str, Actor] = field(default_factory=dict)
    heads: dict[str, Actor] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of townships

    def clerk(self, township: str) -> Actor:
        """Return who handles a township's cases."""
        return self.clerks[township]

    def head(self, village: str) -> Actor:
        """Return who signs for a village; one that no list of villages names is a new one and gets its office now."""
        if village not in self.heads:
            name = f"{self.names[village[:TOWNSHIP]]}新{NUMERALS[int(village[-1])]}村"
            _village(self.staff, self, Region(village), name)
        return self.heads[village]


@dataclass
class Personnel:
    """Opens offices and fills posts, as the administrators do."""

    system: Actor
    security: Actor
    audit: Actor
    at: datetime
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def office(self, kind: Kind, region: Region, name: str) -> int:
        """Open an organisation."""
        return actions.open_organisation(
            name=name, kind=kind, region=region, opened_on=self.on, by=self.system, at=self.at
        )

    def post(self, organisation: int, role: Role, title: str = "", region: Region | None = None) -> Actor:
        """Register somebody and appoint them."""
        post = self.proposed(organisation, role, title, region)
        actions.approve_post(post_id=post, by=self.security, at=self.at)
        return actor(post, self.on)

    def proposed(self, organisation: int, role: Role, title: str = "", region: Region | None = None) -> int:
        """Register somebody and propose them for a post, which waits for the second administrator; return it."""
        number = next(self.numbers)
        name = SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)]
        officer = actions.register_officer(name=name, number=f"D{number:04d}", by=self.system, at=self.at)
        return actions.appoint(
            officer_id=officer, organisation_id=organisation, role=role, title=title or ROLES[role].title,
            region=region, from_on=self.on, by=self.system, at=self.at,
        )  # fmt: skip

    def listed(self, who: Actor, steps: Iterable[str], leader: Actor) -> None:
        """Put a post on the list of responsibilities for some steps."""
        for step in steps:
            listing = actions.list_post(step_id=step, post_id=who.post_id, from_on=self.on, by=self.system, at=self.at)
            actions.approve_listing(listing_id=listing, by=leader, at=self.at)

    @property
    def on(self) -> date:
        """Return the day everybody takes office."""
        return localdate(self.at)


def found(county: County, at: datetime) -> Cast:
    """Found the desk of a simulated county and fill every post the money passes; return who acts."""
    region = Region(county.code)
    founders = {
        role: Founder(f"{ROLES[role].title}{number}", f"G{number:03d}")
        for number, role in enumerate((SYSTEM, SECURITY, AUDIT), 1)
    }
    name = county.title
    posts = actions.found(
        region=region, name=f"{name}民政局", founders=founders, document=f"{name}民任〔2026〕1号", at=at
    )
    day = localdate(at)
    system, security, audit = (actor(post, day) for post in posts)
    staff = Personnel(system, security, audit, at + timedelta(hours=1))
    cast = _county(staff, region, name)
    for number, township in enumerate(county.township_names):
        codes = [Region(str(code)) for code in county.village_codes[number * PLACES : (number + 1) * PLACES]]
        names = county.village_names[number * PLACES : (number + 1) * PLACES]
        _township(staff, cast, Region(codes[0].code[:9]), township, dict(zip(codes, names, strict=True)))
    return cast


def _county(staff: Personnel, region: Region, name: str) -> Cast:
    """Fill the county's bureau, its finance office and the paying bank."""
    bureau = staff.office(Kind.CIVIL_AFFAIRS, region, f"{name}民政局社会救助科")
    finance = staff.office(Kind.FINANCE, region, f"{name}财政局")
    bank = staff.office(Kind.BANK, region, BANK)
    overseers = ((Kind.AUDIT, "审计局"), (Kind.DISCIPLINE, "纪委监委"))
    offices = [staff.office(kind, region, f"{name}{title}") for kind, title in overseers]
    roles = (Role.HANDLER, Role.HANDLER, Role.REVIEWER, Role.REVIEWER, Role.RELEASER, Role.LEADER, Role.LEADER)
    handler, second, reviewer, other, releaser, leader, head = (staff.post(bureau, role) for role in roles)
    asker, sender, approver = (staff.post(finance, role) for role in (Role.HANDLER, Role.RELEASER, Role.LEADER))
    teller, colleague = (staff.post(bank, Role.TELLER) for _ in range(2))
    auditor, inspector = (staff.post(office, Role.INSPECTOR) for office in offices)
    cast = Cast(
        region, handler, second, reviewer, other, releaser, leader, head, asker, sender, approver, teller, colleague,
        auditor, inspector, staff,
    )  # fmt: skip
    for who, steps in BUREAU_STEPS.items():
        staff.listed(getattr(cast, who), steps, head if who == "leader" else leader)
    staff.listed(second, ("keep_data", "change"), leader)
    staff.listed(other, ("check_roster", "change"), leader)
    for one in (asker, sender):
        staff.listed(one, ("appropriate",), approver)
    staff.listed(teller, ("pay_out",), approver)
    return cast


def _township(staff: Personnel, cast: Cast, region: Region, name: str, villages: dict[Region, str]) -> None:
    """Fill a township and its villages."""
    office = staff.office(Kind.TOWNSHIP, region, f"{name}人民政府" if name.endswith("镇") else f"{name}办事处")
    cast.names[region.code] = name
    cast.clerks[region.code] = staff.post(office, Role.HANDLER, "民政经办人")
    staff.listed(cast.clerks[region.code], TOWNSHIP_STEPS, cast.leader)
    cast.reviewers[region.code] = staff.post(office, Role.REVIEWER)
    staff.listed(cast.reviewers[region.code], ("review", "change"), cast.leader)
    for village, title in villages.items():
        _village(staff, cast, village, f"{name}{title}")


def _village(staff: Personnel, cast: Cast, region: Region, name: str) -> None:
    committee = staff.office(Kind.VILLAGE, region, f"{name}委员会")
    cast.heads[region.code] = staff.post(committee, Role.HANDLER, "村（社区）主任")
