"""What can be taken in here: which tables it is read from, by whom, and what the files cannot say themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.files.tables import TABLES, Table
from mingbai.imports.desk.tables import DESK_TABLES
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind as Office
from mingbai.offices.roles import Role
from mingbai.sources.purposes import KINDS as LISTS

BUREAU_AND_TOWNS = frozenset({Office.CIVIL_AFFAIRS, Office.TOWNSHIP})
KNOWN: Mapping[str, Table] = {**TABLES, **DESK_TABLES}
FILINGS = ("officers", "relatives", "card_keepers", "proxies")


@dataclass(frozen=True)
class Kind:
    """One kind of import; what stands again in a second file adds to the first, or takes its place."""

    name: str
    title: str
    title_en: str
    gist: str
    gist_en: str
    tables: tuple[str, ...]
    roles: frozenset[Role] = frozenset({Role.HANDLER})
    offices: frozenset[Office] = BUREAU_AND_TOWNS
    asks: tuple[str, ...] = ()  # what its officer says: list, department, as_of, document, from_on
    adds: bool = True

    @property
    def is_of_desk(self) -> bool:
        """Return whether it is a list of the desk itself, which no rule reads."""
        return set(self.tables) <= DESK_TABLES.keys()

    def is_for(self, actor: Actor) -> bool:
        """Return whether an actor's post takes such lists in; whether he is listed for it the stage asks."""
        return actor.role in self.roles and actor.party in self.offices


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            *("awards", "期初在册对象", "opening stock of awards"),
            *(
                "审批台账、家庭成员：人员、家庭、账户和待遇一并导入",
                "approval register and members, with their accounts",
            ),
            tables=("approvals", "members", "institutions"),
        ),
        Kind(
            *("people", "人员、家庭和账户", "persons, households and accounts"),
            *("审批台账、家庭成员：只建库，不建待遇", "the same lists, without the awards"),
            tables=("approvals", "members", "institutions"),
        ),
        Kind(
            *("lists", "部门名单", "a department's list"),
            *("死亡、火化、社保、市场主体等部门的当月名单", "deaths, cremations, insurance, business and so on"),
            tables=tuple(LISTS),
            asks=("list", "department", "as_of", "document"),
            adds=False,
        ),
        Kind(
            *("filings", "备案", "filings of kin and cards"),
            *("经办人员、近亲属、代管、代取备案表", "staff, their kin, kept cards and proxies"),
            tables=FILINGS,
            asks=("paper", "cause", "proxy"),
        ),
        Kind(
            *("homes", "供养机构名录", "care homes"),
            *("登记为机构后，救助金才能付给它们", "entered as organisations, so that they can be paid"),
            tables=("institutions",),
            roles=frozenset({Role.SYSTEM_ADMINISTRATOR}),
            offices=frozenset({Office.CIVIL_AFFAIRS}),
        ),
        Kind(
            *("staff", "人员岗位表", "list of staff"),
            *(
                "机构、人员、岗位、责任步骤；任职由安全保密管理员批准",
                "offices, officers, posts and steps; the security administrator approves the posts",
            ),
            tables=("staff",),
            roles=frozenset({Role.SYSTEM_ADMINISTRATOR}),
            offices=frozenset({Office.CIVIL_AFFAIRS}),
            asks=("from_on",),
        ),
        Kind(
            *("values", "参数取值表", "list of values"),
            *(
                "本地标准和参数：表格或参数包（yaml）；由分管负责人批准",
                "local standards and parameters, as a table or a pack (yaml); a leader approves them",
            ),
            tables=("values",),
            offices=frozenset({Office.CIVIL_AFFAIRS}),
            asks=("document",),
        ),
    )
}


def kinds_for(actor: Actor) -> list[Kind]:
    """Return what an actor's post takes in."""
    return [kind for kind in KINDS.values() if kind.is_for(actor)]


def kind_told(held: list[str], actor: Actor) -> Kind | None:
    """Return what lists with these tables are most likely meant as."""
    may = kinds_for(actor)
    return next((kind for kind in may if any(table in kind.tables for table in held)), may[0] if may else None)


def title_of(table: str) -> tuple[str, str]:
    """Return what a table is called, in Chinese and English."""
    return KNOWN[table].title, KNOWN[table].title_en
