"""What is typed to make a key for a system, and to enter an address that is told."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mingbai.access.limits import KEY_DAYS
from mingbai.offices.actor import Actor
from mingbai.offices.queries import posts_in
from mingbai.offices.roles import ADMINISTRATORS, ROLES, Role
from mingbai.web.fields import Lined
from mingbai.web.words import said
from mingbai.webhooks.events import ALL


class Act(Lined):
    """What an act takes; ending takes nothing."""

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        if "post_id" in self.fields:
            self.fields["post_id"].choices = [("", ""), *_posts(actor)]  # type: ignore[attr-defined]


class Key(Act):
    """In whose post a system works, what for, and how long."""

    post_id = forms.TypedChoiceField(
        label=_("所属岗位"), coerce=int, help_text=_("系统按这个岗位的角色和辖区查阅、办理，由任职人负责。")
    )
    purpose = forms.CharField(label=_("用途"), max_length=200, help_text=_("哪个单位的哪个系统，办什么。"))
    days = forms.IntegerField(label=_("有效天数"), min_value=KEY_DAYS[0], max_value=KEY_DAYS[1], initial=90)


class Endpoint(Act):
    """Where to tell, in whose post, of what."""

    post_id = forms.TypedChoiceField(
        label=_("所属岗位"), coerce=int, help_text=_("只推送这个岗位能查阅、且在其辖区内的事件。")
    )
    url = forms.CharField(
        label=_("推送地址"), max_length=400, help_text=_("https:// 开头；不推送到内部网络，除非运维允许。")
    )
    events = forms.MultipleChoiceField(label=_("事件"), widget=forms.CheckboxSelectMultiple)
    purpose = forms.CharField(label=_("用途"), max_length=200, help_text=_("哪个单位的哪个系统，收到后做什么。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        told = [(one.name, f"{capfirst(said(one.title, one.title_en))} · {one.name}") for one in ALL]
        self.fields["events"].choices = told  # type: ignore[attr-defined]


def _posts(actor: Actor) -> list[tuple[int, str]]:
    """Return the posts of a division that a system may work in: every one but the administrators'."""
    found = posts_in(actor.region, timezone.localdate()).exclude(role__in=ADMINISTRATORS)
    return [(post.pk, _named(post)) for post in found]


def _named(post: Any) -> str:
    role = ROLES[Role(post.role)]
    return f"{post.organisation.name} {post.officer.name}（{said(role.title, role.title_en)}）"
