"""Keys of the demo county: somebody in every part that the money passes gets one, with a password made at each run."""

import os
import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from mingbai.access.actions import change_password, give_first_keys, give_key
from mingbai.access.queries import key_standing
from mingbai.cli.demo.cast import Cast
from mingbai.cli.demo.leaving import Left
from mingbai.offices.actor import Actor

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none is taken for another
GROUPS, LONG = 3, 4  # 59 bits


@dataclass(frozen=True)
class Given:
    """Whose key it is, in both languages, and what opens the door."""

    part: str
    part_en: str
    number: str
    password: str


def parts(cast: Cast, left: Left) -> Iterator[tuple[str, str, Actor]]:
    """Yield who gets a key, in the order in which a month meets them."""
    yield "村（社区）主任", "village head", left.head
    yield "乡镇民政经办人", "township clerk", left.clerk
    yield "县民政经办人", "county officer", cast.handler
    yield "县民政复核人", "county officer, reviews", cast.reviewer
    yield "县民政复核人（二）", "county officer, reviews as the second", cast.second_reviewer
    yield "县民政放行人", "county officer, releases", cast.releaser
    yield "县民政分管负责人", "county leader", cast.leader
    yield "财政经办人", "finance handler", cast.asker
    yield "财政分管负责人", "finance leader", cast.approver
    yield "财政放行人", "finance releaser", cast.sender
    yield "代发银行经办人", "bank teller", cast.teller
    yield "审计人员", "auditor", cast.auditor
    yield "纪检监察人员", "discipline inspector", cast.inspector
    yield "系统管理员", "system administrator", cast.staff.system
    yield "安全保密管理员", "security administrator", cast.staff.security
    yield "安全审计员", "audit administrator", cast.staff.audit


def give(cast: Cast, left: Left, at: datetime) -> list[Given]:
    """
    Give everybody of `parts` a key; return what opens it.

    The system administrator gives first passwords, and their owners change them, as everywhere: each to one made here,
    which is shown once and kept nowhere. So nobody who comes is asked to choose another.
    """
    first = give_first_keys(at=at)
    system = cast.staff.system
    chosen = list(parts(cast, left))

    def given(one: tuple[str, str, Actor]) -> Given:
        part, en, actor = one
        try:
            return Given(part, en, *_chosen(actor, first, system, at))
        finally:
            connections.close_all()  # this thread's own

    with ThreadPoolExecutor(os.cpu_count()) as threads:  # hashes of passwords are slow by design
        return list(threads.map(given, chosen))


def _chosen(actor: Actor, first: Mapping[str, str], system: Actor, at: datetime) -> tuple[str, str]:
    """Return an officer's staff number and the password chosen in place of the first one."""
    founder = key_standing(actor.id)
    old = first[founder.number] if founder else give_key(officer_id=actor.id, by=system, at=at)
    new, standing = password(), founder or key_standing(actor.id)
    assert standing is not None
    change_password(officer_id=actor.id, old=old, new=new, at=at)
    return standing.number, new


def password() -> str:
    """Return a password that is easy to read and to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(GROUPS))
