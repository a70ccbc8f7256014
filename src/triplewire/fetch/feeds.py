"""The bytes of an answer in, the items of a feed out, and whether it has their texts itself."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from triplewire.read import has_story
from triplewire.system.remote import NoAnswerError, usable

_MOST_ITEMS = 500
_HEAD = 2_000
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The addresses of items that a feed only announces, and whether it has others in full."""

    items: tuple[str, ...]
    full: bool


def feed_in(content: bytes, address: str) -> Feed | None:
    """Return what a feed holds, None for what is none; links are resolved against its address."""
    head = content[:_HEAD]
    # A feed needs no document type, and one with entities is somebody's trap.
    if not _ROOT.search(head) or _DECLARATION.search(content):
        return None
    import feedparser  # noqa: PLC0415

    # In a stream and not as bytes, which could be taken for an address or a path.
    found = feedparser.parse(BytesIO(content), resolve_relative_uris=False, sanitize_html=False)
    if not found.version:
        return None
    entries: list[dict[str, Any]] = found.entries
    items = (
        cleaned(str(entry.get("link", "")), address) for entry in entries if not has_story(entry)
    )
    unique = dict.fromkeys(item for item in items if item)
    return Feed(items=tuple(unique)[:_MOST_ITEMS], full=any(map(has_story, entries)))


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
