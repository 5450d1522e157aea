"""From a released roster to a closed month: asked for, drafted, sealed, witnessed, sent, answered, matched, signed."""

import time
from datetime import timedelta
from functools import partial
from urllib.parse import quote

from steps.faults.bank import Bank
from steps.faults.township import MONTH, signed_at
from steps.faults.work import Hand

from mingbai.cli.demo.paying import ANSWERS
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.queries import NotLogged
from mingbai.evidence.witnesses.policy import QuorumMissing
from mingbai.payments import actions as payments
from mingbai.payments import queries as paid
from mingbai.payments.models import FundRequest, Payment
from mingbai.payments.states import FileState, PlanState
from mingbai.receipts import actions as receipts
from mingbai.receipts import queries as received
from mingbai.receipts.states import ItemState
from mingbai.rosters.models import RosterLine

PATIENCE_S, LOOK_S = 60.0, 0.05  # for witnesses


def ask_for_money(hand: Hand) -> None:
    """Ask for each programme's money, have it approved and arrive."""
    cast, at = hand.cast, hand.work.met + timedelta(days=1)
    minutes = hand.rosters()[0].minutes_id
    lines = RosterLine.objects.filter(roster__in=hand.rosters(), live=True)
    unasked = lines.exclude(programme__in=FundRequest.objects.values("programme")).values_list("programme", flat=True)
    for programme in sorted(set(hand.see(lambda: list(unasked)))):
        asked = {"month": str(MONTH), "fund_id": hand.work.purses[programme].fund_id, "minutes_id": minutes}
        hand.site.act(cast.handler, "/plans", asked | {"document": f"示范民用款{programme}"}, at=at)
    for plan in hand.see(lambda: list(FundRequest.objects.order_by("pk"))):
        path, arrival = f"/plans/{plan.pk}", {"document": f"示范财拨{plan.pk}"}
        if plan.state == PlanState.REQUESTED:
            hand.site.act(cast.approver, f"{path}/approval", at=at + timedelta(hours=1), of=path)
        if plan.state in (PlanState.REQUESTED, PlanState.APPROVED):
            hand.site.act(cast.asker, f"{path}/arrival", arrival, at=at + timedelta(hours=2), of=path)


def draft(hand: Hand) -> None:
    """Draft the bank files of what was released and has none."""
    at = hand.work.paid
    for roster in hand.rosters():
        if not hand.see(Payment.objects.filter(line__roster_id=roster.pk).exists):
            path, said = f"/rosters/{roster.pk}", {"execute_on": at.date().isoformat()}
            hand.site.act(hand.cast.handler, f"{path}/files", said, at=at, of=path)


def forward(hand: Hand) -> None:
    """Bring every file as far as the outbox: reserved, sealed, witnessed, sent; each by another person."""
    cast, at = hand.cast, hand.work.paid
    for path in (f"/payments/files/{file}" for file in _files(hand, FileState.DRAFTED)):
        hand.site.act(cast.reviewer, f"{path}/reservation", at=at, of=path)
    for path in (f"/payments/files/{file}" for file in _files(hand, FileState.RESERVED)):
        hand.site.act(cast.releaser, f"{path}/sealing", at=at + timedelta(hours=1), of=path)
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
        hand.site.act(cast.teller, f"/receipts/statements?name={quote(path.name)}", path.read_bytes(), at=at)
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
    """Put the month's result forward and sign it by screen; who gets no answer looks before trying again."""
    cast, deadline = hand.cast, time.monotonic() + PATIENCE_S
    signers = ((cast.handler, "prepare"), *((who, "sign") for who in (cast.reviewer, cast.asker, cast.leader)))
    while (done := hand.see(lambda: received.signatures(cast.region, MONTH).count())) < len(signers):
        who, act = signers[done]
        if hand.site.signed(who, act, str(MONTH), at=signed_at()):
            hand.journal.acknowledge()
        elif time.monotonic() > deadline:
            raise TimeoutError(act)
        else:
            time.sleep(LOOK_S)


PAYING = (ask_for_money, draft, forward, receive, try_again, forward, receive, explain, close)
