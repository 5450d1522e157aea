"""The pages of standards: all values of a place on a day, one with its history, a proposal and what it would cost."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.access.actions import note_look
from mingbai.awards.raising import reckoned
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.places import names_of
from mingbai.offices.refused import Refused
from mingbai.policy.parameters import Entry as Value
from mingbai.policy.parameters import definitions
from mingbai.policy.parameters.entry import NATION
from mingbai.policy.refused import Refused as BadValue
from mingbai.replays.queries import replay_behind
from mingbai.rules.speaking import programme_names
from mingbai.standards.actions import approve_value, export_yaml, refuse_value
from mingbai.standards.queries import as_value, entries_of, entry_of, history, parameters
from mingbai.standards.raising.due import looked_at
from mingbai.standards.states import State
from mingbai.web.exporting import workbook
from mingbai.web.fields import DAYS
from mingbai.web.listing import paged
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.standards.forms import Propose, typed_of
from mingbai.web.standards.telling import ENTERS, Held, approves, told_entries, told_history, words_of
from mingbai.web.where import where
from mingbai.web.words import language

REFUSED = 422
SHOWN = 20  # lines that lose, by name of their number


class Decision(forms.Form):
    """What becomes of a proposed value; a refusal says why."""

    reason = forms.CharField(label=gettext_lazy("退回理由"), max_length=200, required=False)


def standards(request: Request) -> HttpResponse:
    """Show every value in force in the division on a day, with its ground; what waits for approval first."""
    if request.method == "POST":
        return _pack(request)
    chosen, actor = where(request, request.actor), request.actor
    on = _day(request.GET.get("on", "")) or timezone.localdate()
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "only", "on")}
    held = [Held(entry) for entry in in_order(parameters().at(chosen.region.code, on).in_force().values())]
    found = [one for one in held if _answers(one, asked)]
    if request.GET.get("as") == "xlsx":
        return _book(request, found)
    page = paged(request, found)
    shown = {
        "page": page,
        "places": _places({one.entry.region for one in page.object_list}),
        "waiting": told_entries(entries_of(chosen.region.code, [State.PROPOSED]), actor),
        "asked": asked,
        "on": on,
        "many": len(held),
        "may_enter": actor.role in ENTERS.roles and actor.party in ENTERS.kinds,
    }
    return render(request, "standards/list.html", shown)


def value(request: Request, key: str) -> HttpResponse:
    """Show one parameter: what holds here, what the places above say, and every value there was."""
    chosen, actor, on = where(request, request.actor), request.actor, timezone.localdate()
    about = definitions().get(key)
    if about is None:
        raise Http404
    past = told_history(history(key, chosen.region.code), actor)
    holding = parameters().holding(key, chosen.region.code, on)
    shown = {
        "about": about,
        "words": words_of(about),
        "here": Held(_origin(key, chosen.region, on)) if holding else None,
        "past": past,
        "places": _places({one.past.value.region for one in past}),
        "waiting": [one for one in past if one.past.state is State.PROPOSED],
        "may_enter": actor.role in ENTERS.roles and actor.party in ENTERS.kinds,
        "is_reckoned": key in looked_at(parameters().at(chosen.region.code, on)),
    }
    return render(request, "standards/value.html", shown)


def propose(request: Request, key: str) -> HttpResponse:
    """Ask for a new value of the actor's own division, and enter it."""
    actor, on = request.actor, timezone.localdate()
    about = definitions().get(key)
    if about is None:
        raise Http404
    holding = parameters().holding(key, actor.region.code, on)
    initial = {"value": typed_of(about, holding[0].value)} if holding else {}
    typed = Propose(sent(request), about=about, initial=initial)
    if request.method == "POST" and typed.is_valid():
        try:
            made = typed.do(actor.region.code, actor, timezone.now())
            return HttpResponseRedirect(f"{reverse('standards.entry', args=[made])}?done=proposed")
        except (Refused, BadValue) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    shown = {
        "about": about,
        "words": words_of(about),
        "form": typed,
        "here": Held(holding[0]) if holding else None,
        "place": _places({actor.region.code})[actor.region.code],
    }
    return render(request, "standards/propose.html", shown, status=REFUSED if typed.errors else 200)


