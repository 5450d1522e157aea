"""The rules tried on a frozen month: which are switched on, what they find, and the digest of all of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from mingbai.errands.doing import Progress
from mingbai.evidence.installation import installed_ring
from mingbai.files.snapshot.of_tables import freeze_tables
from mingbai.files.snapshot.snapshot import Snapshot, open_snapshot
from mingbai.kernel.month import Month
from mingbai.policy.parameters import ParameterSet
from mingbai.prechecks.lists import Gathered
from mingbai.rules.catalogue import all_rules
from mingbai.rules.checking import Checked, check
from mingbai.rules.report.check_folder import connected
from mingbai.rules.rule import Phase
from mingbai.standards.states import Mode

Row = dict[str, Any]


@dataclass(frozen=True)
class Tried:
    """What the rules found on a frozen month, as rows with numbers in the clear: for memory only."""

    findings: list[Row]
    versions: dict[str, int]
    not_run: dict[str, list[str]]
    input_digest: str

    @property
    def digest(self) -> str:
        """Return what all findings come to, under the installation's key: it tells nobody what they say."""
        said = "\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in self.findings)
        return installed_ring().index("prechecks.findings", said).hex()


def freeze_month(given: Gathered, month: Month, into: Path) -> Snapshot:
    """Return the month frozen in the empty folder `into`."""
    with connected(into.parent) as con:
        return freeze_tables(con, given.tables, month=month, into=into, sources=given.sources)


def tried(
    folder: Path,
    parameters: ParameterSet,
    region: str,
    modes: Mapping[str, Mode],
    fuzzy: bool | None = None,
    progress: Progress | None = None,
) -> Tried:
    """Return what the rules of the phase before payment find on the month frozen in a folder."""
    snapshot = open_snapshot(folder)
    rules = [
        rule
        for rule in all_rules()
        if rule.phase is Phase.BEFORE_PAYMENT and modes.get(rule.id, Mode.ON) is not Mode.OFF
    ]
    room = folder.parent / f"{folder.name}.work"
    room.mkdir()
    told = progress or Progress()

    def say(turn: str, bucket: int, buckets: int) -> None:
        if bucket == 0:
            is_pass = turn.isdigit()
            zh = f"逐条规则核对，第{int(turn) + 1}遍" if is_pass else f"全月比对（{turn}）"
            en = f"trying the rules, pass {int(turn) + 1}" if is_pass else f"comparing all of the month ({turn})"
            told.phase(zh, en, of=buckets)
        told.reach(bucket)

    with connected(room) as con:
        done = check(con, snapshot, rules, parameters, scratch=room, region=region, fuzzy=fuzzy, progress=say)
    return Tried(
        findings=[switched(row, modes) for row in _rows(done)],
        versions={rule.id: rule.version for rule in done.run},
        not_run={
            one.rule.id: [*one.missing_tables, *one.missing_parameters, *(one.left_out or ())[:1]]
            for one in done.not_run
        },
        input_digest=done.input_digest,
    )


def switched(row: Row, modes: Mapping[str, Mode]) -> Row:
    """Return a finding as its rule's switch lets it count: advice neither gates nor holds."""
    advisory = modes.get(row["rule_id"]) is Mode.ADVISORY
    stops = {} if not advisory else {"gates": False, "proposes_hold": False}
    return {**row, "is_advisory": advisory, **stops}


def _rows(done: Checked) -> list[Row]:
    rows: list[Row] = pq.read_table(done.findings).to_pylist()
    return rows
