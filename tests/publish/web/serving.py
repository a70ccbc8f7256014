"""Servers for tests: the real application on a real socket, in a thread, and a small client."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import uvicorn
from starlette.applications import Starlette

from triplewire.publish.web.app import create_app
from triplewire.publish.web.server import configure
from triplewire.publish.web.settings import Settings
from triplewire.records import Graph
from triplewire.store import rebuild


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Running:
    """A server that can be asked."""

    port: int
    app: Starlette

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        **headers: str,
    ) -> Answer:
        """Send a request; underscores in the names of headers stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            found = connection.getresponse()
            lower = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, lower, found.read())
        finally:
            connection.close()

    def query(self, text: str, *pairs: tuple[str, str], **headers: str) -> Answer:
        """Send a query by GET, with further parameters."""
        return self.ask(f"/sparql?{urlencode([('query', text), *pairs])}", "GET", None, **headers)

    def post(self, text: str, **headers: str) -> Answer:
        """Send a query as a form."""
        body = f"query={quote(text)}".encode()
        kind = "application/x-www-form-urlencoded"
        return self.ask("/sparql", "POST", body, content_type=kind, **headers)

    def rows(self, text: str, *pairs: tuple[str, str]) -> list[dict[str, str]]:
        """Return the rows of a query, values only."""
        answer = self.query(text, *pairs)
        assert answer.status == 200, answer.text
        found = answer.json["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]


@contextmanager
def running(folder: Path, settings: Settings) -> Iterator[Running]:
    """Yield a server that runs in a thread of this process, its workers in their own."""
    app = create_app(folder, settings)
    ready = threading.Event()
    app.state.announce = ready.set
    server = uvicorn.Server(configure(app))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            assert ready.wait(30)
            yield Running(listening.getsockname()[1], app)
        finally:
            server.should_exit = True
            thread.join(30)


def put(folder: Path, base: str, **graphs: str) -> None:
    """Put graphs into a store: each is Turtle without prefixes, named below the base."""
    with rebuild(folder) as writer:
        writer.manifest.base = base
        for name, turtle in graphs.items():
            quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=base)
            triples = frozenset(quad.triple for quad in quads)
            writer.replace(Graph(iri=f"{base}graph/{name}", triples=triples))
