"""What is typed before a value is shown whole."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Reason(forms.Form):
    """What a whole value is needed for."""

    reason = forms.CharField(
        label=_("事由"),
        help_text=_("为什么需要看完整信息，至少4个字；事由连同您的姓名、时间记入存证。"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "autofocus": True}),
    )
