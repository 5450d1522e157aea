"""`mingbai simulate`: make a synthetic place with planted faults and its answer key."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import folder_or_new
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import Unreadable
from mingbai.simulation.simulate import MOST_HISTORY, SIZES, FolderInUse, Made, Order
from mingbai.simulation.simulate import simulate as make

app = typer.Typer(add_completion=False)
USAGE = 2
SIZE_NAMES = "|".join(SIZES)


@app.command(cls=Verb, context_settings=HELP)
def simulate(
    size: Annotated[str, typer.Option(metavar=SIZE_NAMES, help=both("规模", "how big a place"))],
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help=both("种子，相同则文件相同", "the same seed gives the same bytes"))
    ],
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help=both("检查哪个月", "the month to check"))] = "2026-10",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            callback=folder_or_new,
            help=both("输出文件夹，须为空或尚不存在", "where to write; empty or new"),
        ),
    ] = None,
    history: Annotated[
        int,
        typer.Option(min=0, max=MOST_HISTORY, metavar="N", help=both("历史名册月数", "months of earlier rosters")),
    ] = 1,
    faults: Annotated[bool, typer.Option(help=both("是否植入问题", "whether faults are planted"))] = True,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N", help=both("并行进程数", "processes at once"))] = None,
) -> None:
    """
    生成模拟数据：各方报送的清单、植入的问题，以及答案 key.csv。
    Make a synthetic place: the lists as people send them, planted faults, and the answers in key.csv.
    """
    console = Console(stderr=True)
    if size not in SIZES:
        console.print(f"没有“{size}”这种规模，可选 {SIZE_NAMES}。\nThere is no size “{size}”: choose {SIZE_NAMES}.")
        raise typer.Exit(USAGE)
    try:
        order = Order(SIZES[size], seed, Month.parse(month), history, faults)
    except Unreadable as error:
        console.print(str(error))
        raise typer.Exit(USAGE) from None
    folder = out or Path(f"simulated-{size}-{seed}")
    try:
        made = made_with_progress(order, folder, jobs, console)
    except FolderInUse:
        console.print(
            f"文件夹 {folder} 不为空，请换一个或先清空。\nThe folder {folder} is not empty: name another or empty it."
        )
        raise typer.Exit(USAGE) from None
    print_made(made, folder)


def made_with_progress(order: Order, folder: Path, jobs: int | None, console: Console) -> Made:
    """Make the place, showing how many counties are done."""
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(order.size.name, total=order.size.counties)
        return make(order, folder, jobs=jobs, report=lambda done, _: progress.update(task, completed=done))


def print_made(made: Made, folder: Path) -> None:
    """Say what was made and where it lies."""
    found = sum(row.expectation == "find" for row in made.key)
    left = sum(row.expectation == "leave" for row in made.key)
    typer.echo(f"名册 {made.lines:,} 行，植入问题 {found:,} 个，不应报警 {left:,} 个。")
    typer.echo(f"{made.lines:,} roster lines, {found:,} planted faults, {left:,} cases to leave alone.")
    typer.echo(f"{folder / 'files'}\n{folder / 'key.csv'}")
