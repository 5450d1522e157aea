"""告知书: the words in which a recipient is told what was decided, why, and what can be done against it."""

from mingbai.awards.causes import CAUSES
from mingbai.awards.models import Decision
from mingbai.awards.states import ADVERSE, KINDS, Kind
from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.law import article, named

TOLD = (Kind.RAISE, Kind.LOWER, Kind.STOP, Kind.RESUME)  # whoever's money changes is told
REMEDY = (
    "您对本决定不服的，可以自收到本告知书之日起六十日内依法申请行政复议，或者在六个月内向人民法院提起行政诉讼；"
    "也可以向作出决定的民政部门说明情况，我们会由原经办人以外的人员复核。"
)


def notice_text(decision: Decision, *, number: str, addressee: str, heard: str) -> str:
    """Return the notice: kind, amounts, month, cause, how the amount came about, what was heard, the remedies."""
    kind, month = Kind(decision.kind), Month.parse(decision.effective_month)
    title = f"{PROGRAMMES[decision.programme][0]}{KINDS[kind][0]}告知书"
    amounts = f"每月救助金额由{show_yuan(decision.before_fen)}元变为{show_yuan(decision.amount_fen)}元"
    steps = "".join(f"\n{number}. {step['zh']}" for number, step in enumerate(decision.explanation["steps"], 1))
    reckoned = f"金额计算过程：{steps}\n" if kind is not Kind.STOP else ""
    cause = CAUSES[decision.cause]
    laws = ["LAW-2026#47", *(["LAW-2026#48"] if kind in ADVERSE else [])]
    cites = dict.fromkeys([cause.article_for(decision.programme), *laws])
    grounds = "、".join(f"{named(cite, 'zh', in_full=True)} {article(cite).heading}" for cite in cites)
    return (
        f"{title}\n{number}\n{addressee}：\n"
        f"经审核确认，自{month.year}年{month.month}月起，您家的{amounts}。\n"
        f"事由：{cause.title}。{decision.evidence}\n依据：{grounds}。\n"
        f"{heard}{reckoned}{REMEDY}\n"
    )
