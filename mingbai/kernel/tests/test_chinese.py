"""Months in Chinese numerals."""

import pytest

from mingbai.kernel.chinese import arabic_month, with_arabic_months


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("二〇二六年十月", (2026, 10)),
        ("二○二六年十二月份", (2026, 12)),
        ("二零二六年一月", (2026, 1)),
        ("十一月", (None, 11)),
        ("2026年10月", None),
        ("二〇二六年十三月", None),
        ("十", None),
    ],
)
def test_a_month_in_chinese_numerals_is_read(text: str, read: tuple[int | None, int] | None) -> None:
    assert arabic_month(text) == read


def test_a_title_keeps_the_rest_of_its_words() -> None:
    assert with_arabic_months("城关镇二〇二六年十月一日起农村低保") == "城关镇2026年10月一日起农村低保"
    assert with_arabic_months("十月农村低保") == "十月农村低保"
