"""What an explanation is: steps in two languages, each with its values and the ground it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from mingbai.kernel.money import show_yuan
from mingbai.law import article, cite, named
from mingbai.policy.parameters.entry import Basis, Entry

FINEST = 10_000  # a ten-thousandth of a fen: amounts before rounding are shown to six decimals of a yuan


@dataclass(frozen=True)
class Ground:
    """An article, or the reason of a value that no text gives."""

    cite: str = ""
    reason: str = ""
    reason_en: str = ""
    parameter: str = ""  # the parameter used, if any
    by_design: bool = False  # a value of our own

    def __post_init__(self) -> None:
        if self.cite:
            cite(self.cite)

    @classmethod
    def of(cls, entry: Entry) -> "Ground":
        """Return the ground of a parameter's value."""
        return cls(entry.cite, entry.reason, entry.reason_en, entry.key, entry.basis is Basis.DESIGN)

    def in_language(self, lang: str) -> str:
        """Return the article as people cite it with its heading, or the reason, in `zh` or `en`."""
        if not self.cite:
            zh, en = ("设定值，", "set by design: ") if self.by_design else ("", "")
            return {"zh": zh + self.reason, "en": en + self.reason_en}[lang]
        return f"{named(self.cite, lang)} {article(self.cite).heading_in(lang)}"


@dataclass(frozen=True)
class Step:
    """One sentence of an explanation."""

    zh: str
    en: str
    grounds: tuple[Ground, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)  # the numbers behind the sentence, exact

    def in_language(self, lang: str) -> str:
        """Return the sentence with its grounds in brackets, in `zh` or `en`."""
        sentence = {"zh": self.zh, "en": self.en}[lang]
        if not self.grounds:
            return sentence
        grounds = {"zh": ";", "en": "; "}[lang].join(ground.in_language(lang) for ground in self.grounds)
        return sentence + {"zh": f"（依据：{grounds}）", "en": f" (Ground: {grounds})"}[lang]


@dataclass(frozen=True)
class Explanation:
    """How a result came about; it ends in an amount, or in yes or no."""

    title: str
    title_en: str
    steps: tuple[Step, ...]
    amount_fen: int | None = None
    verdict: bool | None = None

    def lines(self, lang: str) -> list[str]:
        """Return the numbered sentences in `zh` or `en`."""
        return [f"{number}. {step.in_language(lang)}" for number, step in enumerate(self.steps, start=1)]

    def in_language(self, lang: str) -> str:
        """Return the whole explanation as text in `zh` or `en`, its title first."""
        return "\n".join([{"zh": self.title, "en": self.title_en}[lang], *self.lines(lang)])

    @property
    def cites(self) -> tuple[str, ...]:
        """Return the articles the explanation stands on, each once, in order."""
        return tuple(dict.fromkeys(ground.cite for step in self.steps for ground in step.grounds if ground.cite))

    def as_json(self) -> dict[str, Any]:
        """Return the explanation as plain JSON values."""
        return {
            "title": self.title,
            "title_en": self.title_en,
            "amount_fen": self.amount_fen,
            "verdict": self.verdict,
            "steps": [
                {
                    "zh": step.zh,
                    "en": step.en,
                    "values": {name: str(v) if isinstance(v, Fraction) else v for name, v in step.values.items()},
                    "cites": [ground.cite for ground in step.grounds if ground.cite],
                    "parameters": [ground.parameter for ground in step.grounds if ground.parameter],
                }
                for step in self.steps
            ],
        }


def yuan(fen: int | Fraction) -> str:
    """Return an amount in yuan: two decimals, more (up to six) where it is not yet rounded to the fen."""
    if fen.denominator == 1:
        return show_yuan(int(fen))
    finest = (2 * abs(fen.numerator) * FINEST // fen.denominator + 1) // 2  # half up
    whole, rest = divmod(finest, 100 * FINEST)
    return f"{'-' if fen < 0 and finest else ''}{whole:,}.{f'{rest:06d}'.rstrip('0'):0<2}"
