"""Why an act on organisations, posts or responsibilities is refused: what is wrong and who may do what instead."""

from collections.abc import Iterable
from datetime import date

from mingbai.offices.roles import ROLES, Role
from mingbai.offices.steps import Step


class Refused(ValueError):
    """Base of every refusal here; nothing has been written."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


class NotInOffice(Refused):
    """Whoever acts does not hold the post on that day."""

    def __init__(self, post_id: int, on: date) -> None:
        super().__init__(
            f"{on}这一天，岗位{post_id}没有生效的任职，不能办理；请由安全保密管理员批准任职后再办。",
            f"On {on} nobody holds post {post_id}: have the security administrator approve the appointment first.",
        )


class NotYours(Refused):
    """The step belongs to another role."""

    def __init__(self, title: str, title_en: str, roles: Iterable[Role]) -> None:
        named = sorted(roles)
        super().__init__(
            f"“{title}”由{'或'.join(ROLES[role].title for role in named)}办理。",
            f"To {title_en} is for the {' or the '.join(ROLES[role].title_en for role in named)}.",
        )


class WrongState(Refused):
    """The record is not where the move begins, perhaps because somebody was faster."""

    def __init__(self, title: str, title_en: str, state: str) -> None:
        super().__init__(
            f"现在的状态是“{state}”，不能“{title}”；请刷新后再看。",
            f"It is now “{state}”, so you cannot {title_en}: look again.",
        )


class SamePerson(Refused):
    """One person would take two steps that two must take."""

    def __init__(self) -> None:
        super().__init__(
            "提出、批准和本人不能是同一个人，请由另一人办理。",
            "Who proposes, who approves and whom it is about are three people: somebody else must do this.",
        )


class AdministratesToo(Refused):
    """An administrator would hold another post, or who holds a post would administrate (三员分立)."""

    def __init__(self) -> None:
        super().__init__(
            "系统管理员、安全保密管理员、安全审计员须由三人分别担任，且不得兼任任何业务岗位；请另选一人，或先终止现任岗位。",
            "The three administrators are three people without any other post: choose somebody else, "
            "or end the present post first.",
        )


class OutOfPlace(Refused):
    """A post or a listing would reach beyond its organisation, or where such a role does not exist."""


class NotReadable(Refused):
    """The role reads nothing of this stage."""

    def __init__(self, role: Role, stage: str, readers: Iterable[Role]) -> None:
        zh, en = zip(*((ROLES[one].title, ROLES[one].title_en) for one in sorted(readers)), strict=True)
        super().__init__(
            f"{ROLES[role].title}不能查看这项业务（{stage}）；{'、'.join(zh)}可以查看。",
            f"A {ROLES[role].title_en} does not read {stage}; a {', '.join(en)} does.",
        )


class FoundedAlready(Refused):
    """The first administrators are there; further ones are appointed by them."""

    def __init__(self) -> None:
        super().__init__(
            "本系统已经启用，管理员的变动请走任职审批。",
            "This desk was founded already: changes of administrators are appointments like any other.",
        )


class NotListed(Refused):
    """The list of responsibilities does not name this officer for the step here (R-002)."""

    def __init__(self, step: Step, region: str, listed: Iterable[str]) -> None:
        names = list(listed)
        super().__init__(
            f"责任清单上，{region}的“{step.title}”"
            + (f"由{'、'.join(names)}负责，不能代办。" if names else "还没有责任人，请先在责任清单中明确。"),
            f"By the list of responsibilities, to {step.title_en} in {region} "
            + (f"is for {', '.join(names)}." if names else "is for nobody yet: enter who answers for it first."),
        )
