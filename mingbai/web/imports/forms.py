"""What is dropped, pasted and said about lists."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mingbai.imports.kinds import KINDS, Kind
from mingbai.imports.limits import LARGEST, LONGEST_PASTED
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import Unreadable
from mingbai.people.filings import ProxyKind
from mingbai.sources.purposes import KINDS as LISTS
from mingbai.web.fields import Day, Document, Lined
from mingbai.web.words import said

ENDINGS = ".xlsx,.xlsm,.xls,.et,.csv,.txt,.tsv,.html,.zip,.parquet,.yaml,.yml"
BY_CONTENT = ""
PROXIES = {
    ProxyKind.CHOSEN: ("本人指定的他人", "chosen by the recipient"),
    ProxyKind.CARER: ("委托照料人", "carer"),
    ProxyKind.GUARDIAN: ("监护人", "guardian"),
}


class Several(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, none of them read here."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files that were sent, as many as there are."""
        several = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(Files, self).clean(one, initial) for one in several]


class Drop(Lined):
    """Files, or cells pasted from a spreadsheet, and what they are to be taken in as."""

    dropped = Files(
        label=_("选择文件"), required=False, allow_empty_file=True, widget=Several({"accept": ENDINGS}),
        help_text=_("xlsx、xls、et（WPS）、csv、txt、zip；一次最多20个，合计50 MB"),
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("粘贴的单元格"), required=False, strip=False, widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        help_text=_("从Excel或WPS选中表头和数据，复制后粘贴到这里"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("导入什么"), required=False)

    def __init__(self, may: Iterable[Kind], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(BY_CONTENT, said("按内容识别", "recognise by its content")), *_named(may)]  # type: ignore[attr-defined]
        self.fields["pasted"].widget.attrs["data-most"] = LONGEST_PASTED

    @property
    def largest(self) -> int:
        """Return how many bytes may be dropped together."""
        return LARGEST


class Said(Lined):
    """What an upload is to be taken in as, for which month, and what the files do not say themselves."""

    kind = forms.ChoiceField(label=_("导入什么"))
    month = forms.CharField(label=_("月份"), max_length=10)
    list = forms.ChoiceField(label=_("名单种类"), required=False)
    department = forms.CharField(label=_("来源部门"), required=False, max_length=60)
    as_of = Day(label=_("数据是哪一天的"), required=False, help_text=_("文件里写明的，可以不填"))
    from_on = Day(label=_("自哪天起任职"), required=False, help_text=_("不填即从导入当天起"))
    document = forms.CharField(label=_("来文或接口编号"), required=False, max_length=100)
    paper = Document(
        label=_("签字盖章的备案表（扫描件）"), required=False, widget=forms.FileInput({"accept": "image/*,.pdf"}),
        help_text=_("只留下摘要作为凭据"),
    )  # fmt: skip
    cause = forms.CharField(label=_("代管、代取的原因"), required=False, max_length=100)
    proxy = forms.ChoiceField(label=_("代取人"), required=False)

    def __init__(self, kind: Kind, may: Iterable[Kind], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = {
            "kind": _named(may),
            "list": [(name, said(table.title, table.title_en)) for name, table in LISTS.items()],
            "proxy": [(one.value, said(*PROXIES[one])) for one in PROXIES],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name in set(self.fields) - {"kind", "month", *kind.asks}:
            del self.fields[name]
        if kind.is_of_desk and "document" in self.fields:
            self.fields["document"].label = _("文号")
            self.fields["document"].help_text = _("作出规定的文件；表中没有写明文号的行用它")
        for name in {"list", "department"} & set(self.fields):
            self.fields[name].required = True

    def clean_month(self) -> Month:
        """Return the month, written in any of the ways people write it."""
        try:
            return Month.parse(self.cleaned_data["month"])
        except Unreadable as wrong:
            raise forms.ValidationError(said(wrong.zh, wrong.en)) from wrong


def _named(kinds: Iterable[Kind]) -> list[tuple[str, str]]:
    return [(kind.name, said(kind.title, kind.title_en)) for kind in kinds]


def titled(name: str) -> str:
    """Return what a kind of import is called."""
    return said(KINDS[name].title, KINDS[name].title_en) if name in KINDS else name
