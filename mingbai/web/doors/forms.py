"""What is typed at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NO_HELP = {"autocapitalize": "off", "autocorrect": "off", "spellcheck": "false"}


class Enter(forms.Form):
    """A staff number and a password."""

    number = forms.CharField(
        label=_("工号"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "username", "autofocus": True, **NO_HELP}),
    )
    password = forms.CharField(
        label=_("密码"), max_length=200, strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


class Code(forms.Form):
    """Six digits of a telephone."""

    code = forms.CharField(
        label=_("动态口令"),
        help_text=_("手机验证器上显示的六位数字。"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class NewPassword(forms.Form):
    """The old password, and a new one twice."""

    old = forms.CharField(
        label=_("现在的密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        help_text=_("至少10个字符，不含姓名和工号，不用常见密码；几个不相干的词连起来既好记又安全。"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次新密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return what was typed; both times the same."""
        typed = super().clean() or {}
        if typed.get("new") != typed.get("again"):
            self.add_error("again", _("两次输入的新密码不一致，请重新输入。"))
        return typed
