"""An address of the web in, its whole answer out: bounded in size and time, never sent elsewhere.

What is said of an address, or of what went wrong there, has no password, key or control character.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, IncompleteRead
from threading import Thread
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from triplewire import __version__

_CHUNK = 65_536
_SHOWN = 300
_SECRET = "Authorization"  # noqa: S105  the name of a header
# What a server says that is asked too much, or not up yet.
_PASSING = frozenset({429, 500, 502, 503, 504})


class NoAnswerError(Exception):
    """Say why an address gave no answer that can be used.

    ``status`` is that of HTTP, if it came so far; ``passing`` says whether the same may be answered
    later, ``after`` in how many seconds, where the server tells.
    """

    def __init__(
        self,
        what: str,
        *,
        status: int | None = None,
        passing: bool = False,
        after: float | None = None,
    ) -> None:
        super().__init__(what)
        self.status = status
        self.passing = passing
        self.after = after


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
                raise NoAnswerError("the answer ends too early", passing=True)
    except TimeoutError:
        raise _late(limits) from None
    except (OSError, HTTPException, ValueError) as error:
        raise _failed(error, request) from None
    return bytes(body)


def _failed(error: Exception, request: Request) -> NoAnswerError:
    """Return what an error means for who asked."""
    words = _said(error, request)
    if isinstance(error, HTTPError):
        error.close()
        passing = error.code in _PASSING
        return NoAnswerError(words, status=error.code, passing=passing, after=_after(error.headers))
    reason = error.reason if isinstance(error, URLError) else error
    passing = isinstance(reason, ConnectionError | TimeoutError | IncompleteRead)
    return NoAnswerError(words, passing=passing)


def _after(headers: Message) -> float | None:
    """Return in how many seconds a server wants to be asked again; a time is told by its clock."""
    value = headers.get("Retry-After", "")
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return float(value)
    try:
        then, now = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _late(limits: Limits) -> NoAnswerError:
    what = f"timed out: no whole answer within {limits.seconds:g} seconds"
    return NoAnswerError(what, passing=True)


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
