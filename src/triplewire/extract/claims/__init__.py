"""A page in, what somebody is said to have said out, with the exact words and the speaker."""

from triplewire.extract.claims.find import find_claims
from triplewire.extract.claims.topics import with_topics

__all__ = [
    "find_claims",
    "with_topics",
]
