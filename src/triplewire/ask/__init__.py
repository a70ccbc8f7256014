"""A question in, answers out: stored and free SPARQL queries, their parameters and their tables."""

from triplewire.ask.comparisons import comparisons
from triplewire.ask.outline import unknown_terms
from triplewire.ask.places import Places, kept_texts, line_and_column
from triplewire.ask.review import Doubt, doubts
from triplewire.ask.run import ask, counts, prefixes_of
from triplewire.ask.statements import statements
from triplewire.ask.stored import StoredQuery, resolve, stored_queries
from triplewire.ask.table import table
from triplewire.ask.unidentified import unidentified

__all__ = [
    "Doubt",
    "Places",
    "StoredQuery",
    "ask",
    "comparisons",
    "counts",
    "doubts",
    "kept_texts",
    "line_and_column",
    "prefixes_of",
    "resolve",
    "statements",
    "stored_queries",
    "table",
    "unidentified",
    "unknown_terms",
]
