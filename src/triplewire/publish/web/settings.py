"""What a server may be told: its limits, whom it answers, and what it shows beside the store."""

from dataclasses import dataclass, field
from pathlib import Path

from triplewire import children


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The limits of a server and whom it answers.

    Units: ``timeout`` counts seconds from a query's arrival, ``memory`` is bytes of address space
    for each worker, ``query_size`` and ``body`` are bytes. ``workers`` share the long queries; one
    more stands by for look-ups. ``hosts`` are the names under which the server answers; none means
    all of them. ``dumps`` is a folder whose files are offered at /dumps/; ``source`` is the
    newsroom folder that is watched and built again. ``open_network`` lets queries be run by
    processes that could reach other machines.
    """

    timeout: float = 30.0
    memory: int = 2 << 30
    workers: int = field(default_factory=children.processors)
    queue: int = 512
    query_size: int = 64 << 10
    body: int = 1 << 20
    hosts: tuple[str, ...] = ()
    dumps: Path | None = None
    source: Path | None = None
    open_network: bool = False
