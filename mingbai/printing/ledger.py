"""月度台账, from every step a month has taken at the desk: who did it when, by which day, and what it left (R-819)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.papers import LedgerStep, MonthLedger
from mingbai.payments.queries import files, requests
from mingbai.payments.states import FileState, PlanState
from mingbai.prechecks.queries import latest_check, release_of
from mingbai.printing.places import place_name, place_names
from mingbai.printing.printed import Printed
from mingbai.receipts.queries import last_closing, last_match_at, signatures, three_figures
from mingbai.receipts.states import Sign
from mingbai.rosters.models import Roster
from mingbai.rosters.queries import late, rosters
from mingbai.standards.deadlines import Due, deadlines
from mingbai.standards.queries import parameters

LATE = {"ledger": "台账", "roster": "花名表"}
NAMED = 2  # officers in a cell; of more it says how many
Signed = tuple[int | None, datetime | None]


def ledger_papers(region: Region, month: Month, *, at: datetime) -> dict[str, Printed]:
    """Return the ledger of a division's month as it stands; raise Refused where no roster was made."""
    here = list(rosters(region, month))
    if not here:
        raise Refused(
            f"{month}还没有编制名册，没有台账；请先办理 mingbai month derive。",
            f"{month} has no roster yet, hence no ledger: make one by mingbai month derive.",
        )
    office, due = place_name(region, day_of(at)), _due(region, month)
    steps = [*_made(here, due), *_checked(here, due), *_funded(region, month, due), *_paid(region, month, due)]
    paper = MonthLedger(
        office=office, number=f"{region}-{month}-台账", made_at=at, place=office, month=month,
        steps=[*steps, *_closed(region, month)], notes=_notes(region, month, at),
    )  # fmt: skip
    return {f"月度台账-{region}-{month}": Printed(paper, f"{region}/{month}", region.code, month)}


def _due(region: Region, month: Month) -> dict[Due, date]:
    return {one.due: one.last_on for one in deadlines(parameters(), region.code, month)}


def _made(here: Sequence[Roster], due: dict[Due, date]) -> list[LedgerStep]:
    """Return the steps of the rosters: each is done when every roster has done it."""
    lines, fen = sum(one.lines for one in here), sum(one.total_fen for one in here)
    digest = here[0].digest if len(here) == 1 else ""

    def step(title: str, due_on: date, what: str, then: str = "") -> LedgerStep:
        done: list[Signed] = [(getattr(one, f"{what}_by"), getattr(one, f"{what}_at")) for one in here]
        next_ = [getattr(one, f"{then}_by") for one in here] if then else []
        return _step(title, due_on, done, reviewed_by=next_, lines=lines, fen=fen, digest=digest)

    steps = [
        step("编制台账和名册", due[Due.LEDGER], "made"),
        step("提报台账", due[Due.LEDGER], "submitted", "reviewed"),
        step("审核名册", due[Due.ROSTER], "reviewed"),
        step("封存名册", due[Due.ROSTER], "frozen"),
    ]
    if any(one.needs_minutes for one in here):
        steps.insert(3, step("局务会议研究", due[Due.ROSTER], "agreed"))
    return steps


def _checked(here: Sequence[Roster], due: dict[Due, date]) -> list[LedgerStep]:
    checks = [seen.check_made if (seen := latest_check(one.pk)) else None for one in here]
    releases = [release_of(one.pk) for one in here]
    done = [one for one in releases if one]
    checked: list[Signed] = [(one.made_by, one.made_at) if one else (None, None) for one in checks]
    released: list[Signed] = [(one.asked_by, one.released_at) if one else (None, None) for one in releases]
    digests = {one.findings_digest for one in checks if one}
    return [
        _step("前置核对", due[Due.PAYMENT], checked, digest=digests.pop() if len(digests) == 1 else ""),
        _step(
            "申请放行、放行", due[Due.PAYMENT], released, reviewed_by=[one.released_by for one in done],
            lines=sum(one.lines for one in done), fen=sum(one.total_fen for one in done),
            digest=done[0].released_digest if len(done) == 1 else "",
        ),
    ]  # fmt: skip


