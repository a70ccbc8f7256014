"""An RSS or Atom feed in, the story of each entry out where the feed has all of it."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any

from triplewire.errors import ReadError
from triplewire.media_topics import section_topics
from triplewire.read import bylines
from triplewire.read.blocks import paragraphs_of_html, without_title
from triplewire.read.clean import one_line
from triplewire.read.dates import iso_date
from triplewire.read.fields import web_address
from triplewire.read.markup import has_tags, strip_tags
from triplewire.read.reading import Found
from triplewire.read.topics import topics_of
from triplewire.read.xml_tree import local, places, starts, tree, without_doctype
from triplewire.records import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES = r"(?:rss:|atom:|rdf:)?(?:item|entry)"
_TEXTS = (
    re.compile(r"<(?:content:encoded|(?:atom:)?content|xhtml:body|body)\b"),
    re.compile(r"<description\b"),
)
# A description is a synopsis, or the whole story of an item that is "complete in itself".
_FEWEST_PARAGRAPHS = 3
_CUT = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|…|\.\.\.|\b(?:read more|continue reading)\b\W*)$", re.IGNORECASE
)
_SIGNED = re.compile(r"The post .{1,500} (?:appeared first|first appeared) on .{1,200}\.")
_LONGEST = 1000
_MOST_TAGS = 30_000
_FREE_TAGS = 1000  # however short the feed is
_LEAST = 16  # characters that a tag takes on the average, with what stands between it and the next
_MOST_ATTRIBUTES = 100
_MOST_KEYWORDS = 100
# Whom it looks for an address at, from each letter of a word on; and what is no word of a name.
_PEOPLE = re.compile(
    "author|contributor|creator|editor|email|managingeditor|name|owner|publisher|webmaster",
    re.IGNORECASE,
)
_ENDLESS = re.compile(r"(\S{100})\S++")
# What the library stumbles with over elements that nobody puts there, as a link outside a feed.
_ITS_FAULTS = (LookupError, AttributeError, TypeError, ValueError, AssertionError)
_HINT = (
    "only a summary: fetch the page that its link names, or use the feed with full texts "
    "(content:encoded, atom:content)"
)


def read_feed(text: str, name: str) -> Iterator[Found | ReadError]:
    """Yield the story of each entry, or why there is none; ``text`` has no DOCTYPE.

    Raises: ReadError when there are far too many tags.
    """
    feed = _parsed(text, name)
    entries: list[Mapping[str, Any]] = feed.entries
    offsets = list(starts(text, _ENTRIES))
    named = places(text, name, offsets)
    if len(named) != len(entries):  # broken markup, mended by the library in its own way
        named = [(f"{name}:1:{at}", 1) for at in range(1, len(entries) + 1)]
        offsets = []
    for at, (entry, (where, line)) in enumerate(zip(entries, named, strict=True)):
        first = line
        if offsets:
            end = offsets[at + 1] if at + 1 < len(offsets) else len(text)
            bodies = (tag.search(text, offsets[at], end) for tag in _TEXTS)
            body = next(filter(None, bodies), None)
            first = line + (text.count("\n", offsets[at], body.start()) if body else 0)
        try:
            yield _story(entry, feed.feed, where, first)
        except ReadError as fault:
            yield fault


def announced(text: str, name: str) -> list[tuple[str, bool]]:
    """Return where each entry of a feed leads, and whether the feed has its story itself.

    Raises: ReadError as read_feed does, or when it declares entities.
    """
    entries: list[Mapping[str, Any]] = _parsed(without_doctype(text, name), name).entries
    return [(_said(entry, "link") or "", bool(_text(entry, None)[0])) for entry in entries]


def _parsed(text: str, name: str) -> Any:
    """Return what the library reads in a feed, when that does not take it too long."""
    import feedparser  # noqa: PLC0415 - slow to import
    from lxml import etree  # noqa: PLC0415 - slow to import

    root = tree(text, name, mend=True)
    _check_size(root, name, min(_MOST_TAGS, _FREE_TAGS + len(text) // _LEAST))
    for element in root.iter(etree.Element):
        if element.text and "<" in element.text and "]]>" not in element.text:
            element.text = etree.CDATA(element.text)  # the library is called for each "&lt;"
        if _PEOPLE.fullmatch(local(element).rpartition(":")[2]):
            _shorten(element)

    # A stream with its type: from a string the library would open an address or a file.
    try:
        return feedparser.parse(
            BytesIO(etree.tostring(root, encoding="utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _ITS_FAULTS as fault:
        raise ReadError(
            "not an article: a feed whose parts stand where they cannot",
            where=name,
            hint="have the feed checked by a validator of feeds, and mended",
        ) from fault


def _shorten(element: "_Element") -> None:
    """Cut what is no word out of somebody's name."""
    said = "".join([element.text or "", *(child.tail or "" for child in element)])
    if _ENDLESS.search(said):
        element.text = _ENDLESS.sub(r"\1", said)
        for child in element:
            child.tail = None


