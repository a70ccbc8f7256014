"""XML out of feeds and agencies' systems in, its stories out: its root tells which format it is."""

import re
from collections.abc import Iterator

from triplewire.errors import ReadError
from triplewire.read.feeds import read_feed
from triplewire.read.markup import is_page
from triplewire.read.newsml import ITEMS, read_newsml
from triplewire.read.nitf import nitf_story
from triplewire.read.reading import Found
from triplewire.read.web import read_html
from triplewire.read.xml_tree import starts, tree, without_doctype

_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_FEEDS = frozenset({"rss", "feed", "RDF"})
_KNOWN = "known are RSS, Atom, NITF, NewsML-G2 and XHTML"


def read_xml(text: str, name: str) -> Iterator[Found | ReadError]:
    """Yield the stories of a feed, of NITF or of NewsML-G2.

    Raises: ReadError when it is no XML, declares entities, or is in another format.
    """
    if is_page(text):
        yield from read_html(text, name)
        return
    text = without_doctype(text, name)
    root = _root(text)
    if root in _FEEDS:
        yield from read_feed(text, name)
    elif root == "nitf":
        yield nitf_story(tree(text, name), name)
    elif root in ITEMS or root == "newsMessage":
        yield from read_newsml(text, name, tree(text, name))
    elif root == "html":
        yield from read_html(text, name)
    else:
        hint = _KNOWN
        if root == "NewsML":
            hint = "this is NewsML 1: export it as NewsML-G2 or NITF"
        what = f"XML of an unknown kind: {root[:40]}" if root else "this is not XML"
        raise ReadError(f"not an article: {what}", where=name, hint=hint)


def _root(text: str) -> str:
    """Return the name of the first element, without its prefix; "" when there is none."""
    start = next(starts(text, r"[\w.:-]+"), None)
    found = None if start is None else _NAME.match(text, start)
    return found[1] if found else ""
