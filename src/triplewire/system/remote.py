"""A request of the web in, the whole answer out: bounded in size and time, never sent elsewhere.

What is said of an address, or of what went wrong there, has no password, key or control character.
"""

import re
import time
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

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


def ask(request: Request, seconds: float, most_bytes: int) -> bytes:
    """Return the body of the answer to a request to a usable address.

    A redirection is followed on the same host, and not at all where the request has a key.
    Units: the whole answer must come within ``seconds``.
    Raises: NoAnswerError when none comes, or a longer one.
    """
    deadline = time.monotonic() + seconds
    body = bytearray()
    try:
        with build_opener(_SameHost).open(request, timeout=seconds) as answer:
            # Piece by piece: the time-out of a socket begins anew with every byte that trickles in.
            while chunk := answer.read1(_CHUNK):
                body += chunk
                if len(body) > most_bytes:
                    raise NoAnswerError(
                        f"the answer is too large: longer than {most_bytes / 1e6:g} MB"
                    )
                if time.monotonic() > deadline:
                    raise NoAnswerError(f"no whole answer within {seconds:g} seconds")
            if answer.length:
                raise NoAnswerError("the answer ends too early")
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        raise NoAnswerError(_said(error, request)) from None
    return bytes(body)


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
