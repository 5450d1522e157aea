"""The key file: made once, its owner's alone, given a new key at each rotation, lost never: back it up apart."""

import base64
import binascii
import fcntl
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mingbai.kernel.secrecy.refused import KeyFileRefused
from mingbai.kernel.secrecy.ring import SECRET_BYTES, Cipher, KeyRing

FORMAT, OWNER_ONLY = 1, 0o600


def load_or_make_keys(path: Path, cipher: Cipher = Cipher.AES_256_GCM) -> KeyRing:
    """Return the keys in the file, made with a fresh key where there is none; all who ask at once get the same."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _written(path, _fresh(cipher)) as half, suppress(FileExistsError):
            os.link(half, path)  # who was faster made the key
    return load_keys(path)


def load_keys(path: Path) -> KeyRing:
    """Return the keys in the file; raise KeyFileRefused where it is missing, spoilt, or open to others."""
    content = _read(path)
    try:
        keys = {int(version): _secret(text) for version, text in content["keys"].items()}
        return KeyRing(
            Cipher(content["cipher"]), keys, _secret(content["index"]["secret"]), Cipher(content["index"]["cipher"])
        )
    except (KeyError, TypeError, ValueError, AttributeError, AssertionError) as error:
        raise _spoilt(path) from error


def rotate(path: Path, cipher: Cipher | None = None) -> KeyRing:
    """Add a fresh key that seals from now on, perhaps with another cipher; what older keys sealed still opens."""
    load_keys(path)  # a missing or spoilt file is not made worse
    with path.with_name(f"{path.name}.lock").open("a") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        content = _read(path)
        version = max(map(int, content["keys"])) + 1
        content["keys"][str(version)] = _text(secrets.token_bytes(SECRET_BYTES))
        content["cipher"] = cipher or content["cipher"]
        with _written(path, content) as half:
            half.replace(path)
            _keep(path.parent)
    return load_keys(path)


def _fresh(cipher: Cipher) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "cipher": cipher,
        "keys": {"1": _text(secrets.token_bytes(SECRET_BYTES))},
        "index": {"cipher": cipher, "secret": _text(secrets.token_bytes(SECRET_BYTES))},
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), encoding="utf-8") as file:  # noqa: PTH123
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & ~OWNER_ONLY:
                raise KeyFileRefused(
                    f"密钥文件 {path} 的权限是 {mode:o}，其他用户可能读过；请执行 chmod 600 {path}，并更换密钥。",
                    f"Others may have read the key file {path} (mode {mode:o}): chmod 600 {path}, and rotate the keys.",
                )
            content = json.load(file)
    except OSError as error:
        raise KeyFileRefused(
            f"密钥文件 {path} 打不开（{error.strerror}）；请从备份恢复，没有它无法读取已加密的个人信息。",
            f"The key file {path} cannot be opened ({error.strerror}): restore it from its backup, for without it "
            "no sealed value can be read.",
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise _spoilt(path) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _spoilt(path)
    return content


@contextmanager
def _written(path: Path, content: dict[str, Any]) -> Iterator[Path]:
    """Have the content on disk beside the file, under a name of its own, for as long as it takes to put it in place."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    number = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNER_ONLY)
    try:
        with open(number, "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(number)
        yield half
        _keep(path.parent)
    finally:
        half.unlink(missing_ok=True)


def _keep(folder: Path) -> None:
    """Have the names in a folder survive a loss of power."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def _secret(text: str) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error
    if len(secret) != SECRET_BYTES:
        raise ValueError
    return secret


def _spoilt(path: Path) -> KeyFileRefused:
    return KeyFileRefused(
        f"密钥文件 {path} 已损坏或不是密钥文件；请从备份恢复，不要新建。",
        f"The key file {path} is spoilt or none at all: restore it from its backup, do not make a new one.",
    )
