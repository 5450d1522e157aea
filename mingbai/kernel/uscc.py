"""统一社会信用代码: the 18-character code of an organisation (GB 32100), checked by python-stdnum."""

from typing import ClassVar

from mingbai.kernel.text import BLANKS, DASHES, QUOTES, folded, folds
from mingbai.kernel.unreadable import Reasons, Unreadable

FOLDS = folds(to={}, dropped=BLANKS + DASHES + QUOTES)


class BadUscc(Unreadable):
    """A code of an organisation that cannot be right."""

    reasons: ClassVar[Reasons] = {
        "missing": ("统一社会信用代码为空，请补录。", "The unified social credit code is empty: please enter it."),
        "length": (
            "统一社会信用代码“{text}”不是18位，请核对。",
            "The unified social credit code “{text}” does not have 18 characters: please check.",
        ),
        "format": (
            "统一社会信用代码“{text}”含有不该出现的字符（代码中没有I、O、S、V、Z），请核对。",
            "The unified social credit code “{text}” has a wrong character (I, O, S, V and Z never occur).",
        ),
        "check": (
            "统一社会信用代码“{text}”的校验码不符，至少有一位填错，请核对。",
            "The check character of the unified social credit code “{text}” is wrong, so some character is.",
        ),
    }


def parse_uscc(text: str) -> str:
    """Return the code in 18 half-width capitals, or raise BadUscc."""
    from stdnum.cn import uscc  # noqa: PLC0415 (start-up: few files carry one)
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError  # noqa: PLC0415

    code = folded(text[:200], FOLDS)
    if not code:
        raise BadUscc("missing", text)
    try:
        return uscc.validate(code)
    except InvalidLength:
        raise BadUscc("length", text) from None
    except InvalidChecksum:
        raise BadUscc("check", text) from None
    except ValidationError:
        raise BadUscc("format", text) from None


def is_valid_uscc(text: str) -> bool:
    """Return whether the text holds a valid code."""
    try:
        return bool(parse_uscc(text))
    except BadUscc:
        return False
