"""The vocabulary in, files that any web server can give out: pages, Turtle and JSON-LD."""

from collections.abc import Iterator
from pathlib import Path

from triplewire.publish.vocabulary.documents import Document, Release, releases
from triplewire.publish.vocabulary.formats import written
from triplewire.publish.vocabulary.links import beside
from triplewire.publish.vocabulary.pages import page_of
from triplewire.publish.vocabulary.render import standalone

FILES = ("html", "ttl", "jsonld")
STYLE = "style.css"
_STYLE_SHEET = Path(__file__).parents[1] / "web" / "static" / STYLE


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of all files of the vocabulary, older versions among them.

    A document whose versions have IRIs is there by its version, too, so that what leads to a
    version today does so when there is a later one.
    """
    for release in releases():
        for document in release.documents.values():
            for suffix in FILES:
                data = _data(document, release, suffix)
                yield beside(document, suffix), data
                if document.numbered and not document.old:
                    yield f"{document.name}-{document.version}.{suffix}", data
    yield STYLE, _STYLE_SHEET.read_bytes()


def write_vocabulary(folder: Path) -> list[str]:
    """Write all files of the vocabulary into a folder, and return their names, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, data in files():
        (folder / name).write_bytes(data)
        names.append(name)
    return sorted(names)


def _data(document: Document, release: Release, suffix: str) -> bytes:
    if suffix == "html":
        return standalone(page_of(document, release, beside))
    return written(document, suffix)
