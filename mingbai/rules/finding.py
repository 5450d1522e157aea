"""A finding: one rule, one subject, the money at stake, the reason in words and the values that prove it."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from mingbai.rules.rule import Rule, Subject, shown_name
from mingbai.rules.speaking import said
from mingbai.rules.trial import Trial

COLUMNS = pa.schema(
    [
        ("rule_id", pa.string()), ("rule_version", pa.int64()), ("severity", pa.string()), ("gates", pa.bool_()),
        ("proposes_hold", pa.bool_()), ("subject_table", pa.string()), ("subject_id", pa.string()),
        ("source", pa.int32()), ("row_no", pa.int64()), ("person_id", pa.string()), ("name", pa.string()),
        ("household_id", pa.string()), ("region_code", pa.string()), ("programme", pa.string()), ("month", pa.string()),
        ("amount_fen", pa.int64()), ("months", pa.int64()), ("message", pa.string()), ("message_en", pa.string()),
        ("evidence", pa.string()), ("cites", pa.string()), ("match_tier", pa.string()),
    ]
)  # fmt: skip


def findings(trial: Trial, hits: pa.Table, month: str) -> pa.Table:
    """Return the findings (schema `COLUMNS`) that a trial's hit rows stand for."""
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS.names}
    for finding in each_finding(trial, hits, month):
        for name, value in finding.items():
            columns[name].append(value)
    return pa.table(columns, schema=COLUMNS)


def each_finding(trial: Trial, hits: pa.Table, month: str) -> Iterator[dict[str, Any]]:
    """Return every finding of the hit rows, rule by rule."""
    values = {name: hits.column(name).to_pylist() for name in hits.column_names}
    for rule in trial.rules:
        about = (*trial.about, f"{rule.name}_fen", f"{rule.name}_months", f"{rule.name}_tier")
        shown = {shown_name(text): trial.shows[text] for text in rule.shows}
        for place, is_hit in enumerate(values[rule.name]):
            if is_hit:
                row = {name: values[name][place] for name in about}
                evidence = {name: values[column][place] for name, column in shown.items()}
                yield finding(rule, row, evidence, month)


def finding(rule: Rule, row: Mapping[str, Any], evidence: Mapping[str, Any], month: str) -> dict[str, Any]:
    """Return one finding, its columns as in `COLUMNS`."""
    table, subject_id, source, row_no = about(rule.subject, row, month)
    tier = row[f"{rule.name}_tier"]
    return {
        "rule_id": rule.id,
        "rule_version": rule.version,
        "severity": rule.severity.value,
        "gates": rule.gates,
        "proposes_hold": rule.proposes_hold and tier == "A",  # doubt about who it is never holds anybody's money
        "subject_table": table,
        "subject_id": subject_id,
        "source": source,
        "row_no": row_no,
        "person_id": row["person_id"],
        "name": row["name"],
        "household_id": row["household_id"],
        "region_code": row["region_code"],
        "programme": row["programme"],
        "month": month,
        "amount_fen": row[f"{rule.name}_fen"],
        "months": row[f"{rule.name}_months"],
        "message": said(rule.message, evidence, "zh", tier),
        "message_en": said(rule.message_en, evidence, "en", tier),
        "evidence": json.dumps({name: plain(value) for name, value in evidence.items()}, ensure_ascii=False),
        "cites": " ".join(rule.cites),
        "match_tier": tier,
    }


def about(subject: Subject, row: Mapping[str, Any], month: str) -> tuple[str, str, int | None, int | None]:
    """Return the subject's table and id, and where its row stands (source, row number)."""
    here = (row["source"], row["row_no"])
    approved_at = here if row.get("approval_row_no") is None else (row["approval_source"], row["approval_row_no"])
    household = joined(row["programme"], row["household_id"], row.get("payee_id"))
    in_month = joined(month, household)
    approval = joined(household, row.get("certificate_no"))
    match subject:
        case Subject.LINE if row["in_roster"]:
            return ("roster", in_month, *here)
        case Subject.LINE if row["in_approvals"]:
            return ("approvals", approval, *approved_at)
        case Subject.LINE if row["in_appropriations"]:
            return ("appropriations", in_month, *here)
        case Subject.LINE | Subject.PAYMENT:
            return ("payments", row["bank_ref"], *here)
        case Subject.ORDER if not row["in_roster"]:
            return ("payments", row["bank_ref"], row["bank_source"], row["bank_row_no"])
        case Subject.ROSTER | Subject.ORDER:
            return ("roster", in_month, *here)
        case Subject.APPROVAL:
            return ("approvals", approval, *approved_at)
        case Subject.PAYEE_LINE if row["is_payee"] and row["in_roster"]:
            return ("roster", in_month, *here)
        case Subject.PERSON | Subject.PAYEE_LINE:
            return ("person", row["person_id"], *here)
        case Subject.ACCOUNT:
            return ("account", row["account_no"], *here)
        case Subject.REGION:
            return ("region", row["region_code"], None, None)
    raise AssertionError(subject)


def joined(*parts: str | None) -> str:
    """Return the parts of a key; empty ones stay empty."""
    return "/".join(part or "" for part in parts)


def plain(value: Any) -> Any:
    """Return a value as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
