"""The curator's decisions: read from a table, found by their words, applied to drafts."""

from triplewire.decide.anchor import anchored, context, spots
from triplewire.decide.apply import apply
from triplewire.decide.assign import MOST_COMPARED, Assignment, Sought, assign, is_held
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
    "MOST_COMPARED",
    "Assignment",
    "Sought",
    "anchored",
    "append",
    "apply",
    "assign",
    "context",
    "holds_context",
    "is_held",
    "load_decisions",
    "nearest",
    "places",
    "replace_decisions",
    "spots",
    "withdraw",
]
