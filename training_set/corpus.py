"""The files of the training set in, its documents out."""

import zlib
from pathlib import Path

import elsewhere
from markup import Document, read

_FOLDER = Path(__file__).parent
DOCUMENTS, ELSEWHERE, SECOND = (_FOLDER / name for name in ("documents", "elsewhere", "second"))


def files() -> list[Path]:
    """Return the files of all documents: those of others only where their texts are at hand."""
    others = (path for path in ELSEWHERE.glob("*.json") if elsewhere.is_at_hand(path))
    return sorted([*DOCUMENTS.glob("*.txt"), *others])


def read_any(path: Path) -> Document:
    """Return a document of a file, in the markup or of offsets alone.

    Raises: MarkupError when it does not keep to the markup, or its text is not at hand.
    """
    return elsewhere.read(path) if path.suffix == ".json" else read(path)


def documents() -> list[Document]:
    """Return all documents that are at hand."""
    return [read_any(path) for path in files()]


def is_held(document: Document) -> bool:
    """Say whether a document is one of the fifth that nothing learns from, whatever is added."""
    return zlib.crc32(document.name.encode()) % 5 == 0
