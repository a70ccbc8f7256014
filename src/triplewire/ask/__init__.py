"""A question in, answers out: stored and free SPARQL queries, their parameters and their tables."""

from triplewire.ask.comparisons import comparisons
from triplewire.ask.evidence import kept_articles, kept_texts
from triplewire.ask.fates import Fate, fate_of, successor_of
from triplewire.ask.naming import Mention, Named, named
from triplewire.ask.outline import UPDATES, unknown_terms
from triplewire.ask.review import Cluster, Doubt, clusters, doubts, likely, proposals, uncertain
from triplewire.ask.run import (
    ask,
    counts,
    each_row,
    literal_of,
    node_of,
    prefixes_of,
    rows,
    the_named,
)
from triplewire.ask.statements import enclosing, statements_of
from triplewire.ask.stored import LARGEST, StoredQuery, resolve, stored_queries
from triplewire.ask.syntax import syntax_error
from triplewire.ask.table import cell, padded, table, wrapped
from triplewire.ask.terms import (
    HIDDEN,
    expand,
    known_prefixes,
    nearest,
    require_text,
    shorten,
    visible,
    visible_lines,
)
from triplewire.ask.unidentified import proposed, unidentified
from triplewire.ask.versions import Told, Version, in_full, versions_of

__all__ = [
    "HIDDEN",
    "LARGEST",
    "UPDATES",
    "Cluster",
    "Doubt",
    "Fate",
    "Mention",
    "Named",
    "StoredQuery",
    "Told",
    "Version",
    "ask",
    "cell",
    "clusters",
    "comparisons",
    "counts",
    "doubts",
    "each_row",
    "enclosing",
    "expand",
    "fate_of",
    "in_full",
    "kept_articles",
    "kept_texts",
    "known_prefixes",
    "likely",
    "literal_of",
    "named",
    "nearest",
    "node_of",
    "padded",
    "prefixes_of",
    "proposals",
    "proposed",
    "require_text",
    "resolve",
    "rows",
    "shorten",
    "statements_of",
    "stored_queries",
    "successor_of",
    "syntax_error",
    "table",
    "the_named",
    "uncertain",
    "unidentified",
    "unknown_terms",
    "versions_of",
    "visible",
    "visible_lines",
    "wrapped",
]
