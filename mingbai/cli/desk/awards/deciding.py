"""A change is reviewed and confirmed by two further people, and its amount explained to anybody."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.desk.awards.group import Number, Refuse, app, tell
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("decide", cls=Verb, context_settings=HELP)
def decide(
    number: Number,
    post: Post,
    refuse: Refuse = "",
    notice: Annotated[
        str, typer.Option("--notice", metavar="NUMBER", help=both("告知书文号", "the number of the notice"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    复核或确认一项变更：复核人办理即复核，分管负责人办理即确认并签发告知书。
    Review a decision as a reviewer, or confirm it as a leader, who issues the notice.

    例 Example: mingbai awards decide 31 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.actions import approve_decision, refuse_decision, review_decision
        from mingbai.offices.actor import working_as
        from mingbai.offices.roles import Role

        by, at = acting(post)
        with working_as(by):
            if refuse:
                refuse_decision(decision_id=number, reason=refuse, by=by, at=at)
            elif by.role is Role.LEADER:
                approve_decision(decision_id=number, notice_number=notice, by=by, at=at)
            else:
                review_decision(decision_id=number, by=by, at=at)
    leads = by.role is Role.LEADER
    done = ("已退回", "refused") if refuse else ("已确认", "confirmed") if leads else ("已复核", "reviewed")
    tell(number, voice, done, as_json=as_json)


@app.command("explain", cls=Verb, context_settings=HELP)
def explain(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    一项决定的金额是怎么算出来的，逐步列出依据。
    How the amount of a decision came about, step by step.

    例 Example: mingbai awards explain 31 --post 7
    """
    with at_desk():
        from mingbai.awards.queries import explanation
        from mingbai.offices.actor import working_as

        by, _ = acting(post)
        with working_as(by):
            said = {language: explanation(number, language) for language in ("zh", "en")}
    if as_json:
        print_json(said)
        return
    for place, sentence in enumerate(said[lang.value], 1):
        print(f"{place}. {sentence}")
