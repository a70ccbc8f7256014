"""Builds of two processes and dumps killed at random moments, as kills.py does it: three to one.

Of three builds, two only link anew; one extracts every article again, so that each stage is hit.
A quarter of the kills of a build hits one of its workers.
"""

from kills import FAULTS, campaign

__all__ = ["FAULTS", "run"]

_SHARES = {"crew": 2, "anew": 1, "dump": 1}


def run(count: int, seed: int) -> dict[str, int | float]:
    """Make trials ``seed`` to ``seed + count - 1`` and return the counts."""
    return campaign(_SHARES, count, seed)
