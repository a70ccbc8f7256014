"""Decisions and articles in, which decision belongs to which article out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from triplewire.decide.words import nearest, places
from triplewire.records import Article, Decision, Unmet
from triplewire.wording import plain

# Where no article has the words, the articles in which the nearest wording is looked for.
_MOST_COMPARED = 50
_LONG_WORD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The decisions of each article, by the hash of its text, and those that found none."""

    by_article: Mapping[str, tuple[Decision, ...]]
    unmet: tuple[Unmet, ...]


def assign(decisions: Iterable[Decision], articles: Iterable[Article]) -> Assignment:
    """Return the decisions by the article that has their words.

    A decision names its article by path, file name, title, address or the first digits of its
    text's hash. Where the article named has not the words (it was renamed, or split), the one other
    article that has them is it; where two have, nothing is decided.
    """
    decisions = tuple(decisions)
    if not decisions:
        return Assignment(by_article={}, unmet=())
    index = _ArticleIndex(articles)
    found: dict[str, list[Decision]] = {}
    unmet: list[Unmet] = []
    for decision in decisions:
        holding = index.named_with(decision) or index.any_with(decision)
        if len(holding) == 1:
            found.setdefault(holding[0].sha256, []).append(decision)
        elif holding:
            names = tuple(article.name for article in holding[:3])
            reason = f"{len(holding)} articles have these words"
            unmet.append(Unmet(decision=decision, reason=reason, candidates=names))
        else:
            reason = "no article has these words"
            nearby = tuple(index.nearest(decision))
            unmet.append(Unmet(decision=decision, reason=reason, candidates=nearby))
    return Assignment(
        by_article={sha: tuple(those) for sha, those in found.items()}, unmet=tuple(unmet)
    )


class _ArticleIndex:
    """The articles of a build, by what a curator may call them and by their words."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = sorted(articles, key=lambda article: article.name)
        self._plain: list[str] = []
        self._names: dict[str, list[Article]] = {}
        for article in self._articles:
            for name in _names(article):
                self._names.setdefault(name, []).append(article)

    def named_with(self, decision: Decision) -> list[Article]:
        """Return the articles of that name that have the words."""
        return [a for a in self._named(decision) if places(decision.quotation, a.text)]

    def any_with(self, decision: Decision) -> list[Article]:
        """Return all articles that have the words."""
        words = plain(decision.quotation)
        return [
            article
            for article, text in zip(self._articles, self._texts(), strict=True)
            if words in text and places(decision.quotation, article.text)
        ]

    def nearest(self, decision: Decision) -> list[str]:
        """Return the sentences most like the words, from the article named or from likely ones."""
        sentences = (
            line.strip()
            for article in self._named(decision) or self._likely(decision)
            for paragraph in article.text.splitlines()
            for line in paragraph.split(". ")
            if line.strip()
        )
        return nearest(decision.quotation, sentences)

    def _named(self, decision: Decision) -> list[Article]:
        name = decision.article
        by_name = self._names.get(plain(name).casefold(), [])
        digits = name.rsplit("/", 1)[-1].rsplit("-", 1)[-1]
        if by_name or len(digits) < 8:
            return by_name
        return [article for article in self._articles if article.sha256.startswith(digits)]

    def _likely(self, decision: Decision) -> list[Article]:
        long = {word for word in plain(decision.quotation).split() if len(word) >= _LONG_WORD}
        shared = (
            (sum(word in text for word in long), article)
            for article, text in zip(self._articles, self._texts(), strict=True)
        )
        ranked = sorted(shared, key=lambda pair: (-pair[0], pair[1].name))
        return [article for count, article in ranked[:_MOST_COMPARED] if count * 2 >= len(long) > 0]

    def _texts(self) -> list[str]:
        if len(self._plain) != len(self._articles):
            self._plain = [plain(article.text) for article in self._articles]
        return self._plain


def _names(article: Article) -> set[str]:
    path = PurePosixPath(article.name)
    names = (article.name, path.name, path.stem, article.metadata.title, article.metadata.url)
    return {plain(name).casefold() for name in names if name}
