"""`mingbai rules replay`: a changed parameter, or a rule as it stands, tried over past sealed months."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.offices.refused import Refused

if TYPE_CHECKING:
    from mingbai.replays.models import Replay

DIFFERS = 5  # exit code: the change would find more or less
app = typer.Typer(add_completion=False)


@app.command(cls=Verb, context_settings=HELP)
def replay(
    post: Post,
    first: Annotated[str, typer.Option("--from", metavar="MONTH", help=both("从哪个月", "the first month"))],
    last: Annotated[str, typer.Option("--to", metavar="MONTH", help=both("到哪个月", "the last month"))],
    rule: Annotated[
        str, typer.Option("--rule", metavar="ID", help=both("只试这条规则的现行版本", "a rule as it stands now"))
    ] = "",
    change: Annotated[
        str, typer.Option("--set", metavar="KEY=VALUE", help=both("改哪个参数", "the parameter that is changed"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    规则重放：在过去封存的月份上试一个改动，会多发现、少发现什么，准不准；有不同时退出码 5。
    Try a change over past sealed months: more, less, how right; exit 5 where anything differs.

    例 Example: mingbai rules replay --set rk802_months=3 --from 2026-08 --to 2026-10 --post 7
    """
    import yaml

    if bool(rule) == bool(change):
        raise Refused("请用 --set 指定参数，或用 --rule 指定规则，二选一。", "Say either --set KEY=VALUE or --rule ID.")
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.replays import actions, queries

        by, at = acting(post)
        key, _, value = change.partition("=")
        months = actions.months_between(Month.parse(first), Month.parse(last))
        with working_as(by):
            voice.tick("正在重放", "Replaying", 0, len(months))
            made = actions.replay(
                region=by.region, months=months, key=key.strip(), value=yaml.safe_load(value) if key else None,
                rule_id=rule.strip().upper(), by=by, at=at,
            )  # fmt: skip
            found = queries.replay_of(made, by.region)
            assert found is not None
            rows = queries.by_month(found)
    if as_json:
        print_json(_said(found))
    else:
        _tell(voice, found, rows)
    if any(one.more.found or one.less.found for _, _, one in rows):
        raise typer.Exit(DIFFERS)


def _said(found: "Replay") -> dict[str, Any]:
    names = ("pk", "key", "value", "rule_ids", "versions", "months", "left_out", "outcome", "state")
    return {"replay" if name == "pk" else name: getattr(found, name) for name in names}


def _tell(voice: Voice, found: "Replay", rows: list[tuple[str, int, Any]]) -> None:
    voice.tell(f"第 {found.pk} 号重放，草稿。", f"Replay {found.pk}, a draft.")
    heads = voice.say(
        "月份 当时发现 改后发现 多发现 少发现 漏掉的属实 省去的误报",
        "month found-then found-now more fewer confirmed-missed false-alarms-spared",
    )
    print_table(
        heads.split(),
        ((month, one.then.found, one.now.found, one.more.found, one.less.found, one.less.confirmed, one.less.refuted)
         for month, _, one in rows),
    )  # fmt: skip
    for one in found.left_out:
        voice.tell(f"{one['month']}：{one['zh']}", f"{one['month']}: {one['en']}")
