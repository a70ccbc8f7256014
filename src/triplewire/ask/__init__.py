"""A question in, answers out: stored and free SPARQL queries, their parameters and their tables."""

from triplewire.ask.outline import unknown_terms
from triplewire.ask.run import ask, counts, prefixes_of
from triplewire.ask.stored import StoredQuery, resolve, stored_queries
from triplewire.ask.table import table

__all__ = [
    "StoredQuery",
    "ask",
    "counts",
    "prefixes_of",
    "resolve",
    "stored_queries",
    "table",
    "unknown_terms",
]
