"""`mingbai awards`: take an opening stock in, list what is due and what waits, change an award, decide, explain."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.misuse import Misuse
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.awards.actions import Facts
    from mingbai.awards.models import Decision
    from mingbai.awards.stock import Taken

ROWS_REFUSED, CONFLICTS = 4, 5  # exit codes
SHOWN = 20  # conflicts told one by one; all of them are in --json
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("救助确认与变更：导入、清单、增减停、复核确认。", "Awards: taken in, listed, changed, decided."),
)
MonthOption = Annotated[str, typer.Option("--month", metavar="MONTH", help=both("月份，如 2026-10", "the month"))]
Number = Annotated[int, typer.Argument(metavar="ID", help=both("编号", "its number"))]


@app.command("import", cls=Verb, context_settings=HELP)
def import_awards(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", exists=True, file_okay=False, help=both("审批台账所在文件夹", "the folder of registers")
        ),
    ],
    month: MonthOption,
    post: Post,
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help=both("退回的行写到哪个 xlsx", "where refused rows are written")),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    导入期初在册对象（连同人员、家庭、账户），逐行按政策重算，差异如实标注。
    Take an opening stock in; each line is reckoned by policy and every difference told.

    退出码 Exit codes: 0 全部导入 all taken; 4 有行被退回 rows refused; 5 有矛盾或差异 conflicts
    例 Example: mingbai awards import 期初 --month 2026-10 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.stock import import_stock
        from mingbai.files.refusals import write_refused
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.people.stock import read_stock

        by, at = acting(post)
        with read_stock(folder, month=Month.parse(month), region=by.region) as stock, working_as(by):
            done = import_stock(stock=stock, region=by.region, by=by, at=at)
        if refused and done.refused:
            write_refused(refused, done.refused)
    _tell_import(done, voice, as_json=as_json)
    raise typer.Exit(ROWS_REFUSED if done.refused else CONFLICTS if done.conflicts else 0)


@app.command("stock", cls=Verb, context_settings=HELP)
def decide_stock(
    number: Number,
    post: Post,
    refuse: Annotated[str, typer.Option("--refuse", metavar="REASON", help=both("退回，写明理由", "refuse it"))] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    复核或确认一次期初导入：复核人办理即复核，分管负责人办理即确认。
    Review an opening stock as a reviewer, or confirm it as a leader.

    例 Example: mingbai awards stock 1 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.stock import approve_stock, refuse_stock, review_stock
        from mingbai.offices.actor import working_as
        from mingbai.offices.roles import Role

        by, at = acting(post)
        decide = approve_stock if by.role is Role.LEADER else review_stock
        with working_as(by):
            if refuse:
                left = refuse_stock(batch_id=number, reason=refuse, by=by, at=at)
            else:
                left = decide(batch_id=number, by=by, at=at)
    if as_json:
        print_json({"id": number, "refused" if refuse else "left_to_others": left})
    elif refuse:
        print(voice.say(f"已退回 {left:,} 项。", f"{left:,} awards refused."))
    else:
        print(voice.say(f"已办理，{left:,} 项须由他人办理（回避）。", f"Done; {left:,} are left to others (kin)."))


@app.command("list", cls=Verb, context_settings=HELP)
def show_awards(
    post: Post,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help=both("当月应发清单；不填为待办", "what is due; else what waits")),
    ] = None,
    changed: Annotated[bool, typer.Option("--changed", help=both("只看有变动的", "only what changed"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    当月应发什么、与上月有何不同；不给月份则列出待复核、待确认的变更。
    What is due in a month and how it changed; without a month, the decisions that wait.

    例 Example: mingbai awards list --month 2026-11 --changed --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.awards.queries import lines, waiting
        from mingbai.awards.states import TITLES, State
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as

        by, _ = acting(post)
        with working_as(by):
            if month is None:
                found = [one for state in (State.PROPOSED, State.REVIEWED) for one in waiting(by.region, state)]
                rows = [_waiting(one) for one in found]
            else:
                rows = [asdict(line) for line in lines(by.region, Month.parse(month))]
    if changed:
        rows = [row for row in rows if row.get("change") != "same"]
    if as_json:
        print_json(rows)
        return
    heads = voice.say("救助 区划 项目 原金额 金额 变动 事由", "award region programme before yuan change cause").split()
    if month is None:
        print_table(
            [*voice.say("变更 状态", "decision state").split(), *heads],
            ([row["decision_id"], voice.say(*TITLES[State(row["state"])]), *_shown(row, voice)] for row in rows),
        )
    else:
        print_table(heads, (_shown(row, voice) for row in rows))


def _shown(row: Mapping[str, Any], voice: Voice) -> list[Any]:
    """Return an award of a month, or a decision that waits, as it is read."""
    from mingbai.awards.causes import CAUSES
    from mingbai.awards.states import KINDS, Kind
    from mingbai.files.tables.words import PROGRAMMES
    from mingbai.kernel.money import show_yuan

    kind, cause = row.get("kind") or row["change"], CAUSES.get(row["cause"])
    programme = row["programme"]
    return [
        row["award_id"],
        row["region"],
        voice.say(PROGRAMMES.get(programme, (programme,))[0], programme),
        *(show_yuan(row[name] or 0) for name in ("before_fen", "amount_fen")),
        voice.say("不变", "same") if kind == "same" else voice.say(*KINDS[Kind(kind)]),
        voice.say(cause.title, cause.title_en) if cause else row["cause"],
    ]


@app.command("change", cls=Verb, context_settings=HELP)
def change_award(
    award: Annotated[int, typer.Argument(metavar="AWARD", help=both("救助编号", "the number of the award"))],
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=both("raise、lower 或 stop", "raise, lower or stop"))
    ],
    cause: Annotated[str, typer.Option("--cause", metavar="CAUSE", help=both("事由代码，如 died", "such as died"))],
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT", help=both("依据的材料", "what shows it"))],
    post: Post,
    amount: Annotated[str, typer.Option("--amount", metavar="YUAN", help=both("每月金额（元）", "yuan a month"))] = "0",
    members: Annotated[int, typer.Option("--members", metavar="N", help=both("保障人数", "counted members"))] = 0,
    priority: Annotated[int, typer.Option("--priority", metavar="N", help=both("加发人数", "with top-up"))] = -1,
    income: Annotated[str, typer.Option("--income", metavar="YUAN", help=both("家庭年收入（元）", "a year"))] = "",
    care: Annotated[str, typer.Option("--care", metavar="LEVEL", help=both("able、partial 或 total", "care"))] = "",
    hearing: Annotated[
        int, typer.Option("--hearing", metavar="ID", help=both("听取意见记录编号", "the record of the hearing"))
    ] = 0,
    from_month: Annotated[
        str, typer.Option("--from", metavar="MONTH", help=both("执行月份，默认确认次月", "from which month on"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出增发、减发或停发；金额必须与政策计算一致，减停须先听取意见。
    Propose a raise, a reduction or a stop; policy reckons, the recipient is heard first.

    例 Example: mingbai awards change 12 --kind stop --cause died --evidence 证明 --hearing 3 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards import actions
        from mingbai.awards.actions import Evidence
        from mingbai.kernel.money import parse_yuan
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        said: dict[str, Any] = {"award_id": award, "evidence": Evidence(cause, evidence), "by": by, "at": at}
        said["effective_month"] = Month.parse(from_month) if from_month else None
        with working_as(by):
            if kind != "stop":
                said["facts"] = _facts(award, members, priority, income, care)
                said["amount_fen"] = parse_yuan(amount)
            if kind == "raise":
                made = actions.raise_amount(**said)
            elif kind == "lower":
                made = actions.lower_amount(hearing_id=hearing, **said)
            elif kind == "stop":
                made = actions.stop_award(hearing_id=hearing, **said)
            else:
                raise Misuse(f"没有“{kind}”这种变更，可用 raise、lower、stop。", f"{kind}: it is raise, lower or stop.")
    _tell(made, voice, ("已提出，待复核", "proposed, waiting for review"), as_json=as_json)


@app.command("hear", cls=Verb, context_settings=HELP)
def hear(
    award: Annotated[int, typer.Argument(metavar="AWARD", help=both("救助编号", "the number of the award"))],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=both("听取日期", "the day"))],
    told: Annotated[str, typer.Option("--told", metavar="TEXT", help=both("告知的事实和拟作决定", "what was said"))],
    answer: Annotated[
        str,
        typer.Option("--answer", metavar="WORD", help=both("agrees、objects、silent、nobody", "what the answer was")),
    ],
    present: Annotated[str, typer.Option("--present", metavar="NAMES", help=both("在场人员", "who was there"))],
    record: Annotated[
        Path, typer.Option("--record", metavar="FILE", exists=True, help=both("签字记录扫描件", "the signed record"))
    ],
    post: Post,
    reply: Annotated[str, typer.Option("--reply", metavar="TEXT", help=both("对象原话", "the words"))] = "",
    way: Annotated[
        str, typer.Option("--way", metavar="WORD", help=both("visit、office、phone、letter", "how"))
    ] = "visit",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记减发、停发前的听取意见记录（《社会救助法》第四十八条）。
    Enter the hearing that the law asks for before a reduction or a stop.

    例 Example: mingbai awards hear 12 --on 2026-11-03 --told 收入增加 --answer silent ...
    """
    from hashlib import sha256

    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.actions import hear_recipient
        from mingbai.kernel.dates import parse_date
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            made = hear_recipient(
                award_id=award, held_on=parse_date(on), way=way, told=told, answer=answer, reply=reply,
                heard_by=present, document=sha256(record.read_bytes()).hexdigest(), by=by, at=at,
            )  # fmt: skip
    _tell(made, voice, ("听取意见已登记", "hearing entered"), as_json=as_json)


