"""Why a bank file is not written or not read: which payments, what is wrong, how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 5  # faults told in one sentence; all of them are in `faults`


@dataclass(frozen=True)
class Fault:
    """What is wrong with one payment, or with the whole file where it names none."""

    end_to_end_id: str
    zh: str
    en: str


class Refused(ValueError):
    """Base of every refusal here; nothing has been written."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


class Unwritable(Refused):
    """The bank would not read this file, or would read something else than was meant."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        assert faults
        self.faults = tuple(faults)
        more = len(faults) - SHOWN
        shown = [(f"{one.end_to_end_id} " if one.end_to_end_id else "", one) for one in faults[:SHOWN]]
        super().__init__(
            f"银行文件未生成，有{len(faults)}处须先更正："
            + "".join(f"{place}{one.zh}" for place, one in shown)
            + (f"另有{more}处。" if more > 0 else ""),
            f"The bank file was not written; {len(faults)} faults to mend first: "
            + " ".join(f"{place}{one.en}" for place, one in shown)
            + (f" And {more} more." if more > 0 else ""),
        )


class ProfileRefused(Refused):
    """A description of a bank's file that describes none."""


class Unreadable(Refused):
    """What came from the bank cannot be read, and nothing of it was taken in."""
