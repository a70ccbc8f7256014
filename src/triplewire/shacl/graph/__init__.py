"""RDF data in, terms, values and indexes out."""

from triplewire.shacl.graph.index import Data, Description, Row, Term, rows_of
from triplewire.shacl.graph.nquads import LineReader, is_canonical
from triplewire.shacl.graph.overlay import Overlay
from triplewire.shacl.graph.paths import Path, Walk, closure, read_path, reads, walk
from triplewire.shacl.graph.regex import SHORT, matcher, python_pattern
from triplewire.shacl.graph.store_index import StoreData
from triplewire.shacl.graph.terms import (
    RDF,
    RDFS,
    SH,
    SUB_CLASS_OF,
    TRUE,
    TYPE,
    XSD,
    canonical,
    datatype,
    is_literal,
    language,
    lexical,
    literal,
    parsed,
    plain,
    sh,
    shown,
)
from triplewire.shacl.graph.values import CHECKS, compare, is_well_typed, value_of

__all__ = [
    "CHECKS",
    "RDF",
    "RDFS",
    "SH",
    "SHORT",
    "SUB_CLASS_OF",
    "TRUE",
    "TYPE",
    "XSD",
    "Data",
    "Description",
    "LineReader",
    "Overlay",
    "Path",
    "Row",
    "StoreData",
    "Term",
    "Walk",
    "canonical",
    "closure",
    "compare",
    "datatype",
    "is_canonical",
    "is_literal",
    "is_well_typed",
    "language",
    "lexical",
    "literal",
    "matcher",
    "parsed",
    "plain",
    "python_pattern",
    "read_path",
    "reads",
    "rows_of",
    "sh",
    "shown",
    "value_of",
    "walk",
]
