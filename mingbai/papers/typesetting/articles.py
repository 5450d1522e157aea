"""How an article is named on a paper, with what it says in our own words."""

from mingbai.law import article, named


def worded(citation: str) -> dict[str, str]:
    """Return an article as templates read it: the text's whole title and the number, its gist in both languages."""
    found = article(citation)
    return {"cite": named(citation, "zh", in_full=True), "zh": found.gist_in("zh"), "en": found.gist_in("en")}
