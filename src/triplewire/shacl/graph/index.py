"""Triples as terms in N-Triples form in, an index by subject and by object out."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol, cast

import pyoxigraph as ox

from triplewire.shacl.graph.terms import RDF, SUB_CLASS_OF, TYPE

Term = str
Description = dict[Term, list[Term]]
Row = tuple[Term, Term, Term]


class Choice(Protocol):
    """What chooses focus nodes, each for a shape, some of them twice."""

    def foci(self, subjects: Iterable[Term], data: "Data") -> Iterator[tuple[Term, Term]]:
        """Yield (shape, focus node) for what the given subjects say."""

    def sought(self, data: "Data") -> Iterator[tuple[Term, Term]]:
        """Yield (shape, focus node) by asking the data."""


_FEW = 64  # so many values are faster looked through than hashed
_NOTHING: Description = {}
_REST, _FIRST, _NIL = f"<{RDF}rest>", f"<{RDF}first>", f"<{RDF}nil>"


class _Index(dict[Term, Description]):
    """Nodes with their values by predicate; what is not there has none."""

    def __missing__(self, node: Term) -> Description:
        return _NOTHING


class Data:
    """A graph that shapes are tested on: ``out`` by subject, ``into`` by object, on demand.

    ``indexed`` names the predicates that are ever looked up by object, None standing for all.
    ``out[subject][predicate]`` lists the objects, without repetition, in the order they came.
    """

    def __init__(self, rows: Iterable[Row] = (), indexed: frozenset[Term] | None = None) -> None:
        self._indexed = indexed
        self.out: Mapping[Term, Description] = _Index()
        self._into: Mapping[Term, Description] | None = None
        self._below: dict[Term, frozenset[Term]] = {}
        self.source: ox.Store | None = None
        """The store that the triples come from, if they are not all here."""
        self.store: ox.Store | None = None
        """The same triples in Oxigraph, once a query needed it."""
        self.add(rows)

    def add(self, rows: Iterable[Row]) -> None:
        """Put triples in."""
        out = cast("_Index", self.out)
        many: dict[tuple[Term, Term], set[Term]] = {}
        for subject, predicate, value in rows:
            described = out.get(subject)
            if described is None:
                described = out[subject] = {}
            values = described.get(predicate)
            if values is None:
                described[predicate] = [value]
            elif len(values) < _FEW:
                if value not in values:
                    values.append(value)
            else:
                among = many.get((subject, predicate))
                if among is None:
                    among = many[subject, predicate] = set(values)
                if value not in among:
                    among.add(value)
                    values.append(value)
        self._into, self._below, self.store = None, {}, None

    @property
    def into(self) -> Mapping[Term, Description]:
        """Return the subjects by object and predicate, those of ``indexed`` if that is given."""
        if self._into is None:
            self._into = turned(self.out, self._indexed, _Index())
        return self._into

    def rows(self) -> Iterator[Row]:
        """Yield every triple."""
        for subject, described in self.out.items():
            for predicate, values in described.items():
                for value in values:
                    yield subject, predicate, value

    def foci(self, selection: "Choice") -> Iterable[tuple[Term, Term]]:
        """Return (shape, focus node) for what a selection of targets finds, some twice."""
        return selection.foci(list(self.out), self)

    def nodes(self) -> Iterable[Term]:
        """Return every subject and object, each once."""
        return dict.fromkeys((*self.out, *self.into))

    def having(self, predicate: Term, value: Term | None = None) -> Iterator[tuple[Term, Term]]:
        """Yield the subject and object of each triple of a predicate, and of a value if given."""
        if value is not None:
            for subject in self.into[value].get(predicate, ()):
                yield subject, value
            return
        for subject, described in self.out.items():
            for found in described.get(predicate, ()):
                yield subject, found

    def objects_among(self, predicate: Term, nodes: AbstractSet[Term]) -> Iterable[Term]:
        """Return those of some nodes that are objects of a predicate, sorted."""
        return (node for node in sorted(nodes) if next(self.having(predicate, node), None))

    def below(self, kind: Term) -> frozenset[Term]:
        """Return a class and all its subclasses."""
        found = self._below.get(kind)
        if found is None:
            found = self._below[kind] = frozenset(self._subclasses(kind))
        return found

    def _subclasses(self, kind: Term) -> set[Term]:
        seen, agenda = {kind}, [kind]
        while agenda:
            for lower in self.into[agenda.pop()].get(SUB_CLASS_OF, ()):
                if lower not in seen:
                    seen.add(lower)
                    agenda.append(lower)
        return seen

    def is_a(self, node: Term, kind: Term) -> bool:
        """Say whether a node is a SHACL instance of a class."""
        types = self.out[node].get(TYPE)
        return types is not None and (kind in types or not self.below(kind).isdisjoint(types))

    def one(self, node: Term, predicate: Term) -> Term | None:
        """Return a value of a property, or None."""
        values = self.out[node].get(predicate)
        return values[0] if values else None

    def members(self, head: Term) -> list[Term]:
        """Return the members of a list. Raises: ValueError when it is not well-formed."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head != _NIL:
            described = self.out[head]
            first, rest = described.get(_FIRST, ()), described.get(_REST, ())
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise ValueError(head)
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found


def turned(
    out: Mapping[Term, Description], indexed: frozenset[Term] | None, into: dict[Term, Description]
) -> dict[Term, Description]:
    """Fill an index by object from one by subject."""
    for subject, described in out.items():
        for predicate in described if indexed is None else indexed.intersection(described):
            for value in described[predicate]:
                of_value = into.get(value)
                if of_value is None:
                    # An index laid over another has that one's subjects too.
                    below = into[value]
                    of_value = into[value] = {p: list(found) for p, found in below.items()}
                subjects = of_value.get(predicate)
                if subjects is None:
                    of_value[predicate] = [subject]
                else:
                    subjects.append(subject)
    return into


def rows_of(triples: Iterable[ox.Triple | ox.Quad]) -> Iterator[Row]:
    """Yield pyoxigraph triples or quads as rows of terms."""
    for triple in triples:
        yield str(triple.subject), str(triple.predicate), str(triple.object)
