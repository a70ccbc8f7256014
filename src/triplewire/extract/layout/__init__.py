"""The text of an article in, what of it is prose out: lines, markup, noise and metadata."""

from triplewire.extract.layout.prepared import PreparedArticle, prepare_article

__all__ = [
    "PreparedArticle",
    "prepare_article",
]
