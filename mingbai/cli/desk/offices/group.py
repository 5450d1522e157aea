"""The group of verbs, the options they share, and words for roles and kinds of office."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import acting, at_desk, day, print_json
from mingbai.cli.desk.reading import Unusable
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.voice import Lang, Voice

if TYPE_CHECKING:
    from mingbai.kernel.region import Region
    from mingbai.offices.actor import Actor
    from mingbai.offices.kinds import Kind
    from mingbai.offices.roles import Role

OPEN = 5  # exit code: a step has nobody
FROM_TODAY = ("from_on", "opened_on")  # where no day is named
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("机构、岗位与责任清单。", "Offices, posts, and who answers for which step."),
)
Number = Annotated[int, typer.Argument(metavar="ID", help=both("编号", "its number"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("理由", "why"))]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help=both("自哪天起，默认今天", "the first day, by default today")),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help=both("哪天起不再有效，默认长期", "the first day it no longer counts")),
]
Last = Annotated[str, typer.Option("--until", metavar="DATE", help=both("哪天起不再有效", "the first day it ends"))]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help=both("哪一天，默认今天", "the day, by default today"))
]
RegionOption = Annotated[
    str | None,
    typer.Option(
        "--region", metavar="CODE", help=both("区划，默认为岗位或机构的", "a division, by default the post's")
    ),
]


def place(code: str | None, otherwise: "Region | None" = None) -> "Region | None":
    """Return the division that is named, else what is meant without one."""
    from mingbai.kernel.region import Region

    return Region.parse(code) if code else otherwise


def role_named(text: str) -> "Role":
    """Return a role by its id or its Chinese title; raise Unusable with those there are."""
    from mingbai.offices.roles import ROLES, Role

    for role, about in ROLES.items():
        if text in (role.value, about.title):
            return role
    raise Unusable(
        f"没有“{text}”这个岗位角色，可选：{'、'.join(about.title for about in ROLES.values())}。",
        f"There is no role “{text}”: choose one of {', '.join(role.value for role in Role)}.",
    )


def kind_named(text: str) -> "Kind":
    """Return a kind of office by its id or its Chinese title; raise Unusable with those there are."""
    from mingbai.offices.kinds import TITLES, Kind

    for kind, (title, _) in TITLES.items():
        if text in (kind.value, title):
            return kind
    raise Unusable(
        f"没有“{text}”这类机构，可选：{'、'.join(title for title, _ in TITLES.values())}。",
        f"There is no kind of office “{text}”: choose one of {', '.join(kind.value for kind in Kind)}.",
    )


def do(
    act: str,
    post: int,
    lang: Lang,
    said: tuple[str, str],
    *,
    as_json: bool,
    days: Mapping[str, str | None] | None = None,
    **facts: Any,
) -> None:
    """Do an act in a post, its days as they were typed, and say what became of which record."""
    with at_desk():
        from mingbai.offices import actions

        by, at = acting(post)
        dated = {name: day(text) for name, text in (days or {}).items() if text or name in FROM_TODAY}
        made = getattr(actions, act)(**facts, **dated, by=by, at=at)
    number = made or next(iter(facts.values()))
    if as_json:
        print_json({"id": number, "done": said[1]})
        return
    print(Voice(lang).say(f"{said[0]}，编号 {number}。", f"{said[1][0].upper()}{said[1][1:]}: number {number}."))


def reaching(by: "Actor", code: str | None) -> "Region":
    """Return the division that is asked about; raise OutOfPlace where the post does not reach it."""
    from mingbai.offices.refused import OutOfPlace

    asked = place(code, by.region) or by.region
    if not by.region.contains(asked):
        raise OutOfPlace(f"您的岗位管{by.region}，不包括{asked}。", f"Your post is for {by.region}, not {asked}.")
    return asked
