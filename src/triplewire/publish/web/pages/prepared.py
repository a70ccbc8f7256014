"""Something costly that is made of a store once a generation in, and kept while it is asked for."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from triplewire.store import Store

Made = TypeVar("Made")

# The generation that is read now, and one that a slow reader may still be at.
_KEPT = 2


class Prepared(Generic[Made]):
    """Makes something of a store in a thread of its own, and says in time whether it is there."""

    def __init__(self, make: Callable[[Store], Made], name: str) -> None:
        """Say what is made; nothing is made before it is asked for."""
        self._make = make
        self._lock = Lock()
        self._made: OrderedDict[Path, Future[Made]] = OrderedDict()
        self._crew = ThreadPoolExecutor(1, thread_name_prefix=f"triplewire-{name}")

    def of(self, store: Store, wait: float | None = None) -> Made | None:
        """Return what is made of a store's generation, None when that takes longer than ``wait``.

        Units: wait counts seconds; None waits to the end.
        """
        key = store.path.resolve()
        with self._lock:
            if key not in self._made:
                self._made[key] = self._crew.submit(self._run, store.folder)
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            future = self._made[key]
        try:
            return future.result(wait)
        except NotYet:
            return None

    def _run(self, folder: Path) -> Made:
        # A store of its own holds the generation for as long as the work takes.
        with Store(folder) as store:
            return self._make(store)
