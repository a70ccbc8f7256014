"""A store's folder, settings and an address in; a server that runs until it is stopped.

It is one process, or several that share the port and know nothing of each other.
"""

import gc
import resource
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from triplewire.ask import visible
from triplewire.errors import ConfigError
from triplewire.publish.web.app import create_app
from triplewire.publish.web.http import BoundedConnection
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.workers import network_stays
from triplewire.store import Store
from triplewire.system.isolation import can_leave_network
from triplewire.system.several import Keeper

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
# Files that a server has open beside its connections.
_FILES = 500
_BACKLOG = 2_048


def serve(
    folder: Path, settings: Settings, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serve a store until the process is told to stop; port 0 takes a free one.

    ``ready`` is called with the server's address when it can be asked.
    Raises: ConfigError when the address cannot be had, or the workers' network not be taken away,
    StoreError when there is no store.
    """
    _require_isolation(settings)
    with _listening(host, port) as listening:
        answer(folder, settings, listening, lambda: ready(_address(host, listening)))


def serve_by_several(
    folder: Path,
    settings: Settings,
    host: str,
    port: int,
    commands: Callable[[int], Sequence[list[str]]],
    ready: Callable[[str], None],
) -> None:
    """Serve a store by several processes on one port, as `serve` does by this one.

    ``commands`` start them, given the number of the open socket that they share: each answers
    there, and says so by a line. Whoever of them is free takes the next connection.
    Raises: also ConfigError when a process ends before it is ready.
    """
    _require_isolation(settings)
    Store(folder).close()
    with _listening(host, port) as listening:
        keeper = Keeper(commands(listening.fileno()), [listening.fileno()])
        told = keeper.run(lambda: ready(_address(host, listening)))
    signal.raise_signal(told)


def answer(
    folder: Path, settings: Settings, listening: socket.socket, ready: Callable[[], None]
) -> None:
    """Answer what comes to a socket that listens, until the process is told to stop.

    Raises: StoreError when there is no store.
    """
    app = create_app(folder, replace(settings, connections=_places(settings.connections)))
    app.state.announce = ready
    # What is there now stays: no collection of garbage is to look at it again and again.
    gc.freeze()
    uvicorn.Server(configure(app)).run([listening])


def _require_isolation(settings: Settings) -> None:
    if not settings.open_network and not can_leave_network():
        raise network_stays()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Yield a socket that listens at an address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            if not host:
                # The system takes that for every address there is.
                raise ValueError("no address is named")
            listening.bind((host, port))
            # Now, not when uvicorn does: who reads the address may ask at once.
            listening.listen(_BACKLOG)
        except (OSError, TypeError, ValueError) as error:
            raise ConfigError(
                f"cannot listen there: {getattr(error, 'strerror', '') or error}",
                where=visible(f"{host}:{port}"),
                hint="another server may run already; try --port 0 for a free one",
            ) from error
        yield listening


def _address(host: str, listening: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}/"


def _places(wanted: int) -> int:
    """Return how many connections the system allows, after asking it for enough open files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted + _FILES:
        most = wanted + _FILES
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if soft == resource.RLIM_INFINITY else min(wanted, max(soft - _FILES, soft // 2))


def configure(app: Starlette) -> uvicorn.Config:
    """Return uvicorn's configuration: quiet, and bounded in what a client may hold."""
    return uvicorn.Config(
        app,
        http=BoundedConnection,
        ws="none",
        lifespan="on",
        loop="uvloop",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=2,
    )
