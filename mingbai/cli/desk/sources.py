"""`mingbai sources`: take in departments' lists, see what came, release what was held back, compare a month."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.sources.actions import Imported

ROWS_REFUSED, HELD_BACK = 4, 5  # exit codes
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("部门数据：导入、放行、每月比对。", "Departments' lists: taken in, released, compared every month."),
)
MonthOption = Annotated[
    str, typer.Option("--month", metavar="MONTH", help=both("哪个月，如 2026-10", "the month, such as 2026-10"))
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("理由", "why"))]


@app.command("import", cls=Verb, context_settings=HELP)
def import_list(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help=both("名单文件、压缩包或文件夹", "a file, a zip or a folder"))
    ],
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=both("名单种类，如 deaths", "which list, such as deaths"))
    ],
    department: Annotated[
        str, typer.Option("--from", metavar="NAME", help=both("来源部门", "the department it is from"))
    ],
    month: MonthOption,
    post: Post,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help=both("数据是哪一天的", "the day whose knowledge it holds")),
    ] = None,
    document: Annotated[
        str, typer.Option("--document", metavar="TEXT", help=both("来文或接口编号", "the letter it came with"))
    ] = "",
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help=both("退回的行写到哪个 xlsx", "where refused rows are written")),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    导入一份部门名单；同一文件不会重复计入，异常名单先隔离。
    Take in a department's list; the same file counts once, a strange one is held back.

    退出码 Exit codes: 0 已启用 in use; 4 有行被退回 rows were refused; 5 已隔离 held back
    例 Example: mingbai sources import 死亡.xlsx --kind deaths --from 县公安局 --month 2026-10 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.dates import parse_date
        from mingbai.kernel.month import Month
        from mingbai.sources.actions import import_delivery

        by, at = acting(post)
        done = import_delivery(
            path=path,
            kind=kind,
            department=department,
            month=Month.parse(month),
            as_of=parse_date(as_of) if as_of else None,
            document=document,
            refused_to=refused,
            by=by,
            at=at,
        )
    _tell_import(done, voice, as_json=as_json)
    held = done.state.value == "quarantined"
    raise typer.Exit(HELD_BACK if held else ROWS_REFUSED if done.refused_rows and not done.is_repeat else 0)


@app.command("list", cls=Verb, context_settings=HELP)
def show_lists(
    post: Post,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help=both("哪个月，默认全部", "the month, by default all")),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    各部门名单：版本、数据日期、行数、命中、状态。
    Departments' lists: version, day, rows, hits, state.

    例 Example: mingbai sources list --month 2026-10 --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.sources.purposes import KINDS
        from mingbai.sources.queries import deliveries
        from mingbai.sources.refused import NotReadable
        from mingbai.sources.states import TITLES, State

        by, _ = acting(post)
        if not by.may_read("sources"):
            raise NotReadable
        with working_as(by):
            found = list(deliveries(by.region, Month.parse(month) if month else None))
    columns = ("id", "kind", "department", "region", "covers_month", "version", "as_of", "rows", "refused_rows",
               "persons", "hits_expected", "hits_found", "judgement", "state", "reason")  # fmt: skip
    if as_json:
        print_json([{name: getattr(one, name) for name in columns} for one in found])
        return
    heads = voice.say(
        "编号 名单 部门 月份 版 数据日期 行数 退回 命中 预期 状态",
        "id list from month v as-of rows refused hits expected state",
    )
    rows = (
        (
            one.pk,
            voice.say(KINDS[one.kind].title, KINDS[one.kind].title_en),
            one.department,
            str(one.covers_month)[:7],
            one.version,
            one.as_of,
            f"{one.rows:,}",
            f"{one.refused_rows:,}",
            f"{one.hits_found:,}",
            "" if one.hits_expected is None else f"{one.hits_expected:,}",
            voice.say(*TITLES[State(one.state)]),
        )
        for one in found
    )
    print_table(heads.split(), rows)


@app.command("release", cls=Verb, context_settings=HELP)
def release_list(
    number: Annotated[int, typer.Argument(metavar="ID", help=both("名单编号", "the number of the list"))],
    reason: Reason,
    post: Post,
    refuse: Annotated[
        bool, typer.Option("--refuse", help=both("退回而不放行", "refuse it instead of releasing it"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    放行（或退回）一份已隔离的名单；须由导入人以外的复核人或分管负责人办理。
    Release (or refuse) a list that was held back; not by whoever imported it.

    例 Example: mingbai sources release 12 --reason 已与公安核实 --post 9
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.sources.actions import refuse_delivery, release_delivery

        by, at = acting(post)
        (refuse_delivery if refuse else release_delivery)(delivery_id=number, reason=reason, by=by, at=at)
    if as_json:
        print_json({"id": number, "state": "refused" if refuse else "released"})
        return
    done = ("已退回", "refused") if refuse else ("已放行", "released")
    print(voice.say(f"第 {number} 号名单{done[0]}。", f"List {number} is {done[1]}."))


@app.command("compare", cls=Verb, context_settings=HELP)
def compare_month(month: MonthOption, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    每月比对：在册人员与各部门名单逐一比对，记下覆盖率、命中和处置。
    The monthly comparison: how far each list reaches, whom it names, what became of it.

    例 Example: mingbai sources compare --month 2026-10 --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.policy.parameters.showing import percent
        from mingbai.sources.actions import compare
        from mingbai.sources.purposes import KINDS
        from mingbai.sources.queries import run_log

        by, at = acting(post)
        asked = Month.parse(month)
        compare(month=asked, by=by, at=at)
        with working_as(by):
            log = run_log(by.region, asked)
    if as_json:
        print_json([vars(run) | {"covered_bp": run.covered_bp} for run in log])
        return
    heads = voice.say("名单 在册 覆盖率 命中 待核实 已处置", "list people covered hits leads disposed")
    rows = (
        (
            voice.say(KINDS[run.kind].title, KINDS[run.kind].title_en),
            f"{run.persons:,}",
            percent(run.covered_bp),
            f"{run.hits:,}",
            f"{run.leads:,}",
            f"{run.disposed:,}",
        )
        for run in log
    )
    print_table(heads.split(), rows)


def _tell_import(done: "Imported", voice: Voice, *, as_json: bool) -> None:
    """Say what came of an import."""
    if as_json:
        print_json(_told(done))
        return
    for problem in done.problems:
        voice.tell(problem.zh, problem.en)
    if done.is_repeat:
        print(
            voice.say(
                f"这份文件已导入过，是第 {done.delivery_id} 号名单（第{done.version}版），没有重复计入。",
                f"This file is list {done.delivery_id} (version {done.version}) already: nothing was counted twice.",
            )
        )
        return
    print(
        voice.say(
            f"第 {done.delivery_id} 号名单，第{done.version}版：收下 {done.rows:,} 行，退回 {done.refused_rows:,} 行。",
            f"List {done.delivery_id}, version {done.version}: {done.rows:,} rows, {done.refused_rows:,} refused.",
        )
    )
    if done.judged:
        print(voice.say(done.judged.zh, done.judged.en))


def _told(done: "Imported") -> dict[str, Any]:
    """Return what came of an import for a program."""
    judged = done.judged
    return {
        "id": done.delivery_id,
        "repeat": done.is_repeat,
        "state": done.state.value,
        "version": done.version,
        "rows": done.rows,
        "refused_rows": done.refused_rows,
        "judgement": judged and vars(judged),
        "problems": [{"zh": one.zh, "en": one.en} for one in done.problems],
    }
