"""The pages of systems: their keys and addresses, what each address was told, and the security administrator's acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.access import actions as access
from mingbai.access.queries import api_keys_seen_by
from mingbai.offices.refused import Refused
from mingbai.offices.roles import ROLES, Role
from mingbai.web.links import forms
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.words import language
from mingbai.webhooks import actions as webhooks
from mingbai.webhooks.events import EVENTS
from mingbai.webhooks.queries import endpoints_seen_by, messages_of, tries_of
from mingbai.webhooks.states import TITLES, State

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

TONES = {State.WAITING: "amber", State.TOLD: "green", State.GIVEN_UP: "red"}


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, its button, what is said afterwards, its form, and the stage's action."""

    name: str
    title: "Promised | str"
    done: "Promised | str"
    form: type[forms.Act]
    do: Callable[..., Any]
    key: str = ""  # the action's name for the row; none where it makes one


ACTS: Mapping[str, Act] = {
    act.name: act
    for act in (
        Act("make", _("发放接口密钥"), _("接口密钥"), forms.Key, access.make_api_key),
        Act("revoke", _("停用接口密钥"), _("接口密钥已停用"), forms.Act, access.revoke_api_key, "key_id"),
        Act("enter", _("登记推送地址"), _("签名密钥"), forms.Endpoint, webhooks.enter_endpoint),
        Act("end", _("停用推送地址"), _("推送地址已停用"), forms.Act, webhooks.end_endpoint, "endpoint_id"),
    )
}


def links(request: Request) -> HttpResponse:
    """Show keys and addresses, those in use first."""
    at = timezone.now()
    page = paged(request, api_keys_seen_by(request.actor))
    shown = {
        "page": page,
        "rows": [(one, *_standing(one, at), ROLES[Role(one.post.role)]) for one in page.object_list],
        "endpoints": [(one, ROLES[Role(one.post.role)]) for one in endpoints_seen_by(request.actor)],
        "may": _may(request),
        "done": ACTS.get(request.GET.get("done", "")),
    }
    return render(request, "links/list.html", shown)


def act(request: Request, name: str, key: int) -> HttpResponse:
    """Ask what an act takes and do it; a secret is shown once and kept nowhere in the clear."""
    found = ACTS.get(name)
    if found is None or not _may(request):
        raise Http404
    typed = found.form(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and typed.is_valid():
        subject = {found.key: key} if found.key else {}
        try:
            made = found.do(**subject, **typed.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
        else:
            secret = made[1] if isinstance(made, tuple) else made
            if secret:
                return render(request, "links/given.html", {"act": found, "secret": secret})
            return HttpResponseRedirect(f"{reverse('links')}?{urlencode({'done': name})}")
    shown = {"act": found, "form": typed}
    return render(request, "links/act.html", shown, status=422 if typed.errors else 200)


def endpoint(request: Request, endpoint_id: int) -> HttpResponse:
    """Show what one address was told and is to be told, every try, and have something told again."""
    found = endpoints_seen_by(request.actor).filter(pk=endpoint_id).first()
    if found is None:
        raise Http404
    again = request.POST.get("message", "")
    if request.method == "POST" and again.isascii() and again.isdigit():
        webhooks.tell_again(message_id=int(again), by=request.actor, at=timezone.now())
        return HttpResponseRedirect(f"{request.path}?done=again")
    page = paged(request, messages_of(endpoint_id, request.actor))
    tries = tries_of([one.pk for one in page.object_list])
    rows = [
        (one, EVENTS[one.event], TITLES[State(one.state)], TONES[State(one.state)], tries.get(one.pk, []))
        for one in page.object_list
    ]
    shown = {"endpoint": found, "page": page, "rows": rows, "may": _may(request), "done": request.GET.get("done")}
    return render(request, "links/endpoint.html", shown)


def _may(request: Request) -> bool:
    return request.actor.role is Role.SECURITY_ADMINISTRATOR


def _standing(key: Any, at: datetime) -> tuple["Promised | str", str]:
    """Return how a key stands, and the colour of that."""
    if key.revoked_at is not None:
        return _("已停用"), "grey"
    return (_("已到期"), "amber") if key.expires_at <= at else (_("有效"), "green")
