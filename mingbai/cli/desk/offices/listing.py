"""The list of responsibilities: entered by an administrator, approved by a leader (R-002)."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post
from mingbai.cli.desk.offices.group import From, Last, Number, Reason, RegionOption, Until, app, do, place
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language


@app.command("list-post", cls=Verb, context_settings=HELP)
def list_post(
    step: Annotated[str, typer.Argument(metavar="STEP", help=both("步骤，如 make_roster", "such as make_roster"))],
    listed: Annotated[int, typer.Argument(metavar="LISTED", help=both("由哪个岗位负责", "the post that answers"))],
    post: Post,
    region: RegionOption = None,
    from_on: From = None,
    until: Until = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    把一个岗位列入责任清单，由分管负责人批准。
    Enter which post answers for a step; a leader approves it.

    例 Example: mingbai offices list-post make_roster 6 --post 1
    """
    days = {"from_on": from_on, "until_on": until}
    said = ("已列入责任清单，待分管负责人批准", "listed; a leader approves it")
    do("list_post", post, lang, said, as_json=as_json, step_id=step, post_id=listed, region=place(region), days=days)


@app.command("approve-listing", cls=Verb, context_settings=HELP)
def approve_listing(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准责任分工；录入人和本人不能批准。
    Approve a listing, as leader; never one's own.

    例 Example: mingbai offices approve-listing 9 --post 5
    """
    said = ("责任分工已生效", "in force")
    do("approve_listing", post, lang, said, as_json=as_json, listing_id=number)


@app.command("refuse-listing", cls=Verb, context_settings=HELP)
def refuse_listing(
    number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    退回责任分工，写明理由。
    Refuse a listing, with the reason.

    例 Example: mingbai offices refuse-listing 9 --reason 另有安排 --post 5
    """
    said = ("责任分工已退回", "refused")
    do("refuse_listing", post, lang, said, as_json=as_json, listing_id=number, reason=reason)


@app.command("end-listing", cls=Verb, context_settings=HELP)
def end_listing(
    number: Number, until: Last, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    终止责任分工。
    End a listing.

    例 Example: mingbai offices end-listing 9 --until 2026-12-01 --reason 轮岗 --post 5
    """
    said = ("责任分工已终止", "ended")
    days = {"until_on": until}
    do("end_listing", post, lang, said, as_json=as_json, listing_id=number, days=days, reason=reason)
