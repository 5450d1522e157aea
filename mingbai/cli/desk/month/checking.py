"""The check before payment, and what stands in the way of a release: gates, questions, requests."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.month.group import OPEN, MonthOption, RegionOption, app, place, reading
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.prechecks.models import Check, Finding
    from mingbai.rosters.models import Roster

BLOCKING = {  # Chinese, English
    "gates": ("拦截", "gates"),
    "unequal": ("与审批不一致", "differences to what is approved"),
    "questions": ("待答复的暂缓", "questions whether to hold"),
    "accounts": ("未确认的收款账户", "accounts not confirmed"),
}
TOLD = 20  # of each kind, one by one; all of them are in --json


@app.command("check", cls=Verb, context_settings=HELP)
def check(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    前置核对：冻结当月，运行全部付款前规则，列出发现、拦截和待答复的暂缓。
    Freeze the month, try every rule before payment, say what was found and what waits.

    退出码 Exit codes: 0 无拦截无待答复 nothing in the way; 5 有 something is
    例 Example: mingbai month check --month 2026-12 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.prechecks import actions, queries
        from mingbai.rosters.queries import rosters
        from mingbai.rosters.states import State

        by, at = acting(post)
        where, of = place(by, region), Month.parse(month)
        with working_as(by):
            made = actions.run_check(region=where, month=of, by=by, at=at)
            (kept,) = queries.checks(where, of).filter(pk=made)
            said = _of_check(kept, queries.findings(made))
            waiting = [_waiting(roster) for roster in rosters(where, of).filter(state=State.FROZEN)]
    if as_json:
        print_json(said | {"rosters": waiting})
    else:
        _tell_check(said, voice)
        _tell_waiting(waiting, voice)
    raise typer.Exit(OPEN if _is_blocked(waiting) else 0)


@app.command("recheck", cls=Verb, context_settings=HELP)
def recheck(
    check: Annotated[int, typer.Argument(metavar="CHECK", help=both("前置核对编号", "the check's number"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    用当时封存的数据重算一次前置核对，看结论是否逐字节相同；过了保存期限的说明何时删除。
    Compute a check again from the month kept then, and compare what it came to.

    退出码 Exit codes: 0 相同 the same; 5 不同 another result
    例 Example: mingbai month recheck 3 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.config.rooms import room
        from mingbai.offices.actor import working_as
        from mingbai.prechecks.queries import retried

        with working_as(reading(post)), room() as folder:
            again = retried(check, folder)
    found = len(again.found.findings)
    if as_json:
        print_json({"check": check, "is_same": again.is_same, "findings": found})
    elif again.is_same:
        print(voice.say(f"重算发现 {found} 处，与当时逐字节相同。", f"{found} found again, the same to the byte."))
    else:
        print(
            voice.say(f"重算发现 {found} 处，与当时不同，请查明。", f"{found} found, and not the same: find out why.")
        )
    raise typer.Exit(0 if again.is_same else OPEN)


@app.command("gates", cls=Verb, context_settings=HELP)
def gates(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    每份已封存的名册还差什么才能放行：未处理的差异、待答复的暂缓、待同意的调出。
    What each frozen roster lacks for its release: gates, questions, requests to leave.

    退出码 Exit codes: 0 可以申请放行 nothing in the way; 5 不能 something is
    例 Example: mingbai month gates --month 2026-12 --post 8
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.rosters.queries import rosters
        from mingbai.rosters.states import State

        by = reading(post)
        with working_as(by):
            found = rosters(place(by, region), Month.parse(month)).filter(state=State.FROZEN)
            waiting = [_waiting(roster) for roster in found]
    print_json(waiting) if as_json else _tell_waiting(waiting, voice)
    raise typer.Exit(OPEN if _is_blocked(waiting) else 0)


def _of_check(check: "Check", found: Iterable["Finding"]) -> dict[str, Any]:
    """Return a check with its findings counted rule by rule."""
    rules: dict[str, dict[str, Any]] = {}
    for one in found:
        sums = rules.setdefault(one.rule_id, {"findings": 0, "fen": 0, "gates": 0, "asked": 0, "advisory": 0})
        sums["findings"] += 1
        sums["fen"] += one.amount_fen or 0
        sums["gates"] += one.gates
        sums["asked"] += one.proposes_hold
        sums["advisory"] += one.is_advisory
    rules = {rule: {"severity": severity} | rules[rule] for rule, severity in _severities(found).items()}
    return {
        "id": check.pk, "snapshot": check.snapshot_digest, "findings": check.findings, "rules": rules,
        "tried": len(check.rule_versions), "not_run": check.not_run, "in_part": _in_part(check.rule_versions),
    }  # fmt: skip


def _in_part(tried: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return which rules tried here see only part of what the catalogue asks for, and what is out of their sight."""
    from mingbai.prechecks.rules import desk_rules
    from mingbai.rules.catalogue import all_rules

    found = {rule.id: rule.partly for rule in all_rules()} | {rule.id: rule.partly for rule in desk_rules()}
    return {name: {"zh": part[0], "en": part[1]} for name, part in found.items() if part and name in tried}


