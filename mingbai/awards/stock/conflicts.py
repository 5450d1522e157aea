"""A line of an opening stock that was not taken, or was taken though policy says another amount: told row by row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mingbai.files.problems import Place

SENTENCES = {
    "person": (
        "“{name}”未能列入救助对象信息库（见人员导入的提示），本行未导入；请先解决人员问题。",
        "“{name}” could not be imported (see what the import of persons says), nor could this row.",
    ),
    "household": (
        "家庭{household}未能列入救助对象信息库，本行未导入；请先解决家庭问题。",
        "Household {household} could not be imported, nor could this row: fix that first.",
    ),
    "account": (
        "“{name}”的账户（尾号{hint}）未能登记，本行未导入；请核对账号。",
        "The account of “{name}” (ending in {hint}) could not be registered, nor could this row: check its number.",
    ),
    "covered": (
        "“{name}”同时列在{other}（{programme}），两项不得同时享受，本行未导入；请核实后保留一项。",
        "“{name}” also stands in {other_en} ({programme_en}), which excludes this: the row was not taken; keep one.",
    ),
    "covered_here": (
        "“{name}”在本系统中已享受不得同时享受的救助（{programme}），本行未导入；请先办理停发或减员。",
        "“{name}” is covered by {programme_en} here, which excludes this, so the row was not taken: stop that first.",
    ),
    "certificate": (
        "证号{certificate}是另一户家庭的（{other}），一证只归一户，本行未导入；请核对证号。",
        "Certificate {certificate} is another household's ({other_en}): the row was not taken; check the number.",
    ),
    "numbers": (
        "保障人数{count}与金额{amount}不合理，本行未导入；请核对。",
        "{count} persons and {amount} yuan cannot be: the row was not taken; check.",
    ),
    "term": (
        "终止月{last}早于起始月{first}，本行未导入；请核对。",
        "It ends in {last} before it begins in {first}: the row was not taken; check.",
    ),
    "kin": (
        "“{name}”是您的近亲属备案对象，依规定回避，本行未导入；请由其他人员导入。",
        "“{name}” is filed as your near kin, so you stand back and the row was not taken: somebody else imports it.",
    ),
    "differs": (
        "核定金额{listed}元，按政策计算为{due}元；已按台账登记并注明差异，请核实后办理增发或减发。",
        "Listed with {listed}, by policy {due} yuan: taken as listed, the difference kept; verify, raise or lower.",
    ),
}
NOTES = frozenset({"differs"})  # the row was taken
WHY = {  # in few words, for a count; Chinese, English
    "person": ("人员未入库", "person not in the library"),
    "household": ("家庭未入库", "household not in the library"),
    "account": ("账户未登记", "account not registered"),
    "covered": ("不得同时享受", "excluded by another row"),
    "covered_here": ("已在本系统享受", "covered here already"),
    "certificate": ("证号属另一户", "another household's certificate"),
    "numbers": ("人数不合理", "counts that cannot be"),
    "term": ("起止颠倒", "ends before it begins"),
    "kin": ("须回避", "near kin of the importer"),
}


@dataclass(frozen=True)
class Conflict:
    """One line with what is wrong about it; `is_taken` where it was recorded nevertheless."""

    code: str
    place: Place
    zh: str
    en: str

    @property
    def is_taken(self) -> bool:
        """Return whether the line was recorded."""
        return self.code in NOTES

    def in_language(self, language: str) -> str:
        """Return place and sentence in `zh` or `en`."""
        return {"zh": f"{self.place.zh}：{self.zh}", "en": f"{self.place.en}: {self.en}"}[language]


def refused_for(conflicts: Iterable[Conflict]) -> tuple[int, str, str]:
    """Return how many rows were not taken, and for which reasons how many, most first, in Chinese and English."""
    counts = Counter(one.code for one in conflicts if not one.is_taken)
    told = [(*WHY[code], f"{count:,}") for code, count in counts.most_common()]
    zh, en = "、".join(f"{zh} {n} 行" for zh, _, n in told), ", ".join(f"{en} {n}" for _, en, n in told)
    return counts.total(), zh and f"（{zh}）", en and f" ({en})"


def conflict(code: str, place: Place, **facts: object) -> Conflict:
    """Return a conflict in words."""
    zh, en = SENTENCES[code]
    return Conflict(code, place, zh.format(**facts), en.format(**facts))
