"""What is typed to enter officers, appoint them, list them for a step, and to end or refuse."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import officer_numbered, organisations_in, posts_named
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.steps import STEPS
from mingbai.web.fields import Day, Lined
from mingbai.web.words import language, said


class Act(Lined):
    """What an act takes; most take nothing."""

    def __init__(self, *args: Any, actor: Actor, key: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.actor, self.key, self.today = actor, key, timezone.localdate()
        self.fill()

    def fill(self) -> None:
        """Offer what may be chosen."""


class Officer(Act):
    """A person with a staff number."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    number = forms.CharField(label=gettext_lazy("工号"), max_length=30)


class Place(forms.CharField):
    """A division by its code; none where it may be left out."""

    def clean(self, value: Any) -> Any:
        """Return the division, None for none."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return Region.parse(text)
        except Unreadable as error:
            raise forms.ValidationError(error.in_language(language())) from error


class Appointment(Act):
    """Who is to hold which post, from when until when."""

    number = forms.CharField(label=gettext_lazy("工号"), max_length=30)
    organisation_id = forms.TypedChoiceField(label=gettext_lazy("机构"), coerce=int)
    role = forms.TypedChoiceField(label=gettext_lazy("岗位角色"), coerce=Role)
    title = forms.CharField(label=gettext_lazy("职务名称"), max_length=60)
    region = Place(
        label=gettext_lazy("管辖区划代码"),
        help_text=gettext_lazy("不填为机构所在区划。"),
        max_length=12,
        required=False,
    )
    from_on = Day(label=gettext_lazy("起始日期"))
    until_on = Day(label=gettext_lazy("终止日期"), required=False)

    def fill(self) -> None:
        """Offer the offices of the actor's division, and the roles."""
        offices = organisations_in(self.actor.region, self.today).values_list("pk", "name")
        self.fields["organisation_id"].choices = [("", ""), *offices]  # type: ignore[attr-defined]
        roles = [(role.value, said(about.title, about.title_en)) for role, about in ROLES.items()]
        self.fields["role"].choices = [("", ""), *roles]  # type: ignore[attr-defined]
        self.fields["from_on"].initial = self.today

    def clean(self) -> dict[str, Any]:
        """Return what was typed, the officer in place of the staff number."""
        typed = super().clean() or {}
        if number := typed.pop("number", ""):
            officer = officer_numbered(number)
            if officer is None:
                self.add_error("number", _("没有这个工号的在职人员；请先登记人员，或核对工号。"))
            else:
                typed["officer_id"] = officer.pk
        return typed


class Listing(Act):
    """Which step a post is to answer for."""

    step_id = forms.ChoiceField(label=gettext_lazy("步骤"))
    region = Place(
        label=gettext_lazy("区划代码"), help_text=gettext_lazy("不填为岗位的管辖区划。"), max_length=12, required=False
    )
    from_on = Day(label=gettext_lazy("起始日期"))
    until_on = Day(label=gettext_lazy("终止日期"), required=False)

    def fill(self) -> None:
        """Offer the steps that such a post may answer for."""
        held = posts_named([self.key])
        fits = [
            (step.id, said(step.title, step.title_en))
            for step in STEPS.values()
            for post in held
            if Role(post.role) in step.roles and Kind(post.organisation.kind) in step.kinds
        ]
        self.fields["step_id"].choices = fits  # type: ignore[attr-defined]
        self.fields["from_on"].initial = max([self.today, *(post.from_on for post in held)])


class Refusal(Act):
    """Why something is refused."""

    reason = forms.CharField(label=gettext_lazy("退回理由"), max_length=200)


class Departure(Act):
    """From when somebody is gone."""

    left_on = Day(label=gettext_lazy("离职日期"), help_text=gettext_lazy("任职须先全部终止；离职后账号请一并停用。"))

    def fill(self) -> None:
        """Begin with today."""
        self.fields["left_on"].initial = self.today


class Ending(Act):
    """From when something no longer counts, and why."""

    until_on = Day(label=gettext_lazy("终止日期"), help_text=gettext_lazy("这一天起不再有效，不能早于今天。"))
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)

    def fill(self) -> None:
        """Begin with today."""
        self.fields["until_on"].initial = self.today
