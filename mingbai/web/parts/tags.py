"""Tags and filters that every template has: names of bundles, icons, money, days, what is said in two languages."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingbai.kernel.money import show_wan, show_yuan
from mingbai.kernel.month import Month
from mingbai.law import Article, Citation, Text, named, numbered
from mingbai.offices.actor import Actor
from mingbai.web.words import language, month_name, said

NOTHING = "--"  # no data; zero is 0.00 and what is hidden is ***
SOON = 3  # days
ICONS, XMLNS = Path(__file__).parent / "icons", ' xmlns="http://www.w3.org/2000/svg"'  # not needed inside a page
register = template.Library()


@cache
def names() -> dict[str, str]:
    """Return what the built bundles are called: desk.css → desk-4F2A91C3.css."""
    file = settings.STATIC_ROOT / "names.json"
    if not file.exists():
        raise FileNotFoundError(
            "The pages' bundles are not built: run ./dev assets. 页面资源尚未生成：请运行 ./dev assets"
        )
    return dict(json.loads(file.read_text(encoding="utf-8")))


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a bundle."""
    return f"{settings.STATIC_URL}{names()[name]}"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon in the size and colour of the text beside it; it says nothing by itself."""
    return mark_safe((ICONS / f"{name}.svg").read_text(encoding="utf-8").replace(XMLNS, ""))  # noqa: S308 -- our file


@register.filter
def money(fen: int | None) -> str:
    """Return an amount in yuan; nothing known is not nought."""
    return NOTHING if fen is None else show_yuan(fen)


@register.filter
def wan(fen: int | None) -> str:
    """Return an amount in ten thousands of yuan."""
    return NOTHING if fen is None else show_wan(fen)


def day(value: date | datetime | None) -> str:
    """Return a day as tables show it: 2026-11-22."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return NOTHING if local is None else f"{local:%Y-%m-%d}"


def moment(value: datetime | None) -> str:
    """Return a moment where the desk is, to the minute."""
    return NOTHING if value is None else f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


@register.filter
def whole(value: object) -> SafeString:
    """Return what no line may break inside, a rule's number or a day, as HTML."""
    return format_html('<span class="unbroken">{}</span>', value)


register.filter("plain_day", day)  # inside an attribute
register.filter("plain_moment", moment)
register.filter("day", lambda value: whole(day(value)))
register.filter("moment", lambda value: whole(moment(value)))


@register.filter
def month(value: Month | date | None) -> str:
    """Return a month as people say it."""
    return NOTHING if value is None else month_name(Month.parse(value))


@register.filter
def weekday(value: date) -> str:
    """Return the day of the week."""
    return said("周" + "一二三四五六日"[value.weekday()], f"{value:%a}")


@register.filter
def title(about: Any) -> str:
    """Return what a thing that carries both languages is called: a role, a kind, a step, a pair."""
    zh, en = about if isinstance(about, tuple) else (about.title, about.title_en)
    return said(zh, en)


@register.filter
def cited(citations: str | Citation | tuple[str, ...]) -> str:
    """Return the articles something rests on as people cite them: 《社会救助法》第18条第2款."""
    return said("；", "; ").join(named(one, language()) for one in _each(citations))


@register.filter
def cited_one_by_one(citations: str | Citation | tuple[str, ...]) -> SafeString:
    """Return the same as HTML, each whole where it fits in a line, its code as its title."""
    of = _each(citations)
    ends = [said("；", ";")] * (len(of) - 1) + [""]
    names = ((one, named(one, language()), end) for one, end in zip(of, ends, strict=True))
    return format_html_join(said("", " "), '<span class="cite" title="{}">{}{}</span>', names)


@register.filter
def place_in_text(citation: Citation) -> str:
    """Return an article's number where its text is named already: 第18条第2款."""
    return numbered(citation, language())


@register.filter
def called(text: Text) -> str:
    """Return what people call a law, a rule or a circular."""
    return text.called_in(language())


def _each(citations: str | Citation | tuple[str, ...]) -> tuple[str, ...]:
    return citations if isinstance(citations, tuple) else (str(citations),)


@register.filter
def article_address(citation: str | Citation | None) -> str:
    """Return where an article is read, empty for what rests on none."""
    text, _, number = str(citation or "").partition("#")
    return reverse("rules.article", args=[text, number]) if number else ""


@register.filter
def heading(one: Article) -> str:
    """Return an article's short name."""
    return one.heading_in(language())


@register.filter
def gist(one: Article) -> str:
    """Return what an article says."""
    return one.gist_in(language())


@register.filter
def is_open_to(thing: Any, actor: Actor) -> bool:
    """Return whether a link would open to the actor."""
    return bool(thing.is_open_to(actor))


@register.filter
def at(known: Mapping[Any, Any], key: Any) -> Any:
    """Return what is known under a key: {{ names|at:officer_id }}."""
    return known.get(key, NOTHING)


@register.filter
def days_left(due_on: date | None) -> int | None:
    """Return how many days are left until a day, negative after it."""
    return None if due_on is None else (due_on - timezone.localdate()).days


@register.filter
def countdown(due_on: date | None) -> str:
    """Return the time left as the chip says it: 剩3天, 今天到期, 逾期1天."""
    left = days_left(due_on)
    if left is None:
        return _("无时限")
    if left == 0:
        return _("今天到期")
    if left < 0:
        return ngettext("逾期%(days)d天", "逾期%(days)d天", -left) % {"days": -left}
    return ngettext("剩%(days)d天", "剩%(days)d天", left) % {"days": left}


@register.filter
def urgency(due_on: date | None) -> str:
    """Return the colour of the time left."""
    left = days_left(due_on)
    if left is None:
        return "grey"
    return "red" if left < 0 else "amber" if left <= SOON else "blue"


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """Return this page's address with some of its questions changed; None takes one out."""
    request = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path
