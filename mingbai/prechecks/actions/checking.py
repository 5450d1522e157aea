"""The check before payment: the month frozen, every rule of the phase tried, what it found stored and asked about."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from mingbai.config.rooms import room
from mingbai.errands.doing import Progress
from mingbai.evidence.actions import record
from mingbai.kernel.calendar import add_working_days
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.policy.parameters import ParameterSet
from mingbai.prechecks.actions.acting import acting
from mingbai.prechecks.hiding import discreet, sealed_evidence, subject_index
from mingbai.prechecks.kept import keep
from mingbai.prechecks.lists import gathered
from mingbai.prechecks.models import Check, CheckedRoster, Finding, Hold, Outcome
from mingbai.prechecks.refused import NothingFrozen
from mingbai.prechecks.rules import Asked, desk_rules_of
from mingbai.prechecks.states import CHECK, HOLDABLE, HoldState
from mingbai.prechecks.subjects import placed
from mingbai.prechecks.trying import Tried, freeze_month, switched, tried
from mingbai.rosters.actions.acting import permit
from mingbai.rosters.models import RosterLine
from mingbai.rosters.queries import rosters
from mingbai.rosters.states import State
from mingbai.rules.rule import Phase
from mingbai.standards.queries import parameters, rules_in_force
from mingbai.standards.states import Mode

Row = dict[str, Any]
AT_ONCE = 2_000


def run_check(
    *,
    region: Region,
    month: Month,
    by: Actor | None,
    at: datetime,
    fuzzy: bool | None = None,
    progress: Progress | None = None,
) -> int:
    """
    Check a county's month before payment and return the check's id; `by` is None for the nightly job.

    Freezes what the desk knows, keeps the frozen month sealed, tries every rule that is switched on, stores what they
    find without a number in the clear, and asks about the lines somebody may hold. Raise NothingFrozen.
    """
    told = progress or Progress()
    with acting(), room() as place:
        if by is not None:
            permit(CHECK, region, by, at)
        frozen = list(rosters(region, month).filter(state=State.FROZEN))
        if not frozen:
            raise NothingFrozen(region.code, str(month))
        told.phase("读取名册、待遇和各部门清单", "reading rosters, awards and departments' lists")
        on, given = day_of(at), gathered(region, month, day_of(at))
        chosen, modes = parameters(), rules_in_force(region.code, day_of(at))
        folder = place / "frozen"
        folder.mkdir()
        told.phase("冻结当月数据", "freezing the month")
        snapshot = freeze_month(given, month, folder)
        found = tried(folder, chosen, region.code, modes, fuzzy, told)
        told.phase("登记发现", "storing what was found")
        asked = Asked(region, month, on, chosen.at(region.code, on), [one.pk for one in frozen])
        rows = [*placed(found.findings, region, month), *_of_the_desk(modes, asked)]
        check = Check.objects.create(
            region=region.code,
            month=month.first_on,
            as_of=snapshot.as_of,
            snapshot_digest=found.input_digest,
            snapshot_sha256=keep(folder, chosen, region, month, at),
            rule_versions=versions(found, modes),
            parameters_digest=chosen.digest,
            fuzzy=fuzzy,
            not_run=found.not_run,
            lists=given.rows,
            findings=len(rows),
            findings_digest=found.digest,
            made_by=by.id if by else None,
            made_at=at,
        )
        CheckedRoster.objects.bulk_create(
            CheckedRoster(check_made=check, roster=one, region=one.region, digest=one.digest) for one in frozen
        )
        stored = _stored(check, rows, found.input_digest)
        _ask_about(check, stored, chosen, at)
        record(type="prechecks.checked", rows=[Outcome(pk=check.pk)], by=by, at=at)
        return check.pk


def versions(found: Tried, modes: Mapping[str, Mode]) -> dict[str, tuple[int, str]]:
    """Return rule → version and switch of all that were tried, and of those switched off version 0."""
    of_desk = desk_rules_of(Phase.BEFORE_PAYMENT)
    tried_here = {**found.versions, **{rule.id: rule.version for rule in of_desk}}
    off = {name: 0 for name, mode in modes.items() if mode is Mode.OFF}
    return {name: (version, modes.get(name, Mode.ON).value) for name, version in ({**tried_here, **off}).items()}


def _of_the_desk(modes: Mapping[str, Mode], asked: Asked) -> list[Row]:
    rules = (rule for rule in desk_rules_of(Phase.BEFORE_PAYMENT) if modes.get(rule.id, Mode.ON) is not Mode.OFF)
    return [switched(row, modes) for rule in rules for row in rule.findings(asked)]


def _stored(check: Check, rows: Sequence[Row], input_digest: str) -> list[Finding]:
    """Write the findings, a line's own fields beside them, names and numbers masked; return them with their ids."""
    made = []
    for row in rows:
        index, (zh, en) = subject_index(row["subject_table"], row["subject_id"]), discreet(row)
        made.append(
            Finding(
                check_made=check,
                region=_within(row["region_code"], check.region),
                month=check.month,
                programme=row["programme"] or "",
                rule_id=row["rule_id"],
                rule_version=row["rule_version"],
                is_advisory=row["is_advisory"],
                severity=row["severity"],
                gates=row["gates"],
                proposes_hold=row["proposes_hold"] and row["rule_id"] in HOLDABLE and row["line"] is not None,
                subject_table=row["subject_table"],
                subject_index=index,
                person_id=row["person"],
                household_id=row["household"],
                award_id=row["award"],
                line_id=row["line"],
                amount_fen=row["amount_fen"],
                months=row["months"] or 1,
                message=zh,
                message_en=en,
                evidence_sealed=sealed_evidence(check.pk, row, index),
                cites=row["cites"],
                match_tier=row["match_tier"],
                input_digest=input_digest,
            )
        )
    return Finding.objects.bulk_create(made, batch_size=AT_ONCE)


