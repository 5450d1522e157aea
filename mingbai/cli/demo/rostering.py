"""Rosters of the demo county: derived, signed by villages, sent up, agreed, checked, and released by two."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from mingbai.alerts import actions as alerts
from mingbai.cli.demo.work import Work
from mingbai.config.guards import scope
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.people.queries import unconfirmed
from mingbai.prechecks import actions as prechecks
from mingbai.prechecks import queries as checked
from mingbai.rosters import actions as rosters
from mingbai.rosters import queries as rostered
from mingbai.rosters.states import Why
from mingbai.sources import actions as sources
from mingbai.sources import queries as sent

ACCOUNT = "account"


def derive(work: Work) -> list[int]:
    """Derive every township's roster from the awards in force; return them."""
    handler = work.cast.handler
    with working_as(handler):
        return rosters.derive(region=work.cast.region, month=work.month, by=handler, at=work.made)


def sums(work: Work, ids: Sequence[int]) -> tuple[int, int]:
    """Return lines and fen of rosters."""
    with working_as(work.cast.handler):
        found = [rostered.sums_of(one) for one in ids]
    return sum(one.lines for one in found), sum(one.total_fen for one in found)


def sign(work: Work, ids: Sequence[int], at: datetime) -> int:
    """Have every village's head sign what its lines come to, and each township send its ledger up."""
    signed = 0
    for roster in ids:
        villages = unsigned(work, roster)
        sign_villages(work, roster, villages, at)
        signed += len(villages)
        clerk = work.cast.clerk(township(work, roster))
        with working_as(clerk):
            rosters.submit_ledger(roster_id=roster, by=clerk, at=at + timedelta(hours=3))
    return signed


def sign_villages(work: Work, roster: int, villages: Iterable[str], at: datetime) -> None:
    """Have the heads of villages sign what their lines of a roster come to."""
    for village in villages:
        head = work.cast.head(village)
        with working_as(head):
            rosters.sign_village(roster_id=roster, village=Region(village), by=head, at=at)


def unsigned(work: Work, roster: int) -> list[str]:
    """Return the villages whose heads have not signed yet."""
    with working_as(work.cast.handler):
        return rostered.unsigned_villages(roster)


def township(work: Work, roster: int) -> str:
    """Return the township a roster is of."""
    with working_as(work.cast.handler):
        found = rostered.roster(roster)
    assert found is not None
    return found.region


def agree(work: Work, ids: Sequence[int], number: str, reviewed: datetime, met: datetime) -> int:
    """Review every roster, have the bureau's meeting agree, freeze them; return the minutes' id."""
    freezer, leader = work.cast.second_reviewer, work.cast.leader
    review(work, ids, reviewed)
    with working_as(leader):
        minutes = rosters.agree(
            roster_ids=ids, number=number, held_on=met.date(), present=("局长", "分管副局长", "救助科长"),
            decision="同意发放", document=sha256(number.encode()).hexdigest(), by=leader, at=met,
        )  # fmt: skip
    for roster in ids:
        with working_as(freezer):
            rosters.freeze(roster_id=roster, by=freezer, at=met + timedelta(hours=2))
    return minutes


def review(work: Work, ids: Sequence[int], at: datetime) -> None:
    """Have the bureau review rosters."""
    reviewer = work.cast.reviewer
    for roster in ids:
        with working_as(reviewer):
            rosters.review(roster_id=roster, by=reviewer, at=at)


def take_lists(work: Work, folder: Path, departments: Mapping[str, str]) -> tuple[int, int]:
    """Take in what other departments sent and look for our people on it; return rows and people found."""
    keeper, at = work.cast.handler, work.compared
    with working_as(keeper):
        taken = sources.import_folder(
            path=folder, departments=departments, month=work.month, as_of=work.month.first_on, by=keeper, at=at
        )
        sources.compare(month=work.month, by=keeper, at=at, region=work.cast.region)
        hits = sent.hits(work.cast.region, work.month).count()
    return sum(one.rows for one in taken.values()), hits


def check(work: Work, at: datetime, *, again: bool = False) -> int:
    """
    Try every rule that needs nothing from the bank on the frozen month; return the check's number.

    Once a month people are compared who may be one under two numbers; `again` leaves that out.
    """
    handler = work.cast.handler
    fuzzy = False if again else None
    with working_as(handler):
        return prechecks.run_check(region=work.cast.region, month=work.month, by=handler, at=at, fuzzy=fuzzy)


def take_up(work: Work, at: datetime) -> int:
    """Have the machine open the alerts of every check made since; return how many are new."""
    with scope(work.cast.region):
        return len(alerts.take_up_checks(at=at))


def made_payable(work: Work, ids: Sequence[int], reason: str, at: datetime) -> tuple[int, int]:
    """Set apart what was found unequal, check again, hold what may be held; return lines moved, and lines held."""
    moved = sum(set_apart(work, ids, at).values())
    if moved:
        check(work, at + timedelta(hours=1), again=True)
    held = answer_doubts(work, ids, reason, at + timedelta(hours=2))
    take_up(work, at + timedelta(hours=2))
    return moved, held


def set_apart(work: Work, ids: Sequence[int], at: datetime) -> dict[str, int]:
    """Move lines that cannot be paid yet to a supplementary roster, two people agreeing; return rule → lines."""
    moved: Counter[str] = Counter()
    handler, other = work.cast.handler, work.cast.second_reviewer
    for roster in ids:
        with working_as(handler):
            waiting = _waiting(roster)
        for line, (rule, why) in waiting.items():
            with working_as(handler):
                asked = rosters.ask_departure(line_id=line, why=Why.MOVED, reason=why[:200], by=handler, at=at)
            with working_as(other):
                rosters.agree_departure(departure_id=asked, by=other, at=at)
            moved[rule] += 1
    return dict(moved)


def _waiting(roster: int) -> dict[int, tuple[str, str]]:
    """Return line → the rule and the words of what keeps it from being paid: a gate, or an unconfirmed account."""
    gates = checked.open_gates(roster)
    waiting = {one.line_id: (one.rule_id, one.message) for one in gates if one.line_id is not None}
    lines = {line.pk: line.account_id for line in rostered.lines(roster) if line.live}
    unsure = unconfirmed(list(lines.values()))
    named = {line: (ACCOUNT, "账户尚未由第二人确认") for line, one in lines.items() if one in unsure}
    return named | waiting


def answer_doubts(work: Work, ids: Sequence[int], reason: str, at: datetime) -> int:
    """Hold every line that may be held, by a named person with a reason; return how many."""
    held, reviewer = 0, work.cast.reviewer
    with working_as(reviewer):
        for roster in ids:
            for doubt in checked.questions(roster):
                prechecks.hold(hold_id=doubt.pk, reason=reason, by=reviewer, at=at)
                held += 1
    return held


def release(work: Work, ids: Sequence[int], at: datetime) -> None:
    """Have every roster asked for by one and released by another."""
    reviewer, releaser = work.cast.reviewer, work.cast.releaser
    for roster in ids:
        with working_as(reviewer):
            prechecks.ask_release(roster_id=roster, by=reviewer, at=at)
        with working_as(releaser):
            prechecks.release(roster_id=roster, by=releaser, at=at + timedelta(hours=2))
