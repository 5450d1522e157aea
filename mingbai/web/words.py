"""The language of a page: what the stages say comes in two, what pages say themselves is in the catalogue."""

from django.utils.translation import get_language

from mingbai.kernel.month import Month


def language() -> str:
    """Return `zh` or `en`, as the stages name the language being spoken."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def said(zh: str, en: str) -> str:
    """Return the one of two sentences that is in the language being spoken."""
    return en if language() == "en" else zh


def month_name(month: Month) -> str:
    """Return a month as people say it: 2026年11月, November 2026."""
    return said(f"{month.year}年{month.month}月", f"{month.first_on:%B} {month.year}")
