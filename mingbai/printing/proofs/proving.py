"""Proofs to take away: of one act, with the fields opened that name no person."""

from functools import partial
from typing import Any

from mingbai.evidence.installation import installed_ring, log_files
from mingbai.evidence.kept import row_named
from mingbai.evidence.proofs.proof import Proof
from mingbai.evidence.proving import CannotOpen, proof_of_act
from mingbai.evidence.tiles.reading import TilesDamaged
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.refused import Refused

NAMES = frozenset({"name", "holder_name", "holder", "born_on", "died_on", "password"})  # not needed to prove a figure


def proof(act: Any, policy: Policy) -> Proof:
    """Return the proof of an act with its figures opened, with none where its row says something else by now."""
    if getattr(act, "leaf", None) is None or act.covered_by is None:
        raise Refused(
            "这条登记还在排队，入日志、签发检查点后才能出具证明；一般不到一分钟，请稍后再取。",
            "This act waits for its place in the log; its proof can be had within a minute.",
        )
    made = partial(proof_of_act, act, storage=log_files(), policy=policy, ring=installed_ring())
    try:
        try:
            return made(fields=_fields(act))
        except CannotOpen:
            return made(fields=())
    except (TilesDamaged, FileNotFoundError) as error:
        raise Refused(
            "日志的公开文件还没有写到这条登记，或者已经损坏；请管理员运行 mingbai evidence append，再核验存证。",
            "The log's files do not reach this act, or are damaged: an administrator runs `mingbai evidence append`.",
        ) from error


def _fields(act: Any) -> list[str]:
    """Return the fields of an act's record that name no person."""
    named = row_named(act.subject)
    if named is None:
        return []
    return [one for one in named[0].columns if one not in NAMES and not one.endswith(("_index", "_sealed"))]
