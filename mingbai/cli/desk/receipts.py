"""`mingbai receipts`: the bank's files delivered, a month matched, differences answered, the month closed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.receipts.models import OpenItem
    from mingbai.receipts.queries import Figures

OPEN = 5  # exit code: something does not agree yet
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("银行回单：导入、三方核对、差异、结账。", "The bank's receipts: delivered, matched, answered, closed."),
)
MonthOption = Annotated[
    str, typer.Option("--month", metavar="MONTH", help=both("哪个月，如 2026-10", "the month, such as 2026-10"))
]
Item = Annotated[int, typer.Argument(metavar="ITEM", help=both("差异编号", "the number of the open item"))]


@app.command("import", cls=Verb, context_settings=HELP)
def import_file(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", callback=file_there, help=both("银行发来的文件", "a file of the bank"))
    ],
    bank: Annotated[str, typer.Option("--bank", metavar="NAME", help=both("哪家银行", "the bank it is from"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    导入银行回单（camt.054、pain.002、xlsx/csv、zip）；不完整的整份退回，重复不计。
    Deliver a bank's file; one that is not whole is refused, what comes again counts once.

    例 Example: mingbai receipts import 回单.zip --bank 农商行 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import import_statement

        def kept(done: int, of: int) -> None:
            voice.tick("正在登记", "entering", done, of)

        by, at = acting(post)
        megabytes = f"{path.stat().st_size / 1_000_000:.1f} MB"
        voice.tick(f"正在读取 {path.name}（{megabytes}）", f"reading {path.name} ({megabytes})", 0, 0)
        with working_as(by):
            found = import_statement(path=path, bank=bank, region=by.region, by=by, at=at, progress=kept)
    if as_json:
        print_json([vars(one) for one in found])
        return
    for one in found:
        print(voice.say(one.zh, one.en))


@app.command("funds", cls=Verb, context_settings=HELP)
def enter_funds(
    month: MonthOption,
    post: Post,
    listed: Annotated[
        Path | None,
        typer.Option(
            "--list", metavar="FILE", help=both("财政拨款明细表，没有则按到位资金逐行分配", "finance's own list")
        ),
    ] = None,
    lang: Language = Lang.ZH,
) -> None:
    """
    登记拨款明细：财政自己的明细表，或到位资金所支付的名册行。
    Enter what was appropriated: finance's own list, or what arrived funds pay for.

    例 Example: mingbai receipts funds --month 2026-10 --list 拨款.xlsx --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import allot_arrived, import_appropriations

        (by, at), of = acting(post), Month.parse(month)
        with working_as(by):
            if listed is None:
                lines, of_none = allot_arrived(region=by.region, month=of, by=by, at=at), 0
            else:
                done = import_appropriations(path=file_there(listed), region=by.region, month=of, by=by, at=at)
                lines, of_none = done.rows, done.of_no_line
    zh = f"拨款明细 {lines} 行，其中名册上没有的 {of_none} 行。"
    print(voice.say(zh, f"{lines} lines appropriated, {of_none} of them on no roster."))


