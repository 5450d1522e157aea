"""The first pages of the books: every fund and what stands still, one fund with its ledger, entries one by one."""

from datetime import datetime, time
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.places import names_of
from mingbai.standards.queries import parameters
from mingbai.treasury.ladder import RUNGS, UNFINISHED
from mingbai.treasury.proposals import BY_HAND, MAKERS
from mingbai.treasury.queries.idle import idle_money
from mingbai.treasury.queries.listing import Fund, entries_of, fund_of, funds_of, moved, proposals_of, reserves_of
from mingbai.web.exporting import workbook, yuan
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.treasury.telling import (
    told_accounts,
    told_funds,
    told_idle,
    told_lines,
    told_proposals,
)
from mingbai.web.where import where
from mingbai.web.words import said

FIRST = 10  # of what stands still, on the first page


def treasury(request: Request) -> HttpResponse:
    """Show every fund of the division as it stands, what waits for a decision, and what stands still."""
    chosen, actor, on = where(request, request.actor), request.actor, timezone.localdate()
    year = _year(request.GET.get("year", ""), on.year)
    every = funds_of(chosen.region, within=actor.region)
    found = told_funds([one for one in every if year is None or one.facts.year == year])
    if request.GET.get("as") == "xlsx":
        return _funds_book(request, found)
    idle = told_idle(idle_money(chosen.region, within=actor.region, on=on, standards=parameters()), on)
    shown = {
        "funds": found,
        "years": sorted({one.facts.year for one in every}, reverse=True),
        "year": year,
        "sums": _sums([one.fund for one in found]),
        "all_hold": all(one.fund.whole.holds for one in found),
        "waiting": told_proposals(proposals_of(within=actor.region), actor),
        "idle": idle[:FIRST],
        "more": max(0, len(idle) - FIRST),
        "may_propose": may_propose(actor),
    }
    return render(request, "treasury/list.html", shown)


def fund(request: Request, fund_id: int) -> HttpResponse:
    """Show one fund: where its money is, rung by rung, and what moved in the month."""
    chosen, actor = where(request, request.actor), request.actor
    found = fund_of(fund_id, within=actor.region)
    if found is None:
        raise Http404
    (told,) = told_funds([found])
    lines = told_lines(moved([fund_id], *bounds(chosen.month)), [told], actor=actor)
    if request.GET.get("as") == "xlsx":
        return lines_book(request, f"{told.programme}{told.facts.year}", lines)
    page = paged(request, lines)
    shown = {
        "told": told,
        "accounts": told_accounts(found.accounts),
        "unfinished": [(RUNGS[rung].title, RUNGS[rung].title_en) for rung in UNFINISHED if found.rungs[rung]],
        "lines": list(page.object_list),
        "page": page,
        "waiting": told_proposals(proposals_of(within=actor.region, fund_id=fund_id), actor),
        "may_propose": may_propose(actor),
    }
    return render(request, "treasury/fund.html", shown)


def entries(request: Request, fund_id: int, entry: Any) -> HttpResponse:
    """Show the entries that one line of the ledger sums up, by their numbers."""
    found = fund_of(fund_id, within=request.actor.region)
    one = entries_of(entry, within=request.actor.region) if found else None
    if found is None or one is None or not one.exists():
        raise Http404
    page = paged(request, one)
    (told,) = told_funds([found])
    for row in page.object_list:
        row.digest = bytes(row.body_sha256).hex()
    return render(request, "treasury/entries.html", {"told": told, "page": page, "first": page.object_list[0]})


