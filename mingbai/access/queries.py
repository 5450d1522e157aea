"""The only readers of this stage: whose key still opens, which posts it opens, what was tried and looked at."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from mingbai.access.actions.drafting import place_of
from mingbai.access.codes import opened_secret
from mingbai.access.models import ApiKey, Draft, Key, KeyUse, Look, Try, View
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import opened
from mingbai.offices.actor import Actor
from mingbai.offices.models import Officer
from mingbai.offices.queries import posts_of
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import ADMINISTRATORS


@dataclass(frozen=True)
class KeyStanding:
    """How an officer's key stands."""

    officer_id: int
    name: str
    number: str
    version: int
    must_change: bool
    has_codes: bool
    blocked_at: datetime | None

    @property
    def said(self) -> tuple[str, str]:
        """Return how it stands, in Chinese and English."""
        if self.blocked_at is not None:
            return "已停用", "blocked"
        if self.must_change:
            return "待改初始密码", "first password to be changed"
        return ("密码+动态口令", "password and codes") if self.has_codes else ("密码", "password")


def key_standing(officer_id: int) -> KeyStanding | None:
    """Return how an officer's key stands, or None without one."""
    key = Key.objects.select_related("officer").filter(officer_id=officer_id).first()
    return _standing(key) if key else None


def keys_seen_by(by: Actor) -> list[KeyStanding]:
    """Return how all keys stand, by staff number; raise NotYours unless an administrator asks."""
    _require_administrator(by)
    return [_standing(key) for key in Key.objects.select_related("officer").order_by("officer__number")]


def keyless(by: Actor) -> QuerySet[Officer]:
    """Return the officers who have no key yet and have not left; raise NotYours unless an administrator asks."""
    _require_administrator(by)
    return Officer.objects.filter(key=None, left_on=None).order_by("number")


def still_opens(officer_id: int, version: int) -> bool:
    """Return whether a session begun with this version of a key goes on: neither changed nor blocked since."""
    return Key.objects.filter(officer_id=officer_id, version=version, blocked_at=None).exists()


def open_posts(officer_id: int, on: date) -> list[int]:
    """Return the posts an officer may come in with on a day."""
    return posts_of(officer_id, on)


def secret_being_set(officer_id: int) -> str | None:
    """Return the secret a telephone is being set up with, None once its codes count."""
    key = Key.objects.filter(officer_id=officer_id, factor_since=None).exclude(factor_sealed=None).first()
    return opened_secret(key.pk, bytes(key.factor_sealed or b"")) if key else None


def draft(officer_id: int, form: str) -> tuple[dict[str, list[str]], datetime] | None:
    """Return what an officer typed into a form and did not send, and when; None if nothing."""
    found = Draft.objects.filter(officer_id=officer_id, form=form).first()
    if found is None:
        return None
    return json.loads(opened(installed_ring(), place_of(officer_id, form), bytes(found.sealed))), found.kept_at


def api_keys_seen_by(by: Actor) -> QuerySet[ApiKey]:
    """Return the keys of systems with when each was last used, the newest first; raise NotYours for others."""
    _require_administrator(by)
    last = KeyUse.objects.filter(key=OuterRef("pk")).order_by("-at").values("at")[:1]
    found = ApiKey.objects.select_related("officer", "post__organisation").annotate(used_at=Subquery(last))
    return found.order_by("-pk")


def tries_seen_by(by: Actor, since: datetime, until: datetime) -> QuerySet[Try]:
    """Return the tries to come in, newest first; raise NotYours unless an administrator asks."""
    _require_administrator(by)
    return Try.objects.filter(at__gte=since, at__lt=until).select_related("officer").order_by("-at", "-pk")


def looks(region: Region, since: datetime, until: datetime) -> QuerySet[Look]:
    """Return what was looked at and taken away from a division and below it, newest first."""
    within = Look.objects.filter(region__startswith=region.code, at__gte=since, at__lt=until)
    return within.select_related("officer").order_by("-at", "-pk")


def looks_at(subjects: Collection[str]) -> QuerySet[Look]:
    """Return who within sight looked at these subjects, newest first."""
    return Look.objects.filter(subject__in=list(subjects)).select_related("officer").order_by("-at", "-pk")


def views_for(by: Actor, page: str = "") -> QuerySet[View]:
    """Return the views of lists that are an officer's own or shared with his office, his own first."""
    seen = View.objects.filter(Q(officer_id=by.id) | Q(is_shared=True, organisation=by.organisation_id))
    found = seen.filter(page=page) if page else seen
    return found.select_related("officer").order_by(Case(When(officer_id=by.id, then=0), default=1), "page", "pk")


def home_of(officer_id: int) -> View | None:
    """Return the view that is what an officer sees first, if he chose one."""
    return View.objects.filter(officer_id=officer_id, is_home=True).first()


def _require_administrator(by: Actor) -> None:
    if by.role not in ADMINISTRATORS:
        raise NotYours("查看账号和登录记录", "look at keys and tries", ADMINISTRATORS)


def _standing(key: Key) -> KeyStanding:
    officer = key.officer
    return KeyStanding(
        key.officer_id, officer.name, officer.number, key.version, key.must_change,
        key.factor_since is not None, key.blocked_at,
    )  # fmt: skip
