"""Why an act on a roster is refused: what is wrong, and who may do what instead."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from django.utils.timezone import localtime

from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.refused import Refused
from mingbai.offices.roles import ROLES
from mingbai.rosters.states import ASKED, DEPARTURE, ROSTER, STATES, Move, State

SHOWN = 5


class NoSuchRoster(Refused):
    """There is no such roster, line or request, or not in the actor's division."""

    def __init__(self, what: str, what_en: str, key: int) -> None:
        super().__init__(
            f"您的辖区内没有编号为{key}的{what}，请核对编号。",
            f"There is no {what_en} {key} in your division: check it.",
        )


class WrongState(Refused):
    """The roster is not where the move begins: says what may be done now, and by whom."""

    kind, kind_en = "名册", "roster"
    titles: ClassVar[Mapping[str, tuple[str, str]]] = STATES
    moves: ClassVar[Sequence[Move]] = ROSTER

    def __init__(self, title: str, title_en: str, key: int, state: str) -> None:
        zh, en = self.titles.get(state, (state, state))
        now = [move for move in self.moves if move.before == state and move.after != State.SET_ASIDE and move.by]
        can = "、".join(dict.fromkeys(f"“{move.title}”（{_named(move, 0)}）" for move in now))
        can_en = ", ".join(dict.fromkeys(f"{move.title_en} (the {_named(move, 1)})" for move in now))
        super().__init__(
            f"{self.kind}{key}现在的状态是“{zh}”，不能“{title}”；"
            + (f"现在可办：{can}。" if can else "请刷新后再看。"),
            f"{self.kind_en.capitalize()} {key} is now “{en}”, so you cannot {title_en}"
            + (f"; what can be done now: {can_en}." if can else ": look again."),
        )


class RequestDecided(WrongState):
    """A request that a line leave was decided already."""

    kind, kind_en = "调出申请", "request"
    titles = ASKED
    moves = DEPARTURE


def _named(move: Move, language: int) -> str:
    """Return who makes a move: role and kind of office."""
    kinds = "或" if language == 0 else " or "
    offices = kinds.join(TITLES[kind][language] for kind in sorted(move.kinds))
    roles = kinds.join((ROLES[role].title, ROLES[role].title_en)[language] for role in sorted(move.by))
    return offices + roles if language == 0 else f"{roles} of {offices}"


class Changed(Refused):
    """The roster is no longer what somebody looked at."""

    def __init__(self, roster_id: int, digest: str) -> None:
        super().__init__(
            f"名册{roster_id}在您查看之后已有变动，未办理；现在的指纹是{digest[:12]}，请重新查看后再办。",
            f"Roster {roster_id} has changed since you looked, and nothing was done; its digest is now {digest[:12]}: "
            "look at it again first.",
        )


class NotYourOffice(Refused):
    """The move is made in another kind of organisation."""

    def __init__(self, title: str, title_en: str, kinds: Iterable[Kind]) -> None:
        named = [TITLES[kind] for kind in sorted(kinds)]
        super().__init__(
            f"“{title}”由{'或'.join(zh for zh, _ in named)}办理。",
            f"To {title_en} is for {' or '.join(en for _, en in named)}.",
        )


class SamePerson(Refused):
    """One person would take two steps that two must take."""

    def __init__(self) -> None:
        super().__init__(
            "编制、审核、封存和放行不能由同一人办理，请由另一人办理。",
            "Who makes a roster, who reviews it and who releases it are different people: somebody else must do this.",
        )


class OutOfPlace(Refused):
    """The act reaches beyond the actor's division."""

    def __init__(self, yours: str, region: str) -> None:
        super().__init__(f"您的岗位管{yours}，不包括{region}。", f"Your post is for {yours}, which is not {region}.")


class AlreadyDerived(Refused):
    """The month's rosters are there."""

    def __init__(self, month: str, townships: Sequence[str]) -> None:
        some, more = "、".join(townships[:SHOWN]), "等" if len(townships) > SHOWN else ""
        super().__init__(
            f"{month}的名册已经编制（{some}{more}）；有变动请先作废未封存的名册再重编，已封存的走补充名册。",
            f"The rosters of {month} are there ({', '.join(townships[:SHOWN])}): set aside what is not frozen and "
            "derive it anew; what changed after freezing goes on a supplementary roster.",
        )


class NothingToRoster(Refused):
    """No award is in force, or nothing is left to make up for."""

    def __init__(self, month: str, region: str) -> None:
        super().__init__(
            f"{region}在{month}没有应列入名册的审批，请先核对审批台账。",
            f"Nothing approved in {region} belongs on a roster of {month}: look at the awards first.",
        )


class Unsigned(Refused):
    """Villages have not signed for what their lines now are."""

    def __init__(self, villages: Sequence[str]) -> None:
        some, more = "、".join(villages[:SHOWN]), f"等{len(villages)}个村" if len(villages) > SHOWN else ""
        super().__init__(
            f"{some}{more}尚未对现在的名册签字；请村（社区）主任签字后再办。",
            f"{', '.join(villages[:SHOWN])} ({len(villages)} villages) have not signed for the roster as it now is: "
            "their heads sign first.",
        )


class NoMinutes(Refused):
    """The locality wants the bureau's meeting to agree first (R-707)."""

    def __init__(self, roster_id: int) -> None:
        super().__init__(
            f"名册{roster_id}须经县民政局局务会议同意；请分管负责人先登记会议纪要。",
            f"Roster {roster_id} must be agreed by the bureau's meeting: a leader enters its minutes first.",
        )


class Late(Refused):
    """What is late needs a reason (R-703)."""

    def __init__(self, what: str, what_en: str, due_at: datetime) -> None:
        due_at = localtime(due_at)
        super().__init__(
            f"{what}应在{due_at:%Y年%m月%d日%H:%M}之前完成，现已逾期；请写明逾期原因后再办，逾期情况将被登记。",
            f"The {what_en} was due before {due_at:%Y-%m-%d %H:%M}: say why it is late, and that will be on record.",
        )


class NotFromAwards(Refused):
    """The database found a line that its award does not bear out."""


class NothingNew(Refused):
    """A line was to be corrected, and the award still says the same."""

    def __init__(self, line_id: int) -> None:
        super().__init__(
            f"名册行{line_id}与现行审批一致，没有可更正的内容；请先由审批环节更正，或改为调出到补充名册。",
            f"Line {line_id} is what the award says: have the award put right first, or move the line.",
        )
