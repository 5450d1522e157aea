"""The pages of replays: a change typed and tried over past months, what it came to, and its way into standards."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mingbai.kernel.month import Month
from mingbai.offices.refused import Refused
from mingbai.policy.parameters import definitions
from mingbai.policy.parameters.definition import Definition
from mingbai.policy.refused import Refused as BadValue
from mingbai.replays.actions import commit, drop
from mingbai.replays.errands import ask_replay
from mingbai.replays.queries import by_month, replay_of, replays, totals
from mingbai.replays.trying import replayable
from mingbai.rules.rule import Rule
from mingbai.standards.queries import parameters
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.rules.telling import told_replay, told_replays
from mingbai.web.standards.forms import Propose, typed_of, value_field
from mingbai.web.standards.telling import ENTERS, Held, words_of
from mingbai.web.where import months_to_choose, where
from mingbai.web.words import language, said

if TYPE_CHECKING:
    from mingbai.replays.models import Replay

REFUSED, SHOWN, BACK = 422, 20, 2


class Over(forms.Form):
    """Over which months; and the value that is tried, of the parameter chosen."""

    first = forms.ChoiceField(label=gettext_lazy("从哪个月"))
    last = forms.ChoiceField(label=gettext_lazy("到哪个月"))

    def __init__(self, *args: Any, about: Definition | None, months: list[Month], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(str(month), str(month)) for month in months]
        for name in ("first", "last"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices, field.widget.attrs["class"] = choices, "form-select"
        if about is not None:
            self.fields = {"value": value_field(about), **self.fields}


def replay(request: Request, rule_id: str) -> HttpResponse:
    """Ask which parameter of a rule is changed, to what, and over which months; then have it tried."""
    rule = replayable().get(rule_id)
    if rule is None:
        raise Http404
    actor, key = request.actor, request.GET.get("key", "")
    about = definitions().get(key) if key in rule.parameters else None
    today = timezone.localdate()
    holding = parameters().holding(key, actor.region.code, today) if about else None
    months = [month for month in months_to_choose(today, where(request, actor).month) if month.first_on <= today]
    initial = {"first": str(months[min(BACK, len(months) - 1)]), "last": str(months[0])}
    if about and holding:
        initial["value"] = typed_of(about, holding[0].value)
    typed = Over(sent(request), about=about, months=months, initial=initial)
    if request.method == "POST" and typed.is_valid():
        try:
            return HttpResponseRedirect(reverse("errands.errand", args=[_asked(request, typed, rule_id, about)]))
        except (Refused, BadValue) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    shown = {
        "rule": rule,
        "title": said(rule.title, rule.title_en),
        "keys": [
            (one, said(known.title, known.title_en)) for one in rule.parameters if (known := definitions().get(one))
        ],
        "key": key if about else "",
        "words": words_of(about) if about else None,
        "here": Held(holding[0]) if holding else None,
        "form": typed,
        "before": told_replays(replays(actor.region, rule_id)[:SHOWN]),
    }
    return render(request, "rules/replay.html", shown, status=REFUSED if typed.errors else 200)


def replayed(request: Request, replay_id: int) -> HttpResponse:
    """Show what a replay came to; commit its value as a proposal, or drop it."""
    actor = request.actor
    made = replay_of(replay_id, actor.region)
    if made is None:
        raise Http404
    about = definitions().get(made.key)
    may = ENTERS.to(actor) and made.state == "draft" and bool(made.key)
    typed = Commit(sent(request) if request.POST.get("act") == "commit" else None) if may else None
    if request.method == "POST" and may:
        try:
            answer = _done(request, made, typed)
        except (Refused, BadValue) as refusal:
            assert typed is not None
            typed.add_error(None, refusal.in_language(language()))
        else:
            if answer is not None:
                return answer
    shown = {
        "told": told_replay(made),
        "words": words_of(about) if about else None,
        "rows": by_month(made),
        "rules": [(rule, one, made.versions.get(rule)) for rule, one in totals(made).items()],
        "form": typed,
        "may": may,
    }
    return render(request, "rules/replayed.html", shown, status=REFUSED if typed and typed.errors else 200)


class Commit(forms.Form):
    """From when the value holds, and on which ground: typed as any new value is."""

    from_on, until_on, article, document = (
        Propose.base_fields[name] for name in ("from_on", "until_on", "article", "document")
    )
    clean_article = Propose.clean_article


def _known(rule: Rule) -> list[Definition]:
    """Return the parameters a rule reads."""
    return [definitions()[key] for key in rule.parameters if key in definitions()]


def _asked(request: Request, typed: Over, rule_id: str, about: Definition | None) -> int:
    given = typed.cleaned_data
    return ask_replay(
        region=request.actor.region, first=Month.parse(given["first"]), last=Month.parse(given["last"]),
        key=about.key if about else "", value=given.get("value"), rule_id="" if about else rule_id, by=request.actor,
        at=timezone.now(),
    )  # fmt: skip


def _done(request: Request, made: "Replay", typed: Commit | None) -> HttpResponse | None:
    """Drop or commit it; return where to go on, nothing where what was typed must be mended."""
    at = timezone.now()
    if request.POST.get("act") == "drop":
        drop(replay_id=made.pk, by=request.actor, at=at)
        return HttpResponseRedirect(request.path)
    if typed is None or not typed.is_valid():
        return None
    entry = commit(replay_id=made.pk, **typed.cleaned_data, by=request.actor, at=at)
    return HttpResponseRedirect(f"{reverse('standards.entry', args=[entry])}?done=proposed")
