"""What may follow once lists were taken in, in words: the acts, whose they are, what waits for them."""

from dataclasses import dataclass

from mingbai.imports.models import Upload
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role


@dataclass(frozen=True)
class Act:
    """One act on what was brought: what its button says, whose it is, and whether a reason is due."""

    name: str
    title: str
    title_en: str
    by: frozenset[Role]
    needs_reason: bool = False
    is_anybodys: bool = False  # of who took the lists in as well

    def is_for(self, actor: Actor, upload: Upload) -> bool:
        """Return whether the actor may begin it; who took the lists in confirms nothing of them."""
        return actor.role in self.by and (self.is_anybodys or actor.id != upload.officer_id)


@dataclass(frozen=True)
class Standing:
    """One part of what was brought: what it is, where it stands, and what may be done with it now."""

    what: tuple[str, str]  # Chinese, English
    table: str  # of the record: people.import
    key: int
    state: tuple[str, str]
    is_done: bool
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step on what was brought: what it is called where it is waited for, by which articles."""

    act: Act
    part: str  # of what an upload brought
    title: str
    title_en: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """The uploads of which a step waits to be made."""

    step: Step
    uploads: list[Upload]

    def by_others(self, by: Actor) -> list[Upload]:
        """Return those that somebody else dropped: who took lists in confirms nothing of them."""
        return [one for one in self.uploads if one.officer_id != by.id]


REVIEWER, LEADER, HANDLER = frozenset({Role.REVIEWER}), frozenset({Role.LEADER}), frozenset({Role.HANDLER})
EITHER = REVIEWER | LEADER
SYSTEM, SECURITY = frozenset({Role.SYSTEM_ADMINISTRATOR}), frozenset({Role.SECURITY_ADMINISTRATOR})
ACTS = {
    act.name: act
    for act in (
        Act("confirm", "确认账户生效", "confirm the accounts", EITHER),
        Act("refuse", "退回人员和账户", "refuse persons and accounts", EITHER, needs_reason=True),
        Act("review", "复核通过", "pass at review", REVIEWER),
        Act("approve", "确认待遇", "confirm the awards", LEADER),
        Act("send_back", "退回待遇", "refuse the awards", EITHER, needs_reason=True),
        Act("release", "放行名单", "release the list", EITHER, needs_reason=True),
        Act("refuse_list", "退回名单", "refuse the list", EITHER, needs_reason=True),
        Act("compare", "与在册人员比对", "compare with the register", HANDLER, is_anybodys=True),
        Act("appoint", "批准任职", "approve the posts", SECURITY),
        Act("dismiss", "退回任职", "refuse the posts", SECURITY, needs_reason=True),
        Act("assign", "提出责任分工", "propose the assignments", SYSTEM, is_anybodys=True),
        Act("adopt", "批准取值", "approve the values", LEADER),
        Act("decline", "退回取值", "refuse the values", LEADER, needs_reason=True),
    )
}


def acts_named(*names: str) -> tuple[Act, ...]:
    """Return acts by their names."""
    return tuple(ACTS[name] for name in names)
