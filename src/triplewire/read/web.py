"""A web page in, its main text with its metadata out; nothing is fetched."""

import functools
import json
import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from triplewire.errors import ReadError
from triplewire.read.bylines import authors, is_full_name
from triplewire.read.clean import clean, one_line
from triplewire.read.dates import iso_date
from triplewire.read.fields import web_address
from triplewire.read.guessed_authors import byline_people
from triplewire.read.guessed_days import guessed_day
from triplewire.read.merging import merged, with_guesses
from triplewire.read.page_metadata import page_metadata, without_tail
from triplewire.read.page_pieces import pieces
from triplewire.read.reading import Found
from triplewire.records import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

# Where a page declares itself XML the parser leaves its root out.
_LANGUAGE = re.compile(
    r"<html\b[^<>]{0,500}?\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})?)",
    re.IGNORECASE,
)
# A page in one file holds its pictures and fonts: megabytes that say nothing.
_DATA = re.compile(
    r"data:[a-z]{1,20}/[a-z0-9.+-]{1,80}(?:;[a-z0-9=-]{1,40}){0,3},[^\s\"'()<>]{100,}+",
    re.IGNORECASE,
)
# What browsers and their extensions write into a page that they save: where it was.
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s*url:\s*)(https?://[^\s<>\"]{1,1000})"
)
# The library leaves the month of a date behind two names or more.
_MONTH = re.compile(
    r"(?<=\w \w\w)(\w*) (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\s*$"
)
_HEAD = 5000
# What the library looks through once for each sign in it: it needs the beginning at the most.
_DOCTYPE = re.compile(r"\A\s*<[ !]{1,3}DOCTYPE[^>\n]{1000,}+", re.IGNORECASE)
_LONGEST_META = 500
# In JSON-LD that is broken, and where it looks for names and ends of strings from each of these.
_NAMED = re.compile(r'\\"|"(?:author|publisher|person)"', re.IGNORECASE)
_MOST_NAMED = 100
# And from each of these: signs in what JSON-LD says, and comments in an attribute.
_MOST_TAGS_SAID, _MOST_COMMENTS = 100, 100
_MOST_TAGS = 10_000  # the library's time grows with their square: these take it seconds
# Paragraphs in a paragraph, where a tag that nobody knows is left open in it: each is added to a
# copy of those before.
_MOST_INNER = 100
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
    page = _DATA.sub("data:,", clean(text))
    tree = _tree(page, name)
    stated = page_metadata(tree.getroottree().getroot())
    whole = _whole(tree)
    document = _extract(whole, name)
    yield Found(
        text=document.text or "",
        name=name,
        media_type="text/html",
        language=stated.language or (tag[1] if (tag := _LANGUAGE.search(page[:_HEAD])) else None),
        metadata=_completed(stated.metadata, document, page, whole),
    )


def _completed(stated: Metadata, document: "Document", page: str, tree: "HtmlElement") -> Metadata:
    """Return what a page states, with what is guessed from its layout where it states nothing."""
    saved = _SAVED.search(page[:_HEAD])
    known = merged([stated, Metadata(url=web_address(saved[1] if saved else document.url))])
    publisher = known.publisher or one_line(document.sitename or "") or None
    guesses: list[tuple[Metadata, str]] = [
        (Metadata(title=without_tail(one_line(document.title or ""), publisher)), "page-title"),
        (Metadata(publisher=publisher), "page-publisher"),
    ]
    lines = (_MONTH.sub(r"\1", name) for name in (document.author or "").split(";"))
    # Of single words that the library takes for an author most are none.
    people = tuple(filter(is_full_name, authors(lines, publisher)))
    guesses.append((Metadata(authors=people), "page-author"))
    named = known.authors or people
    shown = [] if named and known.published else list(pieces(tree))
    if not named:
        guesses.append((Metadata(authors=byline_people(shown, publisher)), "page-byline"))
    if not known.published:
        day, rule = guessed_day(tree, shown, known.url, iso_date(document.date or ""))
        guesses.append((Metadata(published=day), rule))
    return with_guesses(known, guesses)


def page_text(page: str, name: str) -> str:
    """Return the main text of a page that stands in a file of another format.

    Raises: ReadError when it has none or far too many tags.
    """
    return _extract(_whole(_tree(_DATA.sub("data:,", clean(page)), name)), name).text or ""


def _tree(page: str, name: str) -> "HtmlElement":
    """Return a page as a tree.

    Raises: ReadError when there is none, or it has far too many tags or attributes.
    """
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
    from trafilatura import load_html  # noqa: PLC0415 - slow to import

    _hush()
    tree: HtmlElement | None = load_html(_DOCTYPE.sub("<!DOCTYPE html", page))
    if tree is None:
        raise _without_text(name)
    for paragraph in list(tree.iter("p")):
        if next(islice(paragraph.iterdescendants("p"), _MOST_INNER, None), None) is not None:
            paragraph.tag = "div"
    return tree


def _shorten(tree: "HtmlElement") -> None:
    """Leave of what a page says of itself what the library does not take long over."""
    for meta in tree.iter("meta"):
        content = meta.get("content", "")
        if len(content) > _LONGEST_META:
            meta.set("content", content[:_LONGEST_META])
    for script in tree.iter("script"):
        said = script.text or ""
        if "json" in script.get("type", "") and (
            said.count("<") > _MOST_TAGS_SAID
            or (len(_NAMED.findall(said)) > _MOST_NAMED and not _is_json(said))
        ):
            script.text = None
    for element in tree.iter():
        for name, value in element.attrib.items():
            if value.count("<!--") > _MOST_COMMENTS:
                del element.attrib[name]


def _is_json(said: str) -> bool:
    try:
        json.loads(said)
    except (ValueError, RecursionError):
        return False
    return True


def _extract(tree: "HtmlElement", name: str) -> "Document":
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import
    from trafilatura.settings import Document  # noqa: PLC0415 - slow to import

    _shorten(tree)
    document = bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if not isinstance(document, Document):
        raise _without_text(name)
    return document


def _without_text(name: str) -> ReadError:
    return ReadError(
        "not an article: the page has no main text",
        where=name,
        hint="save the story's own page, after its text has loaded",
    )


def _attributes(page: str) -> Iterator[set[str]]:
    """Yield the names of the attributes of each tag, and some of the values without quotes."""
    for tag in _TAG.finditer(page):
        yield set(_NAMES.findall(_QUOTED.sub(" ", tag[0])))


def _whole(tree: "HtmlElement") -> "HtmlElement":
    """Return a page as a tree whose root is no part of the story.

    The libraries take some elements out of the tree (svg, object, video ...) and cannot do that to
    its root, which is such an element where a page begins with one.
    """
    if tree.tag == "html":
        return tree
    from lxml.html import Element  # noqa: PLC0415 - slow to import

    whole, body = Element("html"), Element("body")
    whole.append(body)
    body.append(tree)
    return whole


@functools.cache
def _hush() -> None:
    """Keep the libraries' logs off stderr where nobody has set up logging."""
    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())
