"""复核比对: when the bank has answered, the rules that need its answer are tried on the frozen month."""

import json
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from mingbai.alerts.actions.acting import as_machine
from mingbai.alerts.actions.opening import open_tasks
from mingbai.alerts.found import Found
from mingbai.alerts.paid import payments
from mingbai.config.rooms import room
from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.installation import installed_ring
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.policy.parameters import ParameterSet
from mingbai.prechecks.hiding import discreet, subject_index
from mingbai.prechecks.kept import keep
from mingbai.prechecks.lists import Gathered, gathered
from mingbai.prechecks.rules import Asked, desk_rules_of
from mingbai.prechecks.subjects import Row, placed
from mingbai.prechecks.trying import freeze_month
from mingbai.rules.catalogue import all_rules
from mingbai.rules.checking import check
from mingbai.rules.report.check_folder import connected
from mingbai.rules.rule import Phase, Severity
from mingbai.standards.queries import parameters


def check_after_payment(*, region: Region, month: Month, at: datetime) -> list[int]:
    """
    Try the rules of the phase after payment on what the bank answered for a month; return the ids of new tasks.

    The frozen month is kept sealed under its digest, and the log has the digest: the findings can be computed again,
    to the byte (D7). What only the desk can tell (fees, the three figures) is asked of it as it stands.
    """
    with as_machine(), room() as place:
        given = gathered(region, month, day_of(at))
        given = Gathered({**given.tables, "payments": payments(region, month)}, given.sources)
        chosen, folder = parameters(), place / "frozen"
        folder.mkdir()
        snapshot = freeze_month(given, month, folder)
        rows, input_digest, versions = _tried(snapshot, chosen, region, place)
        asked = Asked(region, month, day_of(at), chosen.at(region.code, day_of(at)))
        of_desk = _of_the_desk(asked, input_digest)
        content = {
            "month": str(month),
            "region": region.code,
            "snapshot": input_digest,
            "kept": keep(folder, chosen, region, month, at),
            "parameters": chosen.digest,
            "rules": versions,
            "lists": given.rows,
            "findings": findings_digest(rows),
            "desk_findings": findings_digest(of_desk),
        }
        subject = f"alerts.after_payment/{region}/{month}/{at:%Y%m%dT%H%M%S}"
        places = {"region": region.code, "month": str(month.first_on)}
        record_contents(type="alerts.checked_after_payment", records=[Record(subject, content, places)], by=None, at=at)
        told = [*placed(rows, region, month), *of_desk]
        return open_tasks(findings=[_found(row, region, month) for row in told], at=at)


def findings_digest(rows: list[Row]) -> str:
    """Return what all findings come to, under the installation's key: it tells nobody what they say."""
    said = "\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in rows)
    return installed_ring().index("alerts.findings", said).hex()


def _tried(
    snapshot: Snapshot, chosen: ParameterSet, region: Region, place: Path
) -> tuple[list[Row], str, dict[str, int]]:
    work = place / "work"
    work.mkdir()
    rules = [rule for rule in all_rules() if rule.phase is Phase.AFTER_PAYMENT]
    with connected(work) as con:
        done = check(con, snapshot, rules, chosen, scratch=work, region=region.code)
    rows: list[Row] = pq.read_table(done.findings).to_pylist()
    for row in rows:
        row["input_digest"] = done.input_digest
    of_desk = desk_rules_of(Phase.AFTER_PAYMENT)
    tried_here = {rule.id: rule.version for rule in done.run}
    return rows, done.input_digest, tried_here | {rule.id: rule.version for rule in of_desk}


def _of_the_desk(asked: Asked, input_digest: str) -> list[Row]:
    found = [row for rule in desk_rules_of(Phase.AFTER_PAYMENT) for row in rule.findings(asked)]
    return [row | {"input_digest": input_digest} for row in found]


def _found(row: Row, region: Region, month: Month) -> Found:
    place, (zh, en) = row["region_code"], discreet(row)
    return Found(
        rule_id=row["rule_id"],
        rule_version=row["rule_version"],
        severity=Severity(row["severity"]),
        region=place if place and place.startswith(region.code) else region.code,
        month=month.first_on,
        subject_table=row["subject_table"],
        subject_index=subject_index(row["subject_table"], row["subject_id"]),
        message=zh,
        message_en=en,
        cites=row["cites"],
        match_tier=row["match_tier"],
        input_digest=row["input_digest"],
        household_id=row["household"],
        person_id=row["person"],
        amount_fen=row["amount_fen"],
        months=row["months"] or 1,
    )
