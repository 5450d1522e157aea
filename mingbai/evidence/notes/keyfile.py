"""Secret keys on disk: made once, readable by their owner alone, never in the repository."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from mingbai.evidence.notes.keys import KeyKind, KeyRefused, SigningKey, new_key, parse_signer

OWNER_ONLY = 0o600


class KeyFileExposed(PermissionError):
    """Others than the owner may read a secret key."""

    def __init__(self, path: Path, mode: int) -> None:
        super().__init__(path, oct(mode))
        self.zh = f"密钥文件 {path} 的权限是 {mode:o}，其他用户可以读取，不予使用。请先执行 chmod 600，并考虑更换密钥。"
        self.en = (
            f"Others may read the key file {path} (mode {mode:o}), so it is not used: chmod 600, consider a new key."
        )


def load_or_make_key(path: Path, name: str, kind: KeyKind) -> SigningKey:
    """Return the secret key in a file; make the file with a fresh key when there is none. Safe when two try at once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, half = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # readable by its owner alone
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(new_key(name, kind).written() + "\n")
            file.flush()
            os.fsync(number)
        with suppress(FileExistsError):  # somebody was faster: then theirs is the key
            os.link(half, path)
        Path(half).unlink()
    return load_key(path, name, kind)


def load_key(path: Path, name: str, kind: KeyKind) -> SigningKey:
    """Return the secret key in a file; raise KeyFileExposed when others may read it, KeyRefused when it is another."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & ~OWNER_ONLY:
        raise KeyFileExposed(path, mode)
    key = parse_signer(path.read_text(encoding="utf-8").strip())
    if (key.name, key.kind) != (name, kind):
        raise KeyRefused(f"{path.name} holds the key of {key.name}, not of {name}")
    return key
