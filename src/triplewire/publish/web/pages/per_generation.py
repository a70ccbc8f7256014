"""A store in, something costly that is made of it once and kept for as long as it is open out."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from triplewire.store import Store

Value = TypeVar("Value")


class PerGeneration(Generic[Value]):
    """Makes a value of a store in a thread of its own, and says in time whether it is there."""

    def __init__(self, make: Callable[[Store], Value], name: str) -> None:
        """Say what is made; nothing is made before it is asked for."""
        self._make = make
        self._lock = Lock()
        self._values: WeakKeyDictionary[Store, Future[Value]] = WeakKeyDictionary()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"triplewire-{name}")

    def of(self, store: Store, wait: float | None = None) -> Value | None:
        """Return the value of an open store, None when making it takes longer than ``wait``.

        Units: wait counts seconds; None waits to the end.
        """
        with self._lock:
            future = self._values.get(store)
            if future is None:
                future = self._thread.submit(self._run, store.folder, store.path.name)
                self._values[store] = future
        try:
            return future.result(wait)
        except NotYet:
            return None

    def close(self) -> None:
        """Forget all values, and make no more; one that is being made ends in its own time."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._values.clear()

    def _run(self, folder: Path, generation: str) -> Value:
        # A store of its own holds the generation for as long as the work takes: who asked for it
        # may have left.
        with Store(folder, generation) as store:
            return self._make(store)
