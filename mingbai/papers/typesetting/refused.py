"""Why a paper is not printed: what is wrong with it, or with the machine, and how to mend it."""


class CannotPrint(ValueError):
    """Base of every refusal here; no file was made."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")


class NoFont(CannotPrint):
    """No Chinese font is installed: boxes would be printed instead of names."""

    def __init__(self) -> None:
        super().__init__(
            "没有找到中文字体，无法出具文书；请用./dev重新安装依赖，或安装Noto CJK字体。",
            "No Chinese font was found, so nothing is printed: let ./dev install the dependencies again, "
            "or install the Noto CJK fonts.",
        )


class Unprintable(CannotPrint):
    """A character is in none of the fonts, as the rarest of names have."""

    def __init__(self, text: str) -> None:
        codes = " ".join(f"U+{ord(character):04X}" for character in text)
        super().__init__(
            f"“{text}”（{codes}）是现有字体都没有的生僻字，印出来会是方框；请安装含该字的字体并指定其文件夹。",
            f"No installed font has “{text}” ({codes}): install one that does and name its folder.",
        )


class DoesNotAdd(CannotPrint):
    """The lines do not add up to the figure the paper would state."""

    def __init__(self, what: str, what_en: str, lines: object, stated: object) -> None:
        super().__init__(
            f"{what}：逐行相加得{lines}，应为{stated}，两者不符，不得出具。",
            f"{what_en}: the lines add up to {lines}, not to {stated}; such a paper is not made.",
        )


class ShowsNumber(CannotPrint):
    """A whole ID or account number stands where only a masked one may be printed."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"“{where}”中有完整的身份证号或银行账号，文书上只能印脱敏后的号码。",
            f"“{where}” holds a whole ID or account number: papers show masked ones only.",
        )


class NotHeard(CannotPrint):
    """Lowering or stopping without having heard the family (LAW-2026#48)."""

    def __init__(self) -> None:
        super().__init__(
            "减发或停发之前必须听取对象意见（《社会救助法》第48条）；没有听取意见记录，不得出具告知书。",
            "Before assistance is lowered or stopped the family must be heard (Social Assistance Law (2026), art. 48): "
            "without that record there is no notice.",
        )


class Incomplete(CannotPrint):
    """Something the paper must say is empty."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}不能为空。", f"The paper must say {en}.")
