"""Clues of breaches of discipline or offences: handed over at once, and what came of them (R-1013)."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day
from mingbai.cli.desk.inspections.group import Problem, app, do, tell
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import Misuse
from mingbai.cli.voice import Lang, Language, Voice

HANDED = ("已移交，移交编号 {0}；有反馈时登记：mingbai inspections feedback {0}。",
          "Handed over: transfer {0}. Enter what comes of it: mingbai inspections feedback {0}.")  # fmt: skip
Document = Annotated[str, typer.Option("--document", metavar="TEXT", help=both("文号", "the document's number"))]


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
    approver: Annotated[
        int, typer.Option("--approver", metavar="POST", help=both("批准人的岗位编号", "the post of who approves it"))
    ],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    一经核实，今天把线索移交纪检监察或司法机关，须另一人批准，同一机关只移交一次。
    Hand a verified clue over today, approved by another; to each body once.

    例 Example: mingbai inspections hand-over 3 --to discipline --receiver 县纪委监委
        --verified 2026-11-02 --document 明民移〔2026〕1号 --approver 7 --post 6
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.inspections.actions import hand_over as handed
        from mingbai.inspections.states import Receiver
        from mingbai.offices.actor import working_as

        known = [each.value for each in Receiver]
        if to not in known:
            raise Misuse(f"--to 可选：{'、'.join(known)}。", f"For --to choose {' or '.join(known)}.")
        by, at = acting(post)
        other, _ = acting(approver)
        with working_as(by):
            made = handed(
                problem_id=problem, receiver=Receiver(to), receiver_name=receiver, verified_on=day(verified),
                document=document, by=by, approved_by=other, at=at,
            )  # fmt: skip
    tell(made, voice, HANDED, as_json=as_json)


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
    said = {"transfer_id": transfer, "feedback": text, "document": document}
    do(
        "note_feedback",
        said,
        post,
        lang,
        as_json,
        ("移交 {} 的反馈已登记。", "The feedback on transfer {} is entered."),
    )
