"""Profiles and a register in tables in, who and what is one in all of them, in tables, out."""

from triplewire.build.identity.program import identify_all
from triplewire.build.identity.rows import Profiled

__all__ = ["Profiled", "identify_all"]
