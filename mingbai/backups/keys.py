"""The keys of the desk, kept apart: sealed under a passphrase, or under shares of which some together suffice."""

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from mingbai.backups.refused import LacksKeys, Unopenable
from mingbai.config.place import data_folder
from mingbai.evidence.installation import installed_ring, log_key
from mingbai.files.writing.folder import appearing_file

FIELDS, LOG, BACKUP = "fields.json", "log.key", "backup.key"
SECRET_BYTES = 16  # twenty words a share
LONGEST = 1 << 20


@dataclass(frozen=True)
class Escrow:
    """The keys of one desk, opened: file name → text."""

    files: Mapping[str, str]

    @property
    def identity(self) -> str:
        """Return what opens backups."""
        return self.files[BACKUP].strip()

    def require(self, keys: Mapping[str, str]) -> None:
        """Raise LacksKeys unless every key of a backup is here, by its number."""
        missing = sorted(set(keys) - set(json.loads(self.files[FIELDS])["keys"]), key=int)
        if missing:
            raise LacksKeys(missing[0])

    def unpack(self, folder: Path) -> None:
        """Put the keys where a desk looks for them, for their owner alone."""
        folder.mkdir(parents=True, mode=0o700)
        for name, text in self.files.items():
            with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text)


def backup_identity() -> str:
    """Return the key that opens this desk's backups, made at first use; it lies beside the other keys."""
    path = data_folder() / "keys" / BACKUP
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = path.with_name(f".{BACKUP}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{Identity.generate()}\n")
        try:
            os.link(half, path)
        except FileExistsError:  # who was faster made the key
            pass
        finally:
            half.unlink()
    return path.read_text(encoding="ascii").strip()


def recipient_of(identity: str) -> str:
    """Return the public half of a backup's key: it seals and opens nothing."""
    return str(Identity.from_str(identity).to_public())


def sealed_keys(passphrase: str) -> bytes:
    """Return the keys of this desk, sealed under a passphrase in the format of age."""
    log_key(), installed_ring(), backup_identity()  # all are there
    folder = data_folder() / "keys"
    files = {name: (folder / name).read_text(encoding="utf-8") for name in (FIELDS, LOG, BACKUP)}
    return bytes(pyrage.passphrase.encrypt(json.dumps(files).encode(), passphrase))


def keep(path: Path, passphrase: str) -> None:
    """Write the sealed keys, whole or not at all."""
    with appearing_file(path) as file:
        file.write_bytes(sealed_keys(passphrase))


def opened_keys(path: Path, passphrase: str) -> Escrow:
    """Return the keys that a file holds; raise Unopenable."""
    if path.stat().st_size > LONGEST:
        raise Unopenable(path)
    try:
        files = json.loads(pyrage.passphrase.decrypt(path.read_bytes(), passphrase))
        return Escrow({name: files[name] for name in (FIELDS, LOG, BACKUP)})
    except (pyrage.DecryptError, ValueError, KeyError, TypeError) as error:
        raise Unopenable(path) from error


def keys_in(folder: Path) -> Escrow:
    """Return the keys that lie open in a folder, as in a desk's own; raise Unopenable."""
    try:
        return Escrow({name: (folder / name).read_text(encoding="utf-8") for name in (FIELDS, LOG, BACKUP)})
    except (OSError, UnicodeDecodeError) as error:
        raise Unopenable(folder) from error


def shared_passphrase(count: int, needed: int) -> tuple[str, list[str]]:
    """Return a passphrase that nobody ever sees, and the shares (twenty words each) of which so many make it."""
    secret = secrets.token_bytes(SECRET_BYTES)
    (words,) = generate_mnemonics(1, [(needed, count)], secret)
    return secret.hex(), words


def passphrase_of(words: Sequence[str], path: Path) -> str:
    """Return the passphrase that shares make; raise Unopenable where they are too few, or not of one set."""
    try:
        return bytes(combine_mnemonics([" ".join(one.split()) for one in words])).hex()
    except MnemonicError as error:
        raise Unopenable(path) from error
