"""Shapes as read once: what pySHACL judges, and what Oxigraph is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triplewire.records import Severity

if TYPE_CHECKING:
    import rdflib

SEVERITIES: dict[str, Severity] = {
    "http://www.w3.org/ns/shacl#Violation": "Violation",
    "http://www.w3.org/ns/shacl#Warning": "Warning",
    "http://www.w3.org/ns/shacl#Info": "Info",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One sh:sparql constraint as a query over all focus nodes at once.

    ``sparql`` selects ?this and the variables that ``messages`` fill in as {?name} or {$name}.
    """

    constraint: str
    severity: Severity
    messages: tuple[str, ...]
    sparql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """All shapes, the core of them without sh:sparql, the queries for that, and the paths.

    ``paths`` gives the path of a property shape: an IRI, or a SPARQL property path of IRIs in <>.
    """

    full: "rdflib.Graph"
    core: "rdflib.Graph"
    queries: tuple[Query, ...]
    paths: Mapping[str, str]
