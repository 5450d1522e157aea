"""The list of staff: offices, officers, posts and what they answer for, proposed as far as its rows are good."""

from collections.abc import Iterator, Mapping

from mingbai.imports.desk.reading import Line, lines
from mingbai.imports.desk.tables import STAFF
from mingbai.imports.given import Came, Given, Told
from mingbai.kernel.dates import parse_date
from mingbai.kernel.region import BadRegion, Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.refused import AdministratesToo, OutOfPlace, Refused, SamePerson
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.staffing import Line as Entered
from mingbai.offices.staffing import staff
from mingbai.offices.steps import STEPS

BETWEEN = str.maketrans(dict.fromkeys(",，;；", "、"))
IN_DOUBT: Mapping[type[Refused], str] = {OutOfPlace: "role", AdministratesToo: "number", SamePerson: "number"}
KINDS = {name: kind for kind, titles in TITLES.items() for name in (kind.value, *titles)}
ROLES_NAMED = {name: role for role, about in ROLES.items() for name in (role.value, about.title, about.title_en)}
STEPS_NAMED = {name: step.id for step in STEPS.values() for name in (step.id, step.title, step.title_en)}


def bring_staff(given: Given) -> Came:
    """
    Enter what the list has and the desk has not; its posts wait for another administrator, its steps for the posts.

    The same list once more, after its posts were approved, proposes what they answer for.
    """
    found, told = lines(STAFF, given), []
    good: dict[int, tuple[Line, Entered]] = {}
    for number, line in enumerate(found):
        faults = [line.fault] if line.fault else list(_faults(line))
        told += faults
        if not faults:
            good[number] = line, _entered(number, line)
    from_on = given.said.get("from_on", "")
    done = staff(
        [entered for _, entered in good.values()],
        from_on=parse_date(from_on) if from_on else day_of(given.at),
        by=given.by,
        at=given.at,
    )
    for number, why in done.refused:
        line, field = good.pop(number)[0], IN_DOUBT.get(type(why), "number")
        told.append(Told(line.place, "refused", why.zh, why.en, is_blocking=True, field=field))
    counts = {"offices": done.offices, "staff": done.officers, "posts": done.posts, "listings": done.listings}
    if done.posts:
        counts["steps"] = sum(len(entered.steps) for _, entered in good.values()) - done.listings
    return Came(counts, {}, told, list(_notes(done.waiting, counts.get("steps", 0))))


def _notes(waiting: int, steps: int) -> Iterator[tuple[str, str]]:
    if waiting:
        yield (
            f"{waiting}个岗位已提出、还待安全保密管理员批准，不重复提出。",
            f"Of its posts {waiting} were proposed before and wait for the security administrator: not proposed again.",
        )
    if steps:
        yield (
            f"{steps}项责任步骤在任职批准后，由系统管理员在本页提出，分管负责人批准。",
            f"Its {steps} steps are proposed here once the posts are approved; a leader approves them.",
        )


def _faults(line: Line) -> Iterator[Told]:
    """Yield what is wrong with each cell of a row."""
    said = line.said
    for one in STAFF.required:
        if not said.get(one.name):
            yield _told(
                line, one.name, f"缺少{one.headers[0]}；请填写。", f"Nothing stands under {one.headers[0]}: fill it in."
            )
    named = (("kind", KINDS, "这类机构", "kind of office"), ("role", ROLES_NAMED, "这个岗位", "role"))
    for field, known, what, what_en in named:
        text = said.get(field, "")
        if text and text not in known:
            yield _told(line, field, *_choose(text, known, what, what_en))
    for step in _steps(said):
        if step not in STEPS_NAMED:
            yield _told(line, "steps", *_choose(step, STEPS_NAMED, "这个步骤", "step"))
    if said.get("region_code"):
        try:
            _region(said)
        except BadRegion as wrong:
            yield _told(line, "region_code", wrong.zh, wrong.en)


def _choose(text: str, known: Mapping[str, object], what: str, what_en: str) -> tuple[str, str]:
    """Return what is said of a word nobody knows, with those there are."""
    chinese, english = ([name for name in known if name.isascii() is ascii_] for ascii_ in (False, True))
    words = [name for name in english if "_" not in name]
    return (
        f"没有“{text}”{what}；请从这些里选：{'、'.join(chinese)}。",
        f"There is no {what_en} “{text}”: choose one of {', '.join(words)}.",
    )


def _told(line: Line, field: str, zh: str, en: str) -> Told:
    return Told(line.place, "bad_cell", zh, en, is_blocking=True, field=field)


def _entered(number: int, line: Line) -> Entered:
    said = line.said
    return Entered(
        row=number,
        office=said["office"],
        kind=Kind(KINDS[said["kind"]]),
        region=_region(said),
        officer=said["name"],
        number=said["number"].removesuffix(".0"),
        role=Role(ROLES_NAMED[said["role"]]),
        title=said.get("title", ""),
        steps=tuple(STEPS_NAMED[step] for step in _steps(said)),
    )


def _region(said: Mapping[str, str]) -> Region:
    return Region.parse(said["region_code"].removesuffix(".0"))


def _steps(said: Mapping[str, str]) -> list[str]:
    return [step for one in said.get("steps", "").translate(BETWEEN).split("、") if (step := one.strip())]
