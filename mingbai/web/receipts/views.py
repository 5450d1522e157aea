"""The pages of a month's receipts: three lists side by side, what banks delivered, one difference, the closing."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import seat
from mingbai.offices.refused import Refused
from mingbai.people.queries import households
from mingbai.receipts import actions, queries
from mingbai.receipts.errands import ask_delivery
from mingbai.receipts.profiles import FileRefused
from mingbai.receipts.queries import standing
from mingbai.receipts.queries.differences import listed
from mingbai.receipts.states import SIGNS, Sign
from mingbai.web.access import may_open
from mingbai.web.listing import paged
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.papers.offering import may_print
from mingbai.web.receipts import telling
from mingbai.web.receipts.acts import ACTS, is_for, may_agree, may_answer, may_deliver, may_sign, next_sign, open_to
from mingbai.web.receipts.forms import Plain, Receipts, answer_form
from mingbai.web.where import Where, where
from mingbai.web.words import language

REFUSED = 422
COUNTY = 6  # digits: the lists of a month are compared county by county
COUNTED = ("allotted", "matched", "settled", "differences", "rejected", "returned")


def three(request: Request) -> HttpResponse:
    """Show what was approved, appropriated and paid side by side; a bank sees what it delivered and owes."""
    if request.actor.party is Kind.BANK:
        return statements(request)
    chosen, typed = _county(request), Plain(sent(request))
    act = ACTS.get(request.POST.get("act", ""))
    if request.method == "POST" and act is not None and typed.is_valid():
        try:
            counted = act.do(chosen.month, request.actor, timezone.now())
            query = urlencode({"month": str(chosen.month), "done": act.name, **counted})
            return HttpResponseRedirect(f"{request.path}?{query}")
        except (Refused, FileRefused) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    found = telling.in_order(queries.differences(chosen.region, chosen.month))
    page = paged(request, found)
    is_closed = queries.is_closed(chosen.region, chosen.month)
    left = {} if is_closed else standing.left(chosen.region, chosen.month)
    context = {
        "is_wider": chosen.region != where(request, request.actor).region,
        "lists": telling.three_lists(chosen.region, chosen.month),
        "ways": dict(enumerate(map(reverse, ("month", "payments", "receipts.statements")))),  # to the rows of each list
        "equal": standing.equal(chosen.region, chosen.month),
        "page": page,
        "items": telling.told_items(list(page.object_list)),
        "left": telling.unproven(left),
        "unallotted": (0, 0) if is_closed else standing.unallotted(chosen.region, chosen.month),
        "unmatched": left.get("entry", 0),
        "is_closed": is_closed,
        "acts": [] if is_closed else open_to(request.actor),
        "done": request.GET.get("done", ""),
        "counted": {name: request.GET.get(name, "") for name in COUNTED},
        "may_see_homes": may_open(request.actor, "people.household"),
        "form": typed,
    }
    _note(request, "receipts", f"{chosen.month}", len(page.object_list))
    return render(request, "receipts/three.html", context, status=REFUSED if typed.errors else 200)


def statements(request: Request) -> HttpResponse:
    """Show what banks delivered, and what of it agrees with nothing; a teller delivers a file."""
    actor, chosen, brought = request.actor, _county(request), None
    of_bank, mine = actor.party is Kind.BANK, seat(actor)[1]
    typed = Receipts(sent(request), request.FILES or None)
    if request.method == "POST" and typed.is_valid():
        if typed.is_long and (asked_for := _asked_for(request, typed, mine)) is not None:
            return HttpResponseRedirect(reverse("errands.errand", args=[asked_for]))
        brought = None if typed.errors else _delivered(request, typed, mine)
    found = standing.statements(actor.region, bank=mine if of_bank else "")
    entries = standing.unmatched(chosen.region, chosen.month, banks=[mine] if of_bank else [])
    page = paged(request, entries)
    open_items = list(queries.open_items(actor.region, chosen.month)) if of_bank else []
    owed = _owned(open_items, request) if open_items else []
    context = {
        "of_bank": of_bank,
        "bank": mine,
        "may_deliver": may_deliver(actor),
        "form": typed if typed.errors else Receipts(),
        "brought": brought,
        "statements": found[:20],
        "page": page,
        "entries": telling.told_entries(list(page.object_list)),
        "items": telling.told_items(listed(owed)),
    }
    _note(request, "receipts.statements", f"{chosen.month}", len(page.object_list))
    return render(request, "receipts/statements.html", context, status=REFUSED if typed.errors else 200)


def _delivered(request: Request, typed: Receipts, bank: str) -> list[Any] | None:
    """Deliver the bank's file; return what each statement in it brought, None where it was refused."""
    actor = request.actor
    try:
        with typed.laid() as path:
            return actions.import_statement(path=path, bank=bank, region=actor.region, by=actor, at=timezone.now())
    except (Refused, FileRefused) as refusal:
        typed.add_error(None, refusal.in_language(language()))
        return None


