"""The list of values: each proposed for its place and days, as far as it fits its parameter and names its article."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from mingbai.imports.desk.reading import Line, lines
from mingbai.imports.desk.tables import VALUES
from mingbai.imports.desk.written import definition_named, typed
from mingbai.imports.given import Came, Given, Told
from mingbai.kernel.dates import parse_date
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.law import UnknownCitation
from mingbai.law import cite as cited
from mingbai.offices.refused import NotListed, NotYours, Refused
from mingbai.policy.parameters import definitions
from mingbai.policy.parameters.entry import plain
from mingbai.policy.refused import Refused as BadParameter
from mingbai.standards.actions import propose_value
from mingbai.standards.queries import entries_of, parameters
from mingbai.standards.refused import EndsTooEarly, NationShips, NoDocument, ProposedAlready, UnknownParameter
from mingbai.standards.states import State

ONE_DAY = timedelta(days=1)
IN_DOUBT: Mapping[type[Exception], str] = {
    UnknownParameter: "key", EndsTooEarly: "to_on", NationShips: "region_code", NoDocument: "document",
    NotListed: "region_code", ProposedAlready: "from_on",
}  # fmt: skip
Said = dict[str, Any]  # what `propose_value` is told


def bring_values(given: Given) -> Came:
    """Propose the values of a list that neither hold nor wait already; a leader approves them."""
    found, told = lines(VALUES, given), []
    known, waiting, proposed = _holding(), _waiting(given), 0
    again = held = 0
    for line in found:
        faults = [line.fault] if line.fault else []
        said = {} if faults else _said(line, given, faults)
        if said.get("value") is not None and said["from_on"] and _mark(said) in known:
            held += 1  # what ships may rest on no article
        elif faults:
            told += faults
        elif _mark(said) in waiting:
            again += 1
        elif (why := _refusal(said, given)) is not None:
            told.append(_told(line, IN_DOUBT.get(type(why), "value"), why.zh, why.en, "refused"))
        else:
            proposed += 1
            waiting.add(_mark(said))
    return Came({"values": proposed, "known": held}, {}, told, list(_notes(again)))


def _refusal(said: Said, given: Given) -> Refused | BadParameter | None:
    """Propose a value; return why it is refused. Raise where its officer may enter none at all."""
    try:
        propose_value(**said, by=given.by, at=given.at)
    except NotYours:
        raise
    except NotListed as why:
        if said["region"] == given.by.region.code:  # none of the rows would fare better
            raise
        return why
    except (Refused, BadParameter) as why:
        return why
    return None


def _said(line: Line, given: Given, faults: list[Told]) -> Said:
    """Return what a row says, adding what is wrong with its cells."""
    cells = line.said

    def read(field: str, way: Any, otherwise: Any = None) -> Any:
        try:
            return way(cells[field]) if cells.get(field) else otherwise
        except (Unreadable, BadParameter, UnknownCitation, UnknownParameter) as wrong:
            faults.append(_told(line, field, wrong.zh, wrong.en))
            return None

    faults += _lacking(line)
    about = read("key", definition_named)
    value = read("value", lambda text: plain(typed(about, text))) if about else None
    last = read("to_on", parse_date)
    return {
        "key": about.key if about else "",
        "region": read("region_code", _place, given.by.region.code),
        "value": value,
        "from_on": read("from_on", parse_date),
        "until_on": last + ONE_DAY if last else None,
        "article": read("article", lambda text: str(cited(text)), ""),
        "document": cells.get("document") or given.said.get("document", "").strip(),
    }


def _lacking(line: Line) -> Iterator[Told]:
    for one in VALUES.required:
        if not line.said.get(one.name):
            head = one.headers[0]
            yield _told(line, one.name, f"缺少{head}；请填写。", f"Nothing stands under {head}: fill it in.")


def _told(line: Line, field: str, zh: str, en: str, code: str = "bad_cell") -> Told:
    return Told(line.place, code, zh, en, is_blocking=True, field=field)


def _place(text: str) -> str:
    """Return a division's code as values are kept under it; the nation's values stay the nation's."""
    return text if text in ("nation", "全国") else Region.parse(text.removesuffix(".0")).code


def _mark(said: Said) -> tuple[Any, ...]:
    return _marked(said["key"], said["region"], said["from_on"], said["until_on"], said["value"], said["article"])


def _marked(key: str, region: str, from_on: date, until_on: date | None, value: Any, article: str) -> tuple[Any, ...]:
    """Return what tells a value from others; papers that rest on the same article are no difference."""
    return key, region, from_on, until_on, repr(plain(definitions()[key].read(value))), article


def _holding() -> set[tuple[Any, ...]]:
    """Return the values in operation."""
    return {
        _marked(
            one.key, one.region, one.from_on, one.to_on + ONE_DAY if one.to_on else None, plain(one.value), one.cite
        )
        for one in parameters().entries
    }


def _waiting(given: Given) -> set[tuple[Any, ...]]:
    """Return the values that wait for approval in the officer's division."""
    found = entries_of(given.by.region.code, [State.PROPOSED])
    return {_marked(one.key, one.region, one.from_on, one.until_on, one.value, one.article) for one in found}


def _notes(again: int) -> Iterator[tuple[str, str]]:
    if again:
        yield (
            f"{again}项取值已提出、还待分管负责人批准，不重复提出。",
            f"Of its values {again} were proposed before and wait for a leader: not proposed again.",
        )
