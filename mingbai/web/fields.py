"""Fields and forms as pages of work share them: a day typed as people write it, a document, what an act takes."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from mingbai.kernel.money import parse_yuan
from mingbai.kernel.unreadable import Unreadable
from mingbai.law import UnknownCitation, cite_named, named
from mingbai.web.words import language, said

LARGEST = 20 * 2**20  # bytes of a document
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")


class Document(forms.FileField):
    """What proves an entry: looked at for its size before it is read; the stage keeps its digest."""

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """Return what the file holds, nothing where none is given."""
        sent: UploadedFile | None = super().clean(data, initial)
        if sent is None:
            return b""
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(_("材料超过20 MB，请压缩或拆分后再选。"))
        return bytes(sent.read())


class Day(forms.DateField):
    """A day, typed in any of the ways people write it; pickers differ from browser to browser."""

    def __init__(self, **more: Any) -> None:
        shown = forms.DateInput({"placeholder": "2026-11-30", "autocomplete": "off"}, format=DAYS[0])
        super().__init__(widget=shown, input_formats=DAYS, **more)


class Yuan(forms.CharField):
    """An amount in yuan as people write it (1,240.5, １２４０, 0.124万); fen when it is read."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **more)

    def clean(self, value: Any) -> Any:
        """Return the amount in fen, nothing where none is typed."""
        text = super().clean(value)
        if not text.strip():
            return 0
        try:
            return parse_yuan(text)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.in_language(language())) from unreadable


class Articles(forms.CharField):
    """Articles as people cite them (《社会救助法》第18条) or by their codes, semicolons between; up to `most`."""

    def __init__(self, *, most: int, **more: Any) -> None:
        super().__init__(max_length=100 * most, **more)
        self.most = most

    def clean(self, value: Any) -> Any:
        """Return the citations; say which there is not, and what comes near."""
        words = [one for one in re.split(r"[；;、\n]|\s+(?=\S+#)", super().clean(value)) if one.strip()]
        if len(words) > self.most:
            raise forms.ValidationError(_("最多写%(most)d条。") % {"most": self.most})
        try:
            return [str(cite_named(one)) for one in words]
        except UnknownCitation as unknown:
            near = said("、", ", ").join(named(one, language()) for one in unknown.nearest if "#" in one)
            if not near:
                raise forms.ValidationError(said(unknown.zh, unknown.en)) from unknown
            raise forms.ValidationError(
                _("法规库中没有“%(asked)s”，最接近的是：%(near)s。") % {"asked": unknown.citation, "near": near}
            ) from unknown


class Lined(forms.Form):
    """A form whose lists to choose from look like those of the rest of the page."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            if type(field.widget) is forms.Select:
                field.widget.attrs["class"] = "form-select"


def chosen(words: Mapping[Any, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what may be chosen, in the language being spoken."""
    return [(each.value, said(*pair)) for each, pair in words.items()]
