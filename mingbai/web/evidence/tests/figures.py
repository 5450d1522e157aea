"""The figures of a page and whether they open their rows: money wherever it stands, numbers in tables, totals."""

import re
from collections.abc import Iterator

from lxml import html

MONEY = re.compile(r"\d{1,3}(?:,\d{3})*\.\d{2}(?!\d)")
DIGIT = re.compile(r"\d")
NUMBERS = (
    "//main//td[contains(concat(' ', @class, ' '), ' number ')]"
    " | //main//*[contains(concat(' ', @class, ' '), ' count ')]"
)
WAY = (
    "ancestor-or-self::a[@href] | descendant::a[@href] | ancestor::tr[1]//a[@href]"
    " | ancestor::tfoot/preceding-sibling::tbody//a[@href]"  # a total stands below its rows
    " | //*[@id = $block]//a[@href]"
)
ASKED = (  # what is typed, chosen, drawn or just told is no figure, nor is a standard, which has a ground and no rows
    "ancestor::form | ancestor-or-self::option | ancestor-or-self::script | ancestor::*[@role = 'status']"
    " | ancestor-or-self::*[contains(@class, 'standard-value')]"
)
ROWS = "ancestor::*[self::section or self::main][1]//*[self::table or self::ul or self::ol or self::article]"


def figures(page: str) -> Iterator[tuple[str, bool]]:
    """Yield each figure of a page and whether it opens its rows: by a link, or as the count in a heading above them."""
    (main,) = html.fromstring(page).xpath("//main")
    for element in main.iter():
        if not isinstance(element.tag, str):
            continue
        for text in element.xpath("text()"):
            if MONEY.search(text) and not element.xpath(ASKED):
                yield _said(element), _opens(element)
    for element in main.xpath(NUMBERS):
        if DIGIT.search(element.text_content()) and not element.xpath(ASKED):
            is_above = bool(element.xpath("ancestor::h1 | ancestor::h2")) and bool(element.xpath(ROWS))
            yield _said(element), _opens(element) or is_above or element.text_content().strip() == "0"


def _opens(element: html.HtmlElement) -> bool:
    """Return whether a figure is a link, has one in its row, or stands in a block that names one for all."""
    return bool(element.xpath(WAY, block="".join(element.xpath("ancestor-or-self::*[@data-figures][1]/@data-figures"))))


def _said(element: html.HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode"))[:160]
