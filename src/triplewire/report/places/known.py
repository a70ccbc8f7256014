"""What a graph says around the nodes of a report in, the words and names that it shows out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Cited, Evidence

# The statements that have a node as their subject, and those that have it as their object.
Lookup = Callable[[str], Iterable[ox.Triple]]

_LABELS = (vocab.LABEL, vocab.SKOS_PREF_LABEL, vocab.SCHEMA_NAME)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a graph: of a node, and of the nodes that mention it."""

    of: Lookup
    mentioning: Lookup

    @property
    def evidence(self) -> Evidence:
        """Return the way from nodes to the words they rest on."""
        return Evidence(self._values, self._pointing)

    def cited(self, node: str) -> list[Cited]:
        """Return up to three passages that show a node."""
        return self.evidence.cited(node)[:_MOST]

    def label(self, node: str) -> str | None:
        """Return what a node is called, in English where it is called something in English."""
        names = [
            (order, term.language not in {"en", None}, term.value)
            for triple in self.of(node)
            for order, predicate in enumerate(_LABELS)
            if triple.predicate == predicate and isinstance(term := triple.object, ox.Literal)
        ]
        return min(names)[-1] if names else None

    def _values(self, node: str, name: ox.NamedNode) -> Iterator[str]:
        for triple in self.of(node):
            if triple.predicate == name and isinstance(triple.object, ox.NamedNode | ox.Literal):
                yield triple.object.value

    def _pointing(self, node: str, *names: ox.NamedNode) -> Iterator[str]:
        for triple in self.mentioning(node):
            named = not names or triple.predicate in names
            if named and isinstance(triple.subject, ox.NamedNode):
                yield triple.subject.value
