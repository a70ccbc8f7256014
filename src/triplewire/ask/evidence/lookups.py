"""A store in, the neighbours of single things out, each looked up by itself.

Who asks about one thing needs little of a large graph. Look-ups cost what they find; joins of the
same shape in SPARQL were seen to read every passage of ten thousand articles for the words of one
claim.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

import pyoxigraph as ox

from triplewire.ask.evidence.passages import Evidence
from triplewire.store import Store


class Lookups:
    """Goes from thing to thing along properties; things are IRIs, values are texts."""

    def __init__(self, store: Store) -> None:
        """Say where to go."""
        self._store = store

    @cached_property
    def evidence(self) -> Evidence:
        """Return the way from things to the words they rest on."""
        return Evidence(values=self.out, pointing=self.into)

    def out(self, iri: str, *names: ox.NamedNode) -> list[str]:
        """Return the values of properties, each once, sorted."""
        return sorted({value for name in names for value in self._values(iri, name)})

    def one(self, iri: str | None, name: ox.NamedNode) -> str | None:
        """Return the least value of a property."""
        return min(self._values(iri, name), default=None) if iri else None

    def into(self, iri: str, *names: ox.NamedNode, most: int | None = None) -> list[str]:
        """Return the things that have this one as the value of properties, of any for no names.

        Of each property, so many are looked at as ``most`` says.
        """
        node = thing(iri)
        if node is None:
            return []
        return sorted(
            {
                triple.subject.value
                for name in names or (None,)
                for triple in islice(self._store.triples(predicate=name, value=node), most)
                if isinstance(triple.subject, ox.NamedNode)
            }
        )

    def _values(self, iri: str, name: ox.NamedNode) -> Iterator[str]:
        node = thing(iri)
        for triple in self._store.triples(node, name) if node else ():
            if isinstance(triple.object, ox.NamedNode | ox.Literal):
                yield triple.object.value


def thing(iri: str) -> ox.NamedNode | None:
    """Return the node of an IRI; None for what is none.

    In a store that was loaded a literal may stand where a thing should.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None
