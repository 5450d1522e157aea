"""The pages of rules: all of them with a question above, and one of them whole."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingbai.rules.report.wording.severities import TOLD
from mingbai.standards.queries import parameters
from mingbai.web.pages import Request
from mingbai.web.parts.tags import cited
from mingbai.web.rules.about import MODES, About, about_all, values_of
from mingbai.web.standards.telling import ENTERS
from mingbai.web.where import where

ALERTS = "alerts"


def rules(request: Request) -> HttpResponse:
    """Show the rules as they stand in the division shown."""
    found = _known(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "severity", "mode")}
    matching = [one for one in found if _answers(one, asked)]
    shown = {
        "rules": matching,
        "many": len(found),
        "asked": asked,
        "severities": [(told.code, (told.name, told.name_en)) for told in TOLD.values()],
        "modes": [(mode.value, word) for mode, (_, word) in MODES.items()],
        "measured": request.actor.may_read(ALERTS),
    }
    return render(request, "rules/list.html", shown)


def rule(request: Request, rule_id: str) -> HttpResponse:
    """Show one rule: in plain words, its articles, its parameters here, what it finds and what it leaves alone."""
    about = next((one for one in _known(request) if one.id == rule_id), None)
    if about is None:
        raise Http404
    region, today = where(request, request.actor).region, timezone.localdate()
    values = list(values_of(about.rule, parameters(), region, today))
    shown = {
        "about": about,
        "values": values,
        "measured": request.actor.may_read(ALERTS),
        "replays": ENTERS.to(request.actor),
    }
    return render(request, "rules/rule.html", shown)


def _known(request: Request) -> list[About]:
    region = where(request, request.actor).region
    return about_all(region, timezone.localdate(), measured=request.actor.may_read(ALERTS))


def _answers(one: About, asked: dict[str, str]) -> bool:
    words = " ".join((one.id, *one.title, *one.plain, *one.rule.cites, cited(one.rule.cites))).lower()
    return (
        asked["q"].lower() in words
        and asked["severity"] in ("", one.told.code)
        and asked["mode"] in ("", one.mode.value)
    )
