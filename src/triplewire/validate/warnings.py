"""The union of a store's graphs, shapes and what changed in; what a check will warn of, out."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import pyoxigraph as ox

from triplewire.shacl import Findings, Shapes, Validator
from triplewire.system.hashes import digest
from triplewire.system.passing import passing

_SEVERITY = ox.NamedNode("http://www.w3.org/ns/shacl#severity")
_WARNING = ox.NamedNode("http://www.w3.org/ns/shacl#Warning")
# Enough digits to tell the warnings of a store apart.
_DIGITS = 16
# Nodes that are judged at a time.
_TOGETHER = 500

# A focus node, and the digests of the warnings that are found from it.
Warned = tuple[str, tuple[str, ...]]


class Warner:
    """Finds what compiled shapes warn of in a database; those that cannot warn are not judged."""

    def __init__(self, database: ox.Store, shapes: Shapes) -> None:
        """Judge what the default graph of a database has, of which memory holds some at a time."""
        self._validator = Validator(_warning(shapes).program, database, ox.DefaultGraph())

    @contextmanager
    def nodes(self) -> Iterator[tuple[int, Iterator[tuple[str, ...]]]]:
        """Yield how many focus nodes there are, and all, each once and sorted, some at a time."""
        with closing(passing("nodes (node TEXT PRIMARY KEY) WITHOUT ROWID")) as nodes:
            found = ((node,) for node in self._validator.nodes())
            nodes.executemany("INSERT OR IGNORE INTO nodes VALUES (?)", found)
            (number,) = nodes.execute("SELECT count(*) FROM nodes").fetchone()
            rows = nodes.execute("SELECT node FROM nodes ORDER BY node")
            parts = iter(lambda: tuple(node for (node,) in rows.fetchmany(_TOGETHER)), ())
            yield number, parts

    def at(self, nodes: Iterable[str]) -> list[Warned]:
        """Return the warnings that are found from some nodes."""
        return list(_by_node(self._validator.at(set(nodes))))

    def touched(self, added: Iterable[ox.Triple], removed: Iterable[ox.Triple]) -> set[str] | None:
        """Return the nodes at which a shape can have read a triple that was added or removed.

        What is found from all others is what was found there before. None where a shape reads all
        there is.
        """
        return self._validator.affected(added, removed)


def warnings_of(database: ox.Store, shapes: Shapes) -> Iterator[Warned]:
    """Yield the warnings that shapes have for all that a database holds, by focus node.

    What several articles mention warns once, and with all that they say of it: the sum over the
    articles' own graphs would be another number.
    """
    warner = Warner(database, shapes)
    with warner.nodes() as (_, nodes):
        for some in nodes:
            yield from warner.at(some)


def _warning(shapes: Shapes) -> Shapes:
    names = {
        str(triple.subject)[1:-1]
        for triple in shapes.triples
        if triple.predicate == _SEVERITY and triple.object == _WARNING
    }
    return shapes.holding(names)


def _by_node(findings: Findings) -> Iterator[Warned]:
    warned: dict[str, set[str]] = {}
    for (_, node), results in findings.by_root.items():
        for one in results:
            if one.severity == "Warning":
                told = (one.shape, one.focus, one.path or "", one.value or "", one.message)
                warned.setdefault(node, set()).add(digest(*told)[:_DIGITS])
    return ((node, tuple(sorted(found))) for node, found in sorted(warned.items()))
