"""`mingbai alerts`: findings become tasks; a task is taken, verified, told, heard, decided; rules are measured."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.misuse import Misuse, file_there
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.alerts.actions.deciding import Verdict
    from mingbai.alerts.models import Task
    from mingbai.policy.recovery.overpayment import PaidMonth

OVERDUE = 5  # exit code: something should have been verified by now
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("预警：领取、核实、告知、听取意见、认定。", "Alerts: taken, verified, told, heard, decided."),
)
Number = Annotated[int, typer.Argument(metavar="TASK", help=both("预警编号", "the number of the task"))]


def there_if_named(path: Path | None) -> Path | None:
    """Return the file that is named, if one is; refuse one that is not there."""
    return None if path is None else file_there(path)


Document = Annotated[
    Path | None,
    typer.Option("--document", metavar="FILE", callback=there_if_named, help=both("证明材料", "what proves it")),
]
ResultOption = Annotated[
    str,
    typer.Option(
        "--result",
        metavar="R",
        help=both("属实 funds、procedure，合规 lawful，误报 false_alarm", "or unverifiable 无法核实"),
    ),
]
MonthsOption = Annotated[
    str,
    typer.Option(
        "--months", metavar="LIST", help=both("逐月 已发:应发（元），如 2026-09:1240:620", "paid:due, in yuan")
    ),
]


@app.command("open", cls=Verb, context_settings=HELP)
def open_check(
    check: Annotated[int, typer.Argument(metavar="CHECK", help=both("前置核对编号", "the check's number"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    把一次前置核对发现的问题分派成预警，一户一因一条；重复执行不会重复分派。
    Make a check's findings into tasks, one a household and cause; again adds nothing.

    例 Example: mingbai alerts open 12 --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.alerts.actions import open_from_check
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            made = open_from_check(check_id=check, at=at)
    if as_json:
        print_json(made)
    else:
        print(voice.say(f"新增预警 {len(made)} 条。", f"{len(made)} new tasks."))


@app.command("list", cls=Verb, context_settings=HELP)
def list_tasks(
    post: Post,
    level: Annotated[
        str, typer.Option("--level", metavar="L", help=both("只看红、橙、黄、蓝", "only 红, 橙, 黄 or 蓝"))
    ] = "",
    mine: Annotated[bool, typer.Option("--mine", help=both("只看我的", "only mine"))] = False,
    asleep: Annotated[bool, typer.Option("--asleep", help=both("包括静默的", "also those put off"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    待办预警：先急后缓，复发的在前；逾期的单独提示。
    The queue: most urgent first, relapses before new ones; what is overdue is said.

    退出码 Exit codes: 0 没有逾期 nothing overdue; 5 有逾期 something is
    例 Example: mingbai alerts list --level 红 --post 5
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.alerts.queries import tasks
        from mingbai.offices.actions.deciding import day_of
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        on = day_of(at)
        with working_as(by):
            found = list(tasks(by.region, on, asleep=asleep))
    found = [task for task in found if level in ("", task.severity)]
    found = [task for task in found if not mine or by.id in (task.taken_by, task.owner_id)]
    late = [task for task in found if task.due_on and task.due_on < on and task.state in ("open", "locked")]
    if as_json:
        print_json([_as_json(task) for task in found])
    else:
        heads = voice.say("编号 级别 对象 原因 状态 期限 涉及金额", "task level subject cause state due yuan").split()
        print_table(heads, (_row(task, voice) for task in found))
        zh, en = f"共 {len(found)} 条，逾期 {len(late)} 条。", f"{len(found)} tasks, {len(late)} overdue."
        print(voice.say(zh, en))
    raise typer.Exit(OVERDUE if late else 0)


@app.command("take", cls=Verb, context_settings=HELP)
def take_task(
    task: Number,
    post: Post,
    back: Annotated[bool, typer.Option("--back", help=both("退回已领取的", "give it back"))] = False,
    lang: Language = Lang.ZH,
) -> None:
    """
    领取一条预警并锁定给自己，显示发现了什么；--back 退回。
    Take a task and lock it to yourself, and see what was found; --back gives it back.

    例 Example: mingbai alerts take 31 --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.alerts.actions import give_back, take
        from mingbai.alerts.queries import findings_of
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            (give_back if back else take)(task_id=task, by=by, at=at)
            found = [] if back else list(findings_of(task))
    print(voice.say("已退回。", "Given back.") if back else voice.say("已领取。", "It is yours."))
    for one in found:
        print(f"{one.rule_id} {one.severity} {voice.say(one.message, one.message_en)} [{one.cites}]")


