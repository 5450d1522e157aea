"""This installation's own: the log's name and keys, whom it asks to witness, and where its files lie."""

import os
from functools import cache
from pathlib import Path

from mingbai.config.place import data_folder
from mingbai.evidence.notes.keyfile import load_or_make_key
from mingbai.evidence.notes.keys import KeyKind, SigningKey
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.witnesses.policy import Policy, parse_policy
from mingbai.files.writing.folder import appearing_file
from mingbai.kernel.secrecy import KeyRing, cipher_named
from mingbai.kernel.secrecy.keyfile import load_or_make_keys

ORIGIN = "mingbai.local/desk"  # MINGBAI_LOG names the log where several share witnesses
UNNAMED = "未设见证部门"  # what a quorum lacks where no policy is written down: nothing opens by being forgotten


class PolicyUseless(ValueError):
    """A policy reads well but would open the gate to anybody, or to nobody; says why in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")


def log_key() -> SigningKey:
    """Return the key that signs this installation's checkpoints, made at first use."""
    return load_or_make_key(data_folder() / "keys" / "log.key", os.environ.get("MINGBAI_LOG", ORIGIN), KeyKind.LOG)


def installed_ring() -> KeyRing:
    """Return the keys that seal what is personal here, made at first use with the cipher MINGBAI_CIPHER names."""
    return _ring(data_folder() / "keys" / "fields.json")


def log_files() -> FolderStorage:
    """Return where the log is published as files: to be copied, mirrored and checked by anybody."""
    return FolderStorage(data_folder() / "evidence")


def policy_file() -> Path:
    """Return where the policy is written down: who witnesses, and how many must."""
    return data_folder() / "evidence-policy.txt"


def installed_policy() -> Policy:
    """Return the policy in force; where none is written down our own log is believed, and no quorum is ever met."""
    if policy_file().exists():
        return parse_policy(policy_file().read_text(encoding="utf-8"))
    return Policy(logs=[log_key().verifier], quorum=UNNAMED)


def usable_policy(text: str) -> Policy:
    """Return a policy that may be put in force; raise PolicyUseless where it believes no log of ours, asks nobody."""
    policy, ours = parse_policy(text), log_key().verifier
    if ours not in policy.logs:
        raise PolicyUseless(f"见证规则里没有本机日志的公钥：{ours}", f"The policy does not name our log's key: {ours}")
    if policy.is_met_by(()):
        raise PolicyUseless("这份规则不要求任何部门见证。", "This policy asks nobody to witness.")
    return policy


def install_policy(text: str) -> Policy:
    """Write down who witnesses from now on; raise PolicyUseless for one that may not be put in force."""
    policy = usable_policy(text)
    with appearing_file(policy_file()) as file:
        file.write_text(text, encoding="utf-8")
    return policy


@cache
def _ring(path: Path) -> KeyRing:
    return load_or_make_keys(path, cipher_named(os.environ.get("MINGBAI_CIPHER", "")))
