"""uvicorn's connections with bounds: on slow and huge requests, slow readers, and each client."""

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from triplewire.publish.web.http.clients import FullError
from triplewire.publish.web.http.respond import Headers

# Seconds for the head of a request to arrive, and for a client to take what it was sent.
HEAD_TIME, WRITE_TIME = 10.0, 60.0
MOST_HEAD, MOST_URL = 128 << 10, 60_000
# Bytes of a whole request, with the sizes of its chunks and what follows them.
MOST_MESSAGE = 8 << 20


# Requests that may wait on one connection for the answer to the first of them.
MOST_WAITING = 64


def _answer(status: int, more: str = "") -> bytes:
    phrase = HTTPStatus(status).phrase
    body = f'{{"title":"{phrase}","status":{status}}}\n'
    return (
        f"HTTP/1.1 {status} {phrase}\r\ncontent-type: application/problem+json\r\n{more}"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n{body}"
    ).encode()


_BAD, _LATE, _ENDLESS, _LONG, _LARGE = map(_answer, (400, 408, 413, 414, 431))
_OK = b"HTTP/1.1 200 OK\r\n"
_FULL = _answer(503, "retry-after: 5\r\n")


class BoundedConnection(HttpToolsProtocol):
    """Closes a connection whose request does not arrive, or whose answer is not taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None
        self._size = 0
        self._has_head = self._is_last = False
        self._cycles: list[RequestResponseCycle] = []
        self._state = self.config.app.state  # type: ignore[union-attr]
        self._client = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, and start waiting for the head of a request."""
        super().connection_made(transport)
        self._client = self._state.clients.connected(self.client)
        try:
            displaced = self._state.connections.enter(self._client, self)
        except FullError:
            self._refuse(_FULL)
            return
        if displaced is not None:
            displaced.transport.abort()
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all waiting; tell every request that came this way, not the last alone."""
        for timer in (self._head_timer, self._write_timer):
            if timer is not None:
                timer.cancel()
        for cycle in self._cycles:
            cycle.disconnected = True
            cycle.message_event.set()
        self.pipeline.clear()
        self._state.connections.leave(self._client, self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; refuse a request without end."""
        if self._head_timer is None and (self.cycle is None or self.cycle.response_complete):
            self._await_head()
        self._size += len(data)
        self._unset_keepalive_if_required()
        if self._is_last:
            return
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # No other protocol is spoken (RFC 9110, 7.8); what follows could be anything.
            self._is_last = True
            self.cycle.keep_alive = False
        except httptools.HttpParserError:
            self._refuse(_BAD)
        if self._head_timer is not None and self._size > MOST_HEAD:
            self._refuse(_LARGE)
        elif self._size > MOST_MESSAGE:
            self._refuse(_ENDLESS)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._has_head = False

    def on_url(self, url: bytes) -> None:
        """Refuse an address that is longer than httptools can take apart."""
        super().on_url(url)
        if len(self.url) > MOST_URL:
            self._refuse(_LONG)
            raise ValueError

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; drop what follows the last chunk, which says nothing of the request.

        Source: RFC 9110, section 6.5.1.
        """
        if not self._has_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop waiting: the head is here."""
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
        self._size = 0
        self._has_head = True
        if not self.url.startswith(b"/"):
            self._make_relative()
        self._cycles = [one for one in self._cycles if not one.response_complete]
        if len(self._cycles) > MOST_WAITING or self._hides_its_body():
            raise ValueError
        super().on_headers_complete()
        self._cycles.append(self.cycle)

    def on_response_complete(self) -> None:
        """Go on; if that was the last answer, give its reader a limited time."""
        super().on_response_complete()
        self._limit_closing()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that nobody uses."""
        super().timeout_keep_alive_handler()
        self._limit_closing()

    def pause_writing(self) -> None:
        """Give a slow reader a limited time."""
        super().pause_writing()
        self._limit_writing()

    def resume_writing(self) -> None:
        """Let a reader go on."""
        if self._write_timer is not None and not self.transport.is_closing():
            self._write_timer.cancel()
            self._write_timer = None
        super().resume_writing()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        """Let be answered at once what can be, and by the application what cannot."""
        give = partial(self._give, cycle, app)
        if cycle.waiting_for_100_continue or not self._state.at_once.take(cycle.scope, give):
            super()._start_asgi_task(cycle, app)

    def _give(
        self, cycle: RequestResponseCycle, app: Any, found: tuple[Headers, bytes] | None
    ) -> None:
        """Send an answer; where there is none, or it would not be taken, ask the application."""
        if cycle.disconnected or self.transport.is_closing():
            return
        if found is None or self.flow.write_paused:
            super()._start_asgi_task(cycle, app)
            return
        headers, body = found
        parts = [_OK]
        for name, value in (*self.server_state.default_headers, *headers):
            parts += (name, b": ", value, b"\r\n")
        parts.append(b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n")
        parts.append(body)
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        self.transport.write(b"".join(parts))
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()

    def _hides_its_body(self) -> bool:
        """Say whether there is a body that httptools takes for another protocol."""
        return self.parser.should_upgrade() and any(
            name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
            for name, value in self.headers
        )

    def _make_relative(self) -> None:
        """Take the host out of an absolute address: it stands above the Host header.

        Source: RFC 9112, section 3.2.2.
        """
        scheme, _, rest = self.url.partition(b"://")
        if scheme.lower() not in {b"http", b"https"}:
            raise httptools.HttpParserInvalidURLError
        end = next((at for at, byte in enumerate(rest) if byte in b"/?#"), len(rest))
        self.headers[:] = [one for one in self.headers if one[0] != b"host"]
        self.headers.append((b"host", rest[:end]))
        path = rest[end:]
        self.url = path if path.startswith(b"/") else b"/" + path

    def _await_head(self) -> None:
        self._size = 0
        self._head_timer = self.loop.call_later(HEAD_TIME, self._refuse, _LATE)

    def _limit_writing(self) -> None:
        if self._write_timer is None:
            self._write_timer = self.loop.call_later(WRITE_TIME, self.transport.abort)

    def _limit_closing(self) -> None:
        # What is closing waits until its last bytes are taken: for ever, if nobody takes them.
        if self.transport.is_closing():
            self._limit_writing()

    def _refuse(self, answer: bytes) -> None:
        """Send an answer and close; let requests that came before have their own answers first."""
        waiting = [cycle for cycle in self._cycles if not cycle.response_complete]
        if waiting and not waiting[-1].more_body:
            waiting[-1].keep_alive = False
        elif len(waiting) > 1 or (waiting and waiting[0].response_started):
            self.transport.abort()
        elif not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
        self._limit_closing()
