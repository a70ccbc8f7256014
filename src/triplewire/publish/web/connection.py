"""uvicorn's connections with bounds: on slow and huge heads of requests, and on slow readers."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Seconds for the head of a request to arrive, and for a client to take what it was sent.
HEAD_TIME, WRITE_TIME = 10.0, 60.0
MOST_HEAD, MOST_URL = 128 << 10, 60_000
_LATE = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_LONG = b"HTTP/1.1 414 URI Too Long\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class BoundedConnection(HttpToolsProtocol):
    """Closes a connection whose request does not arrive, or whose answer is not taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None
        self._head_size = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for the head of a request."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all waiting."""
        for timer in (self._head_timer, self._write_timer):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; refuse a head without end."""
        if self._head_timer is None and (self.cycle is None or self.cycle.response_complete):
            self._await_head()
        if self._head_timer is not None:
            self._head_size += len(data)
        super().data_received(data)
        if self._head_timer is not None and self._head_size > MOST_HEAD:
            self._refuse(_LARGE)

    def on_url(self, url: bytes) -> None:
        """Refuse an address that is longer than httptools can take apart."""
        super().on_url(url)
        if len(self.url) > MOST_URL:
            self._refuse(_LONG)
            raise ValueError

    def send_400_response(self, msg: str) -> None:
        """Say that this is no HTTP, unless something better was said."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def on_headers_complete(self) -> None:
        """Stop waiting: the head is here."""
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
        self._head_size = 0
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Give a slow reader a limited time."""
        super().pause_writing()
        self._write_timer = self.loop.call_later(WRITE_TIME, self.transport.abort)

    def resume_writing(self) -> None:
        """Let a reader go on."""
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None
        super().resume_writing()

    def _await_head(self) -> None:
        self._head_size = 0
        self._head_timer = self.loop.call_later(HEAD_TIME, self._refuse, _LATE)

    def _refuse(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