def _asked_for(request: Request, typed: Receipts, bank: str) -> int | None:
    """Have a long file read by and by; return the errand, None where it was refused."""
    actor, content = request.actor, typed.cleaned_data["file"].read()
    try:
        return ask_delivery(
            name=typed.name, content=content, bank=bank, region=actor.region, by=actor, at=timezone.now()
        )  # fmt: skip
    except Refused as refusal:
        typed.add_error(None, refusal.in_language(language()))
        return None


def item(request: Request, item_id: int) -> HttpResponse:
    """Show one difference; its owner says what it comes from, a leader agrees or sends that back."""
    found, actor = standing.item(item_id), request.actor
    if found is None or (
        actor.party is Kind.BANK and not standing.own_items([found], actor, seat(actor)[1], timezone.localdate())
    ):
        raise Http404
    name = request.POST.get("act", "")
    typed = answer_form(request.POST if name == "answer" else None)
    plain = Plain(sent(request))
    problem = typed if name == "answer" else plain
    if request.method == "POST" and problem.is_valid():
        try:
            _acted(name, item_id, typed, request)
            return HttpResponseRedirect(f"{request.path}?{urlencode({'done': name})}")
        except Refused as refusal:
            problem.add_error(None, refusal.in_language(language()))
    (told,) = telling.told_items(listed([found]))
    context = {
        "told": told,
        "month": Month.parse(found.month),
        "answer": typed if may_answer(found, actor) else None,
        "may_agree": may_agree(found, actor),
        "homes": households(told.listed.households).values() if may_open(actor, "people.household") else (),
        "done": request.GET.get("done", ""),
        "form": problem,
    }
    _note(request, "receipts.item", f"openitem/{item_id}", 1)
    return render(request, "receipts/item.html", context, status=REFUSED if problem.errors else 200)


def _acted(name: str, item_id: int, typed: Any, request: Request) -> None:
    """Do what was sent with a difference."""
    by, at = request.actor, timezone.now()
    if name == "answer":
        actions.answer_item(item_id=item_id, answer=typed.cleaned_data["answer"], by=by, at=at)
    elif name == "agree":
        actions.agree_to_item(item_id=item_id, by=by, at=at)
    elif name == "back":
        actions.send_back_item(item_id=item_id, by=by, at=at)
    else:
        raise Http404


def closing(request: Request) -> HttpResponse:
    """Show how far a month is signed and what each signature stands for; sign what is next."""
    chosen, actor, typed = _county(request), request.actor, Plain(sent(request))
    region, month = chosen.region, chosen.month
    if request.method == "POST" and typed.is_valid():
        try:
            _signed(request.POST.get("act", ""), actor.region, month, request)
            return HttpResponseRedirect(f"{request.path}?{urlencode({'month': str(month), 'done': 'signed'})}")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    last, signed = queries.last_closing(region, month), list(queries.signatures(region, month))
    is_closed = next_sign(len(signed)) is None  # what four signed stays as it is: nothing is looked at again
    stands = is_closed or last is None or last.digest == queries.month_digest(region, month)
    sign, left = next_sign(len(signed)), {} if is_closed else standing.left(region, month)
    is_due = sign is not None and (last is None or not stands)
    steps = telling.signings(signed)
    context = {
        "closing": last,
        "may_print": may_print(actor, "agreement"),
        "steps": steps,
        "stepper": [one.step for one in steps],
        "stands": stands,
        "left": telling.unproven(left),
        "is_closed": is_closed,
        "may_sign": last is not None and stands and may_sign(sign, {one.by for one in signed}, actor),
        "next": None if sign is None or last is None else SIGNS[sign],
        "may_prepare": is_due and is_for(SIGNS[Sign.PREPARED], actor),
        "done": request.GET.get("done", ""),
        "form": typed,
    }
    return render(request, "receipts/closing.html", context, status=REFUSED if typed.errors else 200)


def _signed(name: str, region: Region, month: Month, request: Request) -> None:
    """Put the month's result forward, or sign the next step."""
    if name == "prepare":
        actions.prepare_month(region=region, month=month, by=request.actor, at=timezone.now())
    elif name == "sign":
        actions.sign_step(region=region, month=month, by=request.actor, at=timezone.now())
    else:
        raise Http404


def _county(request: Request) -> Where:
    """Return the month and the county asked for: a township's part is compared with its county's."""
    chosen = where(request, request.actor)
    return Where(chosen.month, Region(chosen.region.code[:COUNTY]))


def _owned(items: list[Any], request: Request) -> list[Any]:
    """Return the differences that are the reader's bank's."""
    return standing.own_items(items, request.actor, seat(request.actor)[1], timezone.localdate())


def _note(request: Request, page: str, subject: str, rows: int) -> None:
    """Keep that an officer was shown rows with names."""
    if rows:
        note_look(page=page, by=request.actor, at=timezone.now(), subject=subject, rows=rows)
