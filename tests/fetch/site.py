"""A site on this machine that behaves as its pages say, and a clock that only waiting moves."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from triplewire.fetch import Clock, Network, Outcome, fetch
from triplewire.fetch.network import is_public
from triplewire.newsroom import open_newsroom

Answer = Callable[[BaseHTTPRequestHandler], None]
MODIFIED = "Fri, 01 May 2026 10:00:00 GMT"


@dataclass
class Site:
    """What a server answers by path, what it was asked, and that the test is over."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def address(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving(pages: Mapping[str, Answer] = {}) -> Iterator[Site]:
    site = Site(pages={"/robots.txt": page(b"", kind="text/plain"), **pages})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers))
            try:
                site.pages.get(self.path, status(404))(self)
            except OSError:
                return  # the client has gone, as it should

        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

        def date_time_string(self, _: float | None = None) -> str:
            return "Mon, 04 May 2026 08:00:00 GMT"

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """Say nothing of clients that hung up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_port
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()
            thread.join()


def page(
    body: bytes, *, kind: str = "text/html", etag: str = "", modified: str = "", **more: str
) -> Answer:
    """Return an answer that is not sent again to whoever has it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        known = (handler.headers["If-None-Match"], handler.headers["If-Modified-Since"])
        same = (etag and known[0] == etag) or (modified and known[1] == modified)
        handler.send_response(304 if same else 200)
        for name, value in {"ETag": etag, "Last-Modified": modified, **more}.items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        if not same:
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if not same:
            handler.wfile.write(body)

    return answer


def status(code: int, **fields: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in fields.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def raw(*parts: bytes, times: int = 1, pause: float = 0.0) -> Answer:
    """Return an answer of these very bytes, the last of them again and again, slowly or not."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for part in parts[:-1]:
            handler.wfile.write(part)
        for _ in range(times):
            handler.wfile.write(parts[-1])
            if pause:
                time.sleep(pause)
        handler.close_connection = True

    return answer


def feed(site_address: str, paths: list[str], text: str = "") -> bytes:
    full = f"<content:encoded>{text}</content:encoded>" if text else ""
    items = "".join(f"<item><title>T</title><link>{p}</link>{full}</item>" for p in paths)
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>N</title>'
        f"<link>{site_address}</link>{items}</channel></rss>"
    ).encode()


@dataclass
class Ticking:
    """A clock of the test's own; ``waited`` is every wait that was asked of it."""

    passed: float = 0.0
    waited: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        start = datetime(2026, 5, 4, 8, 0, 0, tzinfo=UTC)
        return Clock(
            now=lambda: start + timedelta(seconds=self.passed),
            seconds=lambda: self.passed,
            wait=self._wait,
        )

    def _wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.passed += seconds


def newsroom(folder: Path, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "triplewire.toml").write_text(
        f'limit = 200_000\n[feeds]\ncontact = "desk@newsroom.example"\n{more}', encoding="utf-8"
    )
    return folder


def found(host: str, _: int) -> list[str]:
    if host.endswith("nowhere.example"):
        raise OSError("no such host")
    return {"inside.example": ["10.0.0.7"]}.get(
        host, [host] if host[0].isdigit() or ":" in host else ["127.0.0.1"]
    )


NETWORK = Network(look_up=found, allowed=lambda one: one == "127.0.0.1" or is_public(one))


def run(
    folder: Path, *addresses: str, ticking: Ticking | None = None, seconds: float = 5.0
) -> Outcome:
    clock = (ticking or Ticking()).clock()
    return fetch(open_newsroom(folder), addresses, clock=clock, network=NETWORK, seconds=seconds)


def reasons(outcome: Outcome) -> list[str]:
    return [refusal.reason for refusal in outcome.refused]