def _within(region: str | None, checked: str) -> str:
    """Return where a finding is seen: its own place, or all that was checked where it lies outside or nowhere."""
    return region if region and region.startswith(checked) else checked


def _ask_about(check: Check, found: Sequence[Finding], chosen: ParameterSet, at: datetime) -> None:
    """
    Ask whether to hold each line a finding proposes it for, unless the same was answered before.

    A question the check no longer asks is closed: what it was about has been put right. One that lapsed because nobody
    answered is asked again, as long as its line is not released: the doubt stands, and no money was kept back by it.
    """
    proposals = {key_of(one): one for one in found if one.proposes_hold}
    lapsed = Q(state=HoldState.EXPIRED.value, held_at=None, line__roster__state=State.FROZEN.value)
    before = Hold.objects.filter(finding__month=check.month, region__startswith=check.region).exclude(lapsed)
    earlier = {key_of(hold.finding): hold for hold in before.select_related("finding").order_by("pk")}
    until_on = last_day(chosen, check.region, day_of(at))
    lines = RosterLine.objects.in_bulk([one.line_id for one in proposals.values()])
    asked = [
        Hold(
            finding=one, line_id=one.line_id, region=one.region, rule_id=one.rule_id, match_tier=one.match_tier,
            state=HoldState.ASKED.value, asked_at=at, until_on=until_on,
            held_fen=min(one.amount_fen or lines[one.line_id].amount_fen, lines[one.line_id].amount_fen),
        )
        for key, one in proposals.items()
        if key not in earlier and one.line_id in lines and one.line_id is not None
    ]  # fmt: skip
    record(type="prechecks.hold_asked", rows=Hold.objects.bulk_create(asked), by=None, at=at)
    gone = [hold for key, hold in earlier.items() if hold.state == HoldState.ASKED and key not in proposals]
    for hold in gone:
        hold.state, hold.ended_at, hold.outcome = HoldState.EXPIRED.value, at, "再次核对未再发现"
        hold.save(update_fields=["state", "ended_at", "outcome"])
    record(type="prechecks.hold_closed", rows=gone, by=None, at=at)


def key_of(one: Finding) -> tuple[int | None, str, bytes]:
    """Return what makes two findings of different checks the same doubt about the same award."""
    return one.award_id, one.rule_id, bytes(one.subject_index)


def last_day(chosen: ParameterSet, region: str, on: date) -> date:
    """Return the last working day of a hold that begins on a day."""
    return add_working_days(on, chosen.at(region, on).number("hold_wd")).on
