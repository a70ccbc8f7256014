"""A book or issue in EPUB in, the documents of its spine out, in order."""

import posixpath
import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote

from triplewire.errors import ReadError
from triplewire.read.containers.member import Allowance, Member, cut_off, inside
from triplewire.read.containers.zips import open_zip, read_entry

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
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
    for path in _spine(bytes_of(package), posixpath.dirname(package), name):
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
            )


def _package(data: bytes, name: str) -> str:
    """Return the path of the file that lists what the publication has."""
    for element in _tree(data, name).iter("{*}rootfile"):
        if path := element.get("full-path"):
            return str(path)
    raise cut_off(name, "it does not say where its contents are")


def _spine(data: bytes, folder: str, name: str) -> list[str]:
    """Return the paths of the documents that are read one after the other, each once."""
    tree = _tree(data, name)
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
