"""The books as they stand: audited, where the money of each fund is, and the moves money may make."""

import typer

from mingbai.cli.desk.acting import AsJson, at_desk, print_json, print_table
from mingbai.cli.desk.treasury.group import WRONG, app
from mingbai.cli.manual import HELP, Verb
from mingbai.cli.voice import Lang, Language, Voice


@app.command("audit", cls=Verb, context_settings=HELP)
def audit_books(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    查账：按分录重新累计每个账户，核对每笔分录，检查数据库约束。
    Add every balance up again, read every entry against its digest, look for every guard.

    退出码 Exit codes: 0 相符 whole; 5 有误 wrong
    例 Example: mingbai treasury audit --json
    """
    with at_desk():
        from mingbai.treasury.audit import audit

        found = audit()
    if as_json:
        faults = [vars(fault) for fault in found.faults]
        print_json({"whole": found.is_whole, "accounts": found.accounts, "entries": found.entries, "faults": faults})
    else:
        voice = Voice(lang)
        for fault in found.faults:
            print(voice.say(fault.zh, fault.en))
        counted = f"{found.accounts:,}", f"{found.entries:,}"
        print(
            voice.say(
                "共{}个账户、{}笔分录，".format(*counted)
                + ("全部相符。" if found.is_whole else f"{len(found.faults)}处有误。"),
                "{} accounts, {} entries: ".format(*counted)
                + ("all whole." if found.is_whole else f"{len(found.faults)} wrong."),
            )
        )
    if not found.is_whole:
        raise typer.Exit(WRONG)


@app.command("funds", cls=Verb, context_settings=HELP)
def show_funds(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    各项资金现在何处：下达 = 已付 + 退回 + 占用 + 可用。
    Where the money of each fund is: given = paid + returned + occupied + available.

    例 Example: mingbai treasury funds
    """
    with at_desk():
        from mingbai.treasury.queries import funds, ladder, where_it_is

        found = [(fund, ladder(fund.id), where_it_is(fund.id)) for fund in funds()]
    if as_json:
        print_json([
            vars(fund) | {"parts_fen": vars(whole), "rungs_fen": dict(rungs)} for fund, rungs, whole in found
        ])  # fmt: skip
        return
    from mingbai.kernel.money import show_yuan

    voice = Voice(lang)
    heads = voice.say(
        "编号 年度 项目 文号 下达 已付 退回 占用 可用",
        "id year programme document given paid returned occupied available",
    )
    rows = (
        (fund.id, fund.year, fund.programme, fund.document, *map(show_yuan, vars(whole).values()))
        for fund, _, whole in found
    )
    print_table(heads.split(), rows)


@app.command("moves", cls=Verb, context_settings=HELP)
def show_moves(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    允许的资金变动：从哪里到哪里，谁办理，依据哪条。
    The moves money may make: from where to where, by whom, by which article.

    例 Example: mingbai treasury moves --lang en
    """
    from mingbai.offices.kinds import TITLES
    from mingbai.treasury.ladder import RUNGS
    from mingbai.treasury.states import MOVES

    if as_json:
        print_json([vars(move) for move in MOVES])
        return
    voice = Voice(lang)
    rows = (
        (
            move.id,
            voice.say(move.title, move.title_en),
            *(voice.say(RUNGS[rung].title, RUNGS[rung].title_en) for rung in (move.debit, move.credit)),
            voice.say(*TITLES[move.by]) + (f" / {voice.say(*TITLES[move.settled_by])}" if move.settled_by else ""),
            " ".join(move.cites),
        )
        for move in MOVES
    )
    print_table(voice.say("代码 变动 从 到 办理 依据", "code move from to by articles").split(), rows)
