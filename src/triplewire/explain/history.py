"""An article as a user names it in, the texts that it had and what each changed out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from triplewire import vocab
from triplewire.ask import (
    Told,
    Version,
    expand,
    fate_of,
    nearest,
    padded,
    prefixes_of,
    require_text,
    shorten,
    successor_of,
    versions_of,
    visible,
    wrapped,
)
from triplewire.ask.evidence import Lookups
from triplewire.errors import QueryError
from triplewire.store import Store

_BESIDE = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """An article with its versions, the oldest first; ``name`` is its IRI in short."""

    iri: str
    name: str
    title: str
    source: str | None
    versions: tuple[Version, ...]


def history(store: Store, what: str) -> History:
    """Return the history of the article that an IRI, a file, a title or an address stands for.

    Raises: QueryError when no article is called so, or several are.
    """
    require_text(what)
    walk, prefixes = Lookups(store), prefixes_of(store)
    iri = _article(store, walk, what)
    text = walk.one(iri, vocab.SCHEMA_ENCODING)
    return History(
        iri=iri,
        name=shorten(iri, prefixes),
        title=walk.one(iri, vocab.LABEL) or shorten(iri, prefixes),
        source=walk.one(text, vocab.SCHEMA_NAME),
        versions=versions_of(store, text) if text else (),
    )


def side_by_side(found: History, width: int) -> str:
    """Return a history as text, what was withdrawn beside what stands in its place.

    Units: width counts the cells of a terminal.
    """
    return "\n".join(line.rstrip() for line in _lines(found, width))


def _article(store: Store, walk: Lookups, what: str) -> str:
    """Return the IRI of an article.

    Raises: QueryError.
    """
    articles = walk.into(vocab.SCHEMA_ARTICLE.value, vocab.TYPE)
    prefixes = prefixes_of(store)
    spelt = expand(what, prefixes)
    iri = successor_of(store, spelt) if spelt else None
    if iri in articles:
        return str(iri)
    fate = fate_of(store, iri) if iri else None
    if fate is not None:
        day = f" on {fate.when}" if fate.when else ""
        name = f"{what[:200]!r}, {visible(fate.label)}," if fate.label else f"{what[:200]!r}"
        raise QueryError(f"{name} was withdrawn{day}", hint="its source has gone")
    known: dict[str, set[str]] = {}
    for article in articles:
        for called in _called(walk, article):
            known.setdefault(called, set()).add(article)
    alike = (those for called, those in known.items() if called.lower() == what.lower())
    found = sorted(known.get(what) or set().union(*alike))
    if len(found) == 1:
        return found[0]
    names = [shorten(one, prefixes) for one in found[:10]]
    if found:
        hint = f"say which: {', '.join(names)}"
        raise QueryError(f"{len(found)} articles are called {what[:200]!r}", hint=hint)
    known |= {shorten(article, prefixes): {article} for article in articles}
    close = nearest(what, known)
    hint = f"did you mean {' or '.join(map(visible, close))}?" if close else "check its spelling"
    raise QueryError(f"no article is called {what[:200]!r}", hint=hint)


def _called(walk: Lookups, article: str) -> Iterator[str]:
    """Yield what an article may be called: its title, its address, its file, with folder or not."""
    yield from walk.out(article, vocab.LABEL, vocab.SCHEMA_HEADLINE, vocab.SCHEMA_URL)
    for text in walk.out(article, vocab.SCHEMA_ENCODING):
        for file in walk.out(text, vocab.SCHEMA_NAME):
            yield file
            yield file.rpartition("/")[2]


def _lines(found: History, width: int) -> Iterator[str]:
    source = f"  {visible(found.source)}" if found.source else ""
    yield visible(found.title)
    yield f"{found.name}{source}"
    if len(found.versions) < 2:
        yield ""
        yield "No correction is known: every build has read the same text."
        return
    for number, version in enumerate(found.versions, start=1):
        day = f"  {version.when}" if version.when else ""
        yield ""
        yield f"{number}  {visible(version.sha256[:16])}{day}"
        if number == 1:
            yield "   the first text"
        elif not (version.withdrawn or version.reworded or version.added):
            yield "   no claim or event has changed"
        yield from _changes("withdrawn", [(one, None) for one in version.withdrawn], width)
        yield from _changes("reworded", version.reworded, width)
        yield from _changes("added", [(None, one) for one in version.added], width)


def _changes(
    what: str, pairs: Sequence[tuple[Told | None, Told | None]], width: int
) -> Iterator[str]:
    """Yield what was done to findings, the old words on the left and the new ones on the right."""
    room = (width - 5 - len(_BESIDE)) // 2
    if pairs:
        yield f"   {what}"
    for pair in pairs:
        columns = [wrapped(visible(one.words), room) if one else [] for one in pair]
        for left, right in zip_longest(*columns, fillvalue=""):
            yield f"     {padded(left, room)}{_BESIDE}{right}"
