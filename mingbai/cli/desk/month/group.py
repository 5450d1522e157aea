"""The group of verbs, the options they share, and the view that must not be stale."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import acting, at_desk, print_json
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.voice import Lang, Voice

if TYPE_CHECKING:
    from mingbai.kernel.region import Region
    from mingbai.offices.actor import Actor

OPEN = 5  # exit code: something stands in the way yet
SHOWN = 12  # hexadecimal digits of a digest, as a table shows it
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("月度名册：编制、签字、审核、封存、核对、暂缓、放行。", "A month's rosters, from derived to released."),
)
MonthOption = Annotated[
    str, typer.Option("--month", metavar="MONTH", help=both("哪个月，如 2026-12", "the month, such as 2026-12"))
]
RegionOption = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help=both("区划，默认为岗位的", "a division, by default the post's")),
]
Roster = Annotated[int, typer.Argument(metavar="ROSTER", help=both("名册编号", "the roster's number"))]
Rosters = Annotated[
    list[int], typer.Argument(metavar="ROSTER...", help=both("名册编号，可多个", "rosters, one or more"))
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("理由", "why"))]
Late = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("逾期理由", "why it is late, if it is"))]
Seen = Annotated[
    str,
    typer.Option(
        "--seen",
        metavar="DIGEST",
        help=both("所见指纹（前几位即可），已变则不办", "how the digest you saw begins; refused if it changed"),
    ),
]


def reading(post: int, stage: str = "rosters") -> "Actor":
    """Return who looks; raise NotReadable for a role that does not read the stage."""
    from mingbai.offices.queries import require_reading

    by, _ = acting(post)
    require_reading(by, stage)
    return by


def place(by: "Actor", code: str | None) -> "Region":
    """Return the division that is named, else the post's own."""
    from mingbai.kernel.region import Region

    return Region.parse(code) if code else by.region


def each_roster(
    rosters: list[int], post: int, lang: Lang, what: str, said: tuple[str, str], seen: str = "", **facts: Any
) -> None:
    """Do one act on each roster; those before one that is refused stay done."""
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters import actions

        by, at = acting(post)
        for roster in rosters:
            with working_as(by):
                actions.require_seen(roster_id=roster, seen=seen)
                given = getattr(actions, what)(roster_id=roster, by=by, at=at, **facts)
            print(voice.say(f"名册 {roster} {said[0]}", f"Roster {roster} {said[1]}"), given or "")


def tell_made(roster_id: int, voice: Voice, *, as_json: bool) -> None:
    """Say what a new supplementary roster comes to."""
    from mingbai.kernel.money import show_yuan
    from mingbai.rosters.queries import sums_of

    sums = sums_of(roster_id)
    if as_json:
        print_json({"id": roster_id, "lines": sums.lines, "fen": sums.total_fen, "digest": sums.digest})
        return
    shown = show_yuan(sums.total_fen)
    print(
        voice.say(
            f"已编制补充名册 {roster_id}：{sums.lines:,} 行，{shown} 元；须提报、审核、封存、核对、放行后发放。",
            f"Supplementary roster {roster_id}: {sums.lines:,} lines, {shown} yuan; it is reviewed and released "
            "like any other.",
        )
    )


def tell_done(number: int, voice: Voice, said: tuple[str, str], *, as_json: bool = False) -> None:
    """Say what became of a record."""
    if as_json:
        print_json({"id": number, "done": said[1]})
        return
    print(voice.say(f"{said[0]}，编号 {number}。", f"{said[1][0].upper()}{said[1][1:]}: number {number}."))
