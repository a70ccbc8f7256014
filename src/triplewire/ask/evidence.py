"""A node and what is said of it in, the passages of articles that it rests on out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab

# The statements that have a node as their subject, and those that have it as their object.
Lookup = Callable[[str], Iterable[ox.Triple]]

# The tightest first: what is claimed, the quoted words, whatever it rests on.
_TIGHTEST = (vocab.CONTENT, vocab.QUOTATION, vocab.EVIDENCE)
_JUDGED = frozenset({vocab.SUBJECT_CLAIM, vocab.OBJECT_CLAIM, vocab.ONE, vocab.OTHER})
_LABELS = (vocab.LABEL, vocab.SKOS_PREF_LABEL, vocab.SCHEMA_NAME)
_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cited:
    """A passage as a graph gives it: the text's IRI, offsets in code points, the words, whose."""

    text: str
    start: int
    end: int
    words: str
    bearer: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a graph says: of a node, and of the nodes that mention it."""

    of: Lookup
    mentioning: Lookup

    def cited(self, node: str) -> list[Cited]:
        """Return up to three passages: the node's own, else those of what speaks of it.

        An article or a text rests on all of itself: it has none.
        """
        own = list(self._own(node))
        triples = list(self.of(node))
        if own or any(t.predicate in {vocab.SCHEMA_ENCODING, vocab.SCHEMA_SHA256} for t in triples):
            return sorted(own)[:_MOST]
        bearers = [t.object for t in triples if t.predicate in _JUDGED]
        bearers += [t.subject for t in self.mentioning(node)]
        found = {
            cited
            for bearer in bearers
            if isinstance(bearer, ox.NamedNode)
            for cited in self._own(bearer.value)
        }
        return sorted(found)[:_MOST]

    def text_of(self, node: str) -> str | None:
        """Return the IRI of the text that an article's or a text's IRI stands for."""
        for triple in self.of(node):
            if triple.predicate == vocab.SCHEMA_SHA256:
                return node
            if triple.predicate == vocab.SCHEMA_ENCODING and isinstance(
                triple.object, ox.NamedNode
            ):
                return triple.object.value
        return None

    def label(self, node: str) -> str | None:
        """Return what a node is called, in English where it is called something in English."""
        names = [
            (order, term.language not in {"en", None}, term.value)
            for triple in self.of(node)
            for order, predicate in enumerate(_LABELS)
            if triple.predicate == predicate and isinstance(term := triple.object, ox.Literal)
        ]
        return min(names)[-1] if names else None

    def value(self, node: str, predicate: ox.NamedNode) -> str | None:
        """Return the least of a node's values for a property."""
        return min(self._values(node, predicate), default=None)

    def _values(self, node: str, predicate: ox.NamedNode) -> list[str]:
        return [
            triple.object.value
            for triple in self.of(node)
            if triple.predicate == predicate
            and isinstance(triple.object, ox.NamedNode | ox.Literal)
        ]

    def _own(self, node: str) -> Iterator[Cited]:
        for predicate in _TIGHTEST:
            passages = self._values(node, predicate)
            if passages:
                for passage in passages:
                    yield from self._passage(passage, node)
                return
        yield from self._passage(node, node)

    def _passage(self, passage: str, bearer: str) -> Iterator[Cited]:
        source = self.value(passage, vocab.OA_HAS_SOURCE)
        if source is None:
            return
        said = {
            predicate: value
            for selector in self._values(passage, vocab.OA_HAS_SELECTOR)
            for predicate in (vocab.OA_START, vocab.OA_END, vocab.OA_EXACT)
            if (value := self.value(selector, predicate)) is not None
        }
        start, end = said.get(vocab.OA_START, ""), said.get(vocab.OA_END, "")
        if start.isdecimal() and end.isdecimal():
            words = said.get(vocab.OA_EXACT, "")
            yield Cited(text=source, start=int(start), end=int(end), words=words, bearer=bearer)
