"""A page as a tree in, what its markup states about the article out; nothing is guessed."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from triplewire.read import bylines, meta_names
from triplewire.read.clean import one_line
from triplewire.read.dates import stated_date
from triplewire.read.fields import web_address
from triplewire.read.merging import merged
from triplewire.read.microdata import described
from triplewire.read.news_article import (
    Node,
    article_language,
    article_metadata,
    article_nodes,
    keywords,
    site_name,
)
from triplewire.read.stated_days import chosen_day
from triplewire.records import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_SCRIPTS = 50
_MOST_RECORDS = 20  # in one script
_MOST_SIGNS = 2_000_000  # in all scripts
_MOST_NAMED = 2000
_LONGEST = 1000
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_BEFORE = re.compile(
    r"(?:<!--|//\s{0,9}<!\[CDATA\[|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/|<!\[CDATA\[|;)\s*+"
)
_MOST_BEFORE = 5
_LAST_COMMA = re.compile(r",(?=\s{0,100}[}\]])")
_DECODER = json.JSONDecoder(strict=False)
_SEPARATOR = re.compile(r"\s+[|\-–—•·:»«]+\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a page states about its article, and the language it says it is in."""

    metadata: Metadata
    language: str | None = None


def page_metadata(tree: "HtmlElement") -> Stated:
    """Return what a page states in JSON-LD, microdata, RDFa, meta and link elements, in that order.

    Scripts that are no JSON, and all beyond a bound, are passed over.
    """
    named = _named(tree)
    titles = [*named.get("og:title", ()), *_texts(tree, ("title", "h1"))]
    canonical = _canonical(tree, named)
    data = list(_scripts(tree))
    nodes = [
        _chosen(article_nodes(data), titles, canonical, sure=True),
        _chosen(article_nodes(described(tree)), titles, canonical, sure=False),
    ]
    linked, marked = (_headed(node, data, titles) if node else Metadata() for node in nodes)
    found = [linked, marked]
    publisher = next((one.publisher for one in found if one.publisher), None) or site_name(data)
    metadata = merged([*found, _from_meta(named, publisher)])
    source = metadata.credited_source
    addresses = [*canonical[:1], *(one.url for one in found if one.url), *canonical[1:]]
    language = next((tag for node in nodes if node and (tag := article_language(node))), None)
    return Stated(
        metadata=replace(
            metadata,
            title=without_tail(metadata.title, metadata.publisher),
            credited_source=None if bylines.is_of(source or "", metadata.publisher) else source,
            authors=_fullest(metadata.authors, named, metadata.publisher),
            # Microdata repeats the day on which a page was made from its template.
            published=chosen_day(
                [linked.published, *_days(named, meta_names.PUBLISHED), marked.published], tree
            ),
            url=next(filter(_has_path, addresses), next(iter(addresses), None)),
        ),
        language=_language(tree, named, language),
    )


def without_tail(title: str | None, publisher: str | None) -> str | None:
    """Return a title without the name of its publisher behind it or before it.

    >>> without_tail("Prices - wages too - rose | The Gull", "Gull")
    'Prices - wages too - rose'
    """
    if not title or not publisher:
        return title
    signs = list(_SEPARATOR.finditer(title[:_LONGEST]))
    if signs and bylines.same_name(title[signs[-1].end() :], publisher):
        return title[: signs[-1].start()].strip() or title
    if signs and bylines.same_name(title[: signs[0].start()], publisher):
        return title[signs[0].end() :].strip() or title
    return title


def _named(tree: "HtmlElement") -> dict[str, list[str]]:
    """Return the contents of the <meta> elements by their names in small letters."""
    named: dict[str, list[str]] = {}
    for number, element in enumerate(tree.iter("meta")):
        if number >= _MOST_NAMED:
            break
        content = _line(element.get("content") or "")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in str(element.get(attribute) or "")[:_LONGEST].lower().split():
                key = re.sub(
                    "^dc(?:terms?)?[:.]", lambda dc: f"dc{'terms' * (len(dc[0]) > 3)}.", name
                )
                named.setdefault(key, []).append(content)
    return named


def _line(text: str) -> str:
    """Return a value on one line, "" where it is too long to be one."""
    line = one_line(html.unescape(str(text[: 2 * _LONGEST])))
    return line if len(line) <= _LONGEST else ""


def _texts(tree: "HtmlElement", tags: tuple[str, ...]) -> list[str]:
    found = (next(tree.iter(tag), None) for tag in tags)
    return [_line(element.text_content()) for element in found if element is not None]


def _scripts(tree: "HtmlElement") -> Iterator[object]:
    """Yield the values in the scripts of JSON-LD."""
    left = _MOST_SIGNS
    scripts = (e for e in tree.iter("script") if "ld+json" in str(e.get("type") or "").lower())
    for number, script in enumerate(scripts):
        text = str(script.text or "")
        left -= len(text)
        if number >= _MOST_SCRIPTS or left < 0:
            return
        yield from _values(_begun(text))


