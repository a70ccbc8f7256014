"""What a server may be told: its limits, whom it answers, and what it shows beside the store."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from triplewire.system import children


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The limits of a server and whom it answers.

    Units: ``timeout`` counts seconds from a query's arrival, ``memory`` is bytes of address space
    for each worker, ``query_size`` and ``body`` are bytes. ``workers`` share the long queries, one
    client having all but one of them; one more stands by for look-ups. ``connections`` is how many
    there may be at a time, ``queue`` how many queries may wait. ``proxies`` are the addresses of
    reverse proxies that say for whom they ask. ``hosts`` are the names under which the server
    answers; none means all of them. ``origins`` are the sites whose pages may read its answers;
    ``*`` means all. ``dumps`` is a folder whose files are offered at /dumps/; ``source`` is the
    newsroom folder that is watched and built again. ``open_network`` lets queries be run by
    processes that could reach other machines.
    """

    timeout: float = 30.0
    memory: int = 2 << 30
    workers: int = field(default_factory=lambda: 1 + children.processors())
    connections: int = 2_000
    queue: int = 512
    query_size: int = 64 << 10
    body: int = 1 << 20
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    dumps: Path | None = None
    source: Path | None = None
    open_network: bool = False

    def share(self, processes: int) -> Self:
        """Return what each of several processes may have, so that all together have this much.

        Each has one worker at least, and one for look-ups.
        """
        return replace(
            self,
            workers=-(-self.workers // processes),
            connections=-(-self.connections // processes),
            queue=-(-self.queue // processes),
        )
