"""A parameter's value as people write it: 15%, 700.00元, 20个工作日, 是."""

from mingbai.kernel.money import show_yuan
from mingbai.policy.parameters.definition import Definition, Value

UNITS = {  # the unit of a definition -> what follows the number in Chinese
    "months": "个月",
    "working days": "个工作日",
    "days": "天",
    "years": "周岁",
    "times": "倍",
    "persons": "人",
    "households": "户",
    "houses": "套",
    "vehicles": "辆",
    "cards": "张",
    "alerts": "条",
    "cases": "件",
    "lines": "行",
    "rows": "行",
    "townships": "个乡镇",
    "in a million": "（百万分之一）",
    "indicators": "项",
    "hops": "层",
    "minutes": "分钟",
    "seconds": "秒",
    "square metres": "平方米",
    "standard deviations": "倍标准差",
    "hundredths of a standard error": "（标准误的百分之一）",
    "months of the standard": "个月低保标准",
    "months of the minimum wage": "个月最低工资",
    "day of the month": "日",
    "day of the next month": "日（次月）",
}


def shown(definition: Definition, value: Value, lang: str) -> str:
    """Return a value of the parameter in the language ('zh' or 'en'), with its unit."""
    if isinstance(value, bool):
        return {"zh": "是" if value else "否", "en": "yes" if value else "no"}[lang]
    for choice in definition.choices:
        if choice.value == value:
            return {"zh": choice.title, "en": choice.title_en}[lang]
    if isinstance(value, tuple):
        row = any(isinstance(cell, tuple) for cell in value)
        between = {"zh": "；" if row else "、", "en": "; " if row else ", "}[lang]
        if definition.unit == "fen" and not row:
            between = " → "  # a row of a table of bands
        return between.join(shown(definition, cell, lang) for cell in value)
    return _counted(value, definition.unit, lang) if isinstance(value, int) else str(value)


def percent(basis_points: int) -> str:
    """Return basis points as per cent, with decimals only where they say something: 15%, 99.92%."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%" if rest else f"{whole}%"


def _counted(number: int, unit: str, lang: str) -> str:
    if unit == "bp":
        return percent(number)
    if unit == "fen":
        return show_yuan(number) + {"zh": "元", "en": " yuan"}[lang]
    if not unit:
        return str(number)
    return f"{number}{UNITS[unit]}" if lang == "zh" else f"{number} {unit}"