def _check_size(root: "_Element", name: str, most: int) -> None:
    """Refuse what the library would take long over: it works on each tag in Python.

    So it never sees broken markup either, which it has a slower parser for.
    """
    for number, element in enumerate(root.iter()):
        if isinstance(element.tag, str) and len(element.tag) > _LONGEST:
            raise ReadError(
                f"not an article: a feed with a tag of more than {_LONGEST:,} characters",
                where=name,
                hint="have the feed checked by a validator of feeds, and mended",
            )
        if number > most or len(element.attrib) + len(element.nsmap) > _MOST_ATTRIBUTES:
            raise ReadError(
                f"not an article: a feed with more than {most:,} tags for its length, or "
                f"{_MOST_ATTRIBUTES} attributes of one",
                where=name,
                hint="split the feed",
            )


def _story(entry: Mapping[str, Any], feed: Mapping[str, Any], name: str, line: int) -> Found:
    metadata = _metadata(entry, feed)
    blocks, tag = _text(entry, metadata.title)
    if not blocks:
        said = one_line(_said(entry, "summary") or "")
        why = "the entry has a summary only" if said else "the entry has no text"
        raise ReadError(f"not an article: {why}", where=name, hint=_HINT)
    return Found(
        text="\n\n".join(blocks),
        name=name,
        line=line,
        media_type="application/feed+xml",
        language=tag or _said(feed, "language"),
        metadata=metadata,
    )


def _text(entry: Mapping[str, Any], title: str | None) -> tuple[list[str], str | None]:
    """Return the paragraphs of the longest text that is no summary, and its language."""
    found: list[tuple[list[str], str | None]] = []
    for content in _got(entry, "content") or []:
        blocks = _blocks(content, title)
        if blocks and not _CUT.search(blocks[-1]):
            found.append((blocks, _said(content, "language")))
    detail = _got(entry, "summary_detail")
    read = [_said(content, "value") for content in _got(entry, "content") or []]
    if not found and detail and _said(detail, "value") not in read:
        blocks = _blocks(detail, title)
        if len(blocks) >= _FEWEST_PARAGRAPHS and not _CUT.search(blocks[-1]):
            found.append((blocks, _said(detail, "language")))
    return max(found, key=lambda one: sum(map(len, one[0])), default=([], None))


def _blocks(content: Mapping[str, Any], title: str | None) -> list[str]:
    text, kind = _said(content, "value") or "", _said(content, "type") or ""
    if "html" in kind or has_tags(text):
        blocks = paragraphs_of_html(text)
    else:
        blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    if blocks and _SIGNED.fullmatch(blocks[-1]):
        blocks.pop()
    return without_title(blocks, title)


def _metadata(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Metadata:
    published = iso_date(_said(entry, "published") or "")
    updated = iso_date(_said(entry, "updated") or "")
    source = _got(entry, "source") or {}
    publisher = _line(source, "title") or _house(entry) or _house(feed) or _line(feed, "title")
    codes = [
        (one_line(unescape(_said(tag, "term") or ""))[:_LONGEST], _said(tag, "scheme") or "")
        for tag in _got(entry, "tags") or []
    ]
    topics = [
        topics_of([code, scheme + code])[:1] or section_topics(code) for code, scheme in codes
    ]
    return Metadata(
        title=_line(entry, "title"),
        subtitle=_line(entry, "subtitle"),
        url=web_address(_said(entry, "feedburner_origlink") or _said(entry, "link")),
        publisher=_line(source, "title") or _house(entry) or _house(feed) or _line(feed, "title"),
        authors=bylines.authors(_people(entry), publisher),
        published=published or updated,
        updated=updated if published and updated != published else None,
        section=_line(entry, "prism_section"),
        copyright=_line(entry, "rights") or _line(feed, "rights"),
        topics=tuple(dict.fromkeys(chain(*topics))),
        keywords=tuple(
            dict.fromkeys(
                code for (code, _), topic in zip(codes, topics, strict=True) if code and not topic
            )
        )[:_MOST_KEYWORDS],
    )


def _house(mapping: Mapping[str, Any]) -> str | None:
    """Return the publisher; the library gives the address of the feed's webmaster for one."""
    publisher = _line(mapping, "publisher")
    return None if publisher and "@" in publisher else publisher


def _people(entry: Mapping[str, Any]) -> Iterator[str]:
    for person in _got(entry, "authors") or []:
        line = _line(person, "name")
        if line:
            yield line


def _got(mapping: Mapping[str, Any], key: str) -> Any:
    """Return a value that is there: the library's own look-up gives others for what is missing."""
    return dict.get(mapping, key) if isinstance(mapping, dict) else None


def _said(mapping: Mapping[str, Any], key: str) -> str | None:
    said = _got(mapping, key)
    return said if isinstance(said, str) and said.strip() else None


def _line(mapping: Mapping[str, Any], key: str) -> str | None:
    said = _said(mapping, key)
    if said is None:
        return None
    line = one_line(strip_tags(said) if has_tags(said) else unescape(said))
    return line if 0 < len(line) <= _LONGEST else None