@app.command("match", cls=Verb, context_settings=HELP)
def match(month: MonthOption, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    逐行核对审批、拨款、到账；一致的入账，不一致的逐项列出。
    Match the three lists line by line; book what agrees, list what does not.

    退出码 Exit codes: 0 全部一致 all agree; 5 有差异 something differs
    例 Example: mingbai receipts match --month 2026-10 --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import match_month

        by, at = acting(post)
        with working_as(by):
            done = match_month(region=by.region, month=Month.parse(month), by=by, at=at)
    said = {"matched": done.matched, "settled": done.settled, "opened": done.opened, "resolved": done.resolved}
    said |= {"differences": len(done.differences)}
    if as_json:
        print_json(said)
    else:
        zh = "新核对一致 {matched} 行，入账 {settled} 笔；差异 {differences} 项，新增 {opened}，消除 {resolved}。"
        en = "{matched} lines newly matched, {settled} booked; {differences} differ, {opened} new, {resolved} resolved."
        print(voice.say(zh.format(**said), en.format(**said)))
    raise typer.Exit(OPEN if done.differences else 0)


@app.command("open", cls=Verb, context_settings=HELP)
def show_open(month: MonthOption, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    还有什么没办完：差异、责任方、期限，以及还有多少行没有核对一致。
    What is still open: each difference, whose and until when; what keeps the month open.

    例 Example: mingbai receipts open --month 2026-10 --post 5
    """
    voice = Voice(lang)
    with at_desk():
        from collections import Counter

        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts.queries import open_items, unproven
        from mingbai.receipts.refused import left_of

        by, _ = acting(post)
        with working_as(by):
            items = list(open_items(by.region, Month.parse(month)))
            left = Counter(what for what, _ in unproven(by.region, Month.parse(month)))
    if as_json:
        print_json({"items": [_as_json(item) for item in items], "left": dict(left)})
        return
    heads = voice.say("编号 差异 责任方 期限 金额 状态 说明", "item difference owner due yuan state answer").split()
    print_table(heads, (_row(item, voice) for item in items))
    for what, count in sorted(left.items()):
        print(voice.say(f"{count} 个{left_of(what, count)[0]}", f"{count} {left_of(what, count)[1]}"))


@app.command("answer", cls=Verb, context_settings=HELP)
def answer(
    item: Item,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help=both("说明", "what it comes from"))],
    post: Post,
    lang: Language = Lang.ZH,
) -> None:
    """
    由责任方说明一项差异。
    Say what a difference comes from; its owner does.

    例 Example: mingbai receipts answer 31 --text 已更正 --post 9
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import answer_item

        by, at = acting(post)
        with working_as(by):
            answer_item(item_id=item, answer=text, by=by, at=at)
    print(Voice(lang).say(f"差异 {item} 已说明，待领导认可。", f"Item {item} is answered: a leader has to agree."))


@app.command("agree", cls=Verb, context_settings=HELP)
def agree(item: Item, post: Post, lang: Language = Lang.ZH) -> None:
    """
    领导认可一项差异的说明。
    Agree to the explanation of a difference.

    例 Example: mingbai receipts agree 31 --post 4
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import agree_to_item

        by, at = acting(post)
        with working_as(by):
            agree_to_item(item_id=item, by=by, at=at)
    print(Voice(lang).say(f"差异 {item} 已认可。", f"Item {item} is explained."))


@app.command("back", cls=Verb, context_settings=HELP)
def take_money_back(month: MonthOption, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    收回发放失败和退汇的资金，之后才能更正重发。
    Take back what the bank refused or returned; only then may it be tried again.

    例 Example: mingbai receipts back --month 2026-10 --post 5
    """
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import take_back

        by, at = acting(post)
        with working_as(by):
            done = take_back(region=by.region, month=Month.parse(month), by=by, at=at)
    if as_json:
        print_json(vars(done))
        return
    counts = len(done.rejected), len(done.returned)
    print(
        Voice(lang).say("失败 {} 笔、退汇 {} 笔已收回。".format(*counts), "{} refused and {} returned.".format(*counts))
    )


@app.command("close", cls=Verb, context_settings=HELP)
def close(month: MonthOption, post: Post, lang: Language = Lang.ZH) -> None:
    """
    逐级签字结账：经办编制，复核，财政确认，领导审签；有一行不符都不能签。
    Sign the month step by step; not one line may be unproven.

    例 Example: mingbai receipts close --month 2026-10 --post 3
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.offices.roles import Role
        from mingbai.receipts.actions import prepare_month, sign_step
        from mingbai.receipts.states import SIGNS, Sign

        (by, at), of = acting(post), Month.parse(month)
        step = Sign.PREPARED
        with working_as(by):
            if by.role is Role.HANDLER and by.party in SIGNS[Sign.PREPARED].kinds:
                prepare_month(region=by.region, month=of, by=by, at=at)
            else:
                step = sign_step(region=by.region, month=of, by=by, at=at)
    done = SIGNS[step]
    print(voice.say(f"{of}：已签“{done.title}”。", f"{of}: signed, to {done.title_en}."))


@app.command("tell", cls=Verb, context_settings=HELP)
def tell(
    month: MonthOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=both("短信写到哪个文件", "where messages go"))],
    post: Post,
    lang: Language = Lang.ZH,
) -> None:
    """
    给到账的救助对象发短信（写入文件，由短信平台取走），每笔只发一次。
    Tell recipients what arrived, each payment once (into a file for the carrier).

    例 Example: mingbai receipts tell --month 2026-10 --out sms.tsv --post 5
    """
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import OutboxFile, tell_recipients

        by, at = acting(post)
        with working_as(by):
            said = tell_recipients(region=by.region, month=Month.parse(month), gateway=OutboxFile(out), by=by, at=at)
    zh = "已写入 {sent} 条，{no_phone} 人没有电话。".format(**said)
    print(Voice(lang).say(zh, "{sent} messages written, {no_phone} people have no phone.".format(**said)))


@app.command("statistics", cls=Verb, context_settings=HELP)
def statistics(
    month: MonthOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=both("导出到哪个文件", "the file to write"))],
    post: Post,
    reported: Annotated[
        Path | None,
        typer.Option("--compare", metavar="FILE", help=both("统计系统的数字，逐项核对", "what statistics report")),
    ] = None,
    enter: Annotated[
        bool, typer.Option("--enter", help=both("并登记在案，供发放后复核", "and keep it, for checks after payment"))
    ] = False,
    lang: Language = Lang.ZH,
) -> None:
    """
    导出统计数字，并核对业务、统计、发放三套数；不一致时退出码 5。
    Export the statistics; compare business, statistics and payment (exit 5: they differ).

    例 Example: mingbai receipts statistics --month 2026-10 --out tj.csv --post 5
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts.actions import enter_statistics
        from mingbai.receipts.queries import differing_figures, export_statistics, read_statistics

        (by, at), of = acting(post), Month.parse(month)
        with working_as(by):
            told = export_statistics(by.region, of, out)
            there = read_statistics(file_there(reported)) if reported else told
            if reported and enter:
                enter_statistics(region=by.region, month=of, path=reported, by=by, at=at)
            wrong = differing_figures(by.region, of, there)
    heads = voice.say("项目 业务 统计 发放", "programme business statistics payment").split()
    if wrong:
        print_table(heads, ((name, *(_figures(one, voice) for one in three)) for name, three in wrong.items()))
    print(voice.say(f"{len(told)} 个项目，{len(wrong)} 个不一致。", f"{len(told)} programmes, {len(wrong)} differ."))
    raise typer.Exit(OPEN if wrong else 0)


def _figures(one: "Figures | None", voice: Voice) -> str:
    from mingbai.kernel.money import show_yuan

    if one is None:
        return "-"
    yuan = show_yuan(one.fen)
    return voice.say(
        f"{one.lines:,} 笔 {one.persons:,} 人 {yuan} 元", f"{one.lines:,} lines, {one.persons:,} people, {yuan} yuan"
    )


@app.command("rates", cls=Verb, context_settings=HELP)
def show_rates(
    month: MonthOption,
    post: Post,
    due_day: Annotated[
        int, typer.Option("--due-day", metavar="DAY", help=both("发放截止日，默认10日", "the day it is due by"))
    ] = 10,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    及时率、足额率、一卡通发放率和银行评分。
    Timeliness, full amount, share paid by card, and each bank's scorecard.

    例 Example: mingbai receipts rates --month 2026-10 --post 5
    """
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.receipts.queries import card_rate, rates, scorecard

        (by, _), of = acting(post), Month.parse(month)
        with working_as(by):
            found = rates(by.region, of, of.first_on.replace(day=due_day))
            cards, scores = card_rate(by.region, of), scorecard(by.region, of)
    if as_json:
        print_json({"rosters": list(map(vars, found)), "cards": vars(cards), "banks": list(map(vars, scores))})
        return
    voice = Voice(lang)
    heads = voice.say("名册 区划 行数 及时率 足额率", "roster region lines on-time full").split()
    print_table(heads, ((r.roster_id, r.region, r.lines, _share(r.on_time_bp), _share(r.full_bp)) for r in found))
    shown = _share(cards.share_bp)
    print(
        voice.say(f"一卡通发放率 {shown}，例外 {cards.exceptions}", f"By card {shown}, exceptions {cards.exceptions}")
    )
    heads = voice.say("银行 发放 当日 失败 退汇 差错 收费", "bank paid on-the-day failed returned errors fees").split()
    rows = ((s.bank, s.paid, _share(s.on_the_day_bp), s.failed, s.returned, s.errors, s.fees) for s in scores)
    print_table(heads, rows)


def _share(bp: int) -> str:
    return f"{bp // 100}.{bp % 100:02}%"


def _row(item: "OpenItem", voice: Voice) -> tuple[Any, ...]:
    from mingbai.kernel.money import show_yuan
    from mingbai.offices.kinds import TITLES, Kind
    from mingbai.receipts.matching import KINDS, Source
    from mingbai.receipts.matching.difference import SOURCES

    kind, source = KINDS[item.kind], SOURCES[Source(item.source)]  # type: ignore[index]
    what = voice.say(f"{source[0]}：{kind.title}", f"{source[1]}: {kind.title_en}")
    return (
        item.pk,
        what,
        voice.say(*TITLES[Kind(item.owner)]),
        item.due_on,
        show_yuan(item.fen),
        item.state,
        item.answer,
    )


def _as_json(item: "OpenItem") -> dict[str, Any]:
    names = ("id", "source", "kind", "lines", "payment_ids", "fen", "fields", "owner", "due_on", "state", "answer")
    return {name: getattr(item, name) for name in names}
