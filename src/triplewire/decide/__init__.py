"""The curator's decisions: read from a table, found by their words, applied to drafts."""

from triplewire.decide.anchor import anchored, context, spots
from triplewire.decide.apply import apply
from triplewire.decide.assign import Assignment, assign
from triplewire.decide.table import (
    COLUMNS,
    append,
    holds_context,
    load_decisions,
    replace_decisions,
    withdraw,
)
from triplewire.decide.words import nearest, places

__all__ = [
    "COLUMNS",
    "Assignment",
    "anchored",
    "append",
    "apply",
    "assign",
    "context",
    "holds_context",
    "load_decisions",
    "nearest",
    "places",
    "replace_decisions",
    "spots",
    "withdraw",
]
