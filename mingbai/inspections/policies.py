"""Who witnesses the log: one administrator proposes it, another decides, and what is approved counts at once."""

from datetime import datetime
from hashlib import sha256

from django.db import connection, transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.actions import Record, record, record_contents
from mingbai.evidence.installation import PolicyUseless, install_policy, policy_file, usable_policy
from mingbai.evidence.witnesses.policy import PolicyRefused
from mingbai.inspections.actions import acting, permit
from mingbai.inspections.deciding import decided
from mingbai.inspections.models import DECIDED, PolicyProposal
from mingbai.inspections.refused import Incomplete, NoPolicy
from mingbai.inspections.states import APPROVE_POLICY, PROPOSE_POLICY, REFUSE_POLICY, WITHDRAW_POLICY, Proposal
from mingbai.offices.actor import Actor
from mingbai.rosters.states import Move

WHAT = ("见证规则提议", "proposal")
LOCK = 6964


def propose(*, text: str, by: Actor, at: datetime) -> int:
    """
    Propose a policy (C2SP tlog-policy) as the security administrator; return the proposal's number.

    Nothing changes before the audit administrator approves it. Raise NoPolicy for a text that is none, or that could
    not be put in force.
    """
    with acting():
        permit(PROPOSE_POLICY, by.region.code, by, at)
        _require_usable(text)
        digest = sha256(text.encode()).hexdigest()
        made = PolicyProposal.objects.create(region=by.region.code, text=text, sha256=digest, made_by=by.id, made_at=at)
        record(type="inspections.policy_proposed", rows=[made], by=by, at=at)
        return made.pk


def approve(*, policy_id: int, by: Actor, at: datetime) -> None:
    """Approve a policy as the audit administrator: it counts once that is committed, and never without."""
    with acting():
        one = _decided(policy_id, APPROVE_POLICY, by, at)
        _require_usable(one.text)
        _save(one, "policy_approved", by, at)
        said = {"file": one.sha256, "proposal": one.pk, "proposed_by": one.made_by}
        installed = Record(f"evidence.policy/{one.sha256}/{at.isoformat()}", said, {})
        record_contents(type="evidence.policy", records=[installed], by=by, at=at)
        transaction.on_commit(_install)


def refuse(*, policy_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a policy, with the reason; the one in force goes on counting, and the proposal stays on record."""
    with acting():
        one = _decided(policy_id, REFUSE_POLICY, by, at)
        if not reason.strip():
            raise Incomplete("退回理由", "why it is refused")
        one.reason = reason.strip()
        _save(one, "policy_refused", by, at)


def withdraw(*, policy_id: int, reason: str = "", by: Actor, at: datetime) -> None:
    """Withdraw a policy that one proposed oneself and nobody decided; it stays on record."""
    with acting():
        one = _decided(policy_id, WITHDRAW_POLICY, by, at)
        one.reason = reason.strip()
        _save(one, "policy_withdrawn", by, at)


def not_in_place() -> PolicyProposal | None:
    """
    Return the policy that was approved last where another is in force: the machine stopped between the two.

    One that was put in place by hand before any was approved stands.
    """
    with scope(NATION):
        last = PolicyProposal.objects.filter(state=Proposal.APPROVED.value).order_by("-decided_at", "-pk").first()
    return None if last is None or last.sha256 == _stands() else last


def put_right(*, at: datetime) -> PolicyProposal | None:
    """
    Put the policy in place that was approved last, and log that the machine did; return it, None where it stood.

    Raise PolicyUseless for one that may no longer be put in force: the one in force goes on counting.
    """
    stood = _stands()
    one = _install() if not_in_place() else None
    if one is not None:
        said = {"file": one.sha256, "proposal": one.pk, "stood": stood}
        found = Record(f"evidence.policy/{one.sha256}/{at.isoformat()}", said, {})
        record_contents(type="evidence.policy_put_right", records=[found], by=None, at=at)
    return one


def _install() -> PolicyProposal | None:
    """Put the policy in place that was approved last; return it, None where it stands. One at a time: the last wins."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        one = not_in_place()
        if one is not None:
            install_policy(one.text)
    return one


def _stands() -> str:
    """Return the digest of the policy in force, nothing where none is written down."""
    path = policy_file()
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _require_usable(text: str) -> None:
    """Raise NoPolicy, in the reader's words, for what could not be put in force."""
    try:
        usable_policy(text)
    except PolicyRefused as error:
        raise NoPolicy(f"不是见证规则：{error}。", f"This is not a policy: {error}.") from error
    except PolicyUseless as error:
        raise NoPolicy(error.zh, error.en) from error


def _decided(policy_id: int, move: Move, by: Actor, at: datetime) -> PolicyProposal:
    return decided(PolicyProposal, WHAT, policy_id, move, by, at)


def _save(one: PolicyProposal, act: str, by: Actor, at: datetime) -> None:
    one.save(update_fields=list(DECIDED))
    record(type=f"inspections.{act}", rows=[one], by=by, at=at)
