"""What a build writes into."""

from dataclasses import dataclass

from triplewire.engines import Engine
from triplewire.store import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """A store and its tables that a build writes into; ``day`` is when names are withdrawn.

    ``jobs`` is how many processes may work for it.
    """

    writer: Writer
    engine: Engine
    day: str
    jobs: int = 1
