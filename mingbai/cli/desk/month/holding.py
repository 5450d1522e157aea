"""Holds: a named person keeps a line back for a few days with a reason, or lets it be paid; then it is paid back."""

from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.month.group import MonthOption, Reason, RegionOption, app, place, reading, tell_done, tell_made
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

Number = Annotated[int, typer.Argument(metavar="HOLD", help=both("暂缓编号", "the number of the hold"))]


@app.command("holds", cls=Verb, context_settings=HELP)
def show_holds(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    当月全部暂缓：谁因为什么暂缓了多少、到哪天、结果如何。
    All holds of a month: who holds how much for what, until when, and what came of it.

    例 Example: mingbai month holds --month 2026-12 --post 8
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.kernel.money import show_yuan
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.prechecks.queries import holds
        from mingbai.prechecks.states import HOLD_STATES, HoldState

        by = reading(post)
        names = ("state", "region", "line_id", "rule_id", "held_fen", "until_on", "held_by", "reason", "outcome")
        with working_as(by):
            found: list[dict[str, Any]] = [
                {"id": one.pk} | {name: getattr(one, name) for name in names}
                for one in holds(place(by, region), Month.parse(month))
            ]
    if as_json:
        print_json(found)
        return
    heads = voice.say(
        "编号 状态 村 名册行 规则 金额 截止 理由 结果", "id state village line rule yuan until why outcome"
    )
    print_table(
        heads.split(),
        (
            (one["id"], voice.say(*HOLD_STATES[HoldState(one["state"])]), one["region"], one["line_id"],
             one["rule_id"], show_yuan(one["held_fen"]), one["until_on"], one["reason"], one["outcome"])
            for one in found
        ),
    )  # fmt: skip


@app.command("hold", cls=Verb, context_settings=HELP)
def hold(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    复核人暂缓有疑问的部分，写明理由，期限内核实；其他成员照发。
    Hold the doubtful part of a line, with a reason; the other members are paid.

    例 Example: mingbai month hold 4 --reason 死亡名单比中，待入户 --post 8
    """
    said = ("已暂缓，到期未决定即补发", "held; paid as arrears if nobody decides in time")
    _decide("hold", number, post, lang, said, as_json, reason=reason)


@app.command("decline", cls=Verb, context_settings=HELP)
def decline(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    不予暂缓，照常发放，写明理由。
    Let the line be paid, with a reason.

    例 Example: mingbai month decline 4 --reason 同名，本人健在 --post 8
    """
    _decide("decline", number, post, lang, ("不予暂缓", "not held"), as_json, reason=reason)


@app.command("lift", cls=Verb, context_settings=HELP)
def lift(
    number: Number,
    outcome: Annotated[str, typer.Option("--outcome", metavar="TEXT", help=both("核实结果", "what was found"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    疑问消除，解除暂缓；由暂缓人以外的人办理，全额补发。
    End a hold because the doubt fell, as another reviewer; it is paid back in full.

    例 Example: mingbai month lift 4 --outcome 入户见到本人 --post 11
    """
    said = ("已解除暂缓，待补发", "lifted; to be paid as arrears")
    _decide("lift", number, post, lang, said, as_json, outcome=outcome)


@app.command("confirm", cls=Verb, context_settings=HELP)
def confirm(
    number: Number,
    decision: Annotated[
        int, typer.Option("--decision", metavar="ID", help=both("停发或减发决定编号", "the decision to stop or lower"))
    ],
    outcome: Annotated[str, typer.Option("--outcome", metavar="TEXT", help=both("核实结果", "what was found"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    依已批准、听取意见并告知的停减决定结案；没有决定就不能停发。
    Close a hold by an approved decision, heard and told; without one nothing is stopped.

    例 Example: mingbai month confirm 4 --decision 31 --outcome 确认死亡 --post 11
    """
    said = ("已依决定结案", "closed by the decision")
    _decide("confirm", number, post, lang, said, as_json, decision_id=decision, outcome=outcome)


@app.command("pay-back", cls=Verb, context_settings=HELP)
def pay_back(
    township: Annotated[str, typer.Argument(metavar="TOWNSHIP", help=both("乡镇区划代码", "the township's code"))],
    month: MonthOption,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    到期或解除的暂缓全部列入当月补充名册。
    Put all that was held and is held no longer on a supplementary roster.

    例 Example: mingbai month pay-back 999901101 --month 2026-12 --post 7
    """
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.kernel.region import Region
        from mingbai.offices.actor import working_as
        from mingbai.prechecks.actions import pay_back as do

        by, at = acting(post)
        with working_as(by):
            made = do(township=Region.parse(township), month=Month.parse(month), by=by, at=at)
            tell_made(made, Voice(lang), as_json=as_json)


def _decide(what: str, number: int, post: int, lang: Lang, said: tuple[str, str], as_json: bool, **facts: Any) -> None:
    """Do one act on a hold."""
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.prechecks import actions

        by, at = acting(post)
        with working_as(by):
            getattr(actions, what)(hold_id=number, by=by, at=at, **facts)
    tell_done(number, Voice(lang), said, as_json=as_json)