def _severities(found: Iterable["Finding"]) -> dict[str, str]:
    return {one.rule_id: one.severity for one in found}


def _waiting(roster: "Roster") -> dict[str, Any]:
    """Return what keeps a roster from being released, in both languages."""
    from mingbai.kernel.region import Region
    from mingbai.prechecks.equality import equality
    from mingbai.prechecks.queries import latest_check, open_gates, questions, unready_lines
    from mingbai.rosters.queries import asked_to_leave

    seen = latest_check(roster.pk)
    moves = [one for one in asked_to_leave(Region(roster.region)) if one.roster_id == roster.pk]
    return {
        "roster": roster.pk,
        "region": roster.region,
        "digest": roster.digest,
        "checked": seen is not None and seen.digest == roster.digest,
        "gates": [_said(one) | {"line": one.line_id} for one in open_gates(roster.pk)],
        "questions": [
            _said(one.finding) | {"hold": one.pk, "line": one.line_id, "fen": one.held_fen, "until": one.until_on}
            for one in questions(roster.pk)
        ],
        "unequal": [vars(one) for one in equality(roster).differences],
        "accounts": [vars(one) for one in unready_lines(roster.pk)],
        "moves": [{"request": one.pk, "line": one.line_id, "why": one.why, "reason": one.reason} for one in moves],
    }


def _said(found: "Finding") -> dict[str, Any]:
    return {"rule": found.rule_id, "zh": found.message, "en": found.message_en}


def _is_blocked(waiting: Iterable[Mapping[str, Any]]) -> bool:
    return any(not one["checked"] or any(one[what] for what in BLOCKING) for one in waiting)


def _tell_check(said: Mapping[str, Any], voice: Voice) -> None:
    from mingbai.kernel.money import show_yuan
    from mingbai.prechecks.rules import desk_rules
    from mingbai.rules.catalogue import all_rules

    titles = {rule.id: voice.say(rule.title, rule.title_en) for rule in all_rules()}
    titles |= {rule.id: voice.say(rule.title, rule.title_en) for rule in desk_rules()}
    tried, found, left = said["tried"], said["findings"], len(said["not_run"])
    print(
        voice.say(
            f"第 {said['id']} 次核对：规则 {tried} 条，发现 {found:,} 处，缺数据未运行 {left} 条。",
            f"Check {said['id']}: {tried} rules, {found:,} findings, {left} not run for want of data.",
        )
    )
    heads = voice.say("规则 名称 等级 发现 金额 拦截 建议暂缓", "rule title severity findings yuan gates asked")
    print_table(
        heads.split(),
        (
            (rule, titles.get(rule, ""), one["severity"], one["findings"], show_yuan(one["fen"]), one["gates"],
             one["asked"])
            for rule, one in said["rules"].items()
        ),
    )  # fmt: skip
    if left:
        print(voice.say("未运行：", "Not run: ") + ", ".join(said["not_run"]))
    if said["in_part"]:
        print(voice.say("部分核对（原因见 --json）：", "In part (why: --json): ") + ", ".join(said["in_part"]))


