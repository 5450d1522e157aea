"""`mingbai people`: take an opening stock in, confirm it, find people, see a field for a reason, count filings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.people.stock import Brought

NOT_FOUND, ROWS_REFUSED, CONFLICTS = 3, 4, 5  # exit codes
SHOWN = 20  # conflicts told one by one; all of them are in --json
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("救助对象：导入、查找、查看、备案。", "People: taken in, found, shown for a reason, and what is filed."),
)
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("事由", "why"))]


@app.command("import", cls=Verb, context_settings=HELP)
def import_stock(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            exists=True,
            file_okay=False,
            help=both("审批台账和家庭成员所在的文件夹", "the folder of approval registers and members"),
        ),
    ],
    month: Annotated[
        str, typer.Option("--month", metavar="MONTH", help=both("期初月份，如 2026-10", "the month it opens with"))
    ],
    post: Post,
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help=both("退回的行写到哪个 xlsx", "where refused rows are written")),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    导入期初的人员、家庭、账户，另一人确认后账户生效；矛盾逐行列出。
    Take in persons and accounts; nothing is overwritten, conflicts are told by row.

    退出码 Exit codes: 0 全部导入 all taken; 4 有行被退回 rows refused; 5 有矛盾 contradictions
    例 Example: mingbai people import 期初 --month 2026-10 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.files.refusals import write_refused
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.people.stock import import_people, read_stock

        by, at = acting(post)
        with read_stock(folder, month=Month.parse(month), region=by.region) as stock, working_as(by):
            done = import_people(stock=stock, region=by.region, by=by, at=at)
        if refused and done.refused:
            write_refused(refused, done.refused)
    _tell(done, voice, as_json=as_json)
    raise typer.Exit(ROWS_REFUSED if done.refused else CONFLICTS if done.conflicts else 0)


@app.command("confirm", cls=Verb, context_settings=HELP)
def confirm(
    number: Annotated[int, typer.Argument(metavar="ID", help=both("导入编号", "the number of the import"))],
    post: Post,
    refuse: Annotated[str, typer.Option("--refuse", metavar="REASON", help=both("退回，写明理由", "refuse it"))] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    由另一名复核人或分管负责人确认一次导入，其账户即生效。
    Confirm an import as a second person: its accounts count from then on.

    例 Example: mingbai people confirm 3 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.people.stock import confirm_import, refuse_import

        by, at = acting(post)
        with working_as(by):
            if refuse:
                count = refuse_import(import_id=number, reason=refuse, by=by, at=at)
            else:
                count = confirm_import(import_id=number, by=by, at=at)
    if as_json:
        print_json({"id": number, "state": "refused" if refuse else "confirmed", "accounts": count})
        return
    done = ("已退回", "refused") if refuse else ("已确认", "confirmed")
    print(
        voice.say(
            f"第 {number} 号导入{done[0]}，账户 {count:,} 个。", f"Import {number}: {count:,} accounts {done[1]}."
        )
    )


@app.command("find", cls=Verb, context_settings=HELP)
def find(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help=both("姓名、身份证号或银行账号；“-”表示从标准输入读取", "a name, an ID or account number; - reads it"),
        ),
    ],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    查找人员：号码一律脱敏显示；未找到时退出码 3。
    Find people; numbers are shown masked. Exit 3 where nobody is found.

    例 Example: echo 11010119500101001X | mingbai people find - --post 7
    """
    voice = Voice(lang)
    wanted = typer.get_text_stream("stdin").readline().strip() if text == "-" else text
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.people.queries import found_as_shown

        by, _ = acting(post)
        with working_as(by):
            found = found_as_shown(wanted, by.region, day(None))
    if as_json:
        print_json([vars(one) for one in found])
    elif found:
        heads = voice.say("编号 姓名 身份证号 区划 家庭 账户 死亡", "id name number village household accounts died")
        print_table(heads.split(), (vars(one).values() for one in found))
    else:
        voice.tell("在您的管辖范围内没有找到。", "Nobody of that name or number within your division.")
    raise typer.Exit(0 if found else NOT_FOUND)


