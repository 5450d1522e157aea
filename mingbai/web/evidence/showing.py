"""One row as its page shows it: what it was made from, what was done, by whom, where that stands in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from mingbai.evidence.installation import installed_ring
from mingbai.evidence.tracing.rows import acts_about, is_altered, led_to, told
from mingbai.evidence.tracing.vouching import Word
from mingbai.kernel.money import show_yuan
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officer_names, posts_named
from mingbai.web.access import may_open
from mingbai.web.evidence.calling import articles, called
from mingbai.web.evidence.reach import Row
from mingbai.web.evidence.tables import TABLES, Table

MOST = 100  # acts on one page
FACTS = {  # columns of a logged row that say where it comes from or how much it is → Chinese, English
    "amount_fen": ("金额（元）", "Amount (yuan)"),
    "total_fen": ("合计（元）", "Total (yuan)"),
    "fen": ("金额（元）", "Amount (yuan)"),
    "paid_fen": ("到账（元）", "Paid (yuan)"),
    "document": ("文件号", "Document"),
    "arrival_document": ("到款文件号", "Document of arrival"),
    "founding_document": ("任职文件", "Founding document"),
    "reference": ("回单编号", "Reference of the bank"),
    "end_to_end_id": ("付款编号", "Payment number"),
    "message_id": ("文件编号", "File number"),
    "number": ("编号", "Number"),
    "article": ("条款", "Article"),
    "bank": ("银行", "Bank"),
    "department": ("部门", "Department"),
    "as_of": ("数据截至", "Data as of"),
    "rows": ("行数", "Rows"),
    "lines": ("行数", "Lines"),
    "files_sha256": ("来源文件 SHA-256", "SHA-256 of the files"),
    "file_sha256": ("来源文件 SHA-256", "SHA-256 of the file"),
    "sha256": ("文件 SHA-256", "SHA-256 of the file"),
    "evidence_sha256": ("材料 SHA-256", "SHA-256 of the evidence"),
    "document_sha256": ("材料 SHA-256", "SHA-256 of the document"),
    "text_sha256": ("文书 SHA-256", "SHA-256 of the text"),
    "snapshot_digest": ("冻结数据的指纹", "Digest of the frozen data"),
    "decisions_sha256": ("批内决定的指纹", "Digest of its decisions"),
    "lines_sha256": ("名册各行的指纹", "Digest of its lines"),
    "entries_sha256": ("各笔回单的指纹", "Digest of its entries"),
    "digest": ("内容指纹", "Digest"),
}
DIGESTS = ("sha256", "digest")


@dataclass(frozen=True)
class Fact:
    """One thing that a logged row says."""

    title: tuple[str, str]
    value: str
    is_digest: bool


@dataclass(frozen=True)
class Source:
    """A row that another was made from, or whose record vouches for it."""

    name: str
    key: str
    table: Table
    facts: list[Fact]
    is_open: bool


@dataclass(frozen=True)
class Done:
    """One act: what, who, where it stands in the log and who has vouched for that."""

    act: Any
    what: tuple[str, str]
    who: str
    post: str
    office: str
    cites: tuple[str, ...]
    table: Table | None
    place: int | None
    covered_by: int | None
    witnesses: list[str]
    is_vouched: bool

    @property
    def row(self) -> tuple[str, str] | None:
        """Return table and key of the row it was about, by which it is followed; None for what is no row of ours."""
        return (name, key) if (name := self.name) in TABLES and (key := self.key) else None

    @property
    def name(self) -> str:
        """Return the table."""
        return str(self.act.subject.partition("/")[0])

    @property
    def key(self) -> str:
        """Return the key, empty for what the log calls otherwise."""
        return str(self.act.subject.partition("/")[2].partition("#")[0])


def facts(name: str, key: str) -> list[Fact]:
    """Return what a row says of where it comes from, as it was logged."""
    said = told(name, key, FACTS)
    return [Fact(FACTS[column], _shown(column, value), column.endswith(DIGESTS)) for column, value in said.items()]


def sources(row: Row, by: Actor) -> list[Source]:
    """Return the rows that a row was made from, each with its file, document or digest."""
    ways = dict.fromkeys((*row.table.made_from, *row.table.vouched))
    found = [(name, key) for name, way in ways for key in led_to(row.name, row.key, way)]
    return [
        Source(name, key, TABLES[name], facts(name, key), TABLES[name].readers.to(by))
        for name, key in dict.fromkeys(found)
    ]


def acts_of(row: Row) -> Any:
    """Return what was recorded of a row, and of the records that vouch for it."""
    subjects = [f"{name}/{key}" for name, way in row.table.vouched for key in led_to(row.name, row.key, way)]
    return acts_about(row.name, row.key, subjects)


def done(acts: Sequence[Any], words: Sequence[Word], vouched: int) -> list[Done]:
    """Return acts in words; two questions, however many there are."""
    names = officer_names(one.by for one in acts)
    posts = {post.pk: post for post in posts_named({one.post for one in acts if one.post})}
    return [_done(one, names, posts, words, vouched) for one in acts]


def _done(act: Any, names: dict[int, str], posts: dict[int, Any], words: Sequence[Word], vouched: int) -> Done:
    leaf, post = getattr(act, "leaf", None), posts.get(act.post or 0)
    place = leaf.index if leaf else None
    return Done(
        act=act,
        what=called(act.type),
        who=names.get(act.by or 0, ""),
        post=post.title if post else "",
        office=post.organisation.name if post else "",
        cites=articles(act.type),
        table=TABLES.get(act.subject.partition("/")[0]),
        place=place,
        covered_by=act.covered_by,
        witnesses=[one.witness for one in words if place is not None and one.size > place],
        is_vouched=place is not None and vouched > place,
    )


def is_as_logged(row: Row) -> bool | None:
    """Return whether a row, or else the records that vouch for it, are as logged last; None without any."""
    vouching = [(name, key) for name, way in row.table.vouched for key in led_to(row.name, row.key, way)]
    found = [is_altered(installed_ring(), name, key) for name, key in ((row.name, row.key), *vouching)]
    known = [one for one in found if one is not None]
    return not any(known) if known else None


def address_of(row: Row, by: Actor) -> str:
    """Return the page that shows a row among its like, empty where there is none that opens to the actor."""
    name, way = row.table.page
    if not name or not may_open(by, name):
        return ""
    keys = led_to(row.name, row.key, way)
    return reverse(name, args=[keys[0]]) if keys else ""


def _shown(column: str, value: Any) -> str:
    return show_yuan(int(value)) if column.endswith("fen") else str(value)
