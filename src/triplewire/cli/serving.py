"""One of several processes that serve a store: a socket that listens in, answers there out.

    python -m triplewire.cli.serving SOCKET STORE SETTINGS

Settings are JSON. A line on the standard output says that the process is ready.
"""

import socket
import sys
from pathlib import Path
from typing import Any

import msgspec

from triplewire.cli.failure import fail
from triplewire.cli.watch import watched
from triplewire.errors import TriplewireError
from triplewire.publish.web.server import answer
from triplewire.publish.web.settings import Settings
from triplewire.system import children


def command(listening: int, store: Path, settings: Settings) -> list[str]:
    """Return the command line of such a process, which lives no longer than this one."""
    said = msgspec.json.encode(settings, enc_hook=str).decode()
    return children.command(__name__, str(listening), str(store), said)


def main() -> int:
    """Serve until the process is told to stop; return the exit code."""
    listening, store, said = sys.argv[1:]
    settings = msgspec.json.decode(said, type=Settings, dec_hook=_path)
    try:
        with watched(Path(store)), socket.socket(fileno=int(listening)) as shared:
            answer(Path(store), settings, shared, _ready)
    except TriplewireError as error:
        return fail(error)
    return 0


def _ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def _path(kind: type[Any], written: object) -> Path:
    if not isinstance(written, str) or not issubclass(kind, Path):
        raise NotImplementedError
    return Path(written)


if __name__ == "__main__":
    sys.exit(main())