def entry(request: Request, entry_id: int) -> HttpResponse:
    """Show a value that was entered, before and after and what it would cost; approve it or send it back."""
    found, actor = entry_of(entry_id), request.actor
    if found is None or not _in_sight(found.region, actor):
        raise Http404
    typed = Decision(sent(request))
    if request.method == "POST" and typed.is_valid():
        try:
            return _decided(request, entry_id, typed.cleaned_data["reason"])
        except (Refused, BadValue) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    (told,) = told_entries([found], actor)
    before = parameters().holding(found.key, found.region, found.from_on)
    known = parameters().at(found.region, found.from_on)
    shown = {
        "told": told,
        "before": Held(before[0]) if before and found.state == State.PROPOSED else None,
        "after": Held(as_value(found)),
        "place": _places({found.region})[found.region],
        "form": typed,
        "done": request.GET.get("done", ""),
        "is_reckoned": found.key in looked_at(known),
        "behind": replay_behind(found.pk),
        "may_decide": approves(found, actor),
    }
    if request.GET.get("reckon"):
        shown |= _reckoned(found, actor)
    return render(request, "standards/entry.html", shown, status=REFUSED if typed.errors else 200)


def _pack(request: Request) -> HttpResponse:
    """Hand out the division's values as a pack that reads again as the same values; that it was taken is kept."""
    region = where(request, request.actor).region.code
    at = timezone.now()
    text = export_yaml(region=region, by=request.actor, at=at)
    note_look(
        page="standards", by=request.actor, at=at, subject=f"standards.pack/{region}", rows=text.count("\n"),
        is_export=True,
    )  # fmt: skip
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{region}.yaml"'
    return answer


def _reckoned(entry: Any, actor: Actor) -> dict[str, Any]:
    """Return what a value would come to, by township and programme, as the page shows it; or why it cannot be told."""
    place = Region(entry.region)
    region = place if actor.region.contains(place) else actor.region
    try:
        outcome = reckoned(region, entry.from_on, {entry.key: entry.value}, place=entry.region)
    except (Refused, BadValue) as refusal:  # a missing standard is one of the latter
        return {"unreckoned": refusal.in_language(language())}
    places = names_of({Region(one.region) for one in outcome.parts if one.region})
    lang = language()
    rows = [(places[Region(one.region)], programme_names(one.programme, lang), one) for one in outcome.parts]
    return {"outcome": outcome, "parts": rows, "left_out": outcome.left_out[:SHOWN]}


def _decided(request: Request, entry_id: int, reason: str) -> HttpResponse:
    at, act = timezone.now(), request.POST.get("act", "")
    if act == "refuse":
        refuse_value(entry_id=entry_id, reason=reason, by=request.actor, at=at)
    else:
        approve_value(entry_id=entry_id, by=request.actor, at=at)
    query = urlencode({"done": "refused" if act == "refuse" else "approved"})
    return HttpResponseRedirect(f"{request.path}?{query}")


def _book(request: Request, found: list[Held]) -> HttpResponse:
    headers = [_("参数"), _("名称"), _("取值"), _("区划"), _("自"), _("至"), _("依据"), _("来源")]
    return workbook(request, _("政策标准"), headers, [
        (one.entry.key, one.title, one.shown, one.entry.region, str(one.entry.from_on), str(one.entry.to_on or ""),
         one.entry.ground(language()), one.source)
        for one in found
    ])  # fmt: skip


def in_order(entries: Iterable[Value]) -> list[Value]:
    """Return what places below the nation decided first, each part in the order parameters are defined."""
    order = {key: place for place, key in enumerate(definitions())}
    return sorted(entries, key=lambda one: (one.region == NATION, order[one.key]))


def _answers(one: Held, asked: dict[str, str]) -> bool:
    about, ground = one.about, one.entry.ground(language())
    words = f"{one.entry.key} {about.title} {about.title_en} {one.entry.cite} {ground} {one.shown}".lower()
    only = {
        "": True, "local": one.entry.region != NATION, "ours": one.is_ours, "design": not one.entry.cite,
    }.get(asked["only"], True)  # fmt: skip
    return only and asked["q"].lower() in words


def _origin(key: str, region: Region, on: date) -> Any:
    return parameters().origin(key, region.code, on)


def _in_sight(region: str, actor: Actor) -> bool:
    """Return whether a value counts in the actor's division or below it."""
    place = Region(region)
    return actor.region.contains(place) or place.contains(actor.region)


def _places(codes: set[str]) -> dict[str, str]:
    """Return what places are called, the nation too."""
    names = names_of({Region(code) for code in codes if code != NATION})
    return {NATION: _("全国"), **{region.code: name for region, name in names.items()}}


def _day(text: str) -> date | None:
    try:
        return forms.DateField(input_formats=DAYS).clean(text) if text else None
    except forms.ValidationError:
        return None
