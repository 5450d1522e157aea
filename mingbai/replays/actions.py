"""The only writers of replays: a change tried, a draft committed as a proposal, or dropped."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mingbai.errands.doing import Progress
from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.prechecks.kept import NotKept
from mingbai.prechecks.queries import checks
from mingbai.replays.comparing import Compared
from mingbai.replays.models import Replay
from mingbai.replays.refused import NoMonths, NotADraft, NothingReads, NotThere, TooMany
from mingbai.replays.states import State
from mingbai.replays.trying import keys_read, month_compared, replayable
from mingbai.standards.actions import propose_value
from mingbai.standards.actions.acting import may_enter
from mingbai.standards.actions.values import checked_value

MOST = 36  # months tried at once


def rules_of(key: str, rule_id: str) -> list[str]:
    """Return the rules a change touches: all that read the parameter, or the one; raise NothingReads."""
    found = keys_read().get(key, []) if key else [rule_id] if rule_id in replayable() else []
    if not found:
        raise NothingReads(key or rule_id)
    return found


def replay(
    *,
    region: Region,
    months: Sequence[Month],
    key: str = "",
    value: Any = None,
    rule_id: str = "",
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> int:
    """
    Try a parameter's value, or a rule as it stands now, over the sealed months of a county; return the draft's id.

    Raise NothingReads, BadValue, NoMonths, TooMany, NotYours or NotListed.
    """
    place = Region(may_enter(by, region.code, at))
    if len(months) > MOST:
        raise TooMany(MOST)
    rules, stored = rules_of(key, rule_id), None
    if key:
        stored = checked_value(key, value, months[0].first_on)
    told = progress or Progress()
    told.phase("逐月重放", "replaying month by month", of=len(months))
    done, left_out = list[dict[str, Any]](), list[dict[str, str]]()
    total = dict.fromkeys(rules, Compared())
    for month in months:
        check_id = checks(place, month).values_list("pk", flat=True).first()
        if check_id is not None:
            try:
                found = month_compared(check_id, place, rules, key, stored)
            except NotKept as error:
                left_out.append({"month": str(month), "zh": error.zh, "en": error.en})
            else:
                total = {rule: total[rule] + found[rule] for rule in rules}
                told_rules = {rule: one.as_json() for rule, one in found.items()}
                done.append({"month": str(month), "check": check_id, "rules": told_rules})
        told.step()
    if not done:
        raise NoMonths
    with transaction.atomic():
        made = Replay.objects.create(
            region=place.code, rule_ids=rules, key=key, value=stored, months=done, left_out=left_out,
            outcome={rule: one.as_json() for rule, one in total.items()},
            versions={rule: replayable()[rule].version for rule in rules}, state=State.DRAFT.value,
            made_by_id=by.id, made_at=at,
        )  # fmt: skip
        record(type="replays.tried", rows=[made], by=by, at=at)
    return made.pk


def commit(
    *, replay_id: int, from_on: date, until_on: date | None = None, article: str, document: str, by: Actor, at: datetime
) -> int:
    """
    Propose the value that was tried, which nobody can change from then on; return the proposal's id.

    It counts once a leader has approved it, with what the replay came to before his eyes. As `propose_value` refuses.
    """
    with _draft(replay_id) as made:
        if not made.key:
            raise NotADraft
        made.entry_id = propose_value(
            key=made.key, region=made.region, value=made.value, from_on=from_on, until_on=until_on, article=article,
            document=document, by=by, at=at,
        )  # fmt: skip
        made.state, made.committed_by_id, made.committed_at = State.COMMITTED.value, by.id, at
        made.save(update_fields=["state", "entry", "committed_by", "committed_at"])
        record(type="replays.committed", rows=[made], by=by, at=at)
        return int(made.entry_id)


def drop(*, replay_id: int, by: Actor, at: datetime) -> None:
    """Drop a draft: it stays on the record, and can be committed no more."""
    with _draft(replay_id) as made:
        may_enter(by, made.region, at)
        made.state = State.DROPPED.value
        made.save(update_fields=["state"])
        record(type="replays.dropped", rows=[made], by=by, at=at)


@contextmanager
def _draft(replay_id: int) -> Iterator[Replay]:
    with transaction.atomic():
        made = Replay.objects.select_for_update().filter(pk=replay_id).first()
        if made is None:
            raise NotThere(replay_id)
        if made.state != State.DRAFT:
            raise NotADraft
        yield made


def months_between(first: Month, last: Month) -> list[Month]:
    """Return the months from one to another, both counted; raise TooMany, or NoMonths where they stand backwards."""
    if last < first:
        raise NoMonths
    found: list[Month] = [first]
    while found[-1] < last:
        if len(found) == MOST:
            raise TooMany(MOST)
        found.append(found[-1].next())
    return found
