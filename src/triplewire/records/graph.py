"""What is stored and judged: a named graph, the results of its validation, what was left out."""

from dataclasses import dataclass

from pyoxigraph import Triple

from triplewire.shacl import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A named graph: a set of triples without blank nodes, so equality is ``==``."""

    iri: str
    triples: frozenset[Triple]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The SHACL results of one graph; ``elsewhere`` are the shapes that pySHACL had to judge."""

    graph: str
    results: tuple[Result, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Say whether nothing in the graph is a violation."""
        return all(result.severity != "Violation" for result in self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A finding that was left out of an article's graph, because the graph would break a shape.

    ``where`` is the source and the line on which its ``words`` begin, ``reason`` the shape's
    message; ``shape`` is the shape's IRI, "" where the words are not in the text.
    """

    where: str
    words: str
    reason: str
    shape: str