@app.command("verify", cls=Verb, context_settings=HELP)
def verify_task(
    task: Number,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="KIND",
            help=both("visit|village|family|department|bank|document", "where it comes from"),
        ),
    ],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help=both("来源名称", "which one"))],
    found: Annotated[str, typer.Option("--found", metavar="TEXT", help=both("核实情况", "what it says"))],
    says: Annotated[
        str, typer.Option("--says", metavar="W", help=both("yes 证实、no 否定、open 不能确定", "yes, no or open"))
    ],
    post: Post,
    same: Annotated[bool, typer.Option("--same-person", help=both("已确认是同一人", "it is the same person"))] = False,
    document: Document = None,
    lang: Language = Lang.ZH,
) -> None:
    """
    登记一个来源的核实情况；认定属实须有预警名单以外的来源，死亡须两个。
    Enter what one source says; to confirm takes a source beside the list, two for a death.

    例 Example: mingbai alerts verify 31 --source visit --name 清水村 --found 已务工 --says yes --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.alerts.actions import verify
        from mingbai.alerts.states import Source
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        supports = {"yes": True, "no": False, "open": None}[_one_of(says, ("yes", "no", "open"))]
        kind = Source(_one_of(source, [each.value for each in Source]))
        with working_as(by):
            verify(
                task_id=task, source=kind, source_name=name, supports=supports, found=found, is_same_person=same,
                document=document.read_bytes() if document else b"", by=by, at=at,
            )  # fmt: skip
    print(voice.say("已登记。", "Entered."))


@app.command("tell", cls=Verb, context_settings=HELP)
def tell_family(
    task: Number,
    text: Annotated[
        Path, typer.Argument(metavar="FILE", callback=file_there, help=both("告知书文本", "what it was told"))
    ],
    how: Annotated[str, typer.Option("--how", metavar="TEXT", help=both("送达方式", "how it was delivered"))],
    post: Post,
    lang: Language = Lang.ZH,
) -> None:
    """
    登记今天已把情况告知对象；对象有10个工作日答复。
    Enter that the family was told today; it has ten working days to answer.

    例 Example: mingbai alerts tell 31 告知.pdf --how 当面 --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.alerts.actions import notify
        from mingbai.offices.actions.deciding import day_of
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            told = text.read_bytes().hex()
            notice = notify(task_id=task, text=told, delivered_on=day_of(at), how=how, by=by, at=at)
    print(voice.say(f"已登记，答复期限到{notice.answer_by_on}。", f"Entered; time to answer: {notice.answer_by_on}."))


