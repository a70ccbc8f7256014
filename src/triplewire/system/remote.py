"""An address of the web in, its whole answer out: bounded in size and time, never sent elsewhere.

What is said of an address, or of what went wrong there, has no password, key or control character.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from threading import Thread
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from triplewire import __version__

_CHUNK = 65_536
_SHOWN = 300
_SECRET = "Authorization"  # noqa: S105  the name of a header


class NoAnswerError(Exception):
    """Say why an address gave no answer that can be used."""


def usable(address: str) -> str:
    """Return an address that can be asked, without the white space around it.

    Raises: NoAnswerError when it is no address of the web, or has a user's name in it.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or not address.isascii() or not address.isprintable() or " " in address:
        raise NoAnswerError("not a web address")
    if "@" in parts.netloc:
        raise NoAnswerError("a user name or password in a web address is not sent")
    return address


def shown(address: str) -> str:
    """Return an address for reading, without a user's name, password or query.

    >>> shown("https://ada:secret@example.org/sparql?key=1")
    'https://…@example.org/sparql?…'
    """
    address = address.strip()
    scheme = "".join(re.findall(r"^\w+://", address))
    rest = address.removeprefix(scheme)
    before, *query = re.split(r"[?#]", rest, maxsplit=1)
    # A password may have any character in it: whatever stands before the last @ is one.
    _, at, place = before.rpartition("@")
    visible = "" if any("@" in part for part in query) else "…@" + place if at else before
    return _visible(f"{scheme}{visible}{'?…' if query else ''}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long the whole answer may take, in seconds, and how many bytes it may have."""

    seconds: float
    most_bytes: int


def ask(
    address: str,
    limits: Limits,
    headers: Mapping[str, str],
    body: bytes | Mapping[str, str] | None = None,
) -> bytes:
    """Return the body of the answer to a GET, or to a POST of a body or the fields of a form.

    A redirection is followed on the same host, and not at all where the request has a key.
    Raises: NoAnswerError when none comes, not in time, or a longer one.
    """
    data = urlencode(body).encode() if isinstance(body, Mapping) else body
    sent = {"User-Agent": f"triplewire/{__version__}", **headers}
    request = Request(usable(address), data, sent)  # noqa: S310  http or https alone: see usable
    said: list[bytes | NoAnswerError] = []

    def work() -> None:
        try:
            said.append(_answer(request, limits))
        except NoAnswerError as error:
            said.append(error)

    # A socket's time-out begins anew with every byte that trickles in, and looking a name up has
    # none: who waits for a thread waits no longer than this.
    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(limits.seconds)
    answer = _late(limits) if thread.is_alive() else said.pop()
    if isinstance(answer, NoAnswerError):
        raise answer
    return answer


def _answer(request: Request, limits: Limits) -> bytes:
    deadline = time.monotonic() + limits.seconds
    body = bytearray()
    try:
        with build_opener(_SameHost).open(request, timeout=limits.seconds) as answer:
            while chunk := answer.read1(_CHUNK):
                body += chunk
                if len(body) > limits.most_bytes:
                    size = f"{limits.most_bytes / 1e6:g} MB"
                    raise NoAnswerError(f"the answer is too large: longer than {size}")
                if time.monotonic() > deadline:
                    # Nobody waits for this thread any more.
                    raise _late(limits)
            if answer.length:
                raise NoAnswerError("the answer ends too early")
    except TimeoutError:
        raise _late(limits) from None
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        raise NoAnswerError(_said(error, request)) from None
    return bytes(body)


def _late(limits: Limits) -> NoAnswerError:
    return NoAnswerError(f"timed out: no whole answer within {limits.seconds:g} seconds")


def _said(error: Exception, request: Request) -> str:
    """Return what an error says; a server may have put the key that it was sent into its words."""
    words = str(error) or type(error).__name__
    for part in (request.get_header(_SECRET) or "").split():
        words = words.replace(part, "…")
    return _visible(words)


def _visible(words: str) -> str:
    return "".join(c if c.isprintable() else " " for c in words)[:_SHOWN]


class _SameHost(HTTPRedirectHandler):
    """Follows a service to another path or to https, and never to another host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if req.has_header(_SECRET):
            return None
        if new.hostname != old.hostname or new.scheme not in {old.scheme, "https"}:
            fp.close()
            raise NoAnswerError(f"it redirects to {shown(newurl)!r}, another host or protocol")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
