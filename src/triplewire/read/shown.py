"""Bytes without a name of a file in, the suffix of the format that they are in out."""

import json
import re

_MARK = b"\xef\xbb\xbf"
# How feeds and what agencies send begin.
_XML = re.compile(
    rb"<\?xml\b|<(?:[\w.-]+:)?(?:rss|feed|RDF|nitf|newsItem|newsMessage|packageItem)\b"
)
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/json-lines": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/ndjson": ".jsonl",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
# Types that servers give to anything.
_ANY = frozenset({"", "text/plain"})
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)[\s/>]")
_STORIES = frozenset({b"rss", b"feed", b"RDF", b"nitf", b"newsItem", b"newsMessage"})
_HEAD = 5000


def suffix_shown_by(data: bytes) -> str:
    """Return the suffix of the format that bytes without a name are in, as far as they show it."""
    data = data.removeprefix(_MARK).lstrip()
    start = data[:1]
    if start == b"[":
        return ".json"
    if start == b"{":
        return ".jsonl" if _is_record(data.split(b"\n", 1)[0]) else ".json"
    if start == b"<":
        return ".xml" if _XML.match(data) else ".html"
    return ".md" if data.startswith(b"---\n") else ".txt"


def suffix_of_type(kind: str) -> str | None:
    """Return the suffix of a media type, "" where the bytes must show it, None for no news.

    >>> suffix_of_type("Application/RSS+XML; charset=utf-8"), suffix_of_type("image/png")
    ('.xml', None)
    """
    stated = kind.partition(";")[0].strip().lower()
    if stated in _ANY:
        return ""
    if stated in _TYPES or stated == "image/svg+xml":
        return _TYPES.get(stated)
    return next((f".{end}" for end in ("json", "xml") if stated.endswith(f"+{end}")), None)


def suffix_of_answer(kind: str, data: bytes) -> str | None:
    """Return the suffix of what a server has answered with, None where it can be no article.

    Plain text is none: most of it is what programs read. Nor is XML that holds no news, such as
    maps of sites.

    >>> suffix_of_answer("text/plain", b"%PDF-1.7"), suffix_of_answer("text/xml", b"<urlset>")
    ('.pdf', None)
    """
    suffix = suffix_of_type(kind)
    if suffix == "":
        shown = ".pdf" if data.startswith(b"%PDF-") else suffix_shown_by(data)
        suffix = None if shown in {".txt", ".md"} else shown
    if suffix == ".xml":
        root = _ROOT.search(data, 0, _HEAD)
        name = root[1] if root else b""
        return ".html" if name == b"html" else ".xml" if name in _STORIES else None
    return suffix


def _is_record(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
