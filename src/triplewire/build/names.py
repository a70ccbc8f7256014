"""The register of a newsroom in, the graph of what became of its names as it is to be out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.build.retelling import WAY
from triplewire.convert import name_triples
from triplewire.iris import mint
from triplewire.records import Registered
from triplewire.store import Writer, as_told

# Names that are told anew together.
_BATCH = 1000
# What a name has in common with others is said of the text that struck it out, or brought it.
_BY_TEXT = frozenset({vocab.WITHDRAWN_BY, vocab.ADDED_BY})


def register(writer: Writer, graph: str, root: str, rows: Iterable[Registered], base: str) -> None:
    """Have the names of a folder registered, and what became of them told in a graph.

    The rows come in the order of their names. Only what is said of names whose rows are not as they
    were is read and written, where this program wrote the others.
    """
    told = writer.manifest.told
    if told.get(graph) == WAY:
        _Names(writer, graph, base).renew(root, rows)
    else:
        writer.register[root] = rows
        all_rows = (row for name in writer.register for row in writer.register.rows(name))
        triples = (triple for row in all_rows for triple in name_triples(row, base))
        writer.become(graph, as_told(triples))
        told[graph] = WAY


class _Names:
    """What a graph says of names and is to say; several folders may tell of one name."""

    def __init__(self, writer: Writer, graph: str, base: str) -> None:
        self._writer = writer
        self._graph = graph
        self._base = base
        self._roots = tuple(writer.register)

    def renew(self, root: str, rows: Iterable[Registered]) -> None:
        """Have a folder's names registered, and tell anew what is not as it was."""
        self._roots = tuple(sorted({*self._roots, root}))
        changed = self._writer.register.renew(root, rows)
        texts: set[str] = set()
        while names := list(islice(changed, _BATCH)):
            texts |= self._tell(names)
        self._tell(sorted(texts))

    def _tell(self, names: Sequence[str]) -> set[str]:
        """Make the graph say of names what their rows do; return the texts that have to do with it.

        Of a text the rows of the names that it struck out or brought speak as well.
        """
        gone: set[Triple] = set()
        come: set[Triple] = set()
        texts: set[str] = set()
        for name in names:
            iri = NamedNode(mint(name, base=self._base))
            have = set(self._writer.match(self._graph, subject=iri))
            want = {triple for triple in self._said(iri, name) if triple.subject == iri}
            gone |= have - want
            come |= want - have
            texts |= {self._name(t.object) for t in have | want if t.predicate in _BY_TEXT}
        self._writer.change(self._graph, as_told(gone), as_told(come))
        return texts

    def _said(self, iri: NamedNode, name: str) -> Iterator[Triple]:
        """Yield what the rows of a name say, and those of names that point to it as their text."""
        names = {name}
        if name.startswith("text/"):
            near = self._writer.match(self._graph, value=iri)
            names |= {self._name(t.subject) for t in near if t.predicate in _BY_TEXT}
        for one in sorted(names):
            for root in self._roots:
                row = self._writer.register.row(root, one)
                if row is not None:
                    yield from name_triples(row, self._base)

    def _name(self, node: object) -> str:
        return node.value.removeprefix(self._base) if isinstance(node, NamedNode) else ""
