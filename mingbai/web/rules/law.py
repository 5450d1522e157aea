"""The pages of law: the texts and how much of each is carried out; a text; one article and what rests on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from mingbai.law import Article, UnknownCitation, article, text
from mingbai.law.index import gaps, where
from mingbai.law.library import text_ids
from mingbai.law.scan import KIND_ZH
from mingbai.web.pages import Request


def texts(request: Request) -> HttpResponse:
    """Show the texts, and how many of their articles something here carries out."""
    return render(request, "rules/texts.html", {"texts": [gaps(one) for one in text_ids()]})


def one_text(request: Request, text_id: str) -> HttpResponse:
    """Show the articles of a text, each with what it orders and whether something carries it out."""
    try:
        read, coverage = text(text_id), gaps(text_id)
    except UnknownCitation:
        raise Http404 from None
    cited, in_part = ({one.citation for one in some} for some in (coverage.cited, coverage.in_part))
    missing = {one.citation for one in coverage.missing}

    def standing(one: Article) -> str:
        if one.citation in cited:
            return "cited"
        return "in_part" if one.citation in in_part else "missing" if one.citation in missing else ""

    only = request.GET.get("only", "")
    told = [(one, standing(one)) for one in read.articles.values()]
    shown = [(one, how) for one, how in told if not only or how == only]
    return render(request, "rules/text.html", {"text": read, "coverage": coverage, "articles": shown, "only": only})


def one_article(request: Request, text_id: str, number: str) -> HttpResponse:
    """Show an article, its parts, and what in the desk carries it out."""
    try:
        one = article(f"{text_id}#{number}")
    except UnknownCitation:
        raise Http404 from None
    read, entries = text(text_id), where(one.citation)
    places = [(entry.mention, (KIND_ZH[entry.mention.kind], str(entry.mention.kind))) for entry in entries]
    shown = {"text": read, "one": one, "parts": read.parts(number), "places": places}
    return render(request, "rules/article.html", shown)
