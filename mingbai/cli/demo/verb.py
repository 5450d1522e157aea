"""`mingbai demo`: a synthetic county's files checked and scored, and three months of its townships at the desk."""

import shutil
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from mingbai.cli.check import run, show
from mingbai.cli.faults import faults_told
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.config.place import data_folder

if TYPE_CHECKING:
    from mingbai.cli.demo.acts import Play
    from mingbai.cli.demo.leaving import Left

app = typer.Typer(add_completion=False)
SEED, MONTH, HISTORY = 20261101, "2026-10", 12  # a year of rosters, so that townships can be compared with themselves
REGION = "999901"  # whose parameters hold
SIZES = {"town": "town", "townships": "county", "county": "county"}  # what works at the desk → whose files are checked
WHO = {  # works at the desk
    "town": ("一个镇", "a town"),
    "townships": ("同一个县的五个乡镇", "five townships of such a county"),
    "county": ("全县", "all of the county"),
}
HOST = "127.0.0.1"  # the demo is served to nobody but who runs it


@app.command(cls=Verb, context_settings=HELP)
def demo(
    size: Annotated[
        str,
        typer.Option(
            metavar="town|townships|county",
            help=both("业务系统的规模", "who works at the desk"),
        ),
    ] = "townships",
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help=both("种子，相同则数据相同", "the same seed gives the same county"))
    ] = SEED,
    serve: Annotated[
        bool | None,
        typer.Option(
            "--serve/--no-serve",
            help=both("办完后启动工作台；默认仅在终端中启动", "serve the console afterwards; by default on a terminal"),
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help=both("工作台端口", "its port"))] = 8000,
    files_only: Annotated[
        bool, typer.Option("--files-only", help=both("只核对材料，不演示业务系统", "only check the files"))
    ] = False,
    lang: Language = Lang.ZH,
) -> None:
    """
    演示：检查一个县的材料并评分，再在系统中办理五个乡镇的三个月，然后启动工作台，供各岗位登录。
    A county's files checked and scored, five townships' months worked through, their console served.
    """
    voice = Voice(lang)
    if size not in SIZES:
        voice.tell(
            f"没有“{size}”这种规模，可选 {'、'.join(SIZES)}。", f"There is no size “{size}”: choose {', '.join(SIZES)}."
        )
        raise typer.Exit(2)
    voice.tell(
        "明白 · 演示（全部是模拟数据，没有真实的人）", "mingbai · demo (all data is synthetic; no real person is in it)"
    )
    with faults_told(voice), voice.working():
        if is_served := to_serve(serve, files_only=files_only):
            from mingbai.config.serving import require_reachable

            require_reachable(HOST, port)  # before the work, not after it
        in_files(voice, SIZES[size], seed)
        if not files_only:
            at_the_desk(voice, size, seed, port if is_served else None)


def in_files(voice: Voice, size: str, seed: int) -> None:
    """Make the place, check its files, and say how much of what was planted in them was found."""
    from mingbai.cli.score import show as show_score
    from mingbai.kernel.month import Month
    from mingbai.rules.report.check_folder import Order
    from mingbai.simulation.score import score_files
    from mingbai.simulation.simulate import SIZES as PLACES
    from mingbai.simulation.simulate import Order as Place
    from mingbai.simulation.simulate import simulate

    place, out = (
        data_folder() / "demo" / f"{size}-{seed}",
        data_folder() / "demo" / f"{size}-{seed}-{voice.say('结果', 'findings')}",
    )
    shutil.rmtree(place, ignore_errors=True)
    voice.tell(
        f"\n明白 · 一、核对材料：一个月的全部材料，正在生成模拟数据 → {place}",
        f"\nmingbai · 1. The files of a month, checked: making the place → {place}",
    )
    simulate(
        Place(PLACES[size], seed, Month.parse(MONTH), history=HISTORY),
        place,
        report=lambda done, total: voice.tick("生成", "making", done, total),
    )
    began = time.monotonic()
    done = run(
        Order(place / "files", out, Month.parse(MONTH), region=REGION, language=voice.say("zh", "en")),
        voice,
    )
    seconds = time.monotonic() - began
    show(done, voice, as_json=False)
    result = score_files(place / "key.csv", out / "findings.csv")
    show_score(result, Console(file=sys.stdout, highlight=False))
    voice.tell(f"检查用时 {seconds:.1f} 秒。", f"The check took {seconds:.1f} s.")
    voice.tell(f"请用浏览器打开 {out / 'report.html'}", f"Open {out / 'report.html'} in a browser")


def to_serve(asked: bool | None, *, files_only: bool) -> bool:
    """Return whether the console is served afterwards: as asked for, else where somebody reads the passwords."""
    return not files_only and (sys.stdout.isatty() if asked is None else asked)


def at_the_desk(voice: Voice, size: str, seed: int, port: int | None) -> None:
    """Work three months of the place through in a database of the demo's own, then serve its console at a port."""
    from mingbai.cli.demo.story import work_through

    voice.tell(
        f"\n明白 · 二、业务系统：{WHO[size][0]}的三个月，从在册决定到结账（PostgreSQL、四个见证部门、模拟银行）",
        f"\nmingbai · 2. The desk: three months of {WHO[size][1]}, from decisions to closed books (PostgreSQL, four "
        "witnesses, a synthetic bank)",
    )

    def serve(play: "Play", left: "Left") -> None:
        from mingbai.cli.demo.serving import let_in

        assert port is not None
        let_in(play, left, host=HOST, port=port)

    work_through(voice, size, seed, serve if port else None)
