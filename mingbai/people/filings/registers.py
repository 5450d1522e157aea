"""Registers: cash and goods handed out (R-806, R-709), cards of a bulk issue delivered one by one (R-713)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, keeps_data, locked, today
from mingbai.people.filings.entering import DIGEST, for_person, said
from mingbai.people.filings.locality import parameters_at
from mingbai.people.models import CardIssue, GoodsHandout, Person
from mingbai.people.queries.filings import proxy_of
from mingbai.people.refused import NotAllowedHere, SamePerson, Unusable


class HandoutKind(StrEnum):
    """What is handed out, and the parameter that allows it."""

    CASH = "cash"
    GOODS = "goods"


ALLOWED_BY = {HandoutKind.CASH: "reserve_cash_allowed", HandoutKind.GOODS: "reserve_goods_allowed"}
TITLES = {HandoutKind.CASH: ("现金", "cash"), HandoutKind.GOODS: ("实物", "goods")}
MOST_DIGITS_SHOWN = 4


def note_handout(
    *,
    person_id: int,
    kind: HandoutKind,
    item: str,
    quantity: int,
    value_fen: int,
    cause: str,
    given_on: date,
    signature: str,
    photo: str,
    handed_by: int,
    witnessed_by: int,
    by: Actor,
    at: datetime,
) -> int:
    """
    Register cash or goods given to a person, before a witness, signed for and pictured (SHA-256 each); return its id.

    Raise NotAllowedHere where the locality's parameter forbids it (R-709).
    """
    with acting():
        person = for_person(person_id, "登记现金实物发放", "register a handout", by, at)
        if not parameters_at(person.region, given_on).flag(ALLOWED_BY[kind]):
            zh, en = TITLES[kind]
            raise NotAllowedHere(
                f"本地规定备用金不得发放{zh}（{ALLOWED_BY[kind]}），请通过“一卡通”付到个人账户。",
                f"Here the reserve gives no {en} ({ALLOWED_BY[kind]}): pay it to the person's account.",
            )
        if handed_by == witnessed_by:
            raise SamePerson("见证发放", "witness a handout")
        if quantity <= 0 or value_fen <= 0 or given_on > today(at):
            raise Unusable(
                "数量和价值须大于零，发放日期不能在未来。",
                "Quantity and value are above zero, and it was given by today.",
            )
        made = GoodsHandout.objects.create(
            region=person.region,
            person=person,
            given_on=given_on,
            kind=kind.value,
            item=said(item, "请写明发放了什么。", "Say what was given."),
            quantity=quantity,
            value_fen=value_fen,
            cause=said(cause, "请写明发放原因。", "Say why it was given."),
            signature=_digest(signature, "签字单", "signed receipt"),
            photo=_digest(photo, "照片", "picture"),
            handed_by=handed_by,
            witnessed_by=witnessed_by,
            made_by=by.id,
            made_at=at,
        )
        record(type="people.handed_out", rows=[made], by=by, at=at)
        return made.pk


def issue_cards(
    *, region: Region, batch: str, bank: str, cards: Mapping[int, str], issued_on: date, by: Actor, at: datetime
) -> list[int]:
    """Register the cards of a bulk issue: person → card number, of which the last digits stay. Return their ids."""
    with acting():
        keeps_data(by, region, at, title="登记批量制卡", title_en="register a bulk issue")
        persons = {one.pk: one for one in Person.objects.filter(pk__among=cards)}
        if len(persons) < len(cards):
            raise Unusable(
                f"其中{len(cards) - len(persons)}人不在您的管辖范围内或编号有误，整批未登记。",
                f"{len(cards) - len(persons)} of them are not within your division: nothing was registered.",
            )
        made = CardIssue.objects.bulk_create(
            CardIssue(
                region=persons[key].region,
                person=persons[key],
                batch=said(batch, "请填写批次。", "Name the batch."),
                bank=said(bank, "请填写制卡银行。", "Name the bank."),
                card_hint=f"****{number[-MOST_DIGITS_SHOWN:]}",
                issued_on=issued_on,
                made_by=by.id,
                made_at=at,
            )
            for key, number in cards.items()
        )
        record(type="people.card_issued", rows=made, by=by, at=at)
        return [one.pk for one in made]


def deliver_card(*, issue_id: int, received_by: int, receipt: str, delivered_on: date, by: Actor, at: datetime) -> None:
    """
    Note that a card was handed to its holder, or to whom a filing in force lets draw for him, against a signature.

    Raise SamePerson for who registered the batch: handing over is another's (R-713).
    """
    with acting():
        found = locked(CardIssue, issue_id, "制卡登记", "issued card")
        keeps_data(by, Region(found.region), at, title="登记领卡", title_en="deliver a card")
        if found.delivered_on is not None:
            raise Unusable(f"该卡已于{found.delivered_on}签收。", f"The card was signed for on {found.delivered_on}.")
        if found.made_by == by.id:
            raise SamePerson("登记领卡", "deliver a card")
        proxy = proxy_of(found.person_id, today(at))
        if received_by != found.person_id and (proxy is None or proxy.agent_id != received_by):
            raise Unusable(
                "领卡人须为本人，或已备案生效的代取人。", "Only the holder or a filed proxy receives the card."
            )
        found.delivered_on, found.received_by_id = delivered_on, received_by
        found.receipt = _digest(receipt, "签收单", "signed receipt")
        found.delivered_by, found.delivered_at = by.id, at
        found.save(update_fields=["delivered_on", "received_by", "receipt", "delivered_by", "delivered_at"])
        record(type="people.card_delivered", rows=[found], by=by, at=at)


def _digest(digest: str, zh: str, en: str) -> str:
    if not DIGEST.fullmatch(digest):
        raise Unusable(f"请附上{zh}（系统记录其SHA-256）。", f"Attach the {en}: its SHA-256 is kept.")
    return digest
