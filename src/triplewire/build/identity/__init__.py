"""Profiles and a register in tables in, who and what is one in all of them, in tables, out."""

from triplewire.build.identity.program import identify_all
from triplewire.build.identity.results import (
    external_in,
    links_in,
    rows_in,
    slices_in,
    unmet_in,
)
from triplewire.build.identity.rows import Profiled

__all__ = [
    "Profiled",
    "external_in",
    "identify_all",
    "links_in",
    "rows_in",
    "slices_in",
    "unmet_in",
]
