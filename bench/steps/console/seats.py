"""Fifty officers of the desk signed in, and the pages that each kind of them opens, with rows of every month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.test import Client
from django.utils import timezone
from steps.console.filled import APART, LAST, administrator

from mingbai.access.actions import give_key
from mingbai.access.actions.entering import Entered
from mingbai.access.queries import key_standing
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import actor
from mingbai.offices.roles import Role
from mingbai.web.access import ADDRESSES, may_open
from mingbai.web.doors import session as sessions

SEED, EACH = 20261122, 40  # rows looked at, of each sort
LIST, DETAIL, COCKPIT = "list", "detail", "cockpit"
GOALS = {LIST: 200, DETAIL: 150, COCKPIT: 300}  # ms of the server, p95
POSTS = (
    "SELECT post.id FROM offices_post AS post JOIN offices_organisation AS office ON office.id = post.organisation_id"
    " WHERE office.kind = %s AND post.role = %s AND post.state = 'in_force' ORDER BY post.id"
)
SEATS = (  # who comes, and how many of them at once
    (Kind.TOWNSHIP, Role.HANDLER, 20), (Kind.CIVIL_AFFAIRS, Role.HANDLER, 8), (Kind.CIVIL_AFFAIRS, Role.REVIEWER, 6),
    (Kind.CIVIL_AFFAIRS, Role.LEADER, 4), (Kind.FINANCE, Role.HANDLER, 4), (Kind.BANK, Role.TELLER, 2),
    (Kind.AUDIT, Role.INSPECTOR, 6),
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page: its name in `access.py`, what it is, and addresses of it, each about other rows."""

    name: str
    sort: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class User:
    """Somebody signed in: who, and the key of the session."""

    actor: Actor
    session: str

    @property
    def cookie(self) -> str:
        """Return what the browser sends with every request."""
        return f"{settings.SESSION_COOKIE_NAME}={self.session}"


def users() -> list[User]:
    """Give fifty officers keys where they have none, and sign them in."""
    with administrator() as admin:
        posts = [(seat, [post for (post,) in admin.execute(POSTS, seat[:2]).fetchall()]) for seat in SEATS]
        (system,) = admin.execute("SELECT id FROM offices_post WHERE role = 'system_administrator'").fetchone() or (0,)
    today, found = timezone.localdate(), list[User]()
    for (_, _, count), ids in posts:
        found += [signed_in(actor(post, today), actor(system, today)) for post in islice(cycle(ids), count)]
    return found


def signed_in(officer: Actor, system: Actor) -> User:
    """Return an officer with a session of his own."""
    if key_standing(officer.id) is None:
        give_key(officer_id=officer.id, by=system, at=timezone.now())
    key = key_standing(officer.id)
    assert key is not None
    session = Client().session
    sessions.begin(session, Entered(officer.id, key.version, False, False), timezone.now())
    session[sessions.POST] = officer.post_id
    session.save()
    return User(officer, str(session.session_key))


def pages(months: int) -> list[Page]:
    """Return what is opened: each list of several months, each detail page of several rows."""
    random = Random(SEED)
    shown = [str(LAST.plus(-random.randrange(months))) for _ in range(6)] + [str(LAST)] * 4
    with administrator() as admin:
        found = list(_pages(admin, shown, random))
    return [page for page in found if page.name in ADDRESSES and page.addresses]


def _pages(admin: Any, shown: Sequence[str], random: Random) -> Iterator[Page]:
    def some(sql: str) -> list[Any]:
        rows = [row[0] for row in admin.execute(sql).fetchall()]
        return random.sample(rows, min(EACH, len(rows)))

    def lists(*names: str) -> Iterator[Page]:
        for name in names:
            path = {"today": "/", "prechecks.asked": "/prechecks/asked", "receipts.statements": "/receipts/statements"}
            place = path.get(name, f"/{name.replace('.', '/')}")
            yield Page(
                name, COCKPIT if name in ("cockpit", "wall") else LIST, tuple(f"{place}?month={one}" for one in shown)
            )

    def details(name: str, place: str, keys: Sequence[Any]) -> Page:
        return Page(name, DETAIL, tuple(place.format(key) for key in keys))

    yield from lists(
        "today", "alerts", "inspections", "month", "prechecks", "prechecks.asked", "payments", "payments.returned",
        "receipts", "receipts.statements", "offices", "offices.duties", "looks", "rules", "errands", "imports",
        "treasury", "standards", "cockpit", "wall",
    )  # fmt: skip
    yield Page("receipts.closing", DETAIL, tuple(f"/receipts/closing?month={one}" for one in shown))
    names = some(
        "SELECT name FROM people_person WHERE id IN (SELECT payee_id FROM awards_decision) ORDER BY id LIMIT 4000"
    )
    yield Page("people", LIST, tuple(f"/people?q={quote(name)}" for name in names))
    persons = some("SELECT payee_id FROM awards_decision WHERE payee_id IS NOT NULL ORDER BY id LIMIT 4000")
    homes = some("SELECT household_id FROM awards_award ORDER BY id LIMIT 4000")
    rosters = some("SELECT id FROM rosters_roster ORDER BY id")
    files = some("SELECT id FROM payments_bankfile ORDER BY id")
    tasks = some(f"SELECT id FROM alerts_task WHERE id < {APART} ORDER BY id")  # what is sealed is sealed for its row
    items = some("SELECT id FROM receipts_openitem ORDER BY id LIMIT 400")
    cells = some(
        "SELECT DISTINCT left(region, 9) || '/' || coalesce(nullif(programme, ''), '-') FROM prechecks_finding"
    )
    yield details("people.person", "/people/{}", persons)
    yield details("people.history", "/people/{}/history", persons)
    yield details("people.household", "/people/households/{}", homes)
    yield details("month.roster", "/month/{}", rosters)
    yield details("month.roster", "/month/{}?change=same&page=40", rosters)
    yield details("prechecks.release", "/prechecks/release/{}", rosters)
    yield details("prechecks.cell", f"/prechecks/found/{{}}?month={LAST}", cells)
    yield details("payments.file", "/payments/files/{}", files)
    yield details("alerts.task", "/alerts/{}", tasks)
    yield details("receipts.item", "/receipts/{}", items)
    yield details("rules.rule", "/rules/{}", ["RK-101", "RK-302", "RK-309", "RK-415"])


def visits(users: Sequence[User], pages: Sequence[Page], each: int) -> list[tuple[User, list[tuple[Page, str]]]]:
    """Return who opens what: so many addresses of each page he may open, in an order that is each one's own."""
    random, found = Random(SEED), []
    for user in users:
        mine = [(page, one) for page in pages if may_open(user.actor, page.name) for one in _few(page, each, random)]
        random.shuffle(mine)
        found.append((user, mine))
    return found


def _few(page: Page, count: int, random: Random) -> list[str]:
    return random.sample(page.addresses, min(count, len(page.addresses)))
