"""A change in, the focus nodes that it can touch out."""

from triplewire.shacl.reach.automaton import reach_of
from triplewire.shacl.reach.incremental import Findings, Validator
from triplewire.shacl.reach.stream import collected_seldom, stream_results, used_rows
from triplewire.shacl.reach.survey import NotByGraphError

__all__ = [
    "Findings",
    "NotByGraphError",
    "Validator",
    "collected_seldom",
    "reach_of",
    "stream_results",
    "used_rows",
]
