"""A SPARQL request in, its results out, after the guard has read it."""

from triplewire.publish.web.sparql.answer import Sparql
from triplewire.publish.web.sparql.endpoints import GraphStore, QueryEndpoint

__all__ = [
    "GraphStore",
    "QueryEndpoint",
    "Sparql",
]
