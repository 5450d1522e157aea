"""From awards to a frozen roster: derived, signed, sent up, reviewed, agreed and frozen; or set aside."""

from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day
from mingbai.cli.desk.month.group import (
    Late,
    MonthOption,
    Reason,
    RegionOption,
    Roster,
    Rosters,
    Seen,
    app,
    each_roster,
    place,
    tell_made,
)
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Lang, Language, Voice


@app.command("derive", cls=Verb, context_settings=HELP)
def derive(month: MonthOption, post: Post, region: RegionOption = None, lang: Language = Lang.ZH) -> None:
    """
    由在册救助编制各乡镇当月名册。
    Derive every township's roster from the awards in force.

    例 Example: mingbai month derive --month 2026-12 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.money import show_yuan
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.rosters import actions
        from mingbai.rosters.queries import sums_of

        by, at = acting(post)
        with working_as(by):
            made = actions.derive(region=place(by, region), month=Month.parse(month), by=by, at=at)
            sums = [sums_of(roster) for roster in made]
    lines, fen, numbers = sum(one.lines for one in sums), sum(one.total_fen for one in sums), ", ".join(map(str, made))
    print(
        voice.say(
            f"已编制 {len(made)} 份名册：{lines:,} 行，{show_yuan(fen)} 元。编号 {numbers}。",
            f"{len(made)} rosters derived: {lines:,} lines, {show_yuan(fen)} yuan. Numbers {numbers}.",
        )
    )


@app.command("sign", cls=Verb, context_settings=HELP)
def sign(roster: Roster, post: Post, lang: Language = Lang.ZH) -> None:
    """
    村（社区）主任对本村当月人员和金额签字。
    Sign for what one's own village's lines come to.

    例 Example: mingbai month sign 3 --post 21
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters import actions

        by, at = acting(post)
        with working_as(by):
            number = actions.sign_village(roster_id=roster, village=by.region, by=by, at=at)
    print(voice.say(f"已签字，编号 {number}。", f"Signed: number {number}."))


@app.command("submit", cls=Verb, context_settings=HELP)
def submit(rosters: Rosters, post: Post, reason: Late = "", lang: Language = Lang.ZH) -> None:
    """
    提报月度台账；过了截止时间须写明理由，并留痕。
    Send the month's ledger up; after the cut-off say why, and it is on record.

    例 Example: mingbai month submit 3 4 5 --post 7
    """
    each_roster(rosters, post, lang, "submit_ledger", ("已提报", "sent up"), reason=reason)


@app.command("review", cls=Verb, context_settings=HELP)
def review(rosters: Rosters, post: Post, seen: Seen = "", lang: Language = Lang.ZH) -> None:
    """
    审核名册；编制人和提报人不能审核。
    Review rosters; who made or sent one up does not.

    例 Example: mingbai month review 3 --seen 5f0c91 --post 8
    """
    each_roster(rosters, post, lang, "review", ("已审核", "reviewed"), seen)


@app.command("agree", cls=Verb, context_settings=HELP)
def agree(
    rosters: Rosters,
    post: Post,
    number: Annotated[str, typer.Option("--number", metavar="TEXT", help=both("会议纪要编号", "the minutes' number"))],
    held: Annotated[str, typer.Option("--held", metavar="DATE", help=both("开会日期", "when the meeting was held"))],
    present: Annotated[
        str, typer.Option("--present", metavar="NAMES", help=both("出席人，逗号分隔", "who was present, by commas"))
    ],
    document: Annotated[
        Path,
        typer.Option(
            "--document", metavar="FILE", callback=file_there, help=both("会议纪要文件", "the file of the minutes")
        ),
    ],
    decision: Annotated[
        str, typer.Option("--decision", metavar="TEXT", help=both("会议意见", "what was decided"))
    ] = "同意发放",
    lang: Language = Lang.ZH,
) -> None:
    """
    登记局务会议意见；会议纪要的摘要一并存证。
    Enter what the bureau's meeting agreed; the digest of the minutes is logged.

    例 Example: mingbai month agree 3 4 --number 12号 --held 2026-11-25 --present 张三,李四
                --document 会议纪要.pdf --post 9
    """
    from hashlib import sha256

    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters import actions

        by, at = acting(post)
        names = [name.strip() for name in present.replace("，", ",").replace("、", ",").split(",") if name.strip()]
        digest = sha256(document.read_bytes()).hexdigest()
        with working_as(by):
            made = actions.agree(
                roster_ids=rosters, number=number, held_on=day(held), present=names, decision=decision,
                document=digest, by=by, at=at,
            )  # fmt: skip
    print(voice.say(f"已登记会议纪要 {made}。", f"Minutes entered: number {made}."))


@app.command("freeze", cls=Verb, context_settings=HELP)
def freeze(rosters: Rosters, post: Post, reason: Late = "", seen: Seen = "", lang: Language = Lang.ZH) -> None:
    """
    封存名册，给出每一行都在内的指纹；此后只能由两人同意调出。
    Freeze rosters; from then on lines leave by two people only.

    例 Example: mingbai month freeze 3 --post 8
    """
    each_roster(rosters, post, lang, "freeze", ("已封存", "frozen"), seen, reason=reason)


@app.command("set-aside", cls=Verb, context_settings=HELP)
def set_aside(rosters: Rosters, reason: Reason, post: Post, lang: Language = Lang.ZH) -> None:
    """
    作废尚未封存的名册，之后可以重新编制。
    Give up rosters that are not frozen, so that they can be derived anew.

    例 Example: mingbai month set-aside 3 --reason 漏了一个村 --post 8
    """
    each_roster(rosters, post, lang, "set_aside", ("已作废", "voided"), reason=reason)


@app.command("supplement", cls=Verb, context_settings=HELP)
def supplement(
    township: Annotated[str, typer.Argument(metavar="TOWNSHIP", help=both("乡镇区划代码", "the township's code"))],
    month: MonthOption,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    编制补充名册：调出的行、追溯的增发，此前没有发过的。
    Derive a supplementary roster of what is due and stands on no roster.

    例 Example: mingbai month supplement 999901101 --month 2026-12 --post 7
    """
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.kernel.region import Region
        from mingbai.offices.actor import working_as
        from mingbai.rosters.actions import derive_supplement

        by, at = acting(post)
        with working_as(by):
            made = derive_supplement(township=Region.parse(township), month=Month.parse(month), by=by, at=at)
            tell_made(made, Voice(lang), as_json=as_json)
