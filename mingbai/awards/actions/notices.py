"""告知书: issued with the decision, delivered against a signed receipt."""

from datetime import date, datetime

from mingbai.awards.acting import HANDLER, acting, locked, require
from mingbai.awards.models import Decision, Hearing, Notice
from mingbai.awards.noticing import TOLD, notice_text
from mingbai.awards.refused import Unusable
from mingbai.awards.states import Kind
from mingbai.evidence.actions import record
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.people.queries import names

HEARD = {
    "agrees": "已听取您的意见，您表示：", "objects": "已听取您的意见，您提出：",
    "silent": "已告知并听取意见，您未提出意见。", "nobody": "已向村（居）民委员会核实并听取意见。",
}  # fmt: skip


def issue_notice(decision: Decision, *, number: str, by: Actor, at: datetime) -> None:
    """Write the notice of a decision being confirmed, and name it in the decision; none where nobody is told."""
    if Kind(decision.kind) not in TOLD:
        return
    on = day_of(at)
    number = number or f"{decision.region[:6]}告〔{on.year}〕{decision.pk}号"
    hearing = Hearing.objects.filter(pk=decision.hearing_id or 0).first()
    heard = f"{HEARD[hearing.answer]}{hearing.reply}\n" if hearing else ""
    addressee = names([decision.payee_id])[decision.payee_id]
    decision.notice = Notice.objects.create(
        region=decision.region,
        award_id=decision.award_id,
        decision=decision,
        number=number,
        kind=decision.kind,
        addressee_id=decision.payee_id,
        text=notice_text(decision, number=number, addressee=addressee, heard=heard),
        issued_on=on,
        made_by=by.id,
        made_at=at,
    )
    record(type="awards.notice_issued", rows=[decision.notice], by=by, at=at)


def note_delivery(*, notice_id: int, delivered_on: date, how: str, receipt: str, by: Actor, at: datetime) -> None:
    """
    Enter how and when a notice reached the recipient: in_person, by_post, left_with_family, by_village, published;
    `receipt` is the SHA-256 of the signed receipt.
    """
    with acting():
        notice = locked(Notice, notice_id, "告知书", "notice")
        require(by, HANDLER, "change", notice.region, at, ("登记送达", "enter a delivery"))
        if notice.delivered_on is not None:
            raise Unusable(
                f"该告知书已于{notice.delivered_on}送达。",
                f"The notice was delivered on {notice.delivered_on} already.",
            )
        if not notice.issued_on <= delivered_on <= day_of(at):
            raise Unusable("送达日期应在签发之后、今天之前。", "It was delivered after it was issued and by today.")
        notice.delivered_on, notice.how, notice.receipt = delivered_on, how, receipt
        notice.delivered_by, notice.delivered_at = by.id, at
        notice.save(update_fields=["delivered_on", "how", "receipt", "delivered_by", "delivered_at"])
        record(type="awards.notice_delivered", rows=[notice], by=by, at=at)
