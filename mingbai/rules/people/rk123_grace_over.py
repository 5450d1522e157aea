"""RK-123 渐退期届满未退: the grace months have ended and the line is still on the roster."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def approved(grace_until: date | None, **columns: Any) -> dict[str, Any]:
    """Return an approval with that last month of grace."""
    return {"head_id": 1, "certificate_no": "Z1", "grace_until": grace_until} | columns


RULE = Rule(
    id="RK-123",
    title="渐退期届满未退",
    title_en="Grace is over",
    plain="家庭的渐退期在发放月份之前已经结束，也没有重新审批，名册上却仍在发放。渐退期最后一个月仍应发放。",
    plain_en="The family's grace months ended before this one, nobody approved it anew, and the roster still pays. "
    "The last month of grace is still due.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="line",
    subject=Subject.ROSTER,
    cites=("YC-2022-2#2.3.5", "MF-2021-57#33", "MF-2022-DD#1.3"),
    needs=("approvals", "roster"),
    when="line.in_roster AND grace_over.grace_until < line.month",
    at_stake_fen="line.rostered_fen",
    message="{name}家渐退期至{grace_until}止，{month}名册仍列{rostered_fen}",
    message_en="The grace of {name}'s household ended with {grace_until}; the roster of {month} still pays "
    "{rostered_fen}",
    shows=("line.name", "grace_over.grace_until", "line.month", "line.rostered_fen"),
    examples=(
        example(
            "渐退期到9月为止",
            "grace ended with September",
            approvals=[approved(SEPTEMBER)],
            roster=[{"payee_id": 1, "amount_fen": 42_000}],
            finds=("H1",),
            at_stake_fen=42_000,
        ),
        example(
            "渐退期和审批都已结束，名册仍在发",
            "grace and approval both ended, the roster goes on",
            finds=("H1",),
            roster=[{"payee_id": 1}],
            approvals=[approved(SEPTEMBER, valid_to=SEPTEMBER)],
        ),
        example(
            "更早的一次审批没有渐退期，不算重新审批",
            "an earlier approval without grace does not renew it",
            finds=("H1",),
            roster=[{"payee_id": 1}],
            approvals=[
                approved(None, certificate_no="Z0", valid_from=date(2024, 1, 1), valid_to=date(2026, 3, 1)),
                approved(SEPTEMBER, valid_from=date(2026, 4, 1)),
            ],
        ),
        example(
            "10月是渐退期最后一个月",
            "October is the last month of grace",
            approvals=[approved(OCTOBER)],
            roster=[{"payee_id": 1}],
        ),
        example(
            "渐退期已过，名册上已没有他",
            "grace is over and the line has left the roster",
            approvals=[approved(SEPTEMBER)],
        ),
        example(
            "渐退期后已重新审批",
            "approved anew after the grace",
            roster=[{"payee_id": 1}],
            approvals=[
                approved(SEPTEMBER, valid_to=SEPTEMBER),
                approved(None, certificate_no="Z2", valid_from=OCTOBER),
            ],
        ),
        example(
            "当月另有一个证没有渐退期",
            "a second certificate of the same month is without grace",
            roster=[{"payee_id": 1}],
            approvals=[approved(SEPTEMBER), approved(None, certificate_no="Z2")],
        ),
        example(
            "新的审批另有渐退期，到10月为止",
            "a new approval whose own grace lasts until October",
            roster=[{"payee_id": 1}],
            approvals=[
                approved(SEPTEMBER, valid_to=SEPTEMBER),
                approved(OCTOBER, certificate_no="Z2", valid_from=date(2026, 4, 1)),
            ],
        ),
        example("从未进入渐退期", "never in grace", approvals=[approved(None)], roster=[{"payee_id": 1}]),
    ),
)
