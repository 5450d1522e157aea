"""Who is signed in: a session remembers an officer, the version of the key and the post; each request looks again."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mingbai.access.actions.entering import Entered
from mingbai.access.limits import CODE_WITHIN, IDLE, LONGEST
from mingbai.access.queries import still_opens
from mingbai.offices.actor import Actor
from mingbai.offices.queries import actor
from mingbai.offices.refused import NotInOffice

OFFICER, VERSION, POST, BEGAN, SEEN = "officer", "version", "post", "began", "seen"
CODE_BY, MUST_CHANGE = "code_by", "must_change"
NOTED_EVERY = 60  # seconds: how often a session's last use is written down


class SignedIn:
    """
    Django's middleware that gives a request its `actor`: None for whoever is not, or no longer, signed in.

    What is answered to an actor says for how many seconds the session lasts without another request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request whose actor is known."""
        at = timezone.now()
        found = request.actor = actor_of(request.session, at)  # type: ignore[attr-defined]
        left = request.seconds_left = seconds_left(request.session, at) if found else 0  # type: ignore[attr-defined]
        response = self.get_response(request)
        if found:
            response.headers["Session-Seconds"] = str(left)
        return response


def begin(session: SessionBase, entered: Entered, at: datetime) -> None:
    """Begin a session after a password, under a new key; with a code to come it opens nothing yet."""
    session.flush()
    session.set_expiry(int(IDLE.total_seconds()))
    session.update({OFFICER: entered.officer_id, VERSION: entered.version, BEGAN: at.timestamp(), SEEN: at.timestamp()})
    if entered.must_change:
        session[MUST_CHANGE] = True
    if entered.needs_code:
        session[CODE_BY] = (at + CODE_WITHIN).timestamp()


def key_changed(session: SessionBase, version: int) -> None:
    """Go on in this session, and in no other, after its owner changed the key."""
    session.cycle_key()
    session[VERSION] = version
    session.pop(MUST_CHANGE, None)


def next_door(session: SessionBase, at: datetime) -> str:
    """Return the name of the page to pass next on the way in."""
    if waits_for_code(session, at):
        return "enter.code"
    if officer_of(session, at) is None:
        return "enter"
    return "enter.password" if MUST_CHANGE in session else "enter.post"


def waits_for_code(session: SessionBase, at: datetime) -> bool:
    """Return whether a password was right and the code may still be typed."""
    return OFFICER in session and session.get(CODE_BY, 0) > at.timestamp()


def code_was_right(session: SessionBase) -> None:
    """Open the rest of the session, under a new key."""
    session.cycle_key()
    del session[CODE_BY]


def officer_of(session: SessionBase, at: datetime) -> int | None:
    """Return the officer whose key opened the session and still opens; None for anybody else, whose session ends."""
    if OFFICER not in session or CODE_BY in session:
        return None
    fresh = at.timestamp() - session[SEEN] < IDLE.total_seconds()
    young = at.timestamp() - session[BEGAN] < LONGEST.total_seconds()
    if not (fresh and young and still_opens(session[OFFICER], session[VERSION])):
        session.flush()
        return None
    if at.timestamp() - session[SEEN] > NOTED_EVERY:
        session[SEEN] = at.timestamp()
    return int(session[OFFICER])


def seconds_left(session: SessionBase, at: datetime) -> int:
    """Return how long a session lasts if nobody uses it again."""
    idle, day = session[SEEN] + IDLE.total_seconds(), session[BEGAN] + LONGEST.total_seconds()
    return int(min(idle, day) - at.timestamp())


def actor_of(session: SessionBase, at: datetime) -> Actor | None:
    """Return who acts in the session: an officer who chose a post and holds it today."""
    officer = officer_of(session, at)
    if officer is None or POST not in session or MUST_CHANGE in session:
        return None
    try:
        found = actor(session[POST], timezone.localdate(at))
    except NotInOffice:
        del session[POST]
        return None
    return found if found.id == officer else None
