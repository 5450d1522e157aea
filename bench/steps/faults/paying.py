"""From a released roster to a closed month: asked for, drafted, sealed, witnessed, sent, answered, matched, signed."""

import time
from contextlib import suppress
from datetime import timedelta
from functools import partial

from steps.faults.bank import Bank
from steps.faults.township import MONTH
from steps.faults.work import Hand

from mingbai.cli.demo.cast import BANK
from mingbai.cli.demo.paying import ANSWERS
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.queries import NotLogged
from mingbai.evidence.witnesses.policy import QuorumMissing
from mingbai.payments import actions as payments
from mingbai.payments import queries as paid
from mingbai.payments.models import FundRequest
from mingbai.payments.refused import NothingToPay
from mingbai.payments.states import FileState, PlanState
from mingbai.receipts import actions as receipts
from mingbai.receipts import queries as received
from mingbai.receipts.states import ItemState

PATIENCE_S, LOOK_S = 60.0, 0.05  # for witnesses


def ask_for_money(hand: Hand) -> None:
    """Ask for each programme's money, have it approved and arrive."""
    cast, at = hand.cast, hand.work.met + timedelta(days=1)
    minutes = hand.rosters()[0].minutes_id
    for programme, purse in hand.work.purses.items():
        asked = {"region": cast.region, "month": MONTH, "programme": programme, "fund_id": purse.fund_id}
        asked |= {"document": f"示范民用款{programme}", "minutes_id": minutes, "by": cast.handler, "at": at}
        with suppress(NothingToPay):
            hand.act(cast.handler, partial(payments.request_funds, **asked))
    for plan in hand.see(lambda: list(FundRequest.objects.order_by("pk"))):
        if plan.state == PlanState.REQUESTED:
            approved = {"request_id": plan.pk, "by": cast.approver, "at": at + timedelta(hours=1)}
            hand.act(cast.approver, partial(payments.approve_request, **approved))
        if plan.state in (PlanState.REQUESTED, PlanState.APPROVED):
            arrived = {"request_id": plan.pk, "document": f"示范财拨{plan.pk}", "by": cast.asker, "at": at}
            hand.act(cast.asker, partial(payments.note_arrival, **arrived))


def draft(hand: Hand) -> None:
    """Draft the bank files of what was released and has none."""
    who, at = hand.cast.handler, hand.work.paid
    for roster in hand.rosters():
        with suppress(NothingToPay):
            hand.act(who, partial(payments.draft, roster_id=roster.pk, execute_on=at.date(), by=who, at=at))


def forward(hand: Hand) -> None:
    """Bring every file as far as the outbox: reserved, sealed, witnessed, sent; each by another person."""
    cast, at = hand.cast, hand.work.paid
    for file in _files(hand, FileState.DRAFTED):
        hand.act(cast.reviewer, partial(payments.reserve, file_id=file, by=cast.reviewer, at=at))
    for file in _files(hand, FileState.RESERVED):
        hand.act(cast.releaser, partial(payments.seal_file, file_id=file, by=cast.releaser, at=at + timedelta(hours=1)))
    later = {"outbox": hand.work.outbox, "by": cast.sender, "at": at + timedelta(hours=2)}
    for file in _files(hand, FileState.SEALED):
        _once_witnessed(partial(payments.send_file, file_id=file, policy=installed_policy(), **later))
        hand.journal.acknowledge()
    for file in hand.see(lambda: [one.pk for one in paid.not_handed_over(cast.region)]):
        payments.resend(file_id=file, **later)
        hand.journal.acknowledge()


def _files(hand: Hand, state: FileState) -> list[int]:
    found = hand.see(lambda: list(paid.files(hand.cast.region, MONTH)))
    return [file.pk for file in found if file.state == state]


def _once_witnessed(send) -> None:
    """Send as soon as sequencer and witnesses have done their part, whoever of them is dead just now."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            send()
        except (NotLogged, QuorumMissing):
            if time.monotonic() > deadline:
                raise
            time.sleep(LOOK_S)
        else:
            return


def receive(hand: Hand) -> None:
    """Enter what finance appropriated, have the bank pay, deliver whatever it said, compare the three lists."""
    cast, work, at = hand.cast, hand.work, hand.work.paid + timedelta(days=1)
    place = {"region": cast.region, "month": MONTH}
    hand.act(cast.asker, partial(receipts.allot_arrived, **place, by=cast.asker, at=at))
    hand.points.phase = "bank"
    Bank(hand.place.folder / "bank").pay(work.outbox, work.inbox, MONTH, at.date())
    hand.points.phase = "receive"
    for path in sorted(work.inbox.glob("[!.]*")):
        told = {"path": path, "bank": BANK, "region": cast.region, "by": cast.teller, "at": at}
        hand.act(cast.teller, partial(receipts.import_statement, **told))
        path.rename(hand.place.folder / "delivered" / path.name)
    hand.act(cast.reviewer, partial(receipts.match_month, **place, by=cast.reviewer, at=at + timedelta(days=1)))


def try_again(hand: Hand) -> None:
    """Take back what the bank did not pay or what came back, and make its next attempts."""
    cast, at = hand.cast, hand.work.paid + timedelta(days=3)
    place = {"region": cast.region, "month": MONTH}
    hand.act(cast.reviewer, partial(receipts.take_back, **place, by=cast.reviewer, at=at))
    if failed := hand.see(lambda: [one.payment_id for one in paid.failed(cast.region)]):
        hand.act(cast.handler, partial(payments.reissue, payment_ids=failed, by=cast.handler, at=at))


def explain(hand: Hand) -> None:
    """Have every open item answered by whose it is and agreed to by a leader, and compare once more."""
    cast, at = hand.cast, hand.work.paid + timedelta(days=6)
    owners = {"bank": cast.teller, "finance": cast.asker, "civil_affairs": cast.handler}
    for item in hand.see(lambda: list(received.open_items(cast.region, MONTH))):
        who = owners[item.owner]
        if item.state == ItemState.OPEN:
            said = {"item_id": item.pk, "answer": ANSWERS[item.owner], "by": who, "at": at}
            hand.act(who, partial(receipts.answer_item, **said))
        hand.act(cast.leader, partial(receipts.agree_to_item, item_id=item.pk, by=cast.leader, at=at))
    place = {"region": cast.region, "month": MONTH}
    hand.act(cast.reviewer, partial(receipts.match_month, **place, by=cast.reviewer, at=at + timedelta(hours=1)))


def close(hand: Hand) -> None:
    """Put the month's result forward and sign it, step by step, to the signature that closes it."""
    cast, at = hand.cast, hand.work.paid + timedelta(days=7)
    place = {"region": cast.region, "month": MONTH}
    done = hand.see(lambda: received.signatures(cast.region, MONTH).count())
    if not done:
        hand.act(cast.handler, partial(receipts.prepare_month, **place, by=cast.handler, at=at))
        done = 1
    for who in (cast.reviewer, cast.asker, cast.leader)[done - 1 :]:
        hand.act(who, partial(receipts.sign_step, **place, by=who, at=at))


PAYING = (ask_for_money, draft, forward, receive, try_again, forward, receive, explain, close)
