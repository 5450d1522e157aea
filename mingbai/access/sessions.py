"""Django's sessions, but for one thing: the table keeps a digest of each key, so that a copy of it opens nothing."""

from hashlib import sha256

from django.contrib.sessions.backends.db import SessionStore as InTable
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone


def digest(key: str | None) -> str:
    """Return how the table names the session of a key."""
    return sha256((key or "").encode()).hexdigest()[:40]


class SessionStore(InTable):
    """Sessions found by the digest of what the browser shows."""

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(session_key=digest(self.session_key), expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None  # a key that somebody chose for us is never taken up
        return found

    def exists(self, session_key: str) -> bool:
        """Return whether a session of this key is kept."""
        return super().exists(digest(session_key))

    def create_model_instance(self, data: dict[str, object]) -> AbstractBaseSession:
        """Return the row of this session."""
        made = super().create_model_instance(data)
        made.session_key = digest(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        """Forget this session, or the one of a key."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(digest(key))
