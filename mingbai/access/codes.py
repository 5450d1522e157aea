"""One-time codes of a telephone, as RFC 6238 has them; the secret is sealed, and no code opens twice."""

import base64
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from mingbai.access.limits import CODE_DIGITS, CODE_SECONDS, DRIFT
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.secrecy import Place, opened, seal

SECRET_BYTES = 20


def new_secret() -> str:
    """Return a secret in base32, as people may type it into a telephone."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sealed_secret(key_id: int, secret: str) -> bytes:
    """Return the secret sealed for its key alone: copied to another it does not open."""
    return seal(installed_ring(), _place(key_id), secret)


def opened_secret(key_id: int, sealed: bytes | memoryview) -> str:
    """Return a key's secret; raise SealBroken if it was sealed for another key."""
    return opened(installed_ring(), _place(key_id), bytes(sealed))


def address_of(secret: str, number: str, issuer: str) -> str:
    """Return what a telephone reads from a QR code."""
    return _totp(secret).get_provisioning_uri(number, issuer)


def code_at(secret: str, at: datetime) -> str:
    """Return the code a telephone shows at a moment."""
    return _totp(secret).generate(int(at.timestamp())).decode()


def step_of(secret: str, code: str, at: datetime, after: int) -> int | None:
    """Return the step a code belongs to, within the drift allowed and later than the last one taken, or None."""
    now, typed = int(at.timestamp()) // CODE_SECONDS, "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > after and _fits(secret, typed, step):
            return step
    return None


def _fits(secret: str, code: str, step: int) -> bool:
    try:
        _totp(secret).verify(code.encode(), step * CODE_SECONDS)
    except InvalidToken:
        return False
    return True


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), CODE_DIGITS, SHA1(), CODE_SECONDS)  # noqa: S303 -- what telephones speak


def _place(key_id: int) -> Place:
    return Place("access_key", "factor_sealed", key_id)
