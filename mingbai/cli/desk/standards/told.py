"""A raise reckoned, as it is told: in all, by place and programme, and whose gain or loss is greatest."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mingbai.cli.desk.acting import print_json, print_table
from mingbai.cli.voice import Voice

if TYPE_CHECKING:
    from mingbai.standards.raising import Outcome

NAMED = ("line_id", "region_code", "programme", "before_fen", "after_fen", "gain_fen")


def tell_raise(outcome: "Outcome", voice: Voice, top: int, *, as_json: bool) -> None:
    """Print what a raise comes to, with so many lines that gain or lose the most."""
    from mingbai.kernel.money import show_yuan

    total = outcome.total
    gainers, losers = (some.slice(0, top).select(NAMED).to_pylist() for some in (outcome.gainers(), outcome.losers()))
    if as_json:
        sums = [
            asdict(each) | {"cost_fen": each.cost_fen, "cost_year_fen": each.cost_year_fen}
            for each in (total, *outcome.parts)
        ]
        print_json(
            {"total": sums[0], "parts": sums[1:], "gainers": gainers, "losers": losers, "left_out": outcome.left_out}
        )
        return
    if outcome.left_out:
        names = "、".join(outcome.left_out[:5])
        count = len(outcome.left_out)
        voice.tell(
            f"{count}行缺少测算所需内容，未计入：{names}",
            f"{count} lines lack what is needed and are left out: {names}",
        )
    heads = voice.say(
        "区划 项目 户数 人数 增加 新纳入 减少 不变 原月额 新月额 每月增支 每年增支",
        "region programme lines persons gain newly lose same before after cost/month cost/year",
    )
    everywhere = voice.say("合计", "all")
    print_table(
        heads.split(),
        (
            (one.region or everywhere, one.programme, one.lines, one.persons, one.gainers, one.newly_due, one.losers,
             one.unchanged, *map(show_yuan, (one.before_fen, one.after_fen)), _signed(one.cost_fen),
             _signed(one.cost_year_fen))
            for one in (*outcome.parts, total)
        ),
    )  # fmt: skip
    lines = voice.say("编号 区划 项目 原额 新额 增减", "line region programme before after gain").split()
    for some in (gainers, losers):
        if some:
            print_table(lines, map(_line, some))


def _line(one: dict[str, Any]) -> tuple[str, ...]:
    from mingbai.kernel.money import show_yuan

    shown = show_yuan(one["before_fen"]), show_yuan(one["after_fen"]), _signed(one["gain_fen"])
    return (one["line_id"], one["region_code"], one["programme"], *shown)


def _signed(fen: int) -> str:
    from mingbai.kernel.money import show_yuan

    return ("-" if fen < 0 else "+") + show_yuan(abs(fen))
