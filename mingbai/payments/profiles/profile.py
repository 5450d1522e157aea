"""A bank's profile: its format as data (encoding, delimiter or widths, totals, rows), and the file written by it."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingbai.payments.profiles import delimited, fixed, pain001, workbook
from mingbai.payments.profiles.fields import OF_FILE, OF_PAYMENT
from mingbai.payments.profiles.initiation import Initiation, faults, rare_names
from mingbai.payments.profiles.refused import Fault, ProfileRefused, Unwritable

OURS = Path(__file__).with_name("layouts.yaml")
FORMS = ("pain001", "delimited", "workbook", "fixed")
PARTS = ("header", "payment", "trailer")
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Profile:
    """How one bank, or many, want their files."""

    id: str
    zh: str
    en: str
    form: str
    encoding: str
    suffix: str
    most_rows: int
    delimiter: str = ""
    header: tuple[tuple[Any, Any], ...] = ()
    payment: tuple[tuple[Any, Any], ...] = ()
    trailer: tuple[tuple[Any, Any], ...] = ()

    @property
    def parts(self) -> dict[str, Any]:
        """Return the three parts of a file as its writer takes them."""
        return {"header": self.header, "payment": self.payment, "trailer": self.trailer}


@dataclass(frozen=True)
class Written:
    """A bank file and what a person must know of it: whose names hold characters a bank may print otherwise."""

    content: bytes
    rare: tuple[str, ...]  # EndToEndIds


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the profiles that come with us, by id."""
    return read_profiles(OURS)


def read_profiles(path: Path) -> Mapping[str, Profile]:
    """Return the profiles a file describes; raise ProfileRefused with the one that cannot be used."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {name: _profile(name, said) for name, said in content.items()}
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise ProfileRefused(f"“{path.name}”不是银行格式说明。", f"“{path.name}” describes no formats.") from error


def render(profile: Profile, one: Initiation) -> Written:
    """Return the file; raise Unwritable with every payment that cannot be said as it is meant. Nothing is replaced."""
    found = [*faults(one), *_not_of_profile(profile, one)]
    if found:
        raise Unwritable(found)
    return Written(_content(profile, one), rare_names(one))


def _content(profile: Profile, one: Initiation) -> bytes:
    match profile.form:
        case "pain001":
            return pain001.written(one)
        case "delimited":
            return delimited.written(one, **profile.parts, delimiter=profile.delimiter, encoding=profile.encoding)
        case "workbook":
            return workbook.written(one, **profile.parts)
        case _:
            return fixed.written(one, **profile.parts, encoding=profile.encoding)


def _not_of_profile(profile: Profile, one: Initiation) -> Iterator[Fault]:
    if one.count > profile.most_rows:
        yield Fault(
            "",
            f"本格式每个文件最多{profile.most_rows}笔，现有{one.count}笔，请分文件。",
            f"the format takes {profile.most_rows} payments a file, not {one.count}: make several files.",
        )
    unsaid = list(_not_encodable(profile, one))
    yield from unsaid
    if profile.form == "fixed" and not unsaid:
        yield from fixed.too_wide(one, **profile.parts, encoding=profile.encoding)


def _not_encodable(profile: Profile, one: Initiation) -> Iterator[Fault]:
    for place, text in (("", one.debtor), *((transfer.end_to_end_id, transfer.creditor) for transfer in one.transfers)):
        try:
            text.encode(profile.encoding)
        except UnicodeEncodeError as error:
            unsaid = text[error.start : error.end]
            yield Fault(
                place,
                f"户名“{text}”中的“{unsaid}”在该行文件编码（{profile.encoding}）里没有，请改用其他格式或与银行另行约定。",
                f"the name “{text}” holds “{unsaid}”, which {profile.encoding} cannot write: use another format.",
            )


def _profile(name: str, said: Mapping[str, Any]) -> Profile:
    said = dict(said)
    parts: dict[str, Any] = {part: tuple((one, other) for one, other in said.pop(part, ())) for part in PARTS}
    one = Profile(id=name, **said, **parts)
    if why := next(_wrong(one), None):
        raise ProfileRefused(f"银行格式“{name}”不能使用：{why[0]}。", f"The format “{name}” cannot be used: {why[1]}.")
    return one


def _wrong(one: Profile) -> Iterator[tuple[str, str]]:
    if one.form not in FORMS:
        yield f"没有“{one.form}”这种形式", f"there is no form “{one.form}”"
    try:
        codecs.lookup(one.encoding)
    except LookupError:
        yield f"没有“{one.encoding}”这种编码", f"there is no encoding “{one.encoding}”"
    if not 1 <= one.most_rows <= MOST_ROWS:
        yield "行数上限不合理", "its limit of rows makes no sense"
    if one.form == "delimited" and len(one.delimiter) != 1:
        yield "分隔符须为一个字符", "its delimiter is not one character"
    place = 0 if one.form == "fixed" else 1
    for part, known in (("header", OF_FILE), ("payment", OF_PAYMENT), ("trailer", OF_FILE)):
        for pair in one.parts[part]:
            if pair[place] not in known and not str(pair[place]).startswith("="):
                yield f"没有“{pair[place]}”这个字段", f"there is no field “{pair[place]}”"
