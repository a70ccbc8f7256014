"""What is said of the things of a group in, the same in the order of a reader out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from triplewire.turtle.names import Names
from triplewire.turtle.places import iri, is_foreign, is_part, kind

# Those of a vocabulary: what it is, its classes and properties, its code lists.
_TYPES = (
    *("owl:Ontology", "owl:Class", "rdfs:Class", "owl:ObjectProperty", "owl:DatatypeProperty"),
    *("owl:AnnotationProperty", "rdf:Property", "rdfs:Datatype"),
    *("skos:ConceptScheme", "skos:Concept"),
)
_RANKS = {name: rank for rank, name in enumerate(_TYPES)}
_SCHEME, _CONCEPT = _RANKS["skos:ConceptScheme"], _RANKS["skos:Concept"]
_NOWHERE = 1 << 62


class Block(NamedTuple):
    """All that is said of one thing: its properties in their order, and the values of each."""

    order: str
    said: tuple[tuple[str, tuple[str, ...]], ...]

    def name(self, names: Names) -> str:
        """Return how the thing is written."""
        return short(self.order, names)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of a property."""
        return next((values for known, values in self.said if known == name), ())


def short(order: str, names: Names) -> str:
    """Return how what has an order is written; a node without a name is written as it is."""
    full = iri(order)
    return full if full.startswith("_:") else names.short(full)


def arranged(blocks: Iterable[Block], names: Names) -> Iterator[Block]:
    """Yield the blocks of a group by kind, each followed by its parts and by what it rests on.

    Things of one kind stand in the order of the lines of the article that they rest on, then of
    their IRIs; those of a vocabulary by what they are, concepts behind their scheme. What is a part
    follows the first block that mentions it.
    """
    known = {block.name(names): block for block in blocks}
    waiting = {name: block for name, block in known.items() if is_part(block.order)}
    wholes = [block for block in known.values() if not is_part(block.order)]
    wholes.sort(key=lambda block: (kind(block.order), *_among(block, waiting), block.order))
    parts = dict(waiting)
    for block in wholes:
        yield from _with_parts(block, parts)
    while parts:
        yield from _with_parts(parts.pop(next(iter(parts))), parts)


def _with_parts(whole: Block, parts: dict[str, Block]) -> Iterator[Block]:
    """Yield a block and all parts that it leads to, taking them out of those that wait."""
    stack = [whole]
    while stack:
        block = stack.pop()
        yield block
        found = [parts.pop(v) for _, values in block.said for v in values if v in parts]
        stack.extend(reversed(found))


def _among(block: Block, passages: Mapping[str, Block]) -> tuple[int, str, int]:
    """Return by what a block sorts among those of its kind."""
    if not is_foreign(block.order):
        return _line(block, passages), "", 0
    kinds = [_RANKS[name] for name in block.values("a") if name in _RANKS]
    rank = min(kinds, default=len(_RANKS))
    if rank == _SCHEME:
        return _CONCEPT, iri(block.order), 0
    return rank, "", 1


def _line(block: Block, passages: Mapping[str, Block]) -> int:
    lines = (
        int(line)
        for _, values in block.said
        for value in values
        if value in passages
        for line in passages[value].values("schema:position")
        if line.isdecimal()
    )
    return min(lines, default=_NOWHERE)
