"""A value that cannot be read: which one, why, and how to mend it, in Chinese and English."""

from collections.abc import Mapping
from typing import ClassVar

Reasons = Mapping[str, tuple[str, str]]  # code -> (Chinese, English); {text} is the value
SHOWN_LENGTH = 40  # a cell may hold a megabyte; a message must not


class Unreadable(ValueError):
    """Base of every refusal to read a value; `reason` is a stable code, the texts are for people."""

    reasons: ClassVar[Reasons] = {}

    def __init__(self, reason: str, text: object) -> None:
        self.reason = reason
        self.text = shortened(text)
        self.zh, self.en = (sentence.format(text=self.text) for sentence in self.reasons[reason])
        super().__init__(f"{self.zh} {self.en}")

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, str]]:
        return type(self), (self.reason, self.text)

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


def shortened(value: object) -> str:
    """Return the value as one printable line of at most 40 characters."""
    text = str(value)[: SHOWN_LENGTH + 1]
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= SHOWN_LENGTH else line[: SHOWN_LENGTH - 1] + "…"