def _funded(region: Region, month: Month, due: dict[Due, date]) -> list[LedgerStep]:
    asked = list(requests(region, month).exclude(state=PlanState.REFUSED))
    approved = [one for one in asked if one.approved_at]
    arrived = [one for one in asked if one.arrived_at]
    return [
        _step(
            "用款计划", due[Due.PAYMENT], [(one.made_by, one.approved_at) for one in asked],
            reviewed_by=[one.approved_by for one in approved], lines=len(asked), fen=sum(one.fen for one in asked),
        ),
        _step(
            "资金到位", due[Due.PAYMENT], [(one.arrived_by, one.arrived_at) for one in asked],
            lines=len(arrived), fen=sum(one.fen for one in arrived),
        ),
    ]  # fmt: skip


def _paid(region: Region, month: Month, due: dict[Due, date]) -> list[LedgerStep]:
    sent = list(files(region, month).exclude(state=FileState.WITHDRAWN))
    business, paid = three_figures(region, month)
    is_whole = bool(business) and {name: one.fen for name, one in business.items()} == {
        name: one.fen for name, one in paid.items()
    }
    return [
        _step(
            "银行代发", due[Due.PAYMENT], [(one.made_by, one.sent_at) for one in sent],
            reviewed_by=[one.released_by for one in sent if one.released_by], lines=sum(one.payments for one in sent),
            fen=sum(one.total_fen for one in sent), digest=(sent[0].sha256 or "") if len(sent) == 1 else "",
        ),
        LedgerStep(
            "到账、逐笔核对", due[Due.PAYMENT], last_match_at(region, month) if is_whole else None,
            lines=sum(one.lines for one in paid.values()) or None,
            amount_fen=sum(one.fen for one in paid.values()) or None,
        ),
    ]  # fmt: skip


def _closed(region: Region, month: Month) -> list[LedgerStep]:
    closing = last_closing(region, month)
    by = {Sign(one.step): one for one in signatures(region, month)}
    if closing is None:
        return [LedgerStep("逐级签字、结账")]
    last = by.get(Sign.CLOSED)
    return [
        _step(
            "逐级签字、结账", None, [(closing.made_by, last.at if last else None)],
            reviewed_by=[last.by] if last else [], lines=closing.lines, fen=closing.fen, digest=closing.digest,
        )
    ]  # fmt: skip


def _step(
    title: str, due_on: date | None, done: Sequence[Signed], *, reviewed_by: Iterable[int | None] = (),
    lines: int | None = None, fen: int | None = None, digest: str = "",
) -> LedgerStep:  # fmt: skip
    """Return a step: done when everything of it is, at the last moment; with who has acted so far."""
    moments = [at for _, at in done]
    ended = [at for at in moments if at]
    return LedgerStep(
        title=title,
        due_on=due_on,
        done_at=max(ended) if ended and len(ended) == len(moments) else None,
        by=_named(by for by, at in done if at),
        reviewed_by=_named(reviewed_by),
        lines=lines or None,  # nothing yet is no figure
        amount_fen=fen or None,
        digest=digest,
    )


def _named(officers: Iterable[int | None]) -> str:
    """Return who they are, once each: 孙梅、王建林 or 孙梅等5人."""
    wanted = list(dict.fromkeys(one for one in officers if one is not None))
    names = officer_names(wanted)
    called = [names[one] for one in wanted if one in names]
    return "、".join(called) if len(called) <= NAMED else f"{called[0]}等{len(called)}人"


def _notes(region: Region, month: Month, at: datetime) -> list[str]:
    names = place_names(region, day_of(at))
    return [
        f"{names.get(one.region, one.region)}{LATE[one.what]}迟报，原因：{one.reason.rstrip('。')}。"
        for one in late(region, month)
    ]
