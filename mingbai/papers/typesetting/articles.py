"""How an article is named on a paper, with what it says in our own words."""

from mingbai.law import Citation, article, cite, text


def worded(citation: str) -> dict[str, str]:
    """Return an article as templates read it: its text and number, and its gist in both languages."""
    named, found = cite(citation), article(citation)
    return {"cite": title_of(named), "zh": found.gist_in("zh"), "en": found.gist_in("en")}


def title_of(named: Citation) -> str:
    """Return 《中华人民共和国社会救助法》第48条; sections that are not articles keep their number."""
    number = f"第{named.number}条" if named.number.isdecimal() else named.number
    return f"《{text(named.text).title}》{number}"
