"""Why an award changes: a closed list, each cause with what it may do to the amount and the article that names it."""

from collections.abc import Collection
from dataclasses import dataclass

from mingbai.awards.states import Kind
from mingbai.law import cite

NEW, RAISE, LOWER, STOP, RESUME, KEEP = (frozenset({kind}) for kind in Kind)


@dataclass(frozen=True)
class Cause:
    """One cause of a change (R-507)."""

    id: str
    kinds: frozenset[Kind]
    title: str
    title_en: str
    article: str

    def __post_init__(self) -> None:
        cite(self.article)

    def article_for(self, programme: str) -> str:
        """Return the article for a programme: measures for one say nothing of another, the law of all."""
        meant = ONLY_FOR.get(self.article.partition("#")[0], "")
        return self.article if programme.startswith(meant) else CHANGED_BY_LAW


ONLY_FOR = {"MF-2021-43": "tekun_", "MF-2021-57": "dibao_"}  # measures → the programmes they are for
CHANGED_BY_LAW = "LAW-2026#47"
CHANGE, CARE, AT_ALL = "YC-2022-2#2.2.3", "MF-2021-43#23", RAISE | LOWER | KEEP
ALL = (
    Cause("granted", NEW, "审核确认", "granted", "LAW-2026#44"),
    Cause("stock", NEW, "期初导入", "taken over from the list kept before", "YC-2022-2#2.4.2"),
    Cause("moved_in", NEW, "迁入", "moved here", "LAW-2026#44"),
    Cause("income_down", RAISE | RESUME, "收入减少", "income fell", CHANGE),
    Cause("member_joined", RAISE | KEEP, "保障人口增加", "a member joined", CHANGE),
    Cause("top_up_begun", RAISE, "新增加发对象", "a member gets the top-up", "YC-2022-2#2.3.3"),
    Cause("standard", AT_ALL, "保障标准调整", "the standard changed", "LAW-2026#18"),
    Cause("care_level", AT_ALL, "自理能力等级变化", "the level of care changed", CARE),
    Cause("supply_mode", AT_ALL, "供养方式变化", "the mode of support changed", CARE),
    Cause("corrected", AT_ALL | STOP | RESUME, "更正原决定", "the earlier decision was wrong", "LAW-2026#47"),
    Cause("income_up", LOWER | STOP, "收入增加", "income rose", CHANGE),
    Cause("member_left", LOWER | KEEP, "保障人口减少", "a member left", CHANGE),
    Cause("member_died", LOWER | KEEP, "家庭成员死亡", "a member died", CHANGE),
    Cause("top_up_ended", LOWER, "不再符合加发条件", "a member gets the top-up no longer", "YC-2022-2#2.3.3"),
    Cause("died", STOP, "对象死亡", "the recipient died", "MF-2021-43#24.1"),
    Cause("property_over", STOP, "财产超过规定", "property is above the limit", "LAW-2026#47"),
    Cause("moved_out", STOP, "迁出", "moved away", "LAW-2026#47"),
    Cause("other_programme", STOP, "转入其他救助", "went over to another programme", "MF-2021-43#27"),
    Cause("prison", LOWER | STOP, "在监服刑", "is in prison", "MF-2021-43#24.3"),
    Cause("obligor_able", STOP, "义务人有履行能力", "somebody can support him", "MF-2021-43#24.5"),
    Cause("able_to_work", STOP, "恢复劳动能力", "is able to work again", "MF-2021-43#24.2"),
    Cause("uncooperative", LOWER | STOP, "拒不配合核查或拒绝工作", "refuses to be checked, or work", "MF-2021-57#34"),
    Cause("withdrew", STOP, "自愿退出", "withdrew", "MF-2021-43#24.6"),
    Cause("in_grace", KEEP | LOWER, "进入渐退期", "grace began", "YC-2022-2#2.3.5"),
    Cause("grace_over", STOP, "渐退期满", "grace is over", "YC-2022-2#2.3.5"),
    Cause("upheld", RESUME | RAISE, "申诉成立", "an appeal was upheld", "LAW-2026#48"),
    Cause("account", KEEP, "变更发放账户", "the account changed", "YC-2022-2#2.4.5"),
    Cause("payee", KEEP, "变更领款人", "the payee changed", "YC-2022-2#2.4.5"),
)
CAUSES = {cause.id: cause for cause in ALL}


def causes_of(kind: Kind) -> Collection[str]:
    """Return the causes a decision of this kind may have."""
    return [cause.id for cause in ALL if kind in cause.kinds]
