"""A decision that is not taken yet in, what it would change of its article out."""

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Triple

from triplewire.build import Setup, digits_in, kept_draft, set_up
from triplewire.convert import convert
from triplewire.decide import apply, assign
from triplewire.errors import ConvertError, ReadError
from triplewire.link import link
from triplewire.newsroom import Newsroom, open_newsroom
from triplewire.read import read_data, source_bytes, sources
from triplewire.records import Article, Decision, Draft, Lineage, Passage, Unmet


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What becomes of a decision: why it cannot be applied, or what it strikes out and puts in.

    ``passage`` is where its words stand in the article, ``text`` the article's.
    """

    unmet: Unmet | None
    text: str = ""
    passage: Passage | None = None
    gone: frozenset[Triple] = frozenset()
    new: frozenset[Triple] = frozenset()


def preview(
    source: Path,
    store: Path,
    name: str,
    decision: Decision,
    known: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Preview | None:
    """Return what a decision would change in the graph of the article of a name.

    ``known`` are further names of articles, as ``assign`` takes them.
    Returns: None where the last build kept nothing of the article as it is now.
    Raises: ConfigError, LinkError when the newsroom cannot be used.
    """
    newsroom = open_newsroom(source)
    article = _article(newsroom, name)
    draft = None if article is None else kept_draft(store, article)
    if article is None or draft is None:
        return None
    setup = set_up(newsroom, draft.extractor)
    draft = _published(draft, known.get(article.sha256, ()), setup.base)
    taken = assign(setup.decisions, [article], known).by_article.get(article.sha256, ())
    before, _ = apply(draft, taken)
    after, unmet = apply(draft, (*taken, decision))
    for one in unmet:
        if one.decision.key == decision.key:
            return Preview(unmet=one)
    old, new = (_graph(one, setup) for one in (before, after))
    return Preview(
        unmet=None,
        text=article.text,
        passage=next((r.passage for r in after.rulings if r.decision.key == decision.key), None),
        gone=old - new,
        new=new - old,
    )


def _published(draft: Draft, names: Iterable[str], base: str) -> Draft:
    """Return a draft whose article has the IRI that it was published under."""
    path = next((n.removeprefix(base) for n in names if n.startswith(f"{base}article/")), None)
    if path is None:
        return draft
    lineage = Lineage(digits=digits_in(path), path=path)
    return replace(draft, article=replace(draft.article, lineage=lineage))


def _article(newsroom: Newsroom, name: str) -> Article | None:
    """Return the article of a name as its file has it now."""
    settings = newsroom.settings
    within = None if settings.follow_links else Path(os.path.realpath(newsroom.root))
    try:
        for path, file in sources(newsroom.root, follow_links=settings.follow_links):
            if name == file or name.startswith((f"{file}:", f"{file}!/")):
                data = source_bytes(path, file, settings.limit, within)
                reading = read_data(data, file, path.suffix, settings.read)
                return _named(reading.articles, name)
    except ReadError:
        return None
    return None


def _named(articles: Iterable[Article], name: str) -> Article | None:
    return next((article for article in articles if article.name == name), None)


def _graph(draft: Draft, setup: Setup) -> frozenset[Triple]:
    try:
        return convert(link(draft, setup.authorities)).triples
    except ConvertError:
        # A build tells what cannot be converted, and leaves it out.
        return frozenset()
