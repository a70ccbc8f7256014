"""The vocabulary in, files that any web server can give out: pages, Turtle and JSON-LD."""

from functools import cache
from pathlib import Path

from triplewire import __version__
from triplewire.iris import digits_of
from triplewire.publish.vocabulary.documents import Document, Release, releases
from triplewire.publish.vocabulary.formats import written
from triplewire.publish.vocabulary.links import beside
from triplewire.publish.vocabulary.pages import page_of
from triplewire.publish.vocabulary.render import standalone

FILES = ("html", "ttl", "jsonld")
STYLE = "style.css"
_STYLE_SHEET = Path(__file__).parents[1] / "web" / "static" / STYLE


def files() -> dict[str, bytes]:
    """Return all files of the vocabulary by name, older versions among them.

    Each document is there by its version, too, so that what leads to a version today does so when
    there is a later one.
    """
    found: dict[str, bytes] = {}
    for release in releases():
        for document in release.documents.values():
            for suffix in FILES:
                data = _data(document, release, suffix)
                found[beside(document, suffix)] = data
                found[f"{document.name}-{document.version}.{suffix}"] = data
    found[STYLE] = _STYLE_SHEET.read_bytes()
    return dict(sorted(found.items()))


@cache
def fingerprint() -> str:
    """Return sixteen digits that name what the files are made of."""
    texts = (doc.turtle for release in releases() for doc in release.documents.values())
    return digits_of(__version__, *texts)


def _data(document: Document, release: Release, suffix: str) -> bytes:
    if suffix == "html":
        return standalone(page_of(document, release, beside))
    return written(document, suffix)
