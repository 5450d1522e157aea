"""`mingbai month`: a month's rosters derived, signed, sent up, reviewed, agreed and frozen, and where each stands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.kernel.region import Region
    from mingbai.offices.actor import Actor

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("月度名册：编制、签字、提报、审核、封存。", "A month's rosters, from derived to frozen."),
)
MonthOption = Annotated[
    str, typer.Option("--month", metavar="MONTH", help=both("哪个月，如 2026-12", "the month, such as 2026-12"))
]
RegionOption = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help=both("区划，默认为岗位的", "a division, by default the post's")),
]
Rosters = Annotated[
    list[int], typer.Argument(metavar="ROSTER...", help=both("名册编号，可多个", "rosters, one or more"))
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help=both("逾期理由", "why it is late, if it is"))
]


@app.command("derive", cls=Verb, context_settings=HELP)
def derive(month: MonthOption, post: Post, region: RegionOption = None, lang: Language = Lang.ZH) -> None:
    """
    由在册救助编制各乡镇当月名册。
    Derive every township's roster from the awards in force.

    例 Example: mingbai month derive --month 2026-12 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.rosters import actions
        from mingbai.rosters.queries import sums_of

        by, at = acting(post)
        with working_as(by):
            made = actions.derive(region=place(by, region), month=Month.parse(month), by=by, at=at)
            sums = [sums_of(roster) for roster in made]
    lines, fen = sum(one.lines for one in sums), sum(one.total_fen for one in sums)
    print(
        voice.say(
            f"已编制 {len(made)} 份名册：{lines:,} 行，{fen / 100:,.2f} 元。编号 {_listed(made)}。",
            f"{len(made)} rosters derived: {lines:,} lines, {fen / 100:,.2f} yuan. Numbers {_listed(made)}.",
        )
    )


@app.command("sign", cls=Verb, context_settings=HELP)
def sign(roster: Annotated[int, typer.Argument(metavar="ROSTER")], post: Post, lang: Language = Lang.ZH) -> None:
    """
    村（社区）主任对本村当月人员和金额签字。
    Sign for what one's own village's lines come to.
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
def submit(rosters: Rosters, post: Post, reason: ReasonOption = "", lang: Language = Lang.ZH) -> None:
    """
    提报月度台账；过了截止时间须写明理由，并留痕。
    Send the month's ledger up; after the cut-off say why, and it is on record.
    """
    _each(rosters, post, lang, "submit_ledger", ("已提报", "sent up"), reason=reason)


@app.command("review", cls=Verb, context_settings=HELP)
def review(rosters: Rosters, post: Post, lang: Language = Lang.ZH) -> None:
    """
    审核名册；编制人和提报人不能审核。
    Review rosters; who made or sent one up does not.
    """
    _each(rosters, post, lang, "review", ("已审核", "reviewed"))


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
        Path, typer.Option("--document", metavar="FILE", help=both("会议纪要文件", "the file of the minutes"))
    ],
    decision: Annotated[str, typer.Option(metavar="TEXT", help=both("会议意见", "what was decided"))] = "同意发放",
    lang: Language = Lang.ZH,
) -> None:
    """
    登记局务会议意见；会议纪要的摘要一并存证。
    Enter what the bureau's meeting agreed; the digest of the minutes is logged.
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
def freeze(rosters: Rosters, post: Post, reason: ReasonOption = "", lang: Language = Lang.ZH) -> None:
    """
    封存名册，给出每一行都在内的指纹；此后只能由两人同意调出。
    Freeze rosters, with a digest over every line; from then on lines leave by two people only.
    """
    _each(rosters, post, lang, "freeze", ("已封存", "frozen"), reason=reason)


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

        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.rosters.queries import rosters as found
        from mingbai.rosters.queries import unsigned_villages
        from mingbai.rosters.states import STATES, State

        by, _ = acting(post)
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
        "编号 区划 批 状态 行数 金额 台账截止 未签字", "id division no state lines yuan ledger-due unsigned"
    )
    print_table(
        heads.split(),
        (
            (one["id"], one["region"], one["number"], said[one["state"]], f"{one['lines']:,}",
             f"{one['fen'] / 100:,.2f}", one["ledger_due"], len(one["unsigned"]))
            for one in there
        ),
    )  # fmt: skip


def place(by: "Actor", code: str | None) -> "Region":
    """Return the division that is named, else the post's own."""
    from mingbai.kernel.region import Region

    return Region.parse(code) if code else by.region


def _each(rosters: list[int], post: int, lang: Lang, what: str, said: tuple[str, str], **facts: Any) -> None:
    """Do one act on each roster; those before one that is refused stay done."""
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters import actions

        by, at = acting(post)
        for roster in rosters:
            with working_as(by):
                given = getattr(actions, what)(roster_id=roster, by=by, at=at, **facts)
            print(voice.say(f"名册 {roster} {said[0]}", f"Roster {roster} {said[1]}"), given or "")


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
