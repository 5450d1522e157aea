"""What is typed and dropped about receipts: the bank's file, and what a difference comes from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.config.rooms import room

LARGEST = 100 * 2**20  # bytes of a bank's file
LONG = 2**20  # bytes from which it takes longer than anybody wants to wait
LONGEST_NAME = 80
ENDINGS = ".xlsx,.xls,.csv,.txt,.xml,.zip"


class Receipts(forms.Form):
    """One file of the bank; it is looked at for its size before it is read."""

    file = forms.FileField(
        label=gettext_lazy("银行回单"),
        help_text=gettext_lazy("拖文件到这里，或点击选择：camt.054、pain.002、xlsx、csv或zip，最大100 MB。"),
        widget=forms.FileInput({"accept": ENDINGS}),
    )

    def clean_file(self) -> UploadedFile:
        """Return the file unless it is too large."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(_("文件超过100 MB，请按日或按批拆分后再导入。"))
        return sent

    @property
    def is_long(self) -> bool:
        """Return whether the file takes longer to read than anybody wants to wait."""
        return (self.cleaned_data["file"].size or 0) > LONG

    @property
    def name(self) -> str:
        """Return what the sender calls the file, without the folders of his machine."""
        return Path(str(self.cleaned_data["file"].name)).name[-LONGEST_NAME:] or "receipts"

    @contextmanager
    def laid(self) -> Iterator[Path]:
        """Lay the file down, called as its sender called it, for as long as this lasts."""
        sent = self.cleaned_data["file"]
        with room() as folder:
            path = folder / self.name
            with path.open("wb") as file:
                for piece in sent.chunks():
                    file.write(piece)
            yield path


class Answer(forms.Form):
    """What a difference comes from."""

    answer = forms.CharField(
        label=gettext_lazy("差异说明"), max_length=400, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("写明原因、处理结果和凭据；领导认可后才算办结。"),
    )  # fmt: skip


class Plain(forms.Form):
    """Nothing to type."""


def answer_form(data: Any = None) -> Answer:
    """Return the form in which a difference is answered."""
    return Answer(data, auto_id="answer-%s")
