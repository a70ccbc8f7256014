"""A book or issue in EPUB in, the documents of its spine out, in order."""

import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote

from triplewire.errors import ReadError
from triplewire.read import bylines
from triplewire.read.clean import one_line
from triplewire.read.containers.member import Allowance, Member, cut_off, inside
from triplewire.read.containers.zips import open_zip, read_entry
from triplewire.read.dates import stated_date
from triplewire.records import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
_DC = "http://purl.org/dc/elements/1.1/"
_OPF = "http://www.idpf.org/2007/opf"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_MOST = 100  # of each kind of statement
_LONGEST = 1000
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"[^\W\d_]")
# Covers, title pages and the like are no articles.
_FEWEST_LETTERS = 200
_HINT = "export the publication again"


def epub_members(file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Member | ReadError]:
    """Yield each document of the spine that has running text, or why one is not read.

    Raises: ReadError when it is no EPUB.
    """
    archive = open_zip(file, name)
    entries = {entry.filename: entry for entry in archive.infolist()}

    def bytes_of(path: str) -> bytes:
        if path not in entries:
            raise cut_off(name, f"it lacks {path[:100]!r}")
        return read_entry(archive, entries[path], name, allowance)

    package = _package(bytes_of(_CONTAINER), name)
    tree = _tree(bytes_of(package), name)
    stated, language = _stated(tree)
    for path in _spine(tree, posixpath.dirname(package)):
        allowance.take_member(name)
        try:
            data = bytes_of(path)
        except ReadError as fault:
            yield fault
            continue
        words = _TAG.sub(" ", data.decode("utf-8", "replace"))
        if len(_LETTER.findall(words)) >= _FEWEST_LETTERS:
            yield Member(
                name=inside(name, path),
                data=data,
                suffix=".html",
                media_type="application/xhtml+xml",
                metadata=stated,
                language=language,
            )


def _package(data: bytes, name: str) -> str:
    """Return the path of the file that lists what the publication has."""
    for element in _tree(data, name).iter("{*}rootfile"):
        if path := element.get("full-path"):
            return str(path)
    raise cut_off(name, "it does not say where its contents are")


def _stated(tree: "_Element") -> tuple[Metadata, str | None]:
    """Return what a publication says of itself, and its language."""
    publisher = next(_said(tree, "publisher"), None)
    dates = list(_elements(tree, "date"))
    # Behind the day of publication there may be those of its creation and of changes.
    dates.sort(key=lambda one: _own(one, "event") not in {"publication", ""})
    return (
        Metadata(
            title=next(_said(tree, "title"), None),
            publisher=publisher,
            authors=bylines.authors(_creators(tree), publisher),
            published=next(filter(None, map(stated_date, map(_line, dates))), None),
            copyright=next(_said(tree, "rights"), None),
        ),
        next((tag for tag in _said(tree, "language") if _LANGUAGE.fullmatch(tag)), None),
    )


def _creators(tree: "_Element") -> Iterator[str]:
    """Yield the authors: of creators, those who have no other part in it."""
    parts = {
        one.get("refines", "").removeprefix("#"): _line(one)
        for one in islice(tree.iter("{*}meta"), _MOST)
        if one.get("property") == "role"
    }
    for creator in _elements(tree, "creator"):
        if (_own(creator, "role") or parts.get(creator.get("id", ""), "aut")) == "aut":
            yield _line(creator)


def _said(tree: "_Element", name: str) -> Iterator[str]:
    return filter(None, map(_line, _elements(tree, name)))


def _elements(tree: "_Element", name: str) -> Iterator["_Element"]:
    return islice(tree.iter(f"{{{_DC}}}{name}"), _MOST)


def _own(element: "_Element", attribute: str) -> str:
    return str(element.get(f"{{{_OPF}}}{attribute}", ""))


def _line(element: "_Element") -> str:
    """Return the text of an element, "" where it is none that metadata have."""
    text = one_line(element.text or "")
    return text if len(text) <= _LONGEST else ""


def _spine(tree: "_Element", folder: str) -> list[str]:
    """Return the paths of the documents that are read one after the other, each once."""
    listed = {item.get("id"): item for item in tree.iter("{*}item")}
    order = [listed.get(one.get("idref")) for one in tree.iter("{*}itemref") if _is_read(one)]
    paths = (
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in order
        if item is not None
        and item.get("media-type") in _PAGES
        and "nav" not in item.get("properties", "").split()
    )
    return list(dict.fromkeys(paths))


def _is_read(item: "_Element") -> bool:
    return bool(item.get("linear") != "no")


def _tree(data: bytes, name: str) -> "_Element":
    """Return XML as a tree; nothing that it refers to is looked up."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring  # noqa: PLC0415 - slow to import

    parser = XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return fromstring(data, parser)
    except (XMLSyntaxError, ValueError) as fault:
        raise ReadError(f"no EPUB: {fault}", where=name, hint=_HINT) from fault
