"""A web page in, its main text with its metadata out; nothing is fetched."""

import functools
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from triplewire.errors import ReadError
from triplewire.read.clean import clean, one_line
from triplewire.read.dates import iso_date
from triplewire.read.fields import authors, web_address
from triplewire.read.reading import Found
from triplewire.records import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_LANGUAGE = re.compile(
    r"<html\b[^<>]{0,500}?\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})?)",
    re.IGNORECASE,
)
_HEAD = 5000
_MOST_TAGS = 10_000  # the library's time grows with their square: these take it seconds
_VALUE = r"=\s*+(?:\"[^\"]*+\"|'[^']*+')"
_QUOTED = re.compile(_VALUE)
_TAG = re.compile(rf"<[A-Za-z](?:{_VALUE}|[^>])*+")
_NAMES = re.compile(r"[^\s/=]+")
_MOST_NAMES = 2000  # of attributes of one tag: the parser's time grows with their square
# Today's date is the library's own limit, which would make the outcome depend on the day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def read_html(text: str, name: str) -> Iterator[Found]:
    """Yield the main text of a page, without comments, and what the page says about it.

    Raises: ReadError when the page has no main text or far too many tags.
    """
    page = clean(text)
    document = _extract(page, name)
    stated = _LANGUAGE.search(page[:_HEAD])
    yield Found(
        text=document.text or "",
        name=name,
        media_type="text/html",
        language=stated[1] if stated else None,
        metadata=Metadata(
            title=one_line(document.title or "") or None,
            url=web_address(document.url),
            publisher=one_line(document.sitename or "") or None,
            authors=authors(filter(None, map(one_line, (document.author or "").split(";")))),
            published=iso_date(document.date or ""),
        ),
    )


def page_text(page: str, name: str) -> str:
    """Return the main text of a page that stands in a file of another format.

    Raises: ReadError when it has none or far too many tags.
    """
    return _extract(clean(page), name).text or ""


def _extract(page: str, name: str) -> "Document":
    if len(re.findall("<[A-Za-z]", page)) > _MOST_TAGS:
        raise ReadError(
            f"not an article: more than {_MOST_TAGS:,} tags",
            where=name,
            hint="keep the part of the page that holds the story",
        )
    if any(len(names) > _MOST_NAMES for names in _attributes(page)):
        raise ReadError(
            f"not an article: a tag with more than {_MOST_NAMES:,} attributes",
            where=name,
            hint="keep the part of the page that holds the story",
        )
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import
    from trafilatura.settings import Document  # noqa: PLC0415 - slow to import

    _hush()
    tree = _whole(page)
    document = (
        None
        if tree is None
        else bare_extraction(
            tree,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    )
    if not isinstance(document, Document):
        raise ReadError(
            "not an article: the page has no main text",
            where=name,
            hint="save the story's own page, after its text has loaded",
        )
    return document


def _attributes(page: str) -> Iterator[set[str]]:
    """Yield the names of the attributes of each tag, and some of the values without quotes."""
    for tag in _TAG.finditer(page):
        yield set(_NAMES.findall(_QUOTED.sub(" ", tag[0])))


def _whole(page: str) -> "HtmlElement | None":
    """Return a page as a tree whose root is no part of the story.

    The libraries take some elements out of the tree (svg, object, video ...) and cannot do that to
    its root, which is such an element where a page begins with one.
    """
    from lxml.html import Element  # noqa: PLC0415 - slow to import
    from trafilatura import load_html  # noqa: PLC0415 - slow to import

    tree = load_html(page)
    if tree is None or tree.tag == "html":
        return tree
    whole, body = Element("html"), Element("body")
    whole.append(body)
    body.append(tree)
    return whole


@functools.cache
def _hush() -> None:
    """Keep the libraries' logs off stderr where nobody has set up logging."""
    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())
