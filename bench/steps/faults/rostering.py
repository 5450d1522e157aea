"""From an approved stop to a released roster, every step as people take it who first look what is done already."""

from datetime import timedelta
from functools import partial
from hashlib import sha256

from steps.faults.township import MONTH
from steps.faults.work import Hand

from mingbai.awards import actions as awards
from mingbai.awards import queries as granted
from mingbai.awards.models import Decision, Hearing
from mingbai.awards.proposal import Evidence
from mingbai.awards.states import State as Decided
from mingbai.cli.demo import rostering as demo
from mingbai.prechecks import actions as prechecks
from mingbai.prechecks import queries as checked
from mingbai.prechecks.models import Release
from mingbai.prechecks.states import ReleaseState
from mingbai.rosters import actions as rosters
from mingbai.rosters.models import Roster
from mingbai.rosters.states import State
from mingbai.sources.purposes import KINDS
from mingbai.sources.queries import require_compared
from mingbai.sources.refused import NotCompared

PAPER = sha256(b"a paper that was signed").hexdigest()


def stop_an_award(hand: Hand) -> None:
    """Hear the family, propose, review and approve that an award ends: three people."""
    award, cast, at = hand.place.stopped, hand.cast, hand.work.made - timedelta(days=4)
    township = hand.see(lambda: Decision.objects.filter(award_id=award)[0].region)[:9]
    clerk, reviewer = cast.clerk(township), cast.reviewers[township]
    heard = hand.see(lambda: Hearing.objects.filter(award_id=award).first())
    hearing = heard.pk if heard else hand.act(
        clerk,
        lambda: awards.hear_recipient(
            award_id=award, held_on=at.date(), way="visit", told="拟因对象死亡停发", answer="nobody", reply="",
            heard_by="驻村干部、村主任", document=PAPER, by=clerk, at=at,
        ),
    )  # fmt: skip
    if _stop(hand) is None:
        reasons = Evidence("died", "户籍注销与火化证明一致", PAPER)
        asked = {"award_id": award, "evidence": reasons, "hearing_id": hearing, "effective_month": MONTH}
        hand.act(clerk, lambda: awards.stop_award(**asked, by=clerk, at=at + timedelta(hours=1)))
    stop = _stop(hand)
    if stop.state == Decided.PROPOSED:
        hand.act(reviewer, lambda: awards.review_decision(decision_id=stop.pk, by=reviewer, at=at + timedelta(hours=2)))
        stop = _stop(hand)
    if stop.state == Decided.REVIEWED:
        hand.act(
            cast.leader,
            lambda: awards.approve_decision(
                decision_id=stop.pk, notice_number="示范停1号", by=cast.leader, at=at + timedelta(hours=4)
            ),
        )


def _stop(hand: Hand) -> Decision:
    return hand.see(lambda: granted.decisions_of(hand.place.stopped).filter(kind="stop").first())


def make_the_roster(hand: Hand) -> None:
    """Derive the township's roster, send it up, review it, have the meeting agree, freeze it."""
    cast, at = hand.cast, hand.work
    if not hand.rosters():
        hand.act(cast.handler, lambda: rosters.derive(region=cast.region, month=MONTH, by=cast.handler, at=at.made))
    for roster in hand.rosters():
        clerk, one = cast.clerk(roster.region), {"roster_id": roster.pk}
        moves = {
            State.DRAFTED: (clerk, partial(rosters.submit_ledger, **one, at=at.made + timedelta(hours=3))),
            State.SUBMITTED: (cast.reviewer, partial(rosters.review, **one, at=at.made + timedelta(days=1))),
            State.REVIEWED: (cast.leader, partial(_agree, [roster.pk], at=at.met)),
            State.AGREED: (cast.second_reviewer, partial(rosters.freeze, **one, at=at.met + timedelta(hours=2))),
        }
        while (state := _state(hand, roster)) in moves:
            who, move = moves[state]
            hand.act(who, partial(move, by=who))


def _agree(ids, *, by, at):
    return rosters.agree(
        roster_ids=ids, number="示范民局纪1号", held_on=at.date(), present=("局长", "分管副局长", "救助科长"),
        decision="同意发放", document=PAPER, by=by, at=at,
    )  # fmt: skip


def _state(hand: Hand, roster: Roster) -> State:
    return State(hand.see(lambda: Roster.objects.get(pk=roster.pk).state))


def check(hand: Hand) -> None:
    """Take other departments' lists in, compare, try every rule, answer what it asks."""
    work, cast = hand.work, hand.cast
    try:
        hand.see(lambda: require_compared(cast.region, MONTH))
    except NotCompared:
        demo.take_lists(work, hand.place.folder / "lists", {one: KINDS[one].title for one in KINDS})
        hand.journal.acknowledge()
    for roster in hand.rosters():
        if hand.see(lambda roster=roster: checked.latest_check(roster.pk)) is None:
            asked = {"region": cast.region, "month": MONTH, "by": cast.handler, "at": work.compared}
            hand.act(cast.handler, partial(prechecks.run_check, **asked, fuzzy=False))
        for doubt in hand.see(lambda roster=roster: checked.questions(roster.pk)):
            said = {"hold_id": doubt.pk, "reason": "村里核实无误", "at": work.compared + timedelta(hours=4)}
            hand.act(cast.reviewer, partial(prechecks.decline, **said, by=cast.reviewer))


def release(hand: Hand) -> None:
    """Have the roster released by one person when another has asked."""
    cast, at = hand.cast, hand.work.compared + timedelta(days=1)
    for roster in hand.rosters():
        if roster.state != State.FROZEN:
            continue
        asked = Release.objects.filter(roster_id=roster.pk, state=ReleaseState.ASKED.value)
        if not hand.see(asked.exists):
            hand.act(cast.reviewer, partial(prechecks.ask_release, roster_id=roster.pk, by=cast.reviewer, at=at))
        later = at + timedelta(hours=2)
        hand.act(cast.releaser, partial(prechecks.release, roster_id=roster.pk, by=cast.releaser, at=later))


ROSTERING = (stop_an_award, make_the_roster, check, release)
