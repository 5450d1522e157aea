"""The texts: their articles, and what in the project implements which."""

from mingbai.law.citation import Citation, UnknownCitation, cite
from mingbai.law.naming import cite_named, named, numbered
from mingbai.law.texts import Article, NoArticleAt, Text, article, article_at, text

__all__ = [
    "Article", "Citation", "NoArticleAt", "Text", "UnknownCitation", "article", "article_at", "cite", "cite_named",
    "named", "numbered", "text",
]  # fmt: skip
