"""Who may make and try backups: the system administrator, and the machine at night."""

from datetime import datetime

from django.utils.timezone import localdate

from mingbai.offices.actor import Actor
from mingbai.offices.queries import holds_office
from mingbai.offices.refused import NotInOffice, NotYours
from mingbai.offices.roles import Role

MAKERS = frozenset({Role.SYSTEM_ADMINISTRATOR})


def allow(by: Actor | None, title: str, title_en: str, at: datetime) -> None:
    """Raise NotYours or NotInOffice unless it is nobody, at night, or the system administrator."""
    if by is None:
        return
    if by.role not in MAKERS:
        raise NotYours(title, title_en, MAKERS)
    if not holds_office(by, localdate(at)):
        raise NotInOffice(by.post_id, localdate(at))
