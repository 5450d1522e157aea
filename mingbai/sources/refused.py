"""Why an act on departments' lists is refused: what is wrong and who may do what instead."""

from collections.abc import Iterable
from datetime import date

from mingbai.files.problems import Level, Problem
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.offices.refused import Refused
from mingbai.sources.states import TITLES, State

SHOWN = 3  # problems or persons named in one sentence


class Unknown(Refused):
    """There is no such list, hit or kind of list."""


class NotOurs(Refused):
    """The division lies outside the actor's."""

    def __init__(self, region: str, own: str) -> None:
        super().__init__(f"您的岗位管{own}，不能办理{region}的部门数据。", f"Your post is for {own}, not for {region}.")


class NothingRead(Refused):
    """The file holds no list of the kind that was named."""

    def __init__(self, kind: str, others: Iterable[str], problems: Iterable[Problem]) -> None:
        title, title_en = TABLES[kind].title, TABLES[kind].title_en
        held = [TABLES[name] for name in others]
        told = [one for one in problems if one.level is not Level.NOTE][:SHOWN]
        super().__init__(
            f"没有读到“{title}”"
            + (f"，文件里是{'、'.join(f'“{table.title}”' for table in held)}" if held else "")
            + "。"
            + "".join(one.zh for one in told),
            f"No list of {title_en} was found"
            + (f": the file holds {', '.join(table.title_en for table in held)}" if held else "")
            + ". "
            + " ".join(one.en for one in told),
        )


class NoDate(Refused):
    """Nothing says which day's knowledge the list holds."""

    def __init__(self) -> None:
        super().__init__(
            "名单没有写明数据日期；请填写“数据是哪一天的”，或在表格标题、文件名里写明后重新放入。",
            "The list does not say of which day its data is: fill in that day, or write it into the title of the sheet "
            "or the name of the file and put it in again.",
        )


class ImpossibleDate(Refused):
    """The list would be of a day to come, or of one before the month it is for."""

    def __init__(self, as_of: date, month: Month, today: date) -> None:
        super().__init__(
            f"数据日期{as_of}不在{month}月初至今天（{today}）之间，不能作为{month}的名单；请核对日期或月份。",
            f"{as_of} is not between the first of {month} and today ({today}), so this is no list for {month}: "
            "check the date or the month.",
        )


class SentBefore(Refused):
    """The same bytes were sent as the list of another month."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"这份文件与{month}的名单完全相同，不能当作另一个月的名单；请向来源部门要当月的数据。",
            f"This file is the list of {month}, byte for byte: ask the department for the list of this month.",
        )


class WrongMove(Refused):
    """The list is not where the move begins."""

    def __init__(self, title: str, title_en: str, state: str) -> None:
        zh, en = TITLES[State(state)]
        super().__init__(
            f"这份名单现在是“{zh}”，不能“{title}”；只有“已隔离”的名单由另一人放行或退回。",
            f"This list is {en}, so you cannot {title_en}: only a quarantined one is released or refused.",
        )


class SamePerson(Refused):
    """Who imported a list would release it."""

    def __init__(self) -> None:
        super().__init__(
            "导入名单的人不能放行或退回它，请由复核人或分管负责人办理。",
            "Who imported a list neither releases nor refuses it: the reviewer or the leader in charge does.",
        )


class NotNeeded(Refused):
    """Fields are asked for that the list does not have or that are never returned."""

    def __init__(self, fields: Iterable[str], kind: str) -> None:
        named = ", ".join(fields)
        super().__init__(
            f"“{TABLES[kind].title}”不返回这些字段：{named}；请只查需要的字段。",
            f"The list of {TABLES[kind].title_en} does not return {named}: ask for the fields that are needed.",
        )


class NotReadable(Refused):
    """The actor's post does not read departments' data."""

    def __init__(self) -> None:
        super().__init__(
            "您的岗位不能查询部门数据；请由经办人、复核人、分管负责人或监督检查人员查询。",
            "Your post does not read departments' data: handlers, reviewers, leaders and inspectors do.",
        )


class NoAuthorisation(Refused):
    """Somebody asked for has not authorised the comparison (R-210)."""

    def __init__(self, hints: Iterable[str]) -> None:
        named = list(hints)
        shown = "、".join(named[:SHOWN])
        super().__init__(
            f"{shown}{'等' if len(named) > SHOWN else ''}共{len(named)}名成年人"
            "没有有效的核对授权，不能查询；请先取得书面授权并登记。",
            f"{len(named)} adults ({', '.join(named[:SHOWN])}{' …' if len(named) > SHOWN else ''}) have not authorised "
            "this: obtain and file the signed authorisation first.",
        )


class RowsAltered(Refused):
    """The rows of a list are not those that were imported."""

    def __init__(self, delivery_id: int) -> None:
        super().__init__(
            f"第{delivery_id}号名单的行与导入时不一致，可能被增删或改动，不予使用；请核对存证并重新导入。",
            f"The rows of list {delivery_id} are not those that were imported and are not used: look up the evidence, "
            "and import the file again.",
        )


class RowsGone(Refused):
    """The rows of a list were let go when nobody needed them any more."""

    def __init__(self, delivery_id: int, on: date) -> None:
        super().__init__(
            f"第{delivery_id}号名单的个人信息已于{on}按保存期限删除，只留摘要和比对结果；如确需，请部门重新提供。",
            f"The rows of list {delivery_id} were let go on {on}, when their time was over; digest and results stay. "
            "Ask the department for the list again if it is needed.",
        )


class NotCompared(Refused):
    """The month's comparison with a list of the dead has not been made, or reached nobody (R-511)."""

    def __init__(self, kinds: Iterable[str], region: str, month: Month) -> None:
        tables = [TABLES[kind] for kind in kinds]
        super().__init__(
            f"{region}{month}还没有与{'、'.join(f'“{table.title}”' for table in tables)}比对（或比对未覆盖在册人员），"
            "名册不能定稿；请经办人先导入名单并运行“每月比对”。",
            f"The people of {region} have not been compared with {' and '.join(table.title_en for table in tables)} "
            f"for {month}, or nobody was covered, and no roster is fixed before: have the handler import the list and "
            "compare.",
        )
