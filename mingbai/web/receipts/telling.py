"""A month's receipts as pages tell them: three lists side by side, differences in words, whom an entry could mean."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.queries import officer_names
from mingbai.receipts.matching import KINDS, Source
from mingbai.receipts.matching import Kind as Wrong
from mingbai.receipts.matching.difference import SOURCES
from mingbai.receipts.queries import Listed
from mingbai.receipts.queries.standing import Candidate, candidates, three_sums, why_unmatched
from mingbai.receipts.refused import left_of
from mingbai.receipts.states import SIGNS, ItemState, Move, Sign
from mingbai.rules.rule import Severity
from mingbai.rules.speaking import programme_names
from mingbai.web.alerts.acts import Step
from mingbai.web.parts.tags import moment
from mingbai.web.receipts.acts import ORDER
from mingbai.web.words import language, said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

TONES = {Severity.RED: "red", Severity.ORANGE: "amber", Severity.YELLOW: "yellow"}
STATES = {  # Chinese, English
    ItemState.OPEN: ("待说明", "to be answered"),
    ItemState.ANSWERED: ("待认可", "to be agreed to"),
    ItemState.EXPLAINED: ("已说明", "explained"),
    ItemState.RESOLVED: ("已消除", "resolved"),
}
STATUSES = {
    "paid": ("已付", "paid"),
    "returned": ("退汇", "returned"),
    "failed": ("发放失败", "refused"),
    "accepted": ("已受理", "accepted"),
}
FIELDS = {
    "account": ("账号", "account"),
    "person": ("人员", "person"),
    "name": ("户名", "name"),
    "amount_fen": ("金额", "amount"),
    "month": ("月份", "month"),
    "programme": ("项目", "programme"),
}
PROVES = {  # what a signature stands for
    Sign.PREPARED: _("结果由经办人逐行核出：每一行或者三方一致，或者有人说明并经认可。"),
    Sign.CHECKED: _("另一人复核了同一组数字。"),
    Sign.FUNDED: _("财政确认拨款与发放相符。"),
    Sign.CLOSED: _("领导审签；本月从此不再改动。"),
}


@dataclass(frozen=True)
class Line:
    """One programme in the three lists: lines and fen of each, and which of them differ from what was approved."""

    programme: str
    lists: tuple[tuple[int, int], ...]  # approved, appropriated, paid

    @property
    def name(self) -> str:
        """Return what the programme is called."""
        name = programme_names(self.programme, language())
        return name[:1].upper() + name[1:]

    @property
    def cells(self) -> list[tuple[int, int, bool]]:
        """Return lines, fen and whether they differ, list by list."""
        return [(lines, fen, (lines, fen) != self.lists[0]) for lines, fen in self.lists]

    @property
    def difference_fen(self) -> int:
        """Return how much more was paid than approved."""
        return self.lists[2][1] - self.lists[0][1]


def three_lists(region: Region, month: Month) -> list[Line]:
    """Return the three lists of a month by programme; one question to the database."""
    sums = three_sums(region, month)
    return [Line(one, tuple((each.lines, each.fen) for each in three)) for one, three in sums.items()]


@dataclass(frozen=True)
class Item:
    """One difference in words."""

    listed: Listed
    answered_by: str
    agreed_by: str

    @property
    def item(self) -> Any:
        """Return the difference."""
        return self.listed.item

    @property
    def title(self) -> str:
        """Return what is wrong, in Chinese; its page and its list say it in either language."""
        return f"{SOURCES[Source(self.item.source)][0]}：{KINDS[Wrong(self.item.kind)].title}"

    @property
    def title_en(self) -> str:
        """Return what is wrong, in English."""
        words = f"{SOURCES[Source(self.item.source)][1]}: {KINDS[Wrong(self.item.kind)].title_en}"
        return words[:1].upper() + words[1:]

    @property
    def tone(self) -> str:
        """Return how grave it is; green once it is explained."""
        if self.item.state in (ItemState.EXPLAINED, ItemState.RESOLVED):
            return "green"
        return TONES.get(KINDS[Wrong(self.item.kind)].severity, "amber")

    @property
    def article(self) -> str:
        """Return the article by which it must not be."""
        return KINDS[Wrong(self.item.kind)].article

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        return STATES[ItemState(self.item.state)]

    @property
    def owner(self) -> tuple[str, str]:
        """Return whose it is."""
        return TITLES[Kind(self.item.owner)]

    @property
    def due_on(self) -> date | None:
        """Return until when it is to be answered and agreed to, None once it is."""
        return self.item.due_on if self.item.state in (ItemState.OPEN, ItemState.ANSWERED) else None

    @property
    def names(self) -> list[str]:
        """Return whose lines it is about, masked."""
        return [mask_name(name) for name in self.listed.names]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return what differs, where values do."""
        return [FIELDS.get(one, (one, one)) for one in self.item.fields]

    @property
    def cells(self) -> list[tuple[int | None, bool]]:
        """Return what the three lists have, in fen, and which of them the others do not bear out."""
        three = (self.listed.approved_fen, self.listed.appropriated_fen, self.listed.paid_fen)
        return [(fen, source == self.item.source) for fen, source in zip(three, Source, strict=True)]


