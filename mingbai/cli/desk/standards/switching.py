"""Rules on, advisory or off: what holds in a place, and the switch that two people make."""

from enum import StrEnum
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.desk.standards.group import From, Number, On, Reason, Region, Until, app, tell_done, tell_rows
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


class To(StrEnum):
    """What a rule is switched to."""

    ON = "on"
    ADVISORY = "advisory"
    OFF = "off"


TITLES = {To.ON: ("启用", "on"), To.ADVISORY: ("仅提示", "advisory"), To.OFF: ("停用", "off")}


@app.command("rules", cls=Verb, context_settings=HELP)
def show_rules(
    region: Region,
    on: On = None,
    proposed: Annotated[
        bool, typer.Option("--proposed", help=both("只看待批准的", "only what waits for approval"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    一地一天各条规则是启用、仅提示还是停用；或等待批准的。
    Which rules are on, advisory or off in a place; or what waits for approval.

    例 Example: mingbai standards rules --region 999901
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.prechecks.rules import desk_rules
        from mingbai.rules.catalogue import all_rules
        from mingbai.standards.queries import rules_in_force, switches_of
        from mingbai.standards.states import State

        names = ("pk", "region", "rule_id", "mode", "from_on", "until_on", "reason", "made_by_id")
        waiting = [
            {name: getattr(one, name) for name in names} for one in switches_of(region, [State.PROPOSED]) if proposed
        ]
        modes, of_desk = rules_in_force(region, day(on)), desk_rules()
    if proposed:
        heads = "编号 区划 规则 状态 自 至 理由 录入人", "id region rule state from until reason by"
        tell_rows(voice, heads, waiting, as_json=as_json)
    elif as_json:
        print_json(modes)
    else:
        titles = {rule.id: voice.say(rule.title, rule.title_en) for rule in all_rules()}
        titles |= {rule.id: voice.say(rule.title, rule.title_en) for rule in of_desk}
        rows = ((rule, titles[rule], voice.say(*TITLES[To(mode.value)])) for rule, mode in modes.items())
        print_table(voice.say("规则 名称 状态", "rule title state").split(), rows)


@app.command("switch", cls=Verb, context_settings=HELP)
def switch(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=both("规则编号，如 RK-503", "such as RK-503"))],
    to: Annotated[To, typer.Argument(metavar="STATE", help=both("on、advisory 或 off", "on, advisory or off"))],
    region: Region,
    from_on: From,
    reason: Reason,
    post: Post,
    until: Until = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    申请启用、仅提示或停用一条规则，待分管负责人批准。
    Ask that a rule be on, advisory or off; it counts once the leader has approved it.

    例 Example: mingbai standards switch RK-503 advisory --region 999901
                --from 2026-07-01 --reason 试运行 --post 7
    """
    with at_desk():
        from mingbai.standards.actions import switch_rule
        from mingbai.standards.states import Mode

        by, at = acting(post)
        made = switch_rule(
            rule_id=rule,
            region=region,
            mode=Mode(to.value),
            from_on=day(from_on),
            until_on=day(until) if until else None,
            reason=reason,
            by=by,
            at=at,
        )
    tell_done(Voice(lang), made, ("已录入，待批准", "entered, and waits for approval"), as_json=as_json)


@app.command("approve-switch", cls=Verb, context_settings=HELP)
def approve(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准一项规则开关。
    Approve a switch of a rule.

    例 Example: mingbai standards approve-switch 3 --post 9
    """
    with at_desk():
        from mingbai.standards.actions import approve_switch

        by, at = acting(post)
        moved = approve_switch(switch_id=number, by=by, at=at)
    tell_done(Voice(lang), number, ("已批准", "approved"), as_json=as_json, gave_way=moved)


@app.command("refuse-switch", cls=Verb, context_settings=HELP)
def refuse(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回一项规则开关，写明理由。
    Refuse a switch of a rule, with the reason.

    例 Example: mingbai standards refuse-switch 3 --reason 依据不足 --post 9
    """
    with at_desk():
        from mingbai.standards.actions import refuse_switch

        by, at = acting(post)
        refuse_switch(switch_id=number, reason=reason, by=by, at=at)
    tell_done(Voice(lang), number, ("已退回", "refused"), as_json=as_json)
