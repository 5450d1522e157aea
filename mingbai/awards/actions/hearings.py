"""听取意见: what the recipient was told of an intended reduction or stop, and what he answered (LAW-2026#48)."""

from datetime import date, datetime

from mingbai.awards.acting import HANDLER, acting, locked, require, stand_back
from mingbai.awards.models import Award, Hearing
from mingbai.awards.refused import Unusable
from mingbai.evidence.actions import record
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor

TITLE = ("登记听取意见", "enter a hearing")


def hear_recipient(
    *,
    award_id: int,
    held_on: date,
    way: str,
    told: str,
    answer: str,
    reply: str,
    heard_by: str,
    document: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Enter the record of a hearing and return its id: `way` visit, office, phone, letter; `answer` agrees, objects,
    silent, nobody (the recipient died and left no family); `document` the SHA-256 of the signed record.
    """
    with acting():
        award = locked(Award, award_id, "救助", "award")
        require(by, HANDLER, "change", award.region, at, TITLE)
        stand_back(by, [award.household_id], day_of(at))
        if held_on > day_of(at):
            raise Unusable("听取意见的日期不能在将来。", "A hearing is entered once it was held.")
        if answer in ("agrees", "objects") and not reply.strip():
            raise Unusable("对象表示同意或不同意的，请记录其原话。", "Keep what the recipient said in his own words.")
        made = Hearing.objects.create(
            region=award.region,
            award=award,
            held_on=held_on,
            way=way,
            told=told.strip(),
            answer=answer,
            reply=reply.strip(),
            heard_by=heard_by.strip(),
            document=document,
            made_by=by.id,
            made_at=at,
        )
        record(type="awards.heard", rows=[made], by=by, at=at)
        return made.pk
