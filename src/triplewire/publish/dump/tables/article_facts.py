"""A store in, what each article's graph says out, one article at a time, ready to be tabulated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import rows, shorten
from triplewire.ask.evidence import Evidence, place_of
from triplewire.iris import BASE, mint
from triplewire.publish.dump.order import ordered
from triplewire.store import Store

_NAMES_KEPT = 50_000
_OWN = (vocab.PREFIXES["c"], vocab.PREFIXES["twr"])

_Values = dict[str, dict[ox.NamedNode, set[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Exact words of an article. ``line`` counts from 1 in the file, None where there are none.

    ``order`` is the line again, and the first and last character: words in order are in that of
    their text, within a line as far as the text is kept.
    """

    order: tuple[int, int, int]
    words: str
    file: str
    line: int | None


class Facts:
    """What one named graph says, by subject and property."""

    def __init__(self, store: Store, graph: str) -> None:
        """Read a graph."""
        self.graph = graph
        self._values: _Values = {}
        for quad in store.quads(graph):
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                about = self._values.setdefault(subject.value, {})
                about.setdefault(quad.predicate, set()).add(value.value)
        self._members: dict[str, list[str]] = {}
        for thing, said in self._values.items():
            for kind in said.get(vocab.TYPE, ()):
                self._members.setdefault(kind, []).append(thing)
        text = next(iter(self.members(vocab.SCHEMA_TEXT_OBJECT)), "")
        # Not by a method of its own: a graph is let go of as soon as the next one is read.
        self._evidence = Evidence(partial(_said, self._values))
        self._rests: dict[str, Words] = {}
        source = self._evidence.source(text)
        self.file, self.first_line = source.name or "", source.first_line
        self.sha256 = self.one(text, vocab.SCHEMA_SHA256)
        self._text = store.text(ox.NamedNode(text)) if text else None

    def subjects(self) -> list[str]:
        """Return everything that something is said of."""
        return sorted(self._values)

    def members(self, kind: ox.NamedNode) -> list[str]:
        """Return the members of a class."""
        return sorted(self._members.get(kind.value, ()))

    def all(self, subject: str, name: ox.NamedNode) -> list[str]:
        """Return the values of a property."""
        return sorted(_said(self._values, subject, name))

    def one(self, subject: str, name: ox.NamedNode) -> str | None:
        """Return the only or first value of a property, None if there is none."""
        return min(_said(self._values, subject, name), default=None)

    def rests_on(self, subject: str) -> Words:
        """Return the first of the tightest words that something rests on; none are empty words."""
        # A claim is asked for in its own row, in its figure's and for each of its parties.
        if subject not in self._rests:
            self._rests[subject] = self._words(subject)
        return self._rests[subject]

    def _words(self, subject: str) -> Words:
        found = self._evidence.resting(subject)
        if not found:
            return Words(order=(0, 0, 0), words="", file=self.file, line=None)
        first = found[0]
        at = None if self._text is None else place_of(first, self._text, self.first_line)
        start = first.start if at is None else at
        return Words(
            order=(first.line, start, start + len(first.words)),
            words=first.words,
            file=self.file,
            line=first.line,
        )

    def sentence(self, claim: str) -> str | None:
        """Return the words that say a claim and whose it is."""
        found = self._evidence.passages(claim, vocab.EVIDENCE)
        return min((passage.words for passage in found), default=None)


def _said(values: _Values, subject: str, name: ox.NamedNode) -> Iterable[str]:
    return values.get(subject, {}).get(name, ())


class Names:
    """What the things of a store are called."""

    def __init__(self, store: Store) -> None:
        """Ask a store when a name is wanted, and remember the answers."""
        self._store = store
        self.called = lru_cache(_NAMES_KEPT)(self._called)

    def _called(self, iri: str) -> str:
        """Return the first of a thing's names, its IRI in short where it has none."""
        found = rows(self._store, "called", {ox.Variable("thing"): ox.NamedNode(iri)})
        return found[0]["name"].value if found else self.short(iri)

    def short(self, iri: str) -> str:
        """Return an IRI as prefix:name where there is a prefix for it."""
        return shorten(iri, vocab.PREFIXES)

    def code(self, iri: str) -> str:
        """Return the local name of a concept or a rule of ours, what others are called."""
        space = next((space for space in _OWN if iri.startswith(space)), None)
        return self.called(iri) if space is None else iri.removeprefix(space)


def articles(store: Store) -> Iterator[Facts]:
    """Yield what each article's graph says, in the order of the graphs' IRIs."""
    prefix = mint("graph", "article", base=store.manifest.base or BASE) + "/"
    names = (f"{graph}\n".encode() for graph in store.each_graph() if graph.startswith(prefix))
    with ordered(names) as graphs:
        for graph in graphs:
            yield Facts(store, graph[:-1].decode())


def listed(store: Store) -> Facts:
    """Return what is said of listed actors, places and documents."""
    return Facts(store, mint("graph", "authorities", base=store.manifest.base or BASE))