def _tell_waiting(waiting: Iterable[Mapping[str, Any]], voice: Voice) -> None:
    """Say for each roster what is to be done by whom before it can be released."""
    for one in waiting:
        zh, en = _standing(one)
        print(voice.say(f"名册 {one['roster']}（{one['region']}）：{zh}。", f"Roster {one['roster']}: {en}."))
        _tell_some([_said_of(gate, voice) for gate in one["gates"]], voice)
        _tell_some([_unequal(told, voice) for told in one["unequal"]], voice)
        _tell_some([_unready(line, voice) for line in one["accounts"]], voice)
        _tell_some([f"{_said_of(asked, voice)} {_asked(asked, voice)}" for asked in one["questions"]], voice)
        _tell_some([_move(move, voice) for move in one["moves"]], voice)


def _standing(one: Mapping[str, Any]) -> tuple[str, str]:
    """Return in a few words whether a roster's release may be asked for, and what to do first if not."""
    counts = {what: len(one[what]) for what in BLOCKING if one[what]}
    if not one["checked"]:
        return "尚未按现状核对，请先核对（check）", "not checked as it now is, run `check` first"
    if counts:
        zh = "，".join(f"{BLOCKING[what][0]} {count} 处" for what, count in counts.items())
        en = ", ".join(f"{count} {BLOCKING[what][1]}" for what, count in counts.items())
        return f"不能放行：{zh}", f"not to be released, open are {en}"
    return "可以申请放行（ask-release）", "its release may be asked for (`ask-release`)"


def _tell_some(told: Sequence[str], voice: Voice) -> None:
    for sentence in told[:TOLD]:
        print(f"  {sentence}")
    if more := len(told) - TOLD if len(told) > TOLD else 0:
        print(voice.say(f"  另有 {more:,} 处，见 --json", f"  and {more:,} more: see --json"))


def _said_of(found: Mapping[str, Any], voice: Voice) -> str:
    line = voice.say(f"（名册行 {found['line']}）", f" (line {found['line']})") if found["line"] else ""
    return f"{found['rule']} {voice.say(found['zh'], found['en'])}{line}"


def _asked(asked: Mapping[str, Any], voice: Voice) -> str:
    number, until = asked["hold"], asked["until"]
    return voice.say(f"[暂缓 {number}，{until} 前由复核人答复]", f"[hold {number}: a reviewer answers by {until}]")


def _unequal(found: Mapping[str, Any], voice: Voice) -> str:
    from mingbai.prechecks.equality import TITLES

    column, award = voice.say(*TITLES[found["column"]]), found["award_id"]
    values = [found["approved"], found["rostered"]]
    if found["column"] == "amount":
        from mingbai.kernel.money import show_yuan

        values = [show_yuan(int(value)) if value else value for value in values]
    shown = voice.say("审批 {}，名册 {}", "approved {}, on the roster {}").format(*values) if all(values) else ""
    where = voice.say(f"（名册行 {found['line_id']}）", f" (line {found['line_id']})") if found["line_id"] else ""
    return voice.say(f"审批 {award} 的{column} {shown}{where}", f"{column} of award {award} {shown}{where}")


def _unready(line: Mapping[str, Any], voice: Voice) -> str:
    village, name, account, number = line["region"], line["payee_name"], line["account_id"], line["line_id"]
    return voice.say(
        f"{village} {name}的收款账户 {account} 未经第二人确认（名册行 {number}）：请另一人确认，或申请调出",
        f"account {account} of {name} ({village}, line {number}) is not confirmed: have another confirm it, or the "
        "line moved",
    )


def _move(move: Mapping[str, Any], voice: Voice) -> str:
    number, line, reason = move["request"], move["line"], move["reason"]
    return voice.say(
        f"调出申请 {number}：名册行 {line}，{reason}，待另一复核人同意",
        f"request {number}: line {line} is to leave ({reason}); another reviewer has to agree",
    )
