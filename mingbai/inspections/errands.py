"""What officers ask of this stage that takes a while: to verify the whole log."""

from datetime import datetime

from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.installation import installed_policy, installed_ring, log_files
from mingbai.evidence.verifying import verify
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import Role

VERIFYING = "inspections.verify_log"
WHOLE, BROKEN = "evidence.found_whole", "evidence.found_broken"  # what the log says of its own verification
VERIFIERS = frozenset({Role.AUDIT_ADMINISTRATOR, Role.INSPECTOR})


def may_verify(by: Actor) -> bool:
    """Return whether a post may have the whole log verified: the log's administrator, inspectors of an office."""
    return by.role in VERIFIERS and by.party is not Kind.THIRD_PARTY


def ask_verification(*, by: Actor, at: datetime) -> int:
    """Ask for the verification of the whole log and return the errand; raise NotYours for who may not."""
    if not may_verify(by):
        raise NotYours("核验存证", "verify the log", VERIFIERS)
    return ask(VERIFYING, subject=str(at.date()), by=by, at=at, once="log")


@errand(VERIFYING, title="核验存证", title_en="verification of the log")
def verify_log(doing: Doing) -> Came:
    """Replay the log against its rows, checkpoints and files, and log what was found."""
    doing.phase("逐条重算日志、核对签名和数据", "replaying the log, its signatures and its rows")

    def tick(done: int, total: int) -> None:
        doing.total = total
        doing.reach(done)

    verdict = verify(policy=installed_policy(), ring=installed_ring(), storage=log_files(), tick=tick)
    fault = verdict.fault
    content = {"leaves": verdict.leaves, "rows": verdict.rows, "fault": fault.zh if fault else ""}
    told = Record(f"evidence.log/{verdict.leaves}", content, {"region": doing.actor.region.code})
    record_contents(type=BROKEN if fault else WHOLE, records=[told], by=doing.actor, at=doing.at)
    if fault:
        return Came(f"存证被破坏：{fault.zh}", f"The evidence does not hold: {fault.en}", {"leaves": verdict.leaves})
    zh = f"存证完整：{verdict.leaves}条登记、{verdict.checkpoints}个检查点、{verdict.cosignatures}个见证签名全部一致。"
    en = (
        f"The evidence is whole: {verdict.leaves} acts, {verdict.checkpoints} checkpoints and "
        f"{verdict.cosignatures} cosignatures all agree."
    )
    return Came(zh, en, {"leaves": verdict.leaves})
