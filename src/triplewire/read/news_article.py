"""Data in the words of schema.org in, the articles in it and what they say of themselves out."""

import html
from collections.abc import Iterator, Mapping

from triplewire.read import bylines
from triplewire.read.clean import one_line
from triplewire.read.dates import stated_date
from triplewire.read.fields import web_address
from triplewire.read.topics import topics_of
from triplewire.records import Metadata

Node = Mapping[str, object]

_NEWS = frozenset(
    {
        "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle",
        "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle",
    }
)  # fmt: skip
_OTHER = frozenset(
    {
        "AdvertiserContentArticle", "Article", "BlogPosting", "LiveBlogPosting", "Report",
        "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting", "TechArticle",
    }
)  # fmt: skip
_ORGANIZATIONS = frozenset({"NewsMediaOrganization", "Organization"})
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_VOCABULARIES = ("schema:", "http://schema.org/", "https://schema.org/")
_MOST_NODES = 2000
_MOST_VALUES = 100
_LONGEST = 1000


def article_nodes(data: object) -> list[Node]:
    """Return the articles in JSON-LD, news first; those that others only mention are left out.

    >>> [node["headline"] for node in article_nodes({"@graph": [
    ...     {"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Prices rose"}]})]
    ['Prices rose']
    """
    found = [node for node in _nodes(data) if _types(node) & (_NEWS | _OTHER)]
    return sorted(found, key=lambda node: not _types(node) & _NEWS)


def article_metadata(node: Node, within: object = None) -> Metadata:
    """Return what an article says about itself as a publication.

    ``within`` is the data it stands in, where the things are that it names by their IRIs alone.
    """
    things = {key: thing for thing in _nodes(within) if isinstance(key := thing.get("@id"), str)}
    node = _plain(node)
    publisher = _first(_names(node.get("publisher"), things))
    return Metadata(
        title=_first(_names(node.get("headline"), things), _names(node.get("name"), things)),
        subtitle=_first(
            _names(node.get("alternativeHeadline"), things),
            _names(node.get("alternateName"), things),
        ),
        url=next(filter(None, map(web_address, _addresses(node))), None),
        publisher=publisher,
        credited_source=_first(
            _names(node.get("sourceOrganization"), things), _names(node.get("creditText"), things)
        ),
        authors=_authors(node, things, None if _is_person(node, things) else publisher),
        published=_day(node, "datePublished") or _day(node, "dateCreated"),
        updated=_day(node, "dateModified"),
        dateline_place=_first(_names(node.get("dateline"), things)),
        section=_first(_names(node.get("articleSection"), things)),
        copyright=_first(_names(node.get("copyrightNotice"), things)),
        press_release="AdvertiserContentArticle" in _types(node),
        topics=topics_of(list(_things(node.get("about"), things))),
        keywords=keywords(_names(node.get("keywords"), things)),
    )


def article_language(node: Node) -> str | None:
    """Return the language tag that an article states."""
    stated = _plain(node).get("inLanguage")
    for value in _list(stated):
        tag = value.get("alternateName", value.get("name")) if isinstance(value, dict) else value
        if isinstance(tag, str) and 2 <= len(tag) <= 35:
            return tag.strip()
    return None


def site_name(data: object) -> str | None:
    """Return the name of the site, or of the one organization, that the data describe."""
    nodes = [_plain(node) for node in _nodes(data)]
    for kinds in ({"WebSite"}, _ORGANIZATIONS):
        names = {
            name for node in nodes if _types(node) & kinds for name in _names(node.get("name"), {})
        }
        if len(names) == 1:
            return names.pop()
    return None


def keywords(lines: Iterator[str]) -> tuple[str, ...]:
    """Return each keyword of lists with commas once, in order."""
    words = (word.strip() for line in lines for word in line.replace(";", ",").split(","))
    return tuple(dict.fromkeys(filter(None, words)))[:_MOST_VALUES]


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """Yield the objects that a page states for itself, in order, not too many."""
    waiting, count = [data], 0
    while waiting and count < _MOST_NODES:
        count += 1
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value[:_MOST_NODES])
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in reversed(_WITHIN) if key in value]


def _plain(node: Node) -> Node:
    """Return a node whose keys have no prefix of schema.org."""
    return {_local(key): value for key, value in node.items()}


def _local(name: str) -> str:
    return next((name.removeprefix(v) for v in _VOCABULARIES if name.startswith(v)), name)


def _types(node: Node) -> set[str]:
    return {_local(kind) for kind in _list(node.get("@type")) if isinstance(kind, str)}


def _list(value: object) -> list[object]:
    return value[:_MOST_VALUES] if isinstance(value, list) else [value]


def _things(value: object, things: Mapping[str, Node]) -> Iterator[object]:
    """Yield what a property holds, things in the place of their IRIs."""
    for item in _list(value):
        if isinstance(item, dict):
            if isinstance(item.get("@list"), list):
                yield from _things(item["@list"][:_MOST_VALUES], {})
                continue
            key = item.get("@id")
            named = things.get(key, item) if isinstance(key, str) else item
            yield _plain(item if _plain(item).get("name") else named)
        else:
            yield item


def _names(value: object, things: Mapping[str, Node]) -> Iterator[str]:
    for item in _things(value, things):
        if isinstance(item, dict):
            item = item.get("@value", item.get("name", item.get("headline")))  # noqa: PLW2901
        for name in _list(item):
            text = name.get("@value") if isinstance(name, dict) else name
            if isinstance(text, str) and (line := _line(text)):
                yield line


def _line(text: str) -> str:
    """Return a value without the escapes of HTML, "" for what is no value."""
    line = one_line(html.unescape(text[: 2 * _LONGEST]))
    return "" if len(line) > _LONGEST or line in {"null", "nil", "undefined"} else line


def _first(*values: Iterator[str]) -> str | None:
    return next((name for names in values for name in names), None)


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        for value in _list(node.get(key)):
            address = value.get("@id", value.get("url")) if isinstance(value, dict) else value
            if isinstance(address, str):
                yield address.strip()


def _authors(node: Node, things: Mapping[str, Node], publisher: str | None) -> tuple[str, ...]:
    names: list[str] = []
    for key in ("author", "creator"):
        for thing in _things(node.get(key), things):
            if isinstance(thing, dict) and _types(thing) & _ORGANIZATIONS:
                names += (
                    name
                    for name in _names(thing, things)
                    if not bylines.same_name(name, publisher or "")
                )
            else:
                names += bylines.authors(_names(thing, things), publisher)
        if names:
            break
    return tuple(dict.fromkeys(names))[:_MOST_VALUES]


def _is_person(node: Node, things: Mapping[str, Node]) -> bool:
    """Say whether the publisher is a person, who may be the author as well."""
    publishers = _things(node.get("publisher"), things)
    return any(isinstance(one, dict) and "Person" in _types(one) for one in publishers)


def _day(node: Node, key: str) -> str | None:
    return next(filter(None, map(stated_date, _names(node.get(key), {}))), None)
