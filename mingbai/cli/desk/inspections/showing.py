"""What is to be put right, until when and by whom; and one problem with all that became of it."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.inspections.group import OVERDUE, Problem, app, clue_told, oversees
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.inspections import models
    from mingbai.inspections.cases import Case

YES_NO = {True: ("是", "yes"), False: ("否", "no")}


@app.command("list", cls=Verb, context_settings=HELP)
def list_items(
    post: Post,
    late: Annotated[bool, typer.Option("--overdue", help=both("只看逾期的", "only what is overdue"))] = False,
    everything: Annotated[bool, typer.Option("--all", help=both("包括已销号的", "also what was accepted"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    问题和整改清单：谁负责、到哪天、走到哪一步；责任单位只看到本单位的。
    The lists: who answers, until when, how far; a unit sees its own.

    退出码 Exit codes: 0 没有逾期 nothing overdue; 5 有逾期 something is
    例 Example: mingbai inspections list --overdue --post 6
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.inspections.cases import cases
        from mingbai.inspections.queries import not_listed, transfers_without_feedback
        from mingbai.offices.actions.deciding import day_of
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        on = day_of(at)
        with working_as(by):
            found = cases(by.region, unit_id=None if oversees(by) else by.organisation_id)
            unlisted, unheard = (
                (not_listed(by.region).count(), transfers_without_feedback(by.region).count())
                if oversees(by)
                else (0, 0)
            )
    overdue = [one for one in found if one.is_overdue(on)]
    shown = [one for one in (overdue if late else found) if everything or late or not one.is_done]
    if as_json:
        said = [_as_json(one, on) for one in shown]
        print_json({"cases": said, "overdue": len(overdue), "not_listed": unlisted, "without_feedback": unheard})
    else:
        heads = voice.say(
            "问题 整改项 责任单位 内容 来源 时限 剩余工作日 责任人 负责人 状态",
            "problem item unit what source until days-left in-charge leader state",
        )
        print_table(heads.split(), (_row(one, on, voice) for one in shown))
        zh = f"共 {len(shown)} 项，逾期 {len(overdue)} 项；认定属实尚未列入 {unlisted} 条，移交未反馈 {unheard} 件。"
        en = f"{len(shown)} cases, {len(overdue)} overdue; {unlisted} outcomes not listed, {unheard} clues unanswered."
        print(voice.say(zh, en))
    raise typer.Exit(OVERDUE if overdue else 0)


@app.command("show", cls=Verb, context_settings=HELP)
def show(problem: Problem, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    一个问题的全部经过：依据、整改要求、报告、销号、每次回头看、线索移交。
    All that became of a problem: articles, order, report, look-backs, clues.

    例 Example: mingbai inspections show 3 --post 6
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from django.utils.timezone import localdate

        from mingbai.inspections.cases import case, transfers_of
        from mingbai.inspections.queries import clues_of, look_backs
        from mingbai.offices.actions.deciding import day_of
        from mingbai.offices.actor import working_as
        from mingbai.offices.queries import officer_names

        by, at = acting(post)
        with working_as(by):
            found = case(problem, by.region, unit_id=None if oversees(by) else by.organisation_id)
            seen = list(look_backs(found.item.pk)) if found.item else []
            handed = list(transfers_of(problem)) if oversees(by) else []
            proposed = list(clues_of(problem)) if oversees(by) else []
            names = officer_names([found.item.reported_by, found.item.accepted_by] if found.item else [])
    on = day_of(at)
    if as_json:
        said = _as_json(found, on) | {"look_backs": [_look(one) for one in seen]}
        clues = {"transfers": [_transfer(one) for one in handed], "clues": [clue_told(one) for one in proposed]}
        print_json(said | clues)
        return
    for line in _told(found, on, names, voice):
        print(line)
    for look in seen:
        marks = [voice.say(*YES_NO[yes]) for yes in (look.is_carried_out, look.is_in_time, look.is_accepted)]
        told, when = voice.say("、", ", ").join(marks), localdate(look.made_at)
        print(voice.say(f"回头看 {when}：{told}；{look.notes}", f"Look-back {when}: {told}; {look.notes}"))
    for clue in proposed:
        if clue.transfer_id is None:
            print(_proposed(clue, voice))
    for one in handed:
        back = one.feedback or voice.say("未反馈", "nothing heard yet")
        print(voice.say(f"线索移交 {one.pk}：{one.transferred_on} 移交{one.receiver_name}（{one.document}），{back}",
                        f"Clue {one.pk}: handed to {one.receiver_name} on {one.transferred_on}, {back}"))  # fmt: skip


def _proposed(one: "models.ClueProposal", voice: Voice) -> str:
    """Return what is known of a proposal that led to no transfer, or not yet."""
    from mingbai.inspections.states import PROPOSALS, Proposal

    zh, en = PROPOSALS[Proposal(one.state)]
    why = voice.say("，", ", ") + one.reason if one.reason else ""
    return voice.say(
        f"线索移交提议 {one.pk}：{one.receiver_name}（{one.document}），{zh}{why}",
        f"Clue proposed {one.pk}: to {one.receiver_name} ({one.document}), {en}{why}",
    )


def _row(one: "Case", on: date, voice: Voice) -> tuple[Any, ...]:
    item, problem = one.item, one.problem
    left = one.working_days_left(on)
    return (
        problem.pk, item.pk if item else "--", problem.unit.name, problem.title, problem.source,
        item.until_on if item else "--", "--" if left is None else left, one.in_charge or "--", one.leader or "--",
        voice.say(*one.state),
    )  # fmt: skip


def _told(one: "Case", on: date, names: dict[int, str], voice: Voice) -> list[str]:
    """Return what is known of a problem, line by line."""
    from mingbai.kernel.money import show_yuan
    from mingbai.papers.typesetting.articles import worded

    problem = one.problem
    about = f"{problem.unit.name}, {problem.source}, {problem.found_on}, ¥ {show_yuan(problem.amount_fen)}"
    articles = map(worded, problem.cites.split())
    return [
        voice.say(f"问题 {problem.pk}：{problem.title}", f"Problem {problem.pk}: {problem.title}"),
        f"  {about}",
        *(f"  {article['cite']} {voice.say(article['zh'], article['en'])}" for article in articles),
        *_ordered(one, on, names, voice),
    ]


def _ordered(one: "Case", on: date, names: dict[int, str], voice: Voice) -> list[str]:
    from django.utils.timezone import localdate

    item = one.item
    if item is None:
        return [voice.say(*one.state)]
    left = one.working_days_left(on)
    time = voice.say("，已逾期", ", overdue") if one.is_overdue(on) else ""
    if left:
        time = voice.say(f"，剩 {left} 个工作日", f", {left} working days left")
    head = voice.say(
        f"整改项 {item.pk}，第 {item.rounds} 轮，{one.state[0]}：{item.content}",
        f"Item {item.pk}, round {item.rounds}, {one.state[1]}: {item.content}",
    )
    who = voice.say(f"责任人 {one.in_charge}，负责人 {one.leader}", f"in charge {one.in_charge}, leader {one.leader}")
    lines = [head, voice.say(f"  时限 {item.until_on}{time}；{who}", f"  until {item.until_on}{time}; {who}")]
    if item.reported_at:
        whose, when = names.get(item.reported_by or 0, ""), localdate(item.reported_at)
        lines.append(voice.say(f"  {when} {whose}报告：{item.report}", f"  {when} {whose} reported: {item.report}"))
        lines.append(f"  SHA-256 {item.report_sha256}")
    if item.accepted_at:
        whose, when = names.get(item.accepted_by or 0, ""), localdate(item.accepted_at)
        lines.append(voice.say(f"  {when} {whose}销号", f"  {when} {whose} accepted it"))
    return lines


def _as_json(one: "Case", on: date) -> dict[str, Any]:
    problem, item = one.problem, one.item
    said = {
        "problem": problem.pk, "region": problem.region, "unit": problem.unit_id, "title": problem.title,
        "source": problem.source, "amount_fen": problem.amount_fen, "cites": problem.cites.split(),
        "found_on": problem.found_on, "state": item.state if item else "listed", "item": None,
    }  # fmt: skip
    names = ("content", "until_on", "in_charge_id", "leader_id", "rounds", "report", "report_sha256", "reported_by",
             "accepted_by")  # fmt: skip
    if item is None:
        return said
    told = {"id": item.pk, "overdue": one.is_overdue(on), "days_left": one.working_days_left(on)}
    return said | {"item": told | {name: getattr(item, name) for name in names}}


def _look(one: "models.LookBack") -> dict[str, Any]:
    names = ("is_carried_out", "is_in_time", "is_accepted", "notes", "document_sha256", "made_by", "made_at")
    return {name: getattr(one, name) for name in names}


def _transfer(one: "models.ClueTransfer") -> dict[str, Any]:
    names = ("id", "receiver", "receiver_name", "verified_on", "transferred_on", "document", "feedback", "feedback_on")
    return {name: getattr(one, name) for name in names}
