"""Decisions and articles in, which decision belongs to which article out."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from triplewire.decide.anchor import best, fit, has_context, spots
from triplewire.decide.words import nearest, places
from triplewire.iris import is_web_address, spelt
from triplewire.records import Article, Decision, Unmet
from triplewire.wording import plain

# Where no article has the words, the articles in which the nearest wording is looked for.
MOST_COMPARED = 50
_LONG_WORD = 5
# From so much likeness on, the words that an article has in the place of others are a correction.
_CORRECTED = 80
_HASH = re.compile(r"[0-9a-f]{8,64}")
# What an IRI of an article ends in, or of its graph, whatever it begins with.
_OURS = re.compile(r"(?:^|/)article/([^/?#\s]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The decisions of each article, by the hash of its text, and those that found none."""

    by_article: Mapping[str, tuple[Decision, ...]]
    unmet: tuple[Unmet, ...]


def assign(
    decisions: Iterable[Decision],
    articles: Iterable[Article],
    known: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Assignment:
    """Return the decisions by the article that has their words.

    A decision names its article by IRI, however it is spelt, address, the first digits of its
    text's hash, path, file name or title; ``known`` are further names by the hash of the text as it
    is: IRIs, hashes of earlier texts, earlier paths. Where the article named has the words, others
    count for nothing; where it has them no more, nothing is decided, unless the name is one that
    may have passed to another article, a path or a title, and nothing in it is like the words.
    Where no article is known by the name, the one that has the words is it, of several the one in
    which what stands around the words is as the decision says.
    """
    decisions = tuple(decisions)
    if not decisions:
        return Assignment(by_article={}, unmet=())
    index = _ArticleIndex(articles, known)
    found: dict[str, list[Decision]] = {}
    unmet: list[Unmet] = []
    for decision in decisions:
        place = index.place(decision)
        if isinstance(place, Unmet):
            unmet.append(place)
        else:
            found.setdefault(place.sha256, []).append(decision)
    return Assignment(
        by_article={sha: tuple(those) for sha, those in found.items()}, unmet=tuple(unmet)
    )


def is_held(
    decision: Decision, articles: Iterable[Article], known: Mapping[str, Collection[str]]
) -> bool:
    """Say whether one of the articles that a decision names has its words: no other one counts."""
    return _ArticleIndex(articles, known).holds(decision)


class Sought:
    """What decisions look for, to be asked of one article after the other."""

    def __init__(self, decisions: Iterable[tuple[int, Decision]]) -> None:
        """Take decisions with their numbers."""
        self._decisions = [(number, one, _long_words(one)) for number, one in decisions]
        self._named: dict[str, list[int]] = {}
        for number, decision, _ in self._decisions:
            name = decision.article
            iri = _ours(name)
            digits = (iri or name).rsplit("/", 1)[-1].rsplit("-", 1)[-1]
            keys = {f"iri {iri}", f"name {_folded(name)}"}
            if _HASH.fullmatch(digits):
                keys.add(f"hash {digits}")
            for key in keys:
                self._named.setdefault(key, []).append(number)
        self._lengths = {len(key) for key in self._named if key.startswith("hash ")}

    def naming(self, article: Article, known: Collection[str]) -> set[int]:
        """Return the decisions that may name an article, whatever its text."""
        others = {*known}
        hashes = {name for name in others if _HASH.fullmatch(name)}
        keys = {f"name {name}" for name in _names(article, others - hashes)}
        keys |= {f"iri {iri}" for iri in filter(None, map(_ours, others))}
        keys |= {
            f"hash {sha256}"[:length]
            for sha256 in (article.sha256, *hashes)
            for length in self._lengths
        }
        return {number for key in keys for number in self._named.get(key, ())}

    def in_words(self, text: str) -> Iterator[tuple[int, bool, int]]:
        """Yield the decisions whose words a text has, or has most of the long ones of.

        With them come whether it has them all, and how many of the long ones it has.
        """
        given = plain(text)
        for number, decision, long in self._decisions:
            shared = sum(word in given for word in long)
            likely = shared if shared * 2 >= len(long) > 0 else 0
            has = plain(decision.quotation) in given and bool(places(decision.quotation, text))
            if has or likely:
                yield number, has, likely


class _ArticleIndex:
    """The articles of a build, by what a curator may call them and by their words."""

    def __init__(self, articles: Iterable[Article], known: Mapping[str, Collection[str]]) -> None:
        self._articles = sorted(articles, key=lambda article: article.name)
        self._plain: list[str] = []
        self._names: dict[str, list[Article]] = {}
        self._iris: dict[str, list[Article]] = {}
        self._hashes: dict[str, list[Article]] = {}
        for article in self._articles:
            others = {*known.get(article.sha256, ())}
            hashes = {name for name in others if _HASH.fullmatch(name)}
            for sha256 in {article.sha256, *hashes}:
                self._hashes.setdefault(sha256, []).append(article)
            for iri in set(filter(None, map(_ours, others))):
                self._iris.setdefault(iri, []).append(article)
            for name in _names(article, others - hashes):
                self._names.setdefault(name, []).append(article)

    def place(self, decision: Decision) -> Article | Unmet:
        """Return the article that a decision is about, or why there is none."""
        named, lasts = self._named(decision)
        holding = [article for article in named if places(decision.quotation, article.text)]
        others = [] if holding else self._any_with(decision)
        if others and named and (lasts or _corrected(decision, named)):
            reason = f"{named[0].name} has these words no more; {others[0].name} has them"
            return _unmet(decision, reason, named)
        holding = _fitting(decision, holding or others)
        if not holding:
            likely = named or self._likely(decision)
            return _unmet(decision, "no article has these words", likely)
        if len(holding) > 1:
            names = tuple(article.name for article in holding[:3])
            reason = f"{len(holding)} articles have these words"
            return Unmet(decision=decision, reason=reason, candidates=names)
        return holding[0]

    def holds(self, decision: Decision) -> bool:
        """Say whether an article that a decision names has its words."""
        return any(places(decision.quotation, one.text) for one in self._named(decision)[0])

    def _any_with(self, decision: Decision) -> list[Article]:
        """Return all articles that have the words."""
        words = plain(decision.quotation)
        return [
            article
            for article, text in zip(self._articles, self._texts(), strict=True)
            if words in text and places(decision.quotation, article.text)
        ]

    def _named(self, decision: Decision) -> tuple[list[Article], bool]:
        """Return the articles of a decision's name, and whether such a name is never another's."""
        name = decision.article
        iri = _ours(name)
        if iri in self._iris:
            return self._iris[iri], True
        by_name = self._names.get(_folded(name), [])
        digits = (iri or name).rsplit("/", 1)[-1].rsplit("-", 1)[-1]
        if by_name or not _HASH.fullmatch(digits):
            return by_name, is_web_address(name)
        found = (those for sha256, those in self._hashes.items() if sha256.startswith(digits))
        return list({one.sha256: one for those in found for one in those}.values()), True

    def _likely(self, decision: Decision) -> list[Article]:
        long = _long_words(decision)
        shared = (
            (sum(word in text for word in long), article)
            for article, text in zip(self._articles, self._texts(), strict=True)
        )
        ranked = sorted(shared, key=lambda pair: (-pair[0], pair[1].name))
        alike = [a for count, a in ranked[:MOST_COMPARED] if count * 2 >= len(long) > 0]
        return alike or (self._articles if len(self._articles) <= MOST_COMPARED else [])

    def _texts(self) -> list[str]:
        if len(self._plain) != len(self._articles):
            self._plain = [plain(article.text) for article in self._articles]
        return self._plain


def _long_words(decision: Decision) -> set[str]:
    return {word for word in plain(decision.quotation).split() if len(word) >= _LONG_WORD}


def _unmet(decision: Decision, reason: str, near: Iterable[Article]) -> Unmet:
    """Return why a decision has no article, with the sentences of some that are most like it."""
    candidates = tuple(nearest(decision.quotation, _sentences(near)))
    return Unmet(decision=decision, reason=reason, candidates=candidates)


def _names(article: Article, others: Iterable[str]) -> set[str]:
    names = {article.metadata.title, article.metadata.url}
    for path in map(PurePosixPath, (article.name, *others)):
        names |= {str(path), path.name, path.stem}
    return {_folded(name) for name in names if name}


def _folded(name: str) -> str:
    return plain(name).casefold()


def _ours(name: str) -> str | None:
    """Return what an IRI of an article of ours ends in, however it is spelt and begins."""
    found = _OURS.search(spelt(name, "") or "")
    return found[1] if found else None


def _fitting(decision: Decision, holding: list[Article]) -> list[Article]:
    """Return, of several articles that have the words, those around whose words most is as told."""
    if len(holding) < 2 or not has_context(decision):
        return holding
    return best(
        (max(fit(decision, article.text, span) for span in spots(decision, article.text)), article)
        for article in holding
    )


def _corrected(decision: Decision, named: Iterable[Article]) -> bool:
    """Say whether an article named has words that are almost those of the decision."""
    return bool(nearest(decision.quotation, _sentences(named), least=_CORRECTED))


def _sentences(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        for paragraph in article.text.splitlines():
            yield from filter(None, map(str.strip, paragraph.split(". ")))
