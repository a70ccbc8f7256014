"""One store and one server for all tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graphs import BASE, invented, store_of
from tests.publish.web.serving import Running, running
from triplewire.publish.web.settings import Settings
from triplewire.store import rebuild


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small store that keeps an article's text and does not publish it."""
    folder = tmp_path_factory.mktemp("served") / "store"
    store_of(invented(), folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    return folder


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Running]:
    """Yield a server on that store that allows a query two seconds."""
    hosts = ("localhost", "127.0.0.1")
    settings = Settings(timeout=2.0, workers=1, hosts=hosts, memory=1 << 30, body=100_000)
    with running(folder, settings) as server:
        yield server