@app.command("decide", cls=Verb, context_settings=HELP)
def decide(
    number: Number,
    post: Post,
    refuse: Annotated[str, typer.Option("--refuse", metavar="REASON", help=both("退回，写明理由", "refuse it"))] = "",
    notice: Annotated[
        str, typer.Option("--notice", metavar="NUMBER", help=both("告知书文号", "the number of the notice"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    复核或确认一项变更：复核人办理即复核，分管负责人办理即确认并签发告知书。
    Review a decision as a reviewer, or confirm it as a leader, who issues the notice.

    例 Example: mingbai awards decide 31 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.actions import approve_decision, refuse_decision, review_decision
        from mingbai.offices.actor import working_as
        from mingbai.offices.roles import Role

        by, at = acting(post)
        with working_as(by):
            if refuse:
                refuse_decision(decision_id=number, reason=refuse, by=by, at=at)
            elif by.role is Role.LEADER:
                approve_decision(decision_id=number, notice_number=notice, by=by, at=at)
            else:
                review_decision(decision_id=number, by=by, at=at)
    leads = by.role is Role.LEADER
    done = ("已退回", "refused") if refuse else ("已确认", "confirmed") if leads else ("已复核", "reviewed")
    _tell(number, voice, done, as_json=as_json)


@app.command("explain", cls=Verb, context_settings=HELP)
def explain(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    一项决定的金额是怎么算出来的，逐步列出依据。
    How the amount of a decision came about, step by step.

    例 Example: mingbai awards explain 31 --post 7
    """
    with at_desk():
        from mingbai.awards.queries import explanation
        from mingbai.offices.actor import working_as

        by, _ = acting(post)
        with working_as(by):
            said = {language: explanation(number, language) for language in ("zh", "en")}
    if as_json:
        print_json(said)
        return
    for place, sentence in enumerate(said[lang.value], 1):
        print(f"{place}. {sentence}")


def _facts(award: int, members: int, priority: int, income: str, care: str) -> "Facts":
    """Return the facts as they are, but for what is said anew."""
    from dataclasses import replace

    from mingbai.awards.queries import facts_now
    from mingbai.kernel.money import parse_yuan

    given: dict[str, Any] = {"member_count": members} if members else {}
    given |= {"priority_member_count": priority} if priority >= 0 else {}
    given |= {"annual_income_fen": parse_yuan(income)} if income else {}
    given |= {"care_level": care} if care else {}
    return replace(facts_now(award), **given)


def _waiting(one: "Decision") -> dict[str, Any]:
    names = ("award_id", "region", "programme", "before_fen", "amount_fen", "kind", "cause", "state", "made_by")
    return {"decision_id": one.pk} | {name: getattr(one, name) for name in names}


def _tell(number: int, voice: Voice, done: tuple[str, str], *, as_json: bool) -> None:
    if as_json:
        print_json({"id": number, "done": done[1]})
        return
    print(voice.say(f"{done[0]}（编号 {number}）。", f"{done[1].capitalize()} (number {number})."))


def _tell_import(done: "Taken", voice: Voice, *, as_json: bool) -> None:
    """Say what was taken, what was not, and what differs."""
    from mingbai.kernel.money import show_yuan

    people, lines = _sentences(done.people.conflicts), _sentences(done.conflicts)
    if as_json:
        print_json(
            {
                "batch_id": done.batch_id, "awards": done.awards, "total_fen": done.total_fen, "lapsed": done.lapsed,
                "differing": done.differing, "refused": len(done.refused), "conflicts": lines, "people": people,
                "people_import_id": done.people.import_id,
            }
        )  # fmt: skip
        return
    for said in [*people, *lines][:SHOWN]:
        print(voice.say(said["zh"], said["en"]))
    left = sum(not one.is_taken for one in done.conflicts)
    print(
        voice.say(
            f"第 {done.batch_id} 批期初：{done.awards:,} 项，每月 {show_yuan(done.total_fen)} 元，待复核、确认；"
            f"未导入 {left:,} 行，退回 {len(done.refused):,} 行，已终止 {done.lapsed:,} 行，"
            f"与政策计算不一致 {done.differing:,} 项。",
            f"Batch {done.batch_id}: {done.awards:,} awards, {show_yuan(done.total_fen)} yuan a month, to be reviewed "
            f"and confirmed; {left:,} rows not taken, {len(done.refused):,} refused, {done.lapsed:,} ended before, "
            f"{done.differing:,} amounts differ from policy.",
        )
    )


def _sentences(conflicts: Iterable[Any]) -> list[dict[str, str]]:
    return [{"code": one.code} | {lang: one.in_language(lang) for lang in ("zh", "en")} for one in conflicts]
