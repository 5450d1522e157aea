"""The words of findings.xlsx, and the sheet that says what it is."""

from collections.abc import Iterator

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.wording.next_steps import NEVER

WORDS: dict[str, tuple[str, str]] = {
    "about": ("说明", "About"),
    "item": ("项目", "Item"),
    "content": ("内容", "Content"),
    "by_rule": ("汇总-按规则", "By rule"),
    "by_area": ("汇总-按地区", "By division"),
    "refused": ("行错误", "Refused rows"),
    "rule": ("规则", "Rule"),
    "severity": ("级别", "Severity"),
    "title": ("名称", "Title"),
    "code": ("行政区划代码", "Division code"),
    "area": ("地区", "Division"),
    "unstated": ("未注明", "not stated"),
    "findings": ("发现（处）", "Findings"),
    "yuan": ("金额（元）", "Yuan"),
    "total": ("合计", "Total"),
    "file": ("文件", "File"),
    "sheet": ("工作表", "Sheet"),
    "row": ("行号", "Row"),
    "wrong": ("错误说明", "What is wrong"),
    "none_refused": ("没有退回的行", "No row was refused"),
    "more": (
        "本规则共 {count} 处，此处为前 {most} 处；全部见 findings.csv。",
        "This rule has {count} findings; these are the first {most}, findings.csv has all.",
    ),
}
COLUMNS: dict[str, tuple[str, str]] = {
    "rule_id": ("规则", "Rule"),
    "severity": ("级别", "Severity"),
    "person_id": ("身份证号", "ID number"),
    "name": ("姓名", "Name"),
    "household_id": ("家庭编号", "Household"),
    "region_code": ("行政区划代码", "Division code"),
    "programme": ("救助项目", "Programme"),
    "amount_fen": ("金额（元）", "Yuan"),
    "months": ("月数", "Months"),
    "message": ("说明", "Finding"),
    "gates": ("须先查清", "Settle first"),
    "proposes_hold": ("建议先核实", "Verify first"),
    "match_tier": ("匹配等级", "Match tier"),
    "file": ("文件", "File"),
    "sheet": ("工作表", "Sheet"),
    "row": ("行号", "Row"),
    "subject_table": ("主体类别", "Subject kind"),
    "subject_id": ("主体键", "Subject"),
    "evidence": ("比对的数值", "Compared values"),
    "cites": ("依据", "Articles"),
}


def explanation(result: Outcome) -> Iterator[tuple[str, str]]:
    """Yield what the first sheet says: what was checked, with what, and how to read the rest."""
    english = result.language == "en"
    snapshot, totals = result.checked.snapshot, result.totals

    def say(zh: str, en: str) -> str:
        return en if english else zh

    where = result.place_name(result.region) or ""
    yield say("检查月份", "Month"), str(snapshot.month)
    yield say("地区", "Area"), f"{where} {result.region}".strip()
    yield say("数据截至", "Judged as of"), snapshot.as_of.isoformat()
    yield say("发现", "Findings"), say(f"{totals.all.count} 处", str(totals.all.count))
    yield say("运行规则", "Rules run"), " ".join(sorted(rule.id for rule in result.checked.run))
    not_run = " ".join(sorted(one.rule.id for one in result.checked.not_run))
    yield say("没有运行的规则", "Rules that could not run"), not_run or say("无", "none")
    yield say("输入指纹", "Digest of all inputs"), result.checked.input_digest
    sums = say(
        "“汇总”两表的合计是公式，可重新相加；同一笔钱可能被几条规则指出，合计会大于实际涉及的金额。",
        "Both tables of totals add up by formula; several rules may name one line: the sum exceeds what is at stake.",
    )
    yield say("合计", "Totals"), sums
    yield say("提醒", "Mind"), NEVER[english]
    for source in {(source["file"], source["sha256"]): None for source in snapshot.sources}:
        yield say("读取的文件", "File read"), f"{source[0]}  SHA-256 {source[1]}"