@app.command("reveal", cls=Verb, context_settings=HELP)
def reveal(
    person: Annotated[int, typer.Argument(metavar="PERSON", help=both("人员编号", "the number of the person"))],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="id_number | phone | address | account | health")],
    reason: Reason,
    post: Post,
) -> None:
    """
    查看一项完整信息；何人、何时、因何查看，先记入存证。
    Show one field whole; who saw it, when and why is logged first.

    例 Example: mingbai people reveal 31 phone --reason 电话核实退汇原因 --post 7
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.people import actions

        by, at = acting(post)
        with working_as(by):
            shown = actions.reveal(person_id=person, field=field, reason=reason, by=by, at=at)
    print(shown)


@app.command("filings", cls=Verb, context_settings=HELP)
def filings(
    post: Post,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=both("哪一天，默认今天", "the day, by default today"))
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    备案情况：近亲属、代管、代取的数目，待办和过期，重点关注名单。
    What is filed: kin, kept cards and proxies counted, what waits, the focus list.

    例 Example: mingbai people filings --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.people.queries import counted, focus_list

        by, _ = acting(post)
        asked = day(on)
        with working_as(by):
            counts = vars(counted(by.region, asked, since=asked.replace(month=1, day=1)))
            focus = [vars(one) for one in focus_list(by.region, asked)]
    if as_json:
        print_json({"on": asked, "counts": counts, "focus": focus})
        return
    print_table((voice.say("项目", "what"), voice.say("数", "count")), _counts(counts, voice))
    heads = voice.say("编号 姓名 原因 经手人", "id name why through")
    print_table(heads.split(), (one.values() for one in focus))


def _counts(counts: dict[str, int], voice: Voice) -> list[tuple[str, str]]:
    """Return the counts in words."""
    return [(voice.say(*COUNTED[name]), f"{count:,}") for name, count in counts.items()]


COUNTED = {
    "kin_filings": ("近亲属备案", "kin filed"),
    "kin_households": ("涉及户数", "households of kin"),
    "kin_persons": ("涉及人数", "persons"),
    "cards_kept": ("代管卡折", "cards kept by others"),
    "cards_kept_by_staff": ("其中工作人员代管", "of these by staff"),
    "proxies": ("代取授权", "proxies"),
    "waiting": ("待受理", "waiting"),
    "run_out": ("已过有效期未终止", "run out and not ended"),
    "handouts_fen": ("本年现金实物（分）", "handed out this year (fen)"),
    "cards_undelivered": ("未签收的卡折", "cards nobody signed for"),
}


def _tell(done: "Brought", voice: Voice, *, as_json: bool) -> None:
    """Say what came of an import."""
    if as_json:
        print_json(_told(done))
        return
    for problem in done.problems:
        voice.tell(problem.zh, problem.en)
    for one in done.conflicts[:SHOWN]:
        print(one.in_language("en" if voice.english else "zh"))
    number = voice.say(f"第 {done.import_id} 号导入", f"Import {done.import_id}") if done.import_id else ""
    nothing = voice.say("没有新内容", "Nothing new")
    print(
        voice.say(
            f"{number or nothing}：人员 {done.persons:,}、家庭 {done.households:,}、成员 {done.memberships:,}、"
            f"账户 {done.accounts:,}；退回 {len(done.refused):,} 行，矛盾 {len(done.conflicts):,} 行。",
            f"{number or nothing}: {done.persons:,} persons, {done.households:,} households, {done.memberships:,} "
            f"memberships, {done.accounts:,} accounts; {len(done.refused):,} rows refused, "
            f"{len(done.conflicts):,} contradict what stands here.",
        )
    )
    if done.import_id:
        voice.tell(
            f"账户须由另一人确认：mingbai people confirm {done.import_id} --post 岗位编号",
            f"A second person confirms the accounts: mingbai people confirm {done.import_id} --post POST",
        )


def _told(done: "Brought") -> dict[str, Any]:
    """Return what came of an import for a program."""
    counts = ("import_id", "persons", "households", "memberships", "accounts", "facts")
    return {name: getattr(done, name) for name in counts} | {
        "refused": [{"zh": one.problem.zh, "en": one.problem.en} for one in done.refused],
        "conflicts": [
            {"code": one.code, "zh": one.in_language("zh"), "en": one.in_language("en")} for one in done.conflicts
        ],
        "problems": [{"zh": one.zh, "en": one.en} for one in done.problems],
    }
