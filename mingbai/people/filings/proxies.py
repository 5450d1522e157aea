"""代取授权 (R-804, R-805, R-708), 核对授权 (R-1506): who acts for a recipient, what he allowed to be looked up."""

from datetime import date, datetime
from enum import StrEnum

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, today
from mingbai.people.filings.cards import works_for_us
from mingbai.people.filings.entering import common, for_person, other_person, said
from mingbai.people.models import Authorisation, Proxy
from mingbai.people.refused import NotAllowedHere, Unusable


class ProxyKind(StrEnum):
    """By what right somebody draws for another."""

    GUARDIAN = "guardian"  # 监护人
    CARER = "carer"  # 委托照料人
    CHOSEN = "chosen"  # 本人指定的他人


class Scope(StrEnum):
    """What other departments' data a person allowed to be looked up."""

    INCOME = "income"
    PROPERTY = "property"
    BANK = "bank"
    ALL = "all"


def file_proxy(
    *,
    person_id: int,
    agent_id: int,
    kind: ProxyKind,
    cause: str,
    document: str,
    filed_on: date,
    until_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    File that somebody draws a recipient's money for him, by the authorisation he signed; return its id.

    Staff and cadres draw for nobody but their wards (YC-2022-2#2.4.5): raise NotAllowedHere.
    """
    with acting():
        person = for_person(person_id, "申报代取授权", "file an authorisation to draw", by, at)
        agent = other_person(agent_id, today(at))
        if agent.pk == person.pk:
            raise Unusable("本人支取不必备案。", "Who draws his own money files nothing.")
        if kind is not ProxyKind.GUARDIAN and works_for_us(agent.pk, today(at)):
            raise NotAllowedHere(
                "社会救助工作人员和村（居）干部不得代为支取救助金（伊民规〔2022〕2号第二部分（四）5）；"
                "请由监护人、委托照料人或本人指定的其他人代取。",
                "Staff and village cadres draw no recipient's money (Yichun Guide (2022), sec. 2.4.5): a guardian, "
                "carer or somebody else the recipient chose does.",
            )
        made = Proxy.objects.create(
            **common(person, document, filed_on, until_on, by, at),
            agent=agent,
            kind=kind.value,
            cause=said(cause, "请写明不能自行支取的原因。", "Say why the recipient cannot draw it himself."),
        )
        record(type="people.proxy_filed", rows=[made], by=by, at=at)
        return made.pk


def authorise(
    *, person_id: int, scope: Scope, document: str, filed_on: date, until_on: date, by: Actor, at: datetime
) -> int:
    """File that a person allowed other departments' data of a scope to be looked up until a day; return its id."""
    with acting():
        person = for_person(person_id, "登记核对授权", "file an authorisation to look up", by, at)
        made = Authorisation.objects.create(**common(person, document, filed_on, until_on, by, at), scope=scope.value)
        record(type="people.authorised", rows=[made], by=by, at=at)
        return made.pk
