"""summary.json: everything a program wants to know of a check, the same bytes for the same inputs."""

import json
from typing import Any

from mingbai.rules.engine import NotRun
from mingbai.rules.report.flow import Sum
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.totals import Tally
from mingbai.rules.report.verdict import Verdict
from mingbai.rules.report.wording.severities import TOLD


def summary(result: Outcome, verdict: Verdict) -> dict[str, Any]:
    """Return the summary of a check as plain JSON values; money in fen."""
    snapshot, totals = result.checked.snapshot, result.totals
    return {
        "month": str(snapshot.month),
        "region": result.region,
        "as_of": snapshot.as_of.isoformat(),
        "input_digest": result.checked.input_digest,
        "exit": verdict.as_json(),
        "lists": {
            name: {"rows": snapshot.rows[name], "refused": snapshot.refused.get(name, 0)}
            for name in sorted(snapshot.rows)
        },
        "lines": {name: _sum(told) for name, told in vars(result.flow).items()},
        "rules": {
            "run": sorted(rule.id for rule in result.checked.run),
            "in_part": {rule.id: {"zh": rule.partly[0], "en": rule.partly[1]} for rule in result.partly if rule.partly},
            "not_run": {one.rule.id: _lacking(one) for one in result.checked.not_run},
        },
        "findings": {
            "count": totals.all.count,
            "amount_fen": totals.all.amount_fen,
            "amount_once_fen": totals.once_fen,
            "households": totals.households,
            "persons": totals.persons,
            "holds_proposed": tally(totals.holds),
            "gates": tally(totals.gates),
            "by_severity": {TOLD[name].code: tally(found) for name, found in totals.by_severity.items()},
            "by_rule": {rule_id: tally(found) for rule_id, found in totals.by_rule.items()},
            "by_division": {area.code: tally(area.all) for area in totals.areas},
            "by_tier": totals.tiers,
        },
        "unread": [
            {"code": one.code, "place": one.place.path, "zh": one.zh, "en": one.en} for one in result.intake.unread
        ],
        "rows_refused": result.intake.refused,
    }


def tally(found: Tally) -> dict[str, int | None]:
    """Return a count and its money."""
    return {"count": found.count, "amount_fen": found.amount_fen}


def as_text(value: Any) -> str:
    """Return JSON in the one form our files have."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _sum(told: Sum | None) -> dict[str, int] | None:
    return {"rows": told.rows, "amount_fen": told.amount_fen} if told else None


def _lacking(one: NotRun) -> dict[str, Any]:
    lacking: dict[str, Any] = {"lists": list(one.missing_tables), "parameters": list(one.missing_parameters)}
    return lacking | ({"left_out": dict(zip(("zh", "en"), one.left_out, strict=True))} if one.left_out else {})
