"""A name or event of a store in, the places of articles that tell it out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from triplewire import vocab
from triplewire.ask.evidence import Lookups, Texts, line_and_column, place_of
from triplewire.store import Store

# So many articles are looked into for a name, and so many sentences of each.
_MOST_ARTICLES = 20
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of an article that name a thing, from ``start`` to ``end`` of its ``text``.

    ``source`` is the name of what was read, ``line`` the line there on which the words begin,
    ``article`` the article's IRI without the base.
    """

    source: str
    line: int
    article: str
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the words themselves."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What is told of a name or an event: its offices, and places of articles that tell it.

    ``kind`` is what a decision calls it: "actor", or an event's type, "event visit".
    """

    iri: str
    label: str
    kind: str
    offices: tuple[str, ...]
    mentions: tuple[Mention, ...]


def named(store: Store, iri: str) -> Named:
    """Return what a store tells of an actor or an event by its IRI."""
    lookups, texts = Lookups(store), Texts(store)
    label = lookups.one(iri, vocab.LABEL) or iri
    kind = lookups.one(iri, vocab.EVENT_TYPE)
    if kind is not None:
        found = _told(lookups, texts, iri, store.manifest.base)
        called = f"event {kind.removeprefix(vocab.PREFIXES['c'])}"
    else:
        found = _naming(lookups, texts, iri, store.manifest.base)
        called = "actor"
    held = (lookups.one(office, vocab.LABEL) for office in lookups.into(iri, vocab.ORG_MEMBER))
    return Named(
        iri=iri,
        label=label,
        kind=called,
        offices=tuple(sorted(office for office in held if office)),
        mentions=tuple(islice(found, _MOST_PLACES)),
    )


def _told(lookups: Lookups, texts: Texts, iri: str, base: str) -> Iterator[Mention]:
    """Yield the passages that an event rests on."""
    for passage in lookups.evidence.resting(iri):
        text = texts.of(passage.text)
        first = lookups.evidence.source(passage.text).first_line
        start = None if text is None else place_of(passage, text, first)
        if text is not None and start is not None:
            place = (start, start + len(passage.words))
            yield _mention(lookups, passage.text, text, place, base)


def _naming(lookups: Lookups, texts: Texts, iri: str, base: str) -> Iterator[Mention]:
    """Yield where articles have one of an actor's names, one place of each article first."""
    names = lookups.out(iri, vocab.LABEL, vocab.SCHEMA_ALTERNATE_NAME)
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest))
    columns = []
    for article in lookups.into(iri, vocab.SCHEMA_MENTIONS, most=_MOST_ARTICLES):
        node = lookups.one(article, vocab.SCHEMA_ENCODING)
        text = texts.of(node) if node else None
        if node and text is not None:
            places = islice(pattern.finditer(text), _MOST_PLACES)
            columns.append([_mention(lookups, node, text, one.span(), base) for one in places])
    yield from filter(None, chain.from_iterable(zip_longest(*columns)))


def _mention(lookups: Lookups, node: str, text: str, place: tuple[int, int], base: str) -> Mention:
    source = lookups.evidence.source(node)
    return Mention(
        source=source.name or "text",
        line=line_and_column(text, place[0], source.first_line)[0],
        article=(source.article or "").removeprefix(base),
        text=text,
        start=place[0],
        end=place[1],
    )
