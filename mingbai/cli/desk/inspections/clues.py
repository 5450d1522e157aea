"""Clues of breaches of discipline or offences: one proposes, another approves, and what came of them (R-1013)."""

from pathlib import Path
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.desk.inspections.group import Problem, app, clue_told, oversees, tell
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import Misuse, file_there
from mingbai.cli.voice import Lang, Language, Voice

PROPOSED = ("已提出，第 {0} 号，由另一人批准：mingbai inspections approve-clue {0}。",
            "Proposed: number {0}. Another approves it: mingbai inspections approve-clue {0}.")  # fmt: skip
HANDED = ("已移交，移交编号 {0}；有反馈时登记：mingbai inspections feedback {0}。",
          "Handed over: transfer {0}. Enter what comes of it: mingbai inspections feedback {0}.")  # fmt: skip
HEADS = "编号 问题 接收机关 文号 理由 提出人 状态", "number problem receiver document why by state"
Document = Annotated[str, typer.Option("--document", metavar="TEXT", help=both("文号", "the document's number"))]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help=both("移交提议的编号", "the proposal's number"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("理由", "why"))]


@app.command("hand-over", cls=Verb, context_settings=HELP)
def hand_over(
    problem: Problem,
    to: Annotated[
        str,
        typer.Option("--to", metavar="KIND", help=both("discipline 纪检监察、judicial 司法", "discipline or judicial")),
    ],
    receiver: Annotated[str, typer.Option("--receiver", metavar="NAME", help=both("接收机关", "who receives it"))],
    verified: Annotated[str, typer.Option("--verified", metavar="DAY", help=both("核实日期", "when it was verified"))],
    document: Document,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help=both("移交理由，不写姓名", "why, naming nobody"))],
    evidence: Annotated[
        Path, typer.Option("--evidence", metavar="FILE", callback=file_there, help=both("证据材料", "what proves it"))
    ],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出把核实的线索移交纪检监察或司法机关；由另一人批准后移交，同一机关只移交一次。
    Propose to hand a verified clue over; another approves it. To each body once.

    例 Example: mingbai inspections hand-over 3 --to discipline --receiver 县纪委监委
        --verified 2026-11-02 --document 明民移〔2026〕1号 --why 优亲厚友 --evidence 报告.pdf --post 6
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.inspections.clues import Proposed, propose
        from mingbai.inspections.states import Receiver
        from mingbai.offices.actor import working_as

        known = [each.value for each in Receiver]
        if to not in known:
            raise Misuse(f"--to 可选：{'、'.join(known)}。", f"For --to choose {' or '.join(known)}.")
        clue = Proposed(Receiver(to), receiver, day(verified), document, why, evidence.read_bytes())
        by, at = acting(post)
        with working_as(by):
            made = propose(problem_id=problem, clue=clue, by=by, at=at)
    tell(made, voice, PROPOSED, as_json=as_json)


@app.command("clues", cls=Verb, context_settings=HELP)
def clues(
    post: Post,
    every: Annotated[bool, typer.Option("--all", help=both("也列出已决定的", "those decided as well"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    待批准的线索移交：谁提出、移交给谁、理由；已退回、撤回的也留存。
    Clues that wait for approval: whose proposal, to whom, why; refused ones stay.

    例 Example: mingbai inspections clues --all --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.inspections import queries
        from mingbai.inspections.states import PROPOSALS, Proposal
        from mingbai.offices.actor import working_as
        from mingbai.offices.queries import officer_names

        by, _ = acting(post)
        with working_as(by):
            decided = queries.clues(by.region, waiting=False) if every else ()
            found = [*queries.clues(by.region), *decided] if oversees(by) else []
            names = officer_names(one.made_by for one in found)
    if as_json:
        print_json([clue_told(one) for one in found])
        return
    print_table(
        voice.say(*HEADS).split(),
        (
            (one.pk, one.problem_id, one.receiver_name, one.document, one.reason or one.grounds, names[one.made_by],
             voice.say(*PROPOSALS[Proposal(one.state)]))
            for one in found
        ),
    )  # fmt: skip


@app.command("approve-clue", cls=Verb, context_settings=HELP)
def approve_clue(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准他人提出的线索移交，今天即移交；自己提出的不能批准。
    Approve what another proposed: the clue is handed over today; never your own.

    例 Example: mingbai inspections approve-clue 1 --post 7
    """
    tell(_decide("approve", number, post, lang), Voice(lang), HANDED, as_json=as_json)


@app.command("refuse-clue", cls=Verb, context_settings=HELP)
def refuse_clue(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回他人提出的线索移交，写明理由；提议留存。
    Refuse what another proposed, with the reason; the proposal stays on record.

    例 Example: mingbai inspections refuse-clue 1 --reason 证据不足，补充核实 --post 7
    """
    _decide("refuse", number, post, lang, reason=reason)
    tell(
        number,
        Voice(lang),
        ("第 {} 号已退回，线索没有移交。", "Number {} is refused: nothing was handed over."),
        as_json=as_json,
    )


@app.command("withdraw-clue", cls=Verb, context_settings=HELP)
def withdraw_clue(
    number: Number, post: Post, reason: Reason = "", lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    撤回自己提出、尚未批准的线索移交；提议留存。
    Withdraw your own proposal while nobody has decided it; it stays on record.

    例 Example: mingbai inspections withdraw-clue 1 --post 6
    """
    _decide("withdraw", number, post, lang, reason=reason)
    tell(number, Voice(lang), ("第 {} 号已撤回。", "Number {} is withdrawn."), as_json=as_json)


def _decide(act: str, number: int, post: int, lang: str, **said: str) -> Any:
    """Do one act on a proposal; return what it gives."""
    with at_desk(), Voice(lang).working():
        from mingbai.inspections import clues
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            return getattr(clues, act)(clue_id=number, **said, by=by, at=at)


@app.command("feedback", cls=Verb, context_settings=HELP)
def feedback(
    transfer: Annotated[int, typer.Argument(metavar="TRANSFER", help=both("移交编号", "the number of the transfer"))],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help=both("反馈内容", "what the receiver said"))],
    document: Document,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记接收机关对线索的处理反馈。
    Enter what the receiver said became of a clue.

    例 Example: mingbai inspections feedback 1 --text 已立案 --document 明纪函〔2026〕3号 --post 6
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.inspections.clues import note_feedback
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            note_feedback(transfer_id=transfer, feedback=text, document=document, by=by, at=at)
    done = ("移交 {} 的反馈已登记。", "The feedback on transfer {} is entered.")
    tell(transfer, voice, done, as_json=as_json)
