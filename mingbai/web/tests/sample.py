"""A page that shows every part once, for tests to look at; the console does not have it."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from mingbai.web.listing import paged
from mingbai.web.pages import Request, page
from mingbai.web.urls import handler400, handler403, handler404, handler500
from mingbai.web.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
TONES = ("red", "amber", "yellow", "green", "blue", "grey")


@dataclass(frozen=True)
class Step:
    """One step of a stepper."""

    title: str
    state: str
    note: str


STEPS = (Step("drafted", "done", "11-02"), Step("reviewed", "current", "10 left"), Step("released", "todo", ""))


class Typed(forms.Form):
    """A form with a field that is wrong, one that is right and one that may be left out."""

    name = forms.CharField(label="Name", help_text="As it stands on the card.")
    amount = forms.IntegerField(label="Amount", min_value=1)
    why = forms.ChoiceField(label="Why", choices=[("a", "one"), ("b", "two")], required=False)


def answer(request: Request) -> HttpResponse:
    """Answer what was sent; tests put another answer in its place."""
    return HttpResponse(status=302, headers={"Location": request.path})


def sample(request: Request) -> HttpResponse:
    """Show every part; a question from htmx is answered with what the drawer holds."""
    if request.method == "POST":
        return answer(request)
    if request.htmx:
        return HttpResponse('<p>In the drawer.</p><p><a href="#x">A link in it</a></p>')
    rows = [
        (TONES[number % 6], f"Person {number}", (number - 3) * 12_345, date(2026, 11, 16 + number))
        for number in range(9)
    ]
    found = paged(request, rows * 30)
    form = Typed(None if "untouched" in request.GET else {"name": "", "amount": "0", "why": "a"})
    form.is_valid()
    return render(request, "tests/sample.html", {"rows": found, "form": form, "steps": STEPS, "tones": TONES})


urlpatterns = [*ours, page("sample", sample, "today.sample")]
