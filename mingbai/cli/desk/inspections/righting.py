"""How a problem is put right: ordered, reported, accepted or sent back, and looked at again (R-808, R-1009)."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, day
from mingbai.cli.desk.inspections.group import Item, Problem, Proof, Until, answer_of, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language

YES_NO = "yes|no"


@app.command("order", cls=Verb, context_settings=HELP)
def order(
    problem: Problem,
    content: Annotated[str, typer.Option("--content", metavar="TEXT", help=both("整改内容", "what is to be done"))],
    until: Until,
    in_charge: Annotated[
        int, typer.Option("--in-charge", metavar="OFFICER", help=both("责任人编号", "the officer in charge"))
    ],
    leader: Annotated[
        int, typer.Option("--leader", metavar="OFFICER", help=both("负责人编号", "the leader who answers for it"))
    ],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    下达整改：内容、时限、责任人、负责人缺一不可，两人须为责任单位现任。
    Order that a problem be put right: content, deadline, in charge and leader.

    例 Example: mingbai inspections order 3 --content 补办备案 --until 2026-11-20
        --in-charge 12 --leader 13 --post 6
    """
    said = {
        "problem_id": problem, "content": content, "until_on": day(until), "in_charge_id": in_charge,
        "leader_id": leader,
    }  # fmt: skip
    done = (
        f"已下达整改，整改项 {{}}，时限 {until}；通知书：mingbai papers rectification。",
        f"Item {{}} is ordered, until {until}; its notice: mingbai papers rectification.",
    )
    do("order", said, post, lang, as_json, done)


@app.command("report", cls=Verb, context_settings=HELP)
def report(
    item: Item,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help=both("整改情况", "what was done"))],
    document: Proof,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    责任单位报告整改情况，须附证明材料。
    Report what the unit did, with what proves it.

    例 Example: mingbai inspections report 2 --text 已全部备案 --document 备案表.pdf --post 12
    """
    said = {"item_id": item, "text": text, "document": document.read_bytes()}
    do("report", said, post, lang, as_json, ("整改项 {} 已报告，等待销号。", "Item {} is reported and waits."))


@app.command("accept", cls=Verb, context_settings=HELP)
def accept(item: Item, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    销号；报告人不能销自己的号，销号后仍要回头看。
    Accept what was reported, not by who reported it; a look-back still follows.

    例 Example: mingbai inspections accept 2 --post 6
    """
    done = ("整改项 {} 已销号，还须回头看。", "Item {} is accepted; it is looked at again.")
    do("accept", {"item_id": item}, post, lang, as_json, done)


@app.command("send-back", cls=Verb, context_settings=HELP)
def send_back(item: Item, until: Until, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回整改，重新确定时限。
    Send a report back, with a new deadline.

    例 Example: mingbai inspections send-back 2 --until 2026-12-20 --post 6
    """
    done = (f"整改项 {{}} 已退回，新时限 {until}。", f"Item {{}} is sent back, until {until}.")
    do("send_back", {"item_id": item, "until_on": day(until)}, post, lang, as_json, done)


@app.command("look-back", cls=Verb, context_settings=HELP)
def look_back(
    item: Item,
    carried_out: Annotated[
        str, typer.Option("--carried-out", metavar=YES_NO, help=both("整改措施是否落实到位", "was it carried out?"))
    ],
    in_time: Annotated[
        str, typer.Option("--in-time", metavar=YES_NO, help=both("问题是否按期解决", "was it solved in time?"))
    ],
    accepted: Annotated[
        str, typer.Option("--accepted", metavar=YES_NO, help=both("效果群众是否认可", "do the people agree?"))
    ],
    notes: Annotated[
        str, typer.Option("--notes", metavar="TEXT", help=both("怎样了解群众意见", "how the people were asked"))
    ],
    document: Proof,
    post: Post,
    again: Annotated[
        str, typer.Option("--again", metavar="DAY", help=both("有一问为否时的新时限", "the new deadline after a no"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    回头看三问，任何一问为否，重新整改；报告整改的人不能回头看。
    Answer the three questions of a look-back; one no reopens the item.

    例 Example: mingbai inspections look-back 2 --carried-out yes --in-time yes --accepted no
        --notes 走访10户 --document 记录.pdf --again 2026-12-20 --post 7
    """
    from mingbai.inspections.actions import Answers

    answers = Answers(
        answer_of(carried_out, "--carried-out"), answer_of(in_time, "--in-time"), answer_of(accepted, "--accepted")
    )
    said = {
        "item_id": item, "answers": answers, "notes": notes, "document": document.read_bytes(),
        "again_until_on": day(again) if again else None,
    }  # fmt: skip
    good = ("回头看 {} 已登记，三问均为是。", "Look-back {}: three times yes.")
    bad = (f"回头看 {{}} 已登记，重新整改，时限 {again}。", f"Look-back {{}}: it is put right again, until {again}.")
    do("look_back", said, post, lang, as_json, good if answers.all_yes else bad)