def told_items(found: Sequence[Listed]) -> list[Item]:
    """Return differences in words; one question more, however many."""
    names = officer_names(who for one in found for who in (one.item.answered_by, one.item.agreed_by))
    return [
        Item(one, names.get(one.item.answered_by or 0, ""), names.get(one.item.agreed_by or 0, "")) for one in found
    ]


def in_order(found: Sequence[Listed]) -> list[Listed]:
    """Return what is open first, the most urgent first, then what is explained."""
    return sorted(found, key=lambda one: (one.item.state == ItemState.EXPLAINED, one.item.due_on, one.item.pk))


@dataclass(frozen=True)
class Told:
    """One entry of a bank that agrees with no payment: why, and whom it could mean."""

    entry: Any
    likely: tuple[Candidate, ...]

    @property
    def name(self) -> str:
        """Return the name the bank tells, masked."""
        return mask_name(self.entry.name) if self.entry.name else "--"

    @property
    def status(self) -> tuple[str, str]:
        """Return what the bank says happened."""
        return STATUSES.get(self.entry.status, (self.entry.status, self.entry.status))

    @property
    def why(self) -> str:
        """Return why it agrees with nothing."""
        return said(*why_unmatched(self.entry))

    @property
    def candidates(self) -> list[tuple[Candidate, str, list["Promised | str"]]]:
        """Return whom it could mean, masked, and what of it is the same."""
        return [(one, mask_name(one.name), _same(one)) for one in self.likely]


def _same(one: Candidate) -> list["Promised | str"]:
    pairs = ((one.is_account, _("账号相同")), (one.is_amount, _("金额相同")), (one.is_name, _("户名相同")))
    return [words for is_same, words in pairs if is_same]


def told_entries(entries: Collection[Any]) -> list[Told]:
    """Return entries in words; one question more, however many."""
    likely = candidates([one.pk for one in entries])
    return [Told(one, tuple(likely[one.pk])) for one in entries]


@dataclass(frozen=True)
class Signing:
    """One step of the closing: who signed it and when, what it stands for, and whose it is."""

    sign: Sign
    move: Move
    state: str  # done, current, ahead
    note: str

    @property
    def proves(self) -> "Promised | str":
        """Return what the signature stands for."""
        return PROVES[self.sign]

    @property
    def step(self) -> Step:
        """Return it as the stepper shows it."""
        return Step(self.move.title if language() == "zh" else self.move.title_en.capitalize(), self.state, self.note)


def signings(signed: Sequence[Any]) -> list[Signing]:
    """Return the steps of a closing with who took them."""
    names, by_step = officer_names(one.by for one in signed), {one.step: one for one in signed}
    told = []
    for place, sign in enumerate(ORDER):
        one = by_step.get(sign.value)
        state = "done" if one else "current" if place == len(signed) else "ahead"
        told.append(Signing(sign, SIGNS[sign], state, f"{names.get(one.by, '')} {moment(one.at)}" if one else ""))
    return told


def unproven(left: Mapping[str, int]) -> list[tuple[int, tuple[str, str]]]:
    """Return what keeps a month open: how many, of what."""
    return [(count, left_of(what, count)) for what, count in left.items()]