@app.command("hear", cls=Verb, context_settings=HELP)
def hear_family(
    task: Number,
    with_officer: Annotated[
        int, typer.Option("--with", metavar="OFFICER", help=both("另一名听取人编号", "the second officer's id"))
    ],
    place: Annotated[str, typer.Option("--place", metavar="TEXT", help=both("地点", "where"))],
    facts: Annotated[str, typer.Option("--facts", metavar="TEXT", help=both("告知的事实", "what was put to it"))],
    post: Post,
    reply: Annotated[
        str, typer.Option("--reply", metavar="TEXT", help=both("对象意见，空为逾期未答复", "the answer; empty: none"))
    ] = "",
    accepted: Annotated[
        str, typer.Option("--accepted", metavar="TEXT", help=both("采纳情况和理由", "what was accepted, and why"))
    ] = "",
    lang: Language = Lang.ZH,
) -> None:
    """
    登记今天听取对象意见的情况，须两名听取人。
    Enter what the family answered today, before two officers.

    例 Example: mingbai alerts hear 31 --with 8 --place 村委会 --facts 务工 --reply 属实 --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.alerts.actions import hear
        from mingbai.offices.actions.deciding import day_of
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            hear(
                task_id=task, held_on=day_of(at), place=place, facts=facts, reply=reply, accepted=accepted,
                with_officer=with_officer, by=by, at=at,
            )  # fmt: skip
    print(voice.say("已登记。", "Entered."))


@app.command("decide", cls=Verb, context_settings=HELP)
def decide_task(
    task: Number,
    result: ResultOption,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("理由", "why"))],
    post: Post,
    money: Annotated[
        str, typer.Option("--money", metavar="M", help=both("多发 over、少发 missed、错发 wrong", "how money erred"))
    ] = "",
    months: MonthsOption = "",
    finding: Annotated[
        str,
        typer.Option(
            "--finding", metavar="F", help=both("漏保 omitted、错保 wrongly_covered、错发 payment_error", "what fault")
        ),
    ] = "none",
    fault: Annotated[
        str, typer.Option("--fault", metavar="F", help=both("subjective|objective", "whose doing"))
    ] = "none",
    follows: Annotated[
        str,
        typer.Option(
            "--follows", metavar="C", help=both("nothing|raise|lower|stop|recover|put_right", "what must follow")
        ),
    ] = "nothing",
    official: Annotated[bool, typer.Option("--official-error", help=both("经办错误", "the office's error"))] = False,
    quiet: Annotated[int, typer.Option("--quiet", metavar="DAYS", help=both("静默天数", "days to be quiet"))] = 0,
    document: Document = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    认定一条预警；核实人和原审批人不能认定，减发、停发、追缴须先听取意见。
    Decide a task: not by who verified or approved; after a hearing where less follows.

    例 Example: mingbai alerts decide 31 --result false_alarm --reason 同名 --quiet 90 --post 6
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.alerts.actions import decide
        from mingbai.alerts.states import RESULTS
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        verdict = _verdict(
            result=result, money=money or "none", finding=finding, fault=fault, consequence=follows, reason=reason,
            is_official_error=official, months=months, quiet_days=quiet, document=document,
        )  # fmt: skip
        with working_as(by):
            outcome = decide(task_id=task, verdict=verdict, by=by, at=at)
    zh, en = RESULTS[verdict.result]
    said = voice.say(f"已认定：{zh}，认定编号 {outcome}。", f"Decided: {en}; outcome {outcome}.")
    print_json({"outcome": outcome, "result": result, "amount_fen": verdict.amount_fen}) if as_json else print(said)


@app.command("rates", cls=Verb, context_settings=HELP)
def rates(post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    每条规则的属实率、95%下限和改判率；达不到门槛的规则由系统降为提示。
    How often each rule was right, with its 95 % bound; one that fails becomes advisory.

    例 Example: mingbai alerts rates --post 5
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.alerts.queries import precision
        from mingbai.offices.actor import working_as

        by, _ = acting(post)
        with working_as(by):
            found = precision(by.region)
    rows = [
        (
            rule,
            seen.decided,
            seen.confirmed,
            f"{seen.share_bp / 100:.1f}",
            f"{seen.lower_bp / 100:.1f}",
            seen.overturned,
        )
        for rule, seen in found.items()
    ]
    if as_json:
        names = ("rule", "decided", "confirmed", "share", "lower", "overturned")
        print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    heads = voice.say("规则 已认定 属实 属实率% 下限% 改判", "rule decided confirmed share% lower% overturned").split()
    print_table(heads, rows)


def _verdict(*, months: str, document: Path | None, **said: Any) -> "Verdict":
    """Return what was typed as a verdict; refuse a word that is none."""
    from hashlib import sha256

    from mingbai.alerts.actions.deciding import Verdict
    from mingbai.alerts.states import Consequence, Fault, Finding, Money, Result

    kinds = {"result": Result, "money": Money, "finding": Finding, "fault": Fault, "consequence": Consequence}
    chosen = {name: kind(_one_of(said[name], [each.value for each in kind])) for name, kind in kinds.items()}
    digest = sha256(document.read_bytes()).hexdigest() if document else ""
    return Verdict(**{**said, **chosen}, months=_months(months), evidence_sha256=digest)


def _row(task: "Task", voice: Voice) -> tuple[Any, ...]:
    from mingbai.alerts.causes import TITLES, Cause
    from mingbai.alerts.states import STATES, State
    from mingbai.kernel.money import show_yuan

    cause, state = TITLES[Cause(task.cause)], STATES[State(task.state)]
    return (
        task.pk, task.severity, task.key, voice.say(*cause), voice.say(*state), task.due_on or "--",
        show_yuan(task.amount_fen),
    )  # fmt: skip


def _as_json(task: "Task") -> dict[str, Any]:
    names = ("region", "key", "cause", "severity", "tier", "amount_fen", "state", "due_on", "owner_id", "taken_by")
    return {"task": task.pk} | {name: getattr(task, name) for name in names}


def _months(text: str) -> "tuple[PaidMonth, ...]":
    """Return the months of 2026-09:1240:620,2026-10:1240:620; amounts in yuan."""
    from mingbai.kernel.money import parse_yuan
    from mingbai.kernel.month import Month
    from mingbai.policy.recovery.overpayment import PaidMonth

    parts = [part.split(":") for part in text.replace("，", ",").split(",") if part]
    if any(len(part) != 3 for part in parts):
        raise Misuse("逐月金额写成2026-09:1240:620。", "Write months like 2026-09:1240:620.")
    return tuple(PaidMonth(Month.parse(month), parse_yuan(paid), parse_yuan(due)) for month, paid, due in parts)


def _one_of(word: str, words: "list[str] | tuple[str, ...]") -> str:
    """Return a word that is one of those there are; refuse any other."""
    if word not in words:
        known = ", ".join(words)
        raise Misuse(f"没有“{word}”，可选：{known}。", f"There is no “{word}”; choose among {known}.")
    return word
