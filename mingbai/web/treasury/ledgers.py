"""The pages of a month's three ledgers: arrivals and payments fund by fund, their reconciliation, its certificate."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.receipts.queries.ledgers import Ledgers, three_ledgers
from mingbai.treasury.errands import ask_audit
from mingbai.treasury.queries.listing import funds_of, moved, proposals_of
from mingbai.web.exporting import workbook, yuan
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.treasury.certificate import certificate
from mingbai.web.treasury.telling import told_funds, told_lines
from mingbai.web.treasury.views import bounds, lines_book, may_propose
from mingbai.web.where import county, where
from mingbai.web.words import said

STAGES = ("requested", "approved", "appropriated", "reserved", "on_way", "paid", "returned", "left")


def ledger(request: Request) -> HttpResponse:
    """Show what was asked for, arrived and was paid in the month, fund by fund, and every voucher behind it."""
    chosen, actor = county(request, request.actor), request.actor
    found = _named(three_ledgers(chosen.region, chosen.month), request)
    funds = told_funds(funds_of(chosen.region, within=actor.region))
    lines = told_lines(moved([one.facts.id for one in funds], *bounds(chosen.month)), funds, actor=actor)
    if request.GET.get("as") == "xlsx":
        return lines_book(request, "", lines)
    page = paged(request, lines)
    shown = {
        "ledgers": found,
        "sums": _sums([one["of"] for one in found]),
        "lines": list(page.object_list),
        "page": page,
        "with_fund": True,
        "waiting": proposals_of(within=actor.region),
        "may_propose": may_propose(actor),
        "is_wider": chosen.region != where(request, actor).region,
    }
    return render(request, "treasury/ledger.html", shown)


def reconcile(request: Request) -> HttpResponse:
    """Compare the three ledgers of the month fund by fund; give the certificate where nothing differs."""
    chosen, actor = county(request, request.actor), request.actor
    ledgers = three_ledgers(chosen.region, chosen.month)
    if request.method == "POST":
        return certificate(request, ledgers, chosen.region, chosen.month)
    found = _named(ledgers, request)
    if request.GET.get("as") == "xlsx":
        return _book(request, found)
    shown = {
        "ledgers": found,
        "sums": _sums(ledgers),
        "unequal": [one for one in found if not one["of"].is_equal],
        "unsettled": [one for one in found if one["of"].is_equal and not one["of"].is_settled],
        "waiting": proposals_of(within=actor.region),
        "is_wider": chosen.region != where(request, actor).region,
    }
    return render(request, "treasury/reconcile.html", shown)


def audit(request: Request) -> HttpResponse:
    """Say what an audit of the books proves, and order one: every entry read, every sum added up again."""
    if request.method == "POST":
        asked_for = ask_audit(by=request.actor, at=timezone.now())
        return HttpResponseRedirect(reverse("errands.errand", args=[asked_for]))
    return render(request, "treasury/audit.html", {"waiting": proposals_of(within=request.actor.region)})


def _named(ledgers: list[Ledgers], request: Request) -> list[dict[str, Any]]:
    """Return ledgers with the names of their funds."""
    funds = {
        one.facts.id: one
        for one in told_funds(funds_of(county(request, request.actor).region, within=request.actor.region))
    }
    return [{"of": one, "fund": funds[one.fund.id]} for one in ledgers if one.fund.id in funds]


def _sums(ledgers: list[Ledgers]) -> dict[str, int]:
    names = (*STAGES, "quota", "unspent", "settled", "quota_difference", "payment_difference")
    return {name: sum(getattr(one, f"{name}_fen") for one in ledgers) for name in names}


def _book(request: Request, found: list[dict[str, Any]]) -> HttpResponse:
    headers = [
        _("项目"), _("年度"), _("资金来源"), _("文号"), _("指标（元）"), _("拨付（元）"), _("发放（元）"),
        _("在途（元）"), _("结存（元）"), _("指标与拨付相差（元）"), _("拨付与发放相差（元）"),
    ]  # fmt: skip
    return workbook(request, _("三账核对"), headers, [
        (fund.programme, fund.facts.year, said(*fund.level), fund.facts.document,
         *(yuan(fen) for fen in (one.quota_fen, one.appropriated_fen, one.paid_fen, one.on_way_fen, one.unspent_fen,
                                 one.quota_difference_fen, one.payment_difference_fen)))
        for one, fund in ((row["of"], row["fund"]) for row in found)
    ])  # fmt: skip
