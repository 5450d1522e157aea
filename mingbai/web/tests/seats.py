"""Somebody in every post that a role can have, each with a key, and a browser or a client that one of them uses."""

from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client
from django.utils import timezone

from mingbai.access.actions import give_first_keys, give_key
from mingbai.access.actions.entering import Entered
from mingbai.access.queries import key_standing
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ADMINISTRATORS, ROLES, Role
from mingbai.offices.tests.places import COUNTY, TOWN, County, found_county
from mingbai.rosters.tests.world import VILLAGE
from mingbai.web.doors import session as sessions
from mingbai.web.tests.keeping import once

PLACES = {Kind.TOWNSHIP: TOWN, Kind.VILLAGE: VILLAGE, Kind.CARE_HOME: VILLAGE}  # all others sit at the county
Seat = tuple[Kind, Role]


@dataclass
class Seats:
    """Who sits where; passwords as they were given."""

    county: County
    actors: dict[Seat, Actor] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)  # staff number → first password

    def client(self, kind: Kind = Kind.CIVIL_AFFAIRS, role: Role = Role.HANDLER) -> Client:
        """Return a client in which whoever sits there is signed in."""
        return self.signed_in(self.actors[kind, role])

    def signed_in(self, actor: Actor) -> Client:
        """Return a client in which an actor is signed in."""
        client = stranger()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.session_of(actor)
        return client

    def session_of(self, actor: Actor) -> str:
        """Return the key of a session in which an actor is signed in."""
        key = key_standing(actor.id)
        assert key is not None
        session = Client().session
        sessions.begin(session, Entered(actor.id, key.version, False, False), timezone.now())
        session[sessions.POST] = actor.post_id
        session.save()
        assert session.session_key
        return str(session.session_key)


def stranger(*, enforce_csrf_checks: bool = False) -> Client:
    """Return a client in which nobody is signed in."""
    return Client(enforce_csrf_checks, SERVER_NAME="localhost")


def take_seats() -> Seats:
    """Return a founded county in which every role sits in every kind of office it may, in a database that is empty."""
    return once("seats", seats_taken)


def seats_taken() -> Seats:
    """Found the county, open its offices, appoint and give keys."""
    county = found_county()
    seats = Seats(county, passwords=give_first_keys(at=county.at))
    for role in ADMINISTRATORS:
        seats.actors[Kind.CIVIL_AFFAIRS, role] = county.administrator(role)
    kinds = [Kind.CIVIL_AFFAIRS, *(kind for kind in Kind if kind != Kind.CIVIL_AFFAIRS)]
    offices = {kind: county.office(kind, PLACES.get(kind, COUNTY), NAMES[kind]) for kind in kinds}
    for role in [role for role in Role if role not in ADMINISTRATORS]:
        for kind in ROLES[role].kinds:
            actor = seats.actors[kind, role] = county.post(offices[kind], role)
            number = f"N{county.people}"
            seats.passwords[number] = give_key(officer_id=actor.id, by=county.administrator(), at=county.at)
    return seats


NAMES = {
    Kind.CIVIL_AFFAIRS: "明白县民政局社会救助科",
    Kind.FINANCE: "明白县财政局",
    Kind.AUDIT: "明白县审计局",
    Kind.BANK: "明白农商行",
    Kind.TOWNSHIP: "河东镇人民政府",
    Kind.VILLAGE: "河东镇柳树村委员会",
    Kind.DISCIPLINE: "明白县纪委监委",
    Kind.THIRD_PARTY: "明白社会工作服务中心",
    Kind.CARE_HOME: "河东镇敬老院",
}
