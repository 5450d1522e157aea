"""A calculation or a parameter refused: what, why and how to mend it, in Chinese and English."""


class Refused(ValueError):
    """Base of every refusal in this folder."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")

    def __reduce__(self) -> tuple[type["Refused"], tuple[str, str]]:
        return Refused, (self.zh, self.en)  # crossing to another process only the sentences matter

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]
