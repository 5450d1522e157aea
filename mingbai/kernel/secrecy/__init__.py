"""个人信息保密: personal data sealed field by field, found again by a blind index, shown masked (R-1505, R-1506)."""

from mingbai.kernel.secrecy.kinds import Kind, blind_index, canonical, masked
from mingbai.kernel.secrecy.refused import KeyFileRefused, KeyMissing, NotSearchable, SealBroken, Unsealable
from mingbai.kernel.secrecy.ring import Cipher, KeyRing, cipher_named
from mingbai.kernel.secrecy.sealing import Place, key_version, opened, opening, resealed, seal, sealer
from mingbai.kernel.secrecy.wholes import opened_whole, seal_whole

__all__ = [
    "Cipher",
    "KeyFileRefused",
    "KeyMissing",
    "KeyRing",
    "Kind",
    "NotSearchable",
    "Place",
    "SealBroken",
    "Unsealable",
    "blind_index",
    "canonical",
    "cipher_named",
    "key_version",
    "masked",
    "opened",
    "opened_whole",
    "opening",
    "resealed",
    "seal",
    "seal_whole",
    "sealer",
]
