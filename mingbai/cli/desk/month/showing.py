"""Where a month stands: its rosters, what differs from last month, and who has signed it off."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, at_desk, print_json, print_table
from mingbai.cli.desk.month.group import OPEN, SHOWN, MonthOption, RegionOption, Roster, app, place, reading
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.rosters.queries import Changed, Difference


@app.command("status", cls=Verb, context_settings=HELP)
def status(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    每份名册走到哪一步，多少行、多少钱，截止到什么时候。
    Where each roster stands, its lines and money, and until when it is due.

    例 Example: mingbai month status --month 2026-12 --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from django.utils.timezone import localtime

        from mingbai.kernel.money import show_yuan
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.rosters.queries import rosters as found
        from mingbai.rosters.queries import unsigned_villages
        from mingbai.rosters.states import STATES, State

        by = reading(post)
        with working_as(by):
            there: list[dict[str, Any]] = [
                {
                    "id": one.pk,
                    "region": one.region,
                    "number": one.number,
                    "state": one.state,
                    "lines": one.lines,
                    "fen": one.total_fen,
                    "digest": one.digest,
                    "ledger_due": f"{localtime(one.ledger_due_at):%Y-%m-%d %H:%M}",
                    "unsigned": unsigned_villages(one.pk) if one.state == State.DRAFTED else [],
                }
                for one in found(place(by, region), Month.parse(month))
            ]
            said = {state: voice.say(*STATES[State(state)]) for state in {one["state"] for one in there}}
    if as_json:
        print_json(there)
        return
    heads = voice.say(
        "编号 区划 批 状态 行数 金额 指纹 台账截止 未签字", "id division no state lines yuan digest ledger-due unsigned"
    )
    print_table(
        heads.split(),
        (
            (one["id"], one["region"], one["number"], said[one["state"]], f"{one['lines']:,}",
             show_yuan(one["fen"]), one["digest"][:SHOWN], one["ledger_due"], len(one["unsigned"]))
            for one in there
        ),
    )  # fmt: skip


@app.command("difference", cls=Verb, context_settings=HELP)
def show_difference(
    roster: Roster,
    post: Post,
    every: Annotated[bool, typer.Option("--all", help=both("不变的也逐行列出", "list what is unchanged too"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    与上月相比：新增、增发、减发、停发逐行列出原因，不变的合为一行。
    What differs from last month, line by line with its cause; the unchanged in one line.

    例 Example: mingbai month difference 3 --post 8
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters.queries import changed, difference
        from mingbai.rosters.queries import roster as found
        from mingbai.rosters.refused import NoSuchRoster
        from mingbai.rosters.states import Change

        by = reading(post)
        with working_as(by):
            if found(roster) is None:
                raise NoSuchRoster("名册", "roster", roster)
            lines = difference(roster)
            sums = changed(lines)
            told = [one for one in lines if every or one.change is not Change.SAME]
    if as_json:
        print_json({"sums": [vars(one) for one in sums], "lines": [vars(one) for one in told]})
    else:
        _tell_lines(told, voice)
        _tell_sums(sums, voice)


@app.command("closing", cls=Verb, context_settings=HELP)
def show_closing(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    一个月结账到哪一步：谁签了字、下一步由谁签、还有什么没有核对一致。
    How far a month is signed off: who signed, whose turn it is, what keeps it open.

    退出码 Exit codes: 0 已结账 closed; 5 未结账 open
    例 Example: mingbai month closing --month 2026-12 --post 8
    """
    voice = Voice(lang)
    with at_desk():
        from collections import Counter

        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts import queries
        from mingbai.receipts.states import SIGNS

        by = reading(post, "receipts")
        where, of = place(by, region), Month.parse(month)
        with working_as(by):
            signed = [
                {"step": one.step, "by": one.by, "at": one.at, "digest": one.digest}
                for one in queries.signatures(where, of)
            ]
            is_closed = queries.is_closed(where, of)
            left = {} if is_closed else dict(Counter(what for what, _ in queries.unproven(where, of)))
        turn = next((sign for sign in SIGNS if sign.value not in {one["step"] for one in signed}), None)
    if as_json:
        print_json({"closed": is_closed, "signatures": signed, "next": turn and turn.value, "left": left})
    else:
        _tell_closing(str(of), signed, turn, left, voice)
    raise typer.Exit(0 if is_closed else OPEN)


def _tell_lines(lines: "list[Difference]", voice: Voice) -> None:
    from mingbai.awards.causes import CAUSES
    from mingbai.kernel.money import show_yuan
    from mingbai.rosters.states import CHANGES

    def cause(name: str) -> str:
        return voice.say(CAUSES[name].title, CAUSES[name].title_en) if name in CAUSES else name

    heads = voice.say("变化 村 项目 审批 上月 本月 原因", "change village programme award before now cause").split()
    rows = (
        (voice.say(*CHANGES[one.change]), one.region, one.programme, one.award_id, show_yuan(one.before_fen),
         show_yuan(one.now_fen), cause(one.cause))
        for one in lines
    )  # fmt: skip
    if lines:
        print_table(heads, rows)


def _tell_sums(sums: "list[Changed]", voice: Voice) -> None:
    from mingbai.kernel.money import show_yuan
    from mingbai.rosters.states import CHANGES

    heads = voice.say("变化 行数 上月 本月", "change lines before now").split()
    counts = [(one.lines, one.before_fen, one.now_fen) for one in sums if one.lines]
    names = [voice.say(*CHANGES[one.change]) for one in sums if one.lines]
    whole = tuple(map(sum, zip(*counts, strict=True))) or (0, 0, 0)
    rows = zip([*names, voice.say("合计", "all")], [*counts, whole], strict=True)
    print_table(heads, ((name, f"{lines:,}", show_yuan(was), show_yuan(now)) for name, (lines, was, now) in rows))


def _tell_closing(month: str, signed: list[dict[str, Any]], turn: Any, left: dict[str, int], voice: Voice) -> None:
    from mingbai.offices.kinds import TITLES
    from mingbai.offices.roles import ROLES
    from mingbai.receipts.refused import left_of
    from mingbai.receipts.states import SIGNS, Sign

    for one in signed:
        done = SIGNS[Sign(one["step"])]
        print(voice.say(f"{done.title}：人员 {one['by']}，{one['at']:%Y-%m-%d %H:%M}",
                        f"{done.title_en}: officer {one['by']}, {one['at']:%Y-%m-%d %H:%M}"))  # fmt: skip
    for what, count in sorted(left.items()):
        print(voice.say(f"{count} 个{left_of(what, count)[0]}", f"{count} {left_of(what, count)[1]}"))
    if turn is None:
        print(voice.say(f"{month} 已结账。", f"{month} is closed."))
        return
    move = SIGNS[turn]
    zh = "或".join(TITLES[kind][0] + ROLES[role].title for kind in sorted(move.kinds) for role in sorted(move.by))
    en = " or ".join(f"{ROLES[role].title_en} of {TITLES[kind][1]}" for kind in move.kinds for role in sorted(move.by))
    print(voice.say(f"{month} 未结账；下一步“{move.title}”，由{zh}办理。",
                    f"{month} is open; next, to {move.title_en}, is for the {en}."))  # fmt: skip
