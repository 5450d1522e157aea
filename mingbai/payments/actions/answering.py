"""The bank's answers entered: accepted, settled, rejected, returned; however often and in whatever order they come."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from mingbai.payments.acting import acting
from mingbai.payments.changing import Act, change_states
from mingbai.payments.models import BankFile, Payment, PaymentState
from mingbai.payments.profiles.answers import Report
from mingbai.payments.refused import Contradicted, NotThere, UnknownPayments
from mingbai.payments.states import FileState, State
from mingbai.treasury import actions as treasury
from mingbai.treasury.officers import Officer, Paper

ON_ITS_WAY = {State.INSTRUCTED, State.ACCEPTED}
AFTER = {  # what the bank says → the states in which it is news, and those that show it was said before
    State.ACCEPTED: ({State.INSTRUCTED}, {State.ACCEPTED, State.SETTLED, State.REJECTED}),
    State.SETTLED: (ON_ITS_WAY, {State.SETTLED}),
    State.REJECTED: (ON_ITS_WAY, {State.REJECTED}),
    State.RETURNED: ({State.SETTLED}, {State.RETURNED}),
}


class Known(NamedTuple):
    """A payment as far as an answer is concerned."""

    id: int
    file_id: int
    fund_id: int
    end_to_end_id: str
    amount_fen: int
    state: str


def answer(
    *,
    accepted: Collection[str] = (),
    settled: Collection[str] = (),
    rejected: Collection[str] = (),
    returned: Collection[str] = (),
    document: str,
    by: Officer,
    approved_by: Officer,
    at: datetime,
) -> int:
    """
    Enter what the bank says of payments by their EndToEndIds; return how many states changed.

    What was said before changes nothing; a return implies that the money had arrived. Books and payments change
    together. Raise UnknownPayments or Contradicted with nothing entered: `by` acts for the bank, another confirms.
    """
    asked = [
        (State.ACCEPTED, accepted), (State.SETTLED, {*settled, *returned}), (State.REJECTED, rejected),
        (State.RETURNED, returned),
    ]  # fmt: skip
    paper, act = Paper(document, by, approved_by, at), Act(by.id, at, document, confirmed_by=approved_by.id)
    with acting():
        files = _locked_files({name for _, names in asked for name in names})
        return sum(_enter(state, names, files, paper, act) for state, names in asked if names)


def take_answers(*, report: Report, document: str, by: Officer, approved_by: Officer, at: datetime) -> int:
    """Enter a status report (pain.002): each payment's own answer, else the whole file's; pending ones wait."""
    said: dict[str, bool | None] = {one.end_to_end_id: one.accepted for one in report.answers}
    if report.whole is not None:
        of_file = Payment.objects.filter(file__message_id=report.message_id).values_list("end_to_end_id", flat=True)
        names = set(of_file)
        if not names:
            raise NotThere("代发文件", "bank file", report.message_id)
        said = {**dict.fromkeys(names, report.whole), **said}
    accepted, rejected = ([name for name, word in said.items() if word is wanted] for wanted in (True, False))
    return answer(accepted=accepted, rejected=rejected, document=document, by=by, approved_by=approved_by, at=at)


def _enter(state: State, names: Collection[str], files: Mapping[int, str], paper: Paper, act: Act) -> int:
    known = _known(names, files)
    if missing := set(names) - {one.end_to_end_id for one in known}:
        raise UnknownPayments(missing)
    news, shows = AFTER[state]
    fresh = [one for one in known if one.state in news]
    others = [one for one in known if one.state not in news]
    said = _entered([one.id for one in others], shows)
    if wrong := [one for one in others if one.id not in said]:
        raise Contradicted([(one.end_to_end_id, State(one.state), state) for one in wrong])
    for file, group in _by(lambda one: one.file_id, fresh):
        change_states([one.id for one in group], sum(one.amount_fen for one in group), files[file], state, act)
    _books(state, fresh, paper)
    return len(fresh)


def _books(state: State, payments: Sequence[Known], paper: Paper) -> None:
    """Have the books say what the payments say; the bank's acceptance moves no money."""
    names = [one.end_to_end_id for one in payments]
    if not names:
        return
    match state:
        case State.SETTLED:
            treasury.settle(end_to_end_ids=names, paper=paper)
        case State.REJECTED:
            treasury.reject(end_to_end_ids=names, paper=paper)
        case State.RETURNED:
            treasury.write_many([
                treasury.singles(
                    "return", fund_id=fund, fen={one.end_to_end_id: one.amount_fen for one in of_fund}, paper=paper
                )
                for fund, of_fund in _by(lambda one: one.fund_id, payments)
            ])  # fmt: skip


def _known(names: Iterable[str], files: Mapping[int, str]) -> list[Known]:
    """Return the payments of these names that are in files (id → region) that were sent."""
    found = Payment.objects.filter(end_to_end_id__among=list(names)).order_by("id")
    rows = found.values_list("id", "file_id", "fund_id", "end_to_end_id", "amount_fen", "state")
    return [known for known in map(Known._make, rows) if known.file_id in files]


def _entered(ids: list[int], states: Collection[State]) -> set[int]:
    """Return which of these payments were once in one of the states."""
    if not ids:
        return set()
    found = PaymentState.objects.filter(payment_id__among=ids, state__in=list(states))
    return set(found.values_list("payment_id", flat=True))


def _locked_files(names: Collection[str]) -> dict[int, str]:
    """Return file → region of the sent files these payments are in, locked in the order of their ids."""
    ids = (
        Payment.objects.filter(end_to_end_id__among=list(names)).order_by().values_list("file_id", flat=True).distinct()
    )
    files = BankFile.objects.select_for_update(of=("self",)).filter(pk__in=sorted(ids), state=FileState.SENT)
    return dict(files.order_by("pk").values_list("pk", "region"))


def _by(key: Callable[[Known], int], payments: Iterable[Known]) -> list[tuple[int, list[Known]]]:
    groups: dict[int, list[Known]] = defaultdict(list)
    for one in payments:
        groups[key(one)].append(one)
    return sorted(groups.items())
