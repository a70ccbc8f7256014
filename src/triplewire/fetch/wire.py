"""An address of the web in, one answer over one connection out: whole, in time and not too long.

Nothing is followed here: a redirection is an answer like any other.
"""

import io
import re
import socket
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from triplewire.fetch.network import Network
from triplewire.system.remote import Limits, NoAnswerError, usable

_CHUNK = 65_536
# The head of an answer with all its fields; nobody needs more.
_MOST_HEAD = 100_000
_PORTS = {"http": 80, "https": 443}
_GZIP = 31  # zlib's number for a stream with the head and checksum of gzip
_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked, field by field, and what came: ``body`` as it was sent, ``content`` plain."""

    address: str
    asked: tuple[tuple[str, str], ...]
    status: int
    reason: str
    fields: tuple[tuple[str, str], ...]
    body: bytes
    content: bytes

    def field(self, name: str) -> str:
        """Return the first field of a name, empty if there is none."""
        return next((v for key, v in self.fields if key.lower() == name.lower()), "")

    @property
    def after(self) -> float | None:
        """Return in how many seconds the server wants to be asked again, if it says."""
        value = self.field("Retry-After")
        if re.fullmatch(r"[0-9]{1,9}", value):
            return float(value)
        try:
            then, now = parsedate_to_datetime(value), parsedate_to_datetime(self.field("Date"))
            return max(0.0, (then - now).total_seconds())
        except (ValueError, TypeError):
            return None


def get(address: str, fields: Mapping[str, str], limits: Limits, network: Network) -> Answer:
    """Return the answer to a GET.

    Raises: NoAnswerError when none comes, not in time, not whole, or a longer one.
    """
    parts = urlsplit(usable(address))
    host, deadline = parts.hostname or "", time.monotonic() + limits.seconds
    asked = {"Host": parts.netloc, **fields, "Accept-Encoding": "gzip", "Connection": "close"}
    try:
        with network.connected(host, parts.port or _PORTS[parts.scheme], deadline) as plain:
            plain.settimeout(_left(deadline))
            if parts.scheme == "http":
                return _answer(address, asked, _Wire(plain, deadline), limits)
            with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secret:
                return _answer(address, asked, _Wire(secret, deadline), limits)
    except TimeoutError:
        what = f"timed out: no whole answer within {limits.seconds:g} seconds"
        raise NoAnswerError(what, passing=True) from None
    except ssl.SSLCertVerificationError as error:
        raise NoAnswerError(f"its certificate is not valid: {error.verify_message}") from None
    except (OSError, HTTPException, ValueError) as error:
        words = re.sub(r"[^ -~]", " ", str(error) or type(error).__name__)[:_SHOWN]
        raise NoAnswerError(words, passing=isinstance(error, OSError | HTTPException)) from None


class _Wire:
    """A socket for http.client, which reads from it until a time and up to a number of bytes."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self.connection = connection
        self.incoming = _Incoming(connection, deadline)

    def sendall(self, data: bytes) -> None:
        self.connection.sendall(data)

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(self.incoming)

    def close(self) -> None:
        """Leave the socket open: who made it closes it."""


class _Incoming(io.RawIOBase):
    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self.connection, self.deadline = connection, deadline
        self.allowance = _MOST_HEAD

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        # A socket's own time-out would begin anew with every byte that trickles in.
        self.connection.settimeout(_left(self.deadline))
        count = self.connection.recv_into(buffer)
        self.allowance -= count
        if self.allowance < 0:
            raise NoAnswerError("the answer is too large")
        return count


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _answer(address: str, asked: Mapping[str, str], wire: _Wire, limits: Limits) -> Answer:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "")
    connection.sock = wire
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    for name, value in asked.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    # Chunks and their sizes come on top of what they hold.
    wire.incoming.allowance = 2 * limits.most_bytes + _MOST_HEAD
    body = _body(response, limits)
    fields = tuple((name, _plain(value)) for name, value in response.getheaders())
    coding = response.getheader("Content-Encoding", "").strip().lower()
    return Answer(
        address=address,
        asked=tuple(asked.items()),
        status=response.status,
        reason=_plain(response.reason),
        fields=fields,
        body=body,
        content=_content(body, coding, limits),
    )


def _plain(words: str) -> str:
    """Return what a server said on one line; http.client reads its bytes as Latin-1."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _body(response: HTTPResponse, limits: Limits) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > limits.most_bytes:
            raise _too_large(limits)
    if response.length:
        raise NoAnswerError("the answer ends too early", passing=True)
    return bytes(body)


def _content(body: bytes, coding: str, limits: Limits) -> bytes:
    """Return a body without the coding that it was sent in."""
    if coding in {"", "identity"} or not body:
        return body
    if coding not in {"gzip", "x-gzip"}:
        raise NoAnswerError(f"it is in a coding that was not asked for: {_plain(coding)[:_SHOWN]}")
    stream = zlib.decompressobj(_GZIP)
    try:
        content = stream.decompress(body, limits.most_bytes + 1)
    except zlib.error:
        raise NoAnswerError("it says that it is gzip, and is not") from None
    if len(content) > limits.most_bytes:
        raise _too_large(limits)
    if not stream.eof:
        raise NoAnswerError("the answer ends too early", passing=True)
    return content


def _too_large(limits: Limits) -> NoAnswerError:
    return NoAnswerError(f"the answer is too large: longer than {limits.most_bytes / 1e6:g} MB")
