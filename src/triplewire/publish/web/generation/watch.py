"""A newsroom folder that changes in, a store that follows it out: one build at a time.

The build is the command ``triplewire build``, in a process of its own: whatever happens
to it, the server goes on, and its readers see the last complete generation.
"""

import asyncio
import os
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from triplewire.publish.web.generation.broadcast import Broadcaster, message
from triplewire.system import children

# Milliseconds that a burst of changes may last before the build begins.
_BURST = 400
_MOST_SAID = 4_000
_REJECTED = 1


class Watcher:
    """Builds a newsroom again whenever one of its files has changed."""

    def __init__(
        self, source: Path, store: Path, broadcaster: Broadcaster, apart: tuple[Path, ...] = ()
    ) -> None:
        self._source = source
        self._store = store
        self._broadcaster = broadcaster
        self._apart = tuple(path.resolve() for path in (store, *apart))

    async def follow(self) -> None:
        """Build now and after every change, for ever."""
        changes = awatch(self._source, watch_filter=_Sources(self._apart), debounce=_BURST)
        # Watched from before the first build on: what changes meanwhile would be missed else.
        first = asyncio.ensure_future(anext(changes))
        try:
            await asyncio.sleep(0)
            await self.build()
            await first
        finally:
            first.cancel()
        await self.build()
        async for _ in changes:
            await self.build()

    async def build(self) -> None:
        """Build once, and tell how that ended when it did not go well."""
        self._broadcaster.send("building", message("building"))
        process = await asyncio.create_subprocess_exec(
            *children.command(
                "triplewire", "build", str(self._source), "--store", str(self._store)
            ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "NO_COLOR": "1"},
        )  # fmt: skip
        try:
            _, said = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        words = said.decode(errors="replace").strip()[-_MOST_SAID:]
        if process.returncode == _REJECTED:
            self._broadcaster.send("rejected", message(words))
        elif process.returncode:
            self._broadcaster.send("failed", message(words))
        else:
            self._broadcaster.send("built", message(words))


class _Sources(DefaultFilter):
    """Leaves out hidden files and the folders that the program itself writes."""

    def __init__(self, apart: tuple[Path, ...]) -> None:
        super().__init__()
        self._own = apart

    def __call__(self, change: Change, path: str) -> bool:
        resolved = Path(path).resolve()
        own = any(folder == resolved or folder in resolved.parents for folder in self._own)
        return not own and not resolved.name.startswith(".") and super().__call__(change, path)
