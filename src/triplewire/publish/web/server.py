"""A store's folder, settings and an address in; a server that runs until it is stopped."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from triplewire.errors import ConfigError
from triplewire.isolation import can_leave_network
from triplewire.publish.web.app import create_app
from triplewire.publish.web.connection import BoundedConnection
from triplewire.publish.web.pool import network_stays
from triplewire.publish.web.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_MOST_CONNECTIONS = 2_000


def serve(
    folder: Path, settings: Settings, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serve a store until the process is told to stop; port 0 takes a free one.

    ``ready`` is called with the server's address when it can be asked.
    Raises: ConfigError when the address cannot be had, or the workers' network not be taken away,
    StoreError when there is no store.
    """
    if not settings.open_network and not can_leave_network():
        raise network_stays()
    app = create_app(folder, settings)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise ConfigError(
                f"cannot listen there: {error.strerror or error}",
                where=f"{host}:{port}",
                hint="another server may run already; try --port 0 for a free one",
            ) from error
        shown = f"[{host}]" if ":" in host else host
        app.state.announce = lambda: ready(f"http://{shown}:{listening.getsockname()[1]}/")
        uvicorn.Server(configure(app)).run([listening])


def configure(app: Starlette) -> uvicorn.Config:
    """Return uvicorn's configuration: quiet, and bounded in what a client may hold."""
    return uvicorn.Config(
        app,
        http=BoundedConnection,
        ws="none",
        loop="uvloop",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=2048,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=2,
    )
