"""Why a value is not sealed or not opened: what, where and what to do, in Chinese and English."""


class SecrecyRefused(ValueError):
    """Base of every refusal of this folder; no message ever holds a secret or what it protects."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


class SealBroken(SecrecyRefused):
    """A sealed value was altered, cut, or brought from another row or column."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place} 的密文被改动过，或是从别处搬来的，不予解密；请核对存证日志并从备份恢复。",
            f"The sealed value of {place} was altered or brought from elsewhere and is not opened: "
            "look it up in the evidence log and restore it from a backup.",
        )


class KeyMissing(SecrecyRefused):
    """A value is sealed under a key that is not here."""

    def __init__(self, place: object, version: int, fingerprint: bytes) -> None:
        named = f"{version} ({fingerprint.hex()})"
        super().__init__(
            f"{place} 用第{named}号密钥加密，当前密钥文件中没有；请恢复原来的密钥文件。",
            f"{place} is sealed under key {named}, which is not in the key file: restore the file that holds it.",
        )


class Unsealable(SecrecyRefused):
    """A value or a place that cannot be sealed."""


class NotSearchable(SecrecyRefused):
    """A kind of data that has so few values that an index would give them away."""


class KeyFileRefused(SecrecyRefused):
    """A key file that is missing, exposed, spoilt or in the way."""
