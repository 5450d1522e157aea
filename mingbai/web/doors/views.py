"""The door: number and password, a code where there is a telephone, a new password where it is due, then a post."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingbai.access import actions
from mingbai.access.queries import open_posts
from mingbai.access.refused import NoPost
from mingbai.access.whence import address_of
from mingbai.offices.queries import actor, posts_named
from mingbai.offices.refused import Refused
from mingbai.web.doors import session as sessions
from mingbai.web.doors.forms import Code, Enter, NewPassword
from mingbai.web.doors.looking import back_to
from mingbai.web.pages import Request
from mingbai.web.views.showing import first_page
from mingbai.web.words import language

Typed = Callable[[HttpRequest, Form], HttpResponse]


def _door(form: type[Form], template: str) -> Callable[[Typed], Callable[[HttpRequest], HttpResponse]]:
    """Return a view that shows a form until what was typed into it is accepted; refusals stand above it."""

    def around(accept: Typed) -> Callable[[HttpRequest], HttpResponse]:
        @never_cache
        @sensitive_post_parameters()
        @wraps(accept)
        def view(request: HttpRequest) -> HttpResponse:
            typed = form(request.POST or None)
            if request.method == "POST" and typed.is_valid():
                try:
                    return accept(request, typed)
                except Refused as refusal:
                    typed.add_error(None, refusal.in_language(language()))
            status = 422 if typed.errors else 200
            return render(request, template, {"form": typed, "next": back_to(request)}, status=status)

        return view

    return around


@_door(Enter, "doors/enter.html")
def enter(request: HttpRequest, typed: Form) -> HttpResponse:
    """Come in with a staff number and a password."""
    at = timezone.now()
    entered = actions.enter(**typed.cleaned_data, address=address_of(request), at=at)
    sessions.begin(request.session, entered, at)
    return _onwards(request)


@_door(Code, "doors/code.html")
def code(request: HttpRequest, typed: Form) -> HttpResponse:
    """Type the code a telephone shows."""
    at = timezone.now()
    if sessions.waits_for_code(request.session, at):
        officer = request.session[sessions.OFFICER]
        actions.confirm_code(officer_id=officer, code=typed.cleaned_data["code"], address=address_of(request), at=at)
        sessions.code_was_right(request.session)
    return _onwards(request)


@_door(NewPassword, "doors/password.html")
def password(request: HttpRequest, typed: Form) -> HttpResponse:
    """Choose a password nobody else has seen."""
    at = timezone.now()
    officer = sessions.officer_of(request.session, at)
    if officer is not None:
        old, new = typed.cleaned_data["old"], typed.cleaned_data["new"]
        version = actions.change_password(officer_id=officer, old=old, new=new, at=at)
        sessions.key_changed(request.session, version)
    return _onwards(request)


@never_cache
def post(request: HttpRequest) -> HttpResponse:
    """Choose in which post to act; whoever holds one only is not asked."""
    at = timezone.now()
    officer = sessions.officer_of(request.session, at)
    if officer is None:
        return _onwards(request)
    held = open_posts(officer, timezone.localdate(at))
    asked = request.POST.get("post", "")
    chosen = held[0] if len(held) == 1 else next((one for one in held if str(one) == asked), None)
    if chosen is not None:
        request.session[sessions.POST] = chosen
        way = back_to(request)
        return HttpResponseRedirect(first_page(actor(chosen, timezone.localdate(at))) if way == "/" else way)
    refusal = None if held else NoPost().in_language(language())
    shown = {"posts": posts_named(held), "refusal": refusal, "next": back_to(request)}
    return render(request, "doors/post.html", shown)


def stay(request: Request) -> HttpResponse:
    """Say for how many seconds the session lasts, now that it was used once more."""
    return HttpResponse(str(request.seconds_left), content_type="text/plain")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Go out."""
    request.session.flush()
    return HttpResponseRedirect(reverse("enter"))


def _onwards(request: HttpRequest) -> HttpResponse:
    """Return the way to the next page on the way in, which knows where one wanted to go."""
    name = sessions.next_door(request.session, timezone.now())
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back_to(request)})}")
