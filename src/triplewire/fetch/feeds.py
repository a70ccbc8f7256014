"""The bytes of an answer in, the items of a feed out, and whether it has their texts itself."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from triplewire.errors import ReadError
from triplewire.read import announced, decode
from triplewire.system.remote import NoAnswerError, usable

_MOST_ITEMS = 500
_HEAD = 2_000
_FIRST = re.compile(rb"<([A-Za-z][\w.:-]*)[\s>]")
_ROOTS = frozenset({b"rss", b"feed", b"rdf:RDF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The addresses of items that a feed only announces, and whether it has others in full."""

    items: tuple[str, ...]
    full: bool


def feed_in(content: bytes, address: str) -> Feed | None:
    """Return what a feed holds, None for what is none; links are resolved against its address.

    Raises: NoAnswerError when it cannot be read.
    """
    first = _FIRST.search(content, 0, _HEAD)
    if first is None or first[1] not in _ROOTS:
        return None
    try:
        entries = announced(decode(content, address), address)
    except ReadError as fault:
        raise NoAnswerError(f"a feed that cannot be read: {fault.what}") from None
    items = (cleaned(link, address) for link, has_story in entries if link and not has_story)
    unique = dict.fromkeys(item for item in items if item)
    full = any(has_story for _, has_story in entries)
    return Feed(items=tuple(unique)[:_MOST_ITEMS], full=full)


def cleaned(link: str, base: str = "") -> str:
    """Return the address that a link leads to in one spelling, empty if it is none of the web.

    >>> cleaned("/a b?c=d#e", "HTTP://News.Example:80/feed")
    'http://news.example/a%20b?c=d'
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = {("http", 80): None, ("https", 443): None}.get(
            (parts.scheme, parts.port or 0), parts.port
        )
        if "@" in parts.netloc:
            return ""
        host = f"[{host}]" if ":" in host else host
        path, query = (quote(part, safe="/%:@!$&'()*+,;=~?") for part in (parts.path, parts.query))
        place = f"{host}:{port}" if port else host
        return usable(urlunsplit((parts.scheme, place, path or "/", query, "")))
    except (ValueError, NoAnswerError):
        return ""
