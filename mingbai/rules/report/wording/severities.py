"""The four severities in words: a colour, a shape that survives black and white, and the clock that starts."""

from dataclasses import dataclass

from mingbai.rules.rule import Severity


@dataclass(frozen=True)
class Told:
    """How a severity is shown."""

    severity: Severity
    code: str  # class names, JSON
    shape: str
    name: str
    name_en: str
    clock: str
    clock_en: str


TOLD = {
    told.severity.value: told
    for told in (
        Told(
            Severity.RED,
            "red",
            "▲",
            "红",
            "Red",
            "当日处置，3个工作日内核实",
            "take up today, verify within 3 working days",
        ),
        Told(Severity.ORANGE, "orange", "◆", "橙", "Orange", "5个工作日内核实", "verify within 5 working days"),
        Told(Severity.YELLOW, "yellow", "●", "黄", "Yellow", "20个工作日内核实", "verify within 20 working days"),
        Told(Severity.BLUE, "blue", "○", "蓝", "Blue", "仅作提示，不计预警", "a hint only, not an alert"),
    )
}
RANK = {name: place for place, name in enumerate(TOLD)}  # the gravest first
