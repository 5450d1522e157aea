"""放行 as its page tells it: who asked and who released, what was proved equal, and what is proved by nobody yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.kernel.money import show_yuan
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officer_names
from mingbai.prechecks import actions, queries
from mingbai.prechecks.equality import TITLES, Difference, Equality, equality
from mingbai.prechecks.states import ASK, RELEASE, ReleaseState
from mingbai.rosters import actions as rosters
from mingbai.rosters.states import Move, State
from mingbai.web.alerts.acts import Step
from mingbai.web.alerts.telling import rules
from mingbai.web.month.acts import is_for
from mingbai.web.parts.tags import moment
from mingbai.web.words import said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

SHOWN = 20  # of each kind, one by one
RELEASED, WITHDRAWN = RELEASE


class Seen(forms.Form):
    """Nothing to type: the roster is released as it was seen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class Release(Seen):
    """That lines and money were looked at: the one thing here that sends money off."""

    sure = forms.BooleanField(label=_("已核对行数、金额和暂缓的部分"))


class Withdraw(Seen):
    """Why a request is taken back."""

    reason = forms.CharField(label=_("理由"), max_length=200)


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, its button, its form, and the move of the stage."""

    name: str
    title: "Promised | str"
    done: "Promised | str"
    form: type[Seen]
    move: Move
    tone: str = "primary"

    def do(self, roster_id: int, typed: dict[str, Any], by: Actor, at: datetime) -> None:
        """Do it, unless the roster has changed since it was shown."""
        rosters.require_seen(roster_id=roster_id, seen=typed["seen"])
        if self.name == "withdraw":
            actions.withdraw_release(roster_id=roster_id, reason=typed["reason"], by=by, at=at)
        elif self.name == "ask":
            actions.ask_release(roster_id=roster_id, by=by, at=at)
        else:
            actions.release(roster_id=roster_id, by=by, at=at)


ASKING = Act("ask", _("申请放行"), _("已申请放行，待放行人办理"), Seen, ASK)
ACTS = {
    act.name: act
    for act in (
        ASKING,
        Act("release", _("准予发放"), _("名册已放行"), Release, RELEASED),
        Act("withdraw", _("撤回申请"), _("已撤回，可以更正后重新核对"), Withdraw, WITHDRAWN, "outline-secondary"),
    )
}


@dataclass(frozen=True)
class Case:
    """A roster before or after its release: the check it rests on, its request, and what stands in its way."""

    roster: Any
    check: Any  # None where the roster was never checked, or the check is out of sight
    is_checked: bool  # as it now is
    was_checked: bool
    release: Any  # the latest request that was not withdrawn
    equal: Equality | None  # how it compares now; None once it is released
    gates: list[Any]
    questions: list[Any]
    accounts: list[Any]

    @property
    def is_clear(self) -> bool:
        """Return whether nothing stands in the way of its release."""
        return self.is_checked and not (self.gates or self.questions or self.accounts) and self.is_equal

    @property
    def is_equal(self) -> bool:
        """Return whether it is what is approved, to the fen."""
        return self.equal.holds if self.equal else self.release is not None

    @property
    def proof(self) -> dict[str, Any]:
        """Return what was compared: as the release keeps it, else as it stands now."""
        if self.roster.state == State.RELEASED and self.release:
            return dict(self.release.proof)
        return self.equal.proof(self.roster) if self.equal else {}

    @property
    def columns(self) -> str:
        """Return the columns that were compared."""
        return said("、", ", ").join(said(*TITLES[column]) for column in self.proof.get("columns", ()))

    @property
    def not_run(self) -> list[tuple[str, tuple[str, str]]]:
        """Return the rules that could not be tried, so that nothing is known of what they look for."""
        names, known = self.check.not_run if self.check else {}, rules()
        return [(name, (known[name].title, known[name].title_en) if name in known else (name, name)) for name in names]

    @property
    def in_part(self) -> list[tuple[str, tuple[str, str]]]:
        """Return the rules that see only a part, and what is out of their sight."""
        tried = self.check.rule_versions if self.check else {}
        return [(name, rule.partly) for name, rule in sorted(rules().items()) if name in tried and rule.partly]


def case(roster: Any) -> Case:
    """Return a roster with what was proved of it and what stands in its way."""
    is_over = roster.state == State.RELEASED
    seen = queries.latest_checks([roster.pk]).get(roster.pk)
    return Case(
        roster,
        queries.check(seen.check_id) if seen else None,
        is_over or (seen is not None and seen.digest == roster.digest),
        seen is not None,
        queries.releases([roster.pk]).get(roster.pk),
        None if is_over else equality(roster),
        [] if is_over or seen is None else queries.gates_of(roster.pk, seen.check_id),
        [] if is_over else queries.questions(roster.pk),
        [] if is_over else queries.unready_lines(roster.pk),
    )


def steps(case: Case) -> list[Step]:
    """Return how far a release is, with who asked and who released."""
    release = case.release
    names = officer_names((case.roster.frozen_by, *((release.asked_by, release.released_by) if release else ())))
    is_frozen = case.roster.state in (State.FROZEN, State.RELEASED)
    made = (
        (_("封存"), is_frozen, _by(names, case.roster.frozen_by, case.roster.frozen_at)),
        (_("前置核对"), case.is_checked, moment(case.check.made_at) if case.check and case.is_checked else ""),
        (_("差异清零、暂缓答复"), case.is_clear or release is not None, ""),
        (_("申请放行"), release is not None, _by(names, release.asked_by, release.asked_at) if release else ""),
        (
            _("准予发放"),
            case.roster.state == State.RELEASED,
            _by(names, release.released_by, release.released_at) if release else "",
        ),
    )
    first = next((place for place, (_title, is_done, _note) in enumerate(made) if not is_done), len(made))
    return [
        Step(str(title), "done" if place < first else "current" if place == first else "ahead", note)
        for place, (title, _is_done, note) in enumerate(made)
    ]


def open_to(case: Case, actor: Actor) -> Iterator[Act]:
    """Yield the acts the actor may begin: one asks, another releases."""
    if case.roster.state != State.FROZEN:
        return
    for act in ACTS.values():
        is_asked = case.release is not None and case.release.state == ReleaseState.ASKED
        if is_for(act.move, actor) and is_asked == (act is not ASKING):
            if act.move is RELEASED and actor.id == case.release.asked_by:
                continue
            yield act


def unequal(case: Case) -> list[str]:
    """Return the first differences to what is approved, in words; no account number in them."""
    return [_unequal(one) for one in case.equal.differences[:SHOWN]] if case.equal else []


def _unequal(one: Difference) -> str:
    column, values = said(*TITLES[one.column]), [one.approved, one.rostered]
    if one.column == "amount":
        values = [show_yuan(int(value)) if value else value for value in values]
    what = said(f"审批{one.award_id}的{column}", f"{column} of award {one.award_id}")
    if one.column.endswith("_name") or not all(values):
        return what
    return what + said("：审批 {}，名册 {}", ": approved {}, on the roster {}").format(*values)


def _by(names: dict[int, str], who: int | None, at: datetime | None) -> str:
    return f"{names.get(who or 0, '')} {moment(at)}" if at else ""