def _begun(text: str) -> str:
    """Return a script from its first value on; what follows the last is for the parser."""
    text = text.strip()
    for _ in range(_MOST_BEFORE):
        found = _BEFORE.match(text)
        if found is None:
            break
        text = text[found.end() :]
    return text


def _values(text: str) -> Iterator[object]:
    """Yield the JSON values that follow one another, mended where they only do not parse so."""
    for _ in range(_MOST_RECORDS):
        for written in (text, html.unescape(text), _LAST_COMMA.sub("", text)):
            try:
                value, end = _DECODER.raw_decode(written)
            except (ValueError, RecursionError):
                continue
            yield value
            text = written[end:].lstrip(" \t\r\n,;")
            break
        else:
            return
        if not text:
            return


def _chosen(nodes: list[Node], titles: list[str], urls: list[str], *, sure: bool) -> Node | None:
    """Return the node that is about the page's own article; others may tell of more stories."""
    for node in nodes:
        said = article_metadata(node)
        if (said.url and said.url in urls) or any(
            _alike(said.title or "", title) for title in titles
        ):
            return node
    return nodes[0] if nodes and (sure or len(nodes) == 1) else None


def _headed(node: Node, data: object, titles: list[str]) -> Metadata:
    """Return what a node says; some have a description for a headline and the title for a name."""
    said, name = article_metadata(node, data), node.get("name")
    if not isinstance(name, str) or any(_alike(said.title or "", title) for title in titles):
        return said
    line = _line(name)
    return replace(said, title=line) if any(_alike(line, title) for title in titles) else said


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (
        bylines.same_name(one, other) or one.casefold() in other.casefold()
    )


def _from_meta(named: Mapping[str, list[str]], publisher: str | None) -> Metadata:
    publisher = publisher or _first(named, meta_names.PUBLISHER)
    return Metadata(
        title=_first(named, meta_names.TITLE),
        subtitle=_first(named, meta_names.SUBTITLE),
        publisher=publisher,
        credited_source=_first(named, meta_names.SOURCE),
        authors=next(_author_lists(named, publisher), ()),
        updated=next(_days(named, meta_names.UPDATED), None),
        section=_first(named, meta_names.SECTION),
        copyright=_first(named, meta_names.COPYRIGHT),
        keywords=next(
            filter(None, (keywords(iter(named.get(n, ()))) for n in meta_names.KEYWORDS)), ()
        ),
    )


def _author_lists(
    named: Mapping[str, list[str]], publisher: str | None
) -> Iterator[tuple[str, ...]]:
    lists = (
        bylines.authors(map(_given_first, named.get(name, ())), publisher)
        for name in meta_names.AUTHOR
    )
    return filter(None, lists)


def _fullest(
    stated: tuple[str, ...], named: Mapping[str, list[str]], publisher: str | None
) -> tuple[str, ...]:
    """Return the authors, or the first longer list that has them all: some state the first only."""
    lists = _author_lists(named, publisher) if stated else iter(())
    return next((names for names in lists if set(names) > set(stated)), stated)


def _given_first(name: str) -> str:
    """Return "Jong, Michiel de", as libraries have it, in the order of speech."""
    return re.sub(r"^([^\s,]+), ([^\s,]+(?: [a-z]+){0,2})$", r"\2 \1", name)


def _first(named: Mapping[str, list[str]], keys: tuple[str, ...]) -> str | None:
    """Return the first content that is no address."""
    contents = (content for key in keys for content in named.get(key, ()))
    return next((one for one in contents if not re.match(r"https?:|//|/|@", one)), None)


def _days(named: Mapping[str, list[str]], keys: tuple[str, ...]) -> Iterator[str]:
    contents = (content for key in keys for content in named.get(key, ()))
    return filter(None, map(stated_date, contents))


def _canonical(tree: "HtmlElement", named: Mapping[str, list[str]]) -> list[str]:
    """Return the addresses that the page gives itself, rel=canonical first."""
    base = next((str(e.get("href") or "") for e in tree.iter("base")), "")
    links = [
        str(link.get("href") or "")[: 2 * _LONGEST].strip()
        for link in tree.iter("link")
        if "canonical" in str(link.get("rel") or "").lower().split()
    ]
    stated = [*links[:5], *(content for key in meta_names.URL for content in named.get(key, ()))]
    try:
        absolute = [urljoin(base, address) for address in stated if address]
    except ValueError:
        absolute = stated
    return [address for address in map(web_address, absolute) if address]


def _has_path(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)


def _language(tree: "HtmlElement", named: Mapping[str, list[str]], said: str | None) -> str | None:
    root = next(tree.iter("html"), tree)
    own = {str(key).lower().rpartition("}")[2]: str(value) for key, value in root.attrib.items()}
    tags = [said, own.get("lang"), own.get("xml:lang")]
    tags += (content for key in meta_names.LANGUAGE for content in named.get(key, ()))
    sound = (tag.strip() for tag in tags if tag and _TAG.fullmatch(tag.strip()))
    return next((tag.replace("_", "-") for tag in sound), None)