def reserves(request: Request) -> HttpResponse:
    """Show the townships' reserves: what was supplied, what was spent, what is left, and since when nothing moved."""
    chosen, actor, on = where(request, request.actor), request.actor, timezone.localdate()
    found = reserves_of(chosen.region, within=actor.region)
    places = names_of({Region(one.township) for _facts, one in found})
    rows: list[dict[str, Any]] = [
        {"fund": facts, "township": places[Region(one.township)], "code": one.township, "balances": one.balances}
        for facts, one in found
    ]
    if request.GET.get("as") == "xlsx":
        headers = [_("乡镇"), _("资金账"), _("拨入（元）"), _("支出（元）"), _("余额（元）")]
        return workbook(request, _("乡镇备用金"), headers, [
            (one["township"], one["fund"].document, yuan(one["balances"].credits_posted),
             yuan(one["balances"].debits_posted), yuan(one["balances"].net_fen))
            for one in rows
        ])  # fmt: skip
    shown = {
        "rows": rows,
        "on": on,
        "sum_fen": sum(one["balances"].net_fen for one in rows),
        "waiting": proposals_of(within=actor.region),
        "may_propose": may_propose(actor),
        "of_township": actor.party is Kind.TOWNSHIP,
    }
    return render(request, "treasury/reserves.html", shown)


def idle(request: Request) -> HttpResponse:
    """Show all the money that stands longer than the terms in force allow."""
    chosen, actor, on = where(request, request.actor), request.actor, timezone.localdate()
    found = told_idle(idle_money(chosen.region, within=actor.region, on=on, standards=parameters()), on)
    if request.GET.get("as") == "xlsx":
        headers = [
            _("原因"), _("项目"), _("文号"), _("在哪里"), _("乡镇"), _("金额（元）"), _("超期金额（元）"), _("天数"),
            _("期限"),
        ]  # fmt: skip
        return workbook(request, _("滞留与结余"), headers, [
            (said(*one.why), one.programme, one.one.fund.document, said(one.one.title, one.one.title_en), one.township,
             yuan(one.one.stands_fen), yuan(one.one.fen), one.days, one.limit)
            for one in found
        ])  # fmt: skip
    page = paged(request, found)
    return render(request, "treasury/idle.html", {"idle": list(page.object_list), "page": page})


def bounds(month: Month) -> tuple[datetime, datetime]:
    """Return the first moment of a month and of the next, where the desk is."""
    first, after = (timezone.make_aware(datetime.combine(one.first_on, time())) for one in (month, month.plus(1)))
    return first, after


def may_propose(actor: Actor) -> bool:
    """Return whether the actor's post proposes moves by hand."""
    return actor.role in MAKERS and actor.party in BY_HAND


def lines_book(request: Request, title: str, lines: Any) -> HttpResponse:
    """Return lines of the ledger as a workbook."""
    headers = [_("时间"), _("变动"), _("文号"), _("笔数"), _("金额（元）"), _("经办 → 审批"), _("凭证")]
    return workbook(request, f"{title}{_('资金明细')}", headers, [
        (f"{timezone.localtime(one.line.made_at):%Y-%m-%d %H:%M}", one.title, one.line.document, one.line.entries,
         yuan(one.line.fen), one.people, str(one.line.voucher_id))
        for one in lines
    ])  # fmt: skip


def _funds_book(request: Request, found: Any) -> HttpResponse:
    headers = [
        _("区划"), _("项目"), _("年度"), _("资金来源"), _("文号"), _("下达（元）"), _("已付（元）"), _("退回（元）"),
        _("占用（元）"), _("可用（元）"), _("是否相符"),
    ]  # fmt: skip
    return workbook(request, _("资金账"), headers, [
        (one.place, one.programme, one.facts.year, said(*one.level), one.facts.document,
         *(yuan(fen) for fen in vars_of(one.fund)), _("相符") if one.fund.whole.holds else _("不符"))
        for one in found
    ])  # fmt: skip


def vars_of(one: Fund) -> tuple[int, int, int, int, int]:
    """Return a fund's parts in fen: given, paid, returned, occupied, available."""
    whole = one.whole
    return whole.given_fen, whole.paid_fen, whole.returned_fen, whole.occupied_fen, whole.available_fen


def _sums(found: list[Fund]) -> list[int]:
    return [sum(column) for column in zip(*map(vars_of, found), strict=True)] or [0] * 5


def _year(text: str, this: int) -> int | None:
    """Return the year asked for, this one where none is, None for all."""
    if text == "all":
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this
