"""A step in, and the caller goes on; who needs what it does waits for its end."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from traceback import clear_frames


class Aside:
    """A thread that takes one step at a time, in the order in which they are given."""

    def __init__(self) -> None:
        """Begin with no step; there is no thread before the first."""
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._step: Future[None] | None = None

    def begin(self, step: Callable[[], None]) -> None:
        """Take a step while the caller goes on, once the one before it has ended.

        Raises: what the step before it raised.
        """
        self.end()
        self._step = self._thread.submit(step)

    def end(self) -> None:
        """Wait until no step is being taken.

        Raises: what the step raised.
        """
        if self._step is not None:
            # An interrupted wait leaves the step to whoever waits next.
            self._step.result()
            self._step = None

    def close(self) -> None:
        """Wait until no step is being taken, and let go of the thread and of all that it held."""
        if self._step is not None:
            failure = self._step.exception()
            if failure is not None:
                # The traceback would keep what the step held for as long as anyone keeps it.
                clear_frames(failure.__traceback__)
            self._step = None
        self._thread.shutdown()
