"""From an approved stop to a released roster, every step as people take it who first look what is done already."""

from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Any

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
    """Derive the township's roster, send it up, review it, have the meeting agree, freeze it: by systems."""
    cast, at, site = hand.cast, hand.work, hand.site
    if not hand.rosters():
        site.act(cast.handler, "/rosters", {"month": str(MONTH)}, at=at.made)
    for roster in hand.rosters():
        clerk, path, in_time = cast.clerk(roster.region), f"/rosters/{roster.pk}", {"reason": ""}
        moves = {
            State.DRAFTED: (clerk, f"{path}/ledger", in_time, at.made + timedelta(hours=3)),
            State.SUBMITTED: (cast.reviewer, f"{path}/review", None, at.made + timedelta(days=1)),
            State.REVIEWED: (cast.leader, "/minutes", None, at.met),
            State.AGREED: (cast.second_reviewer, f"{path}/freezing", in_time, at.met + timedelta(hours=2)),
        }
        while (state := _state(hand, roster)) in moves:
            who, address, said, when = moves[state]
            if state == State.REVIEWED:
                site.act(who, address, _minutes(hand, roster), at=when)
            else:
                site.act(who, address, said, at=when, of=path)


def _minutes(hand: Hand, roster: Roster) -> dict[str, Any]:
    """Return what the bureau's meeting agreed to: the roster as it was then."""
    met = hand.work.met
    seen = hand.site.seen(hand.cast.leader, f"/rosters/{roster.pk}", at=met).json()
    return {
        "number": "示范民局纪1号", "held_on": met.date().isoformat(), "present": ["局长", "分管副局长", "救助科长"],
        "decision": "同意发放", "document_sha256": PAPER, "rosters": [{"id": roster.pk, "digest": seen["digest"]}],
    }  # fmt: skip


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
            path, at = f"/holds/{doubt.pk}", work.compared + timedelta(hours=4)
            hand.site.act(cast.reviewer, f"{path}/declining", {"reason": "村里核实无误"}, at=at, of=path)


def release(hand: Hand) -> None:
    """Have the roster released by one person when another has asked: by their systems."""
    cast, at = hand.cast, hand.work.compared + timedelta(days=1)
    for roster in hand.rosters():
        if roster.state != State.FROZEN:
            continue
        path, asked = (
            f"/rosters/{roster.pk}",
            Release.objects.filter(roster_id=roster.pk, state=ReleaseState.ASKED.value),
        )
        if not hand.see(asked.exists):
            hand.site.act(cast.reviewer, f"{path}/release/request", at=at, of=path)
        later = at + timedelta(hours=2)
        hand.site.act(cast.releaser, f"{path}/release/approval", at=later, of=f"{path}/release")


ROSTERING = (stop_an_award, make_the_roster, check, release)
