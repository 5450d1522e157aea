"""What opens the web server to whom: a key to each system, and to whoever signs by screen a session."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from django.conf import settings

from mingbai.access.actions import give_key, make_api_key
from mingbai.access.actions.entering import Entered
from mingbai.access.queries import key_standing
from mingbai.access.sessions import SessionStore
from mingbai.cli.demo.cast import Cast
from mingbai.config.place import data_folder
from mingbai.config.serving import secret_key
from mingbai.offices.actor import Actor
from mingbai.web.doors import session as doors


@dataclass(frozen=True)
class Keys:
    """Post → its system's key, and post → the session in which its officer works at the month's end."""

    systems: Mapping[int, str]
    sessions: Mapping[int, str]


def keys_for(cast: Cast, at: datetime, signed_at: datetime) -> Keys:
    """Give all keys at one moment, as administrators do, and let those in who sign at another."""
    bureau = (cast.handler, cast.reviewer, cast.second_reviewer, cast.releaser, cast.leader)
    systems = (*bureau, cast.asker, cast.approver, cast.teller, *cast.clerks.values())
    return Keys(
        {
            one.post_id: make_api_key(
                post_id=one.post_id, purpose="业务系统", days=365, by=cast.staff.security, at=at
            )
            for one in systems
        },
        _sessions((cast.handler, cast.reviewer, cast.asker, cast.leader), cast, at, signed_at),
    )  # fmt: skip


def _sessions(signers: Iterable[Actor], cast: Cast, at: datetime, signed_at: datetime) -> dict[int, str]:
    """Return post → a session of its officer, signed as the web server that is begun later will sign."""
    settings.SECRET_KEY = secret_key(data_folder() / "keys" / "pages.key")
    begun = {}
    for one in signers:
        give_key(officer_id=one.id, by=cast.staff.system, at=at)
        key, session = key_standing(one.id), SessionStore()
        assert key is not None
        with patch("django.utils.timezone.now", lambda: signed_at):
            doors.begin(session, Entered(one.id, key.version, must_change=False, needs_code=False), signed_at)
            session[doors.POST] = one.post_id
            session.save()
        begun[one.post_id] = str(session.session_key)
    return begun
