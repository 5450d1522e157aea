"""`mingbai check`: what is wrong with a month, line by line, with the money, the reason and the article."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.faults import faults_told
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import folder_or_new
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.rules.report.check_folder import Done, Order

app = typer.Typer(add_completion=False)
USAGE = 2


class Engine(StrEnum):
    """What runs the rules."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Folder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help=both("材料文件夹，或冻结快照", "the folder of files, or a frozen month")),
]
MonthOption = Annotated[
    str | None,
    typer.Option("--month", metavar="YYYY-MM", help=both("检查哪个月，如 2026-11", "the month, such as 2026-11")),
]
RegionOption = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help=both("行政区划代码，如 230722", "division code, such as 230722")),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help=both("按哪天掌握的情况判断", "the day whose knowledge counts")),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", callback=folder_or_new, help=both("输出文件夹", "where to write")),
]
AsJson = Annotated[
    bool, typer.Option("--json", help=both("结果输出为一个 JSON 对象", "print the result as one JSON object"))
]


@app.command(cls=Verb, context_settings=HELP)
def check(
    folder: Folder,
    month: MonthOption = None,
    region: RegionOption = None,
    out: Out = None,
    engine: Annotated[Engine, typer.Option(help="计算引擎 what runs the rules")] = Engine.DUCKDB,
    master: Annotated[
        str | None,
        typer.Option(metavar="URL", help=both("Spark 集群，如 spark://host:7077", "the Spark cluster")),
    ] = None,
    as_of: AsOf = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
    keep_snapshot: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", callback=folder_or_new, help=both("另存冻结快照", "keep the frozen month here")),
    ] = None,
    fuzzy: Annotated[
        bool | None,
        typer.Option(
            "--fuzzy/--no-fuzzy",
            help=both("查疑似同人异号 RK-212，百万行以下默认查", "look for RK-212; by default up to a million lines"),
        ),
    ] = None,
) -> None:
    """
    检查一个月的文件，逐行给出问题、金额、理由和依据。
    Check a month's files: what is wrong, line by line, with the money, the reason and the article.

    例 Example: mingbai check 十月材料 --month 2026-10 --region 230722

    退出码 Exit codes
      0  没有发现             nothing was found
      5  有发现               there are findings
      4  有行被退回           rows were refused; the good ones were checked
      3  没有台账也没有名册   neither approvals nor a roster could be read
      2  用法不对             the command could not be understood
      1  程序故障             a fault of ours
    """
    voice = Voice(lang)
    voice.tell("明白 · 检查", "mingbai · check")
    with faults_told(voice):
        order = ordered(voice, folder, month, region, out, as_of, lang, engine, master, keep_snapshot, fuzzy)
        done = run(order, voice)
        show(done, voice, as_json=as_json)
        raise typer.Exit(int(done.verdict.code))


def ordered(
    voice: Voice,
    folder: Path,
    month: str | None,
    region: str | None,
    out: Path | None,
    as_of: str | None,
    lang: str,
    engine: Engine = Engine.DUCKDB,
    master: str | None = None,
    keep_snapshot: Path | None = None,
    fuzzy: bool | None = None,
) -> "Order":
    """Return what the options ask for; leave with the usage code where they cannot be understood."""
    from mingbai.files.snapshot.snapshot import is_snapshot, open_snapshot
    from mingbai.kernel.dates import parse_date
    from mingbai.kernel.month import Month
    from mingbai.kernel.region import Region
    from mingbai.kernel.unreadable import Unreadable
    from mingbai.rules.report.check_folder import Order

    if not folder.is_dir():
        voice.tell(f"没有“{folder}”这个文件夹，请核对路径。", f"There is no folder “{folder}”: please check the path.")
        raise typer.Exit(USAGE)
    try:
        asked = (
            Month.parse(month) if month is not None else open_snapshot(folder).month if is_snapshot(folder) else None
        )
        day: date | None = parse_date(as_of) if as_of is not None else None
        code = Region.parse(region).code if region is not None else None
    except Unreadable as error:
        voice.tell(error.zh, error.en)
        raise typer.Exit(USAGE) from None
    if asked is None:
        voice.tell(
            "请用 --month 说明检查哪个月，例如 --month 2026-11。",
            "Say which month with --month, for example --month 2026-11.",
        )
        raise typer.Exit(USAGE)
    if (engine is Engine.SPARK) != (master is not None):
        voice.tell("--engine spark 与 --master URL 须同时给出。", "--engine spark and --master URL go together.")
        raise typer.Exit(USAGE)
    folder = folder.resolve()
    out = (out or folder.with_name(f"{folder.name}-{asked}-结果")).resolve()
    if out == folder or out in folder.parents:
        voice.tell(
            "输出文件夹不能就是或包含被检查的文件夹。",
            "The output folder must not be or hold the folder that is checked.",
        )
        raise typer.Exit(USAGE)
    return Order(folder, out, asked, code, day, master, str(lang), keep_snapshot and keep_snapshot.resolve(), fuzzy)


def run(order: "Order", voice: Voice) -> "Done":
    """Return what a check came to, spoken of while it goes on."""
    from mingbai.rules.cluster import cluster
    from mingbai.rules.report.check_folder import check_folder

    with cluster(order.master, voice.tell), voice.working():
        return check_folder(order, voice.tell, voice.tick)


def show(done: "Done", voice: Voice, *, as_json: bool) -> None:
    """Print what a check came to: the data on stdout, everything said about it on stderr."""
    if as_json:
        print(json.dumps(done.summary | {"out": str(done.out)}, ensure_ascii=False))
    if done.result is None:
        for problem in done.problems:
            voice.tell(problem.zh, problem.en)
    else:
        from mingbai.cli.tables import print_summary, tell_coverage

        tell_coverage(done.result, voice)
        if not as_json:
            print_summary(done.result, voice, sys.stdout)
    for code in done.summary["exit"]["holds"]:
        voice.tell(f"{code['zh']}（退出码 {code['code']}）", f"{code['en']} (exit code {code['code']})")
    voice.tell(f"结果在 {done.out}", f"The outputs are in {done.out}")
    if done.result is not None:
        voice.tell(f"先看 {done.out / 'report.html'}", f"Look at {done.out / 'report.html'} first")
