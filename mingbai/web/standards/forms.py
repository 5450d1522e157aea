"""What is typed about a value: the value as its parameter is written, its days, its article and its paper."""

from datetime import datetime
from fractions import Fraction
from typing import Any

import yaml
from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.kernel.money import show_yuan
from mingbai.offices.actor import Actor
from mingbai.policy.parameters.definition import Definition, Kind
from mingbai.policy.parameters.entry import plain
from mingbai.policy.parameters.showing import percent
from mingbai.standards.actions import propose_value
from mingbai.web.fields import Articles, Day, Lined, Yuan
from mingbai.web.words import said

YES_NO = (("true", ("是", "yes")), ("false", ("否", "no")))


class Percent(forms.CharField):
    """A share as people write it (15%, 15); basis points when it is read."""

    def clean(self, value: Any) -> Any:
        """Return the share in basis points, nothing where none is typed."""
        text = super().clean(value).strip().rstrip("%％").strip()
        if not text:
            return None
        try:
            exact = Fraction(text) * 100
        except (ValueError, ZeroDivisionError):
            exact = Fraction(1, 3)
        if exact.denominator != 1:
            raise forms.ValidationError(_("请填百分数，最多两位小数，如 15 或 12.5%。"))
        return exact.numerator


class Written(forms.CharField):
    """A list, a table or a fraction as packs write it."""

    def clean(self, value: Any) -> Any:
        """Return what is written, refusing what cannot be read."""
        try:
            return yaml.safe_load(super().clean(value))
        except yaml.YAMLError as error:
            raise forms.ValidationError(_("取值读不出来，请照现行取值的写法填写。")) from error


class Propose(Lined):
    """A value of one parameter, from a day on, by an article and a paper."""

    from_on = Day(label=_("自哪天起执行"))
    until_on = Day(label=_("哪天起不再执行"), required=False, help_text=_("不填即长期，到有新的取值为止。"))
    article = Articles(label=_("依据条款"), most=1, help_text=_("允许本地规定这一项的条款，如《社会救助法》第18条。"))
    document = forms.CharField(label=_("文号"), max_length=100, help_text=_("作出规定的文件，如 明政发〔2026〕3号。"))
    field_order = ("value", "from_on", "until_on", "article", "document")

    def __init__(self, *args: Any, about: Definition, **more: Any) -> None:
        super().__init__(*args, **more)
        self.about = about
        self.fields["value"] = value_field(about)
        self.order_fields(self.field_order)
        for field in self.fields.values():
            if type(field.widget) is forms.Select:
                field.widget.attrs["class"] = "form-select"

    def clean_article(self) -> str:
        """Return the one article."""
        return str(self.cleaned_data["article"][0])

    def do(self, region: str, by: Actor, at: datetime) -> int:
        """Enter it; return the entry's number."""
        return propose_value(key=self.about.key, region=region, **self.cleaned_data, by=by, at=at)


def value_field(about: Definition) -> forms.Field:
    """Return the field in which a parameter's value is typed as people write it."""
    label = _("新取值")
    if about.kind is Kind.BOOL:
        words = [(value, said(*pair)) for value, pair in YES_NO]
        return forms.TypedChoiceField(label=label, choices=words, coerce=lambda text: text == "true")
    if about.kind is Kind.CHOICE:
        return forms.ChoiceField(
            label=label, choices=[(one.value, said(one.title, one.title_en)) for one in about.choices]
        )
    if about.kind is Kind.INT and about.unit == "fen":
        return Yuan(label=_("新取值（元）"))
    if about.kind is Kind.INT and about.unit == "bp":
        return Percent(label=_("新取值（%）"), max_length=20)
    if about.kind is Kind.INT:
        return forms.IntegerField(label=label)
    if about.kind is Kind.TEXT:
        return forms.CharField(label=label, max_length=300)
    return Written(label=label, max_length=4000, widget=forms.Textarea({"rows": 3}), help_text=_("照现行取值的写法。"))


def typed_of(about: Definition, value: Any) -> Any:
    """Return a value as its field shows it."""
    if about.kind is Kind.INT and about.unit == "fen":
        return show_yuan(value)
    if about.kind is Kind.INT and about.unit == "bp":
        return percent(value)
    if about.kind is Kind.BOOL:
        return "true" if value else "false"
    if about.kind in (Kind.LIST, Kind.TABLE, Kind.FRACTION):
        return yaml.safe_dump(plain(value), allow_unicode=True, default_flow_style=True, width=2**20).strip()
    return value
