"""Brings the log up to date: places for what waits, a checkpoint, its files, the witnesses asked to cosign."""

from collections.abc import Mapping

from mingbai.evidence.installation import installed_policy, log_files, log_key
from mingbai.evidence.publishing import gather_cosignatures, publish
from mingbai.evidence.sequencer import append_all


def bring_up_to_date() -> Mapping[str, Exception]:
    """Append, publish and have cosigned all that waits; return why each witness that did not cosign did not."""
    policy, files = installed_policy(), log_files()
    append_all(key=log_key())
    publish(files)
    failed = gather_cosignatures(files, policy)
    publish(files)
    return failed
