"""An award is raised, lowered, stopped or paid elsewhere by a proposal; the recipient is heard before a reduction."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk
from mingbai.cli.desk.awards.group import Award, Shows, app, tell
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import Misuse
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.awards.actions import Facts


@app.command("change", cls=Verb, context_settings=HELP)
def change_award(
    award: Award,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=both("raise、lower 或 stop", "raise, lower or stop"))
    ],
    cause: Annotated[str, typer.Option("--cause", metavar="CAUSE", help=both("事由代码，如 died", "such as died"))],
    evidence: Shows,
    post: Post,
    amount: Annotated[str, typer.Option("--amount", metavar="YUAN", help=both("每月金额（元）", "yuan a month"))] = "0",
    members: Annotated[int, typer.Option("--members", metavar="N", help=both("保障人数", "counted members"))] = 0,
    priority: Annotated[int, typer.Option("--priority", metavar="N", help=both("加发人数", "with top-up"))] = -1,
    income: Annotated[str, typer.Option("--income", metavar="YUAN", help=both("家庭年收入（元）", "a year"))] = "",
    care: Annotated[str, typer.Option("--care", metavar="LEVEL", help=both("able、partial 或 total", "care"))] = "",
    hearing: Annotated[
        int, typer.Option("--hearing", metavar="ID", help=both("听取意见记录编号", "the record of the hearing"))
    ] = 0,
    from_month: Annotated[
        str, typer.Option("--from", metavar="MONTH", help=both("执行月份，默认确认次月", "from which month on"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出增发、减发或停发；金额必须与政策计算一致，减停须先听取意见。
    Propose a raise, a reduction or a stop; policy reckons, the recipient is heard first.

    例 Example: mingbai awards change 12 --kind stop --cause died --evidence 证明 --hearing 3 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards import actions
        from mingbai.awards.actions import Evidence
        from mingbai.kernel.money import parse_yuan
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        said: dict[str, Any] = {"award_id": award, "evidence": Evidence(cause, evidence), "by": by, "at": at}
        said["effective_month"] = Month.parse(from_month) if from_month else None
        with working_as(by):
            if kind != "stop":
                said["facts"] = _facts(award, members, priority, income, care)
                said["amount_fen"] = parse_yuan(amount)
            if kind == "raise":
                made = actions.raise_amount(**said)
            elif kind == "lower":
                made = actions.lower_amount(hearing_id=hearing, **said)
            elif kind == "stop":
                made = actions.stop_award(hearing_id=hearing, **said)
            else:
                raise Misuse(f"没有“{kind}”这种变更，可用 raise、lower、stop。", f"{kind}: it is raise, lower or stop.")
    tell(made, voice, ("已提出，待复核", "proposed, waiting for review"), as_json=as_json)


@app.command("pay", cls=Verb, context_settings=HELP)
def pay_into(
    award: Award,
    account: Annotated[int, typer.Option("--account", metavar="ID", help=both("改发到哪个账户", "into which account"))],
    evidence: Shows,
    post: Post,
    payee: Annotated[
        int | None, typer.Option("--payee", metavar="PERSON", help=both("改由谁领取", "another payee, if it changes"))
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出以后改发到另一账户（或由另一人领取），金额不变，仍经复核、确认。
    Propose that an award be paid into another account from now on, the amount as it is.

    例 Example: mingbai awards pay 12 --account 40 --evidence 换卡申请 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.actions import Evidence, Payment, change_payment
        from mingbai.awards.queries import payee_now
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        shown = Evidence("account" if payee is None else "payee", evidence)
        with working_as(by):
            payment = Payment(payee or payee_now(award), account)
            made = change_payment(award_id=award, payment=payment, evidence=shown, by=by, at=at)
    tell(made, voice, ("已提出，待复核", "proposed, waiting for review"), as_json=as_json)


@app.command("hear", cls=Verb, context_settings=HELP)
def hear(
    award: Award,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=both("听取日期", "the day"))],
    told: Annotated[str, typer.Option("--told", metavar="TEXT", help=both("告知的事实和拟作决定", "what was said"))],
    answer: Annotated[
        str,
        typer.Option("--answer", metavar="WORD", help=both("agrees、objects、silent、nobody", "what the answer was")),
    ],
    present: Annotated[str, typer.Option("--present", metavar="NAMES", help=both("在场人员", "who was there"))],
    record: Annotated[
        Path, typer.Option("--record", metavar="FILE", exists=True, help=both("签字记录扫描件", "the signed record"))
    ],
    post: Post,
    reply: Annotated[str, typer.Option("--reply", metavar="TEXT", help=both("对象原话", "the words"))] = "",
    way: Annotated[
        str, typer.Option("--way", metavar="WORD", help=both("visit、office、phone、letter", "how"))
    ] = "visit",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记减发、停发前的听取意见记录（《社会救助法》第48条）。
    Enter the hearing that the law asks for before a reduction or a stop.

    例 Example: mingbai awards hear 12 --on 2026-11-03 --told 收入增加 --answer silent ...
    """
    from hashlib import sha256

    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.actions import hear_recipient
        from mingbai.kernel.dates import parse_date
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            made = hear_recipient(
                award_id=award, held_on=parse_date(on), way=way, told=told, answer=answer, reply=reply,
                heard_by=present, document=sha256(record.read_bytes()).hexdigest(), by=by, at=at,
            )  # fmt: skip
    tell(made, voice, ("听取意见已登记", "hearing entered"), as_json=as_json)


def _facts(award: int, members: int, priority: int, income: str, care: str) -> "Facts":
    """Return the facts as they are, but for what is said anew."""
    from dataclasses import replace

    from mingbai.awards.queries import facts_now
    from mingbai.kernel.money import parse_yuan

    given: dict[str, Any] = {"member_count": members} if members else {}
    given |= {"priority_member_count": priority} if priority >= 0 else {}
    given |= {"annual_income_fen": parse_yuan(income)} if income else {}
    given |= {"care_level": care} if care else {}
    return replace(facts_now(award), **given)
