"""Triples in, what they say of a node out, always in the same order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from triplewire import vocab
from triplewire.vocab import term

Node = ox.NamedNode | ox.BlankNode
Value = Node | ox.Literal

FIRST, REST, NIL = term("rdf", "first"), term("rdf", "rest"), term("rdf", "nil")


class Graph:
    """Triples by subject and by value; a blank node is named by its place among them."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._said: dict[Node, dict[ox.NamedNode, list[Value]]] = {}
        self._saying: dict[tuple[ox.NamedNode, Value], list[Node]] = defaultdict(list)
        self._uses: Counter[Value] = Counter()
        named: dict[ox.BlankNode, ox.BlankNode] = {}
        for triple in triples:
            subject, value = _stable(triple.subject, named), _stable(triple.object, named)
            values = self._said.setdefault(subject, {}).setdefault(triple.predicate, [])
            if value not in values:
                values.append(value)
                self._saying[triple.predicate, value].append(subject)
                self._uses[value] += 1
        for said in self._said.values():
            for values in said.values():
                values.sort(key=str)

    def __iter__(self) -> Iterator[ox.Triple]:
        """Yield all triples, those of a subject together, both in the order of their names."""
        for subject in sorted(self._said, key=str):
            yield from self._of(subject)

    def subjects(self) -> list[str]:
        """Return the IRIs that something is said of, sorted."""
        return sorted(node.value for node in self._said if isinstance(node, ox.NamedNode))

    def predicates(self, subject: Node) -> list[ox.NamedNode]:
        """Return the properties that a node has, sorted."""
        return sorted(self._said.get(subject, {}), key=str)

    def values(self, subject: Node, *predicates: ox.NamedNode) -> list[Value]:
        """Return the values of properties, each once."""
        said = self._said.get(subject, {})
        return list(dict.fromkeys(v for name in predicates for v in said.get(name, ())))

    def texts(self, subject: Node, *predicates: ox.NamedNode) -> list[str]:
        """Return the literal values of properties, in English where there are some."""
        found = [v for v in self.values(subject, *predicates) if isinstance(v, ox.Literal)]
        english = [value for value in found if value.language in {None, "en"}]
        return [value.value for value in english or found]

    def text(self, subject: Node, *predicates: ox.NamedNode) -> str:
        """Return the literal values of properties as one text, "" where there are none."""
        return " ".join(self.texts(subject, *predicates))

    def iris(self, subject: Node, *predicates: ox.NamedNode) -> list[str]:
        """Return the IRIs that properties point to."""
        found = self.values(subject, *predicates)
        return [value.value for value in found if isinstance(value, ox.NamedNode)]

    def pointing(self, predicate: ox.NamedNode, value: Value) -> list[str]:
        """Return the IRIs of what has a value in a property, sorted."""
        found = self._saying.get((predicate, value), ())
        return sorted(node.value for node in found if isinstance(node, ox.NamedNode))

    def of_class(self, *kinds: ox.NamedNode) -> list[str]:
        """Return the IRIs of the members of classes, sorted."""
        return sorted({iri for kind in kinds for iri in self.pointing(vocab.TYPE, kind)})

    def items(self, head: Value) -> list[Value]:
        """Return what an RDF list holds."""
        found: list[Value] = []
        seen: set[Value] = set()
        while not isinstance(head, ox.Literal) and head != NIL and head not in seen:
            seen.add(head)
            found += self.values(head, FIRST)
            head = next(iter(self.values(head, REST)), NIL)
        return found

    def about(self, node: Node) -> list[ox.Triple]:
        """Return what is said of a node, and of the blank nodes that hang on it."""
        todo, found = [node], []
        seen: set[Node] = {node}
        while todo:
            for triple in self._of(todo.pop()):
                found.append(triple)
                value = triple.object
                if isinstance(value, ox.BlankNode) and value not in seen:
                    seen.add(value)
                    todo.append(value)
        return found

    def is_shared(self, node: ox.BlankNode) -> bool:
        """Say whether several places point to a blank node, or none does."""
        return self._uses[node] != 1

    def _of(self, subject: Node) -> Iterator[ox.Triple]:
        for predicate in self.predicates(subject):
            for value in self._said[subject][predicate]:
                yield ox.Triple(subject, predicate, value)


def _stable(value: Any, named: dict[ox.BlankNode, ox.BlankNode]) -> Any:
    if isinstance(value, ox.BlankNode):
        return named.setdefault(value, ox.BlankNode(f"b{len(named) + 1:04}"))
    return value
