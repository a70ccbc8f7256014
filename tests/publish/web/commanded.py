"""The server as users start it: the command in a process, and bytes sent to it as they are."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def commanded(folder: Path, *words: str) -> Iterator[int]:
    """Yield the port of a server that the command runs on a store."""
    command = [sys.executable, "-m", "triplewire", "serve", "--port", "0", "--store", str(folder)]
    with subprocess.Popen(
        [*command, "--workers", "1", *words],
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        try:
            yield int(said.rstrip().rstrip("/").rpartition(":")[2])
        finally:
            server.terminate()


def sent(port: int, data: bytes, host: str = "127.0.0.1") -> bytes:
    """Return what a server answers to bytes until it closes the connection."""
    with socket.create_connection((host, port), timeout=20) as connection:
        connection.sendall(data)
        found = b""
        while part := connection.recv(1 << 16):
            found += part
    return found


def status(answer: bytes) -> int:
    """Return the status of the first answer in bytes."""
    return int(answer.split(b" ", 2)[1])
