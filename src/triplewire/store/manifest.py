"""What a generation is made of, and where it is read: a manifest, and beside it a book.

The manifest is read and written whole; the book has what grows with the articles.
"""

import hashlib
from collections.abc import MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path

import msgspec

from triplewire.errors import REBUILD, StoreError
from triplewire.records import Decision, Registered, Unmet
from triplewire.store.articles import Entry

MANIFEST = "manifest.json"
_SEAL = "manifest.sha256"
_VERSION = 6
_IN_BOOK = frozenset({"articles", "register"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Where a folder was when it was last built: the way from the store's folder, and its path."""

    near: str
    path: str


class _Version(msgspec.Struct):
    version: int


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a generation is made of; the book has ``articles``, by their texts, and ``register``.

    ``folders`` says of each folder that was built where it is; its name is the first way to it.
    ``listed`` names, for each folder that was built, what its actors.csv lists, ``register`` the
    names that it has published, ``unwritten`` those folders whose register.csv does not say so;
    ``decisions`` are those of its decisions.csv, ``decided`` the keys
    of those that were applied, ``unmet`` those that the last build could not apply.
    ``compared`` names the way in which its claims were compared, ``told`` what a graph tells that
    is changed by differences, ``judged`` the shapes by which it was found what a check warns of.
    ``content`` names the set of its quads: equal sets have equal names, on every machine, whatever
    was changed on the way to them. ``book`` is the hash of the book. ``loaded`` says that the store
    came from a dump: it knows its articles, and of no newsroom anything else.
    """

    version: int = _VERSION
    base: str = ""
    publish_text: bool = False
    folders: dict[str, Folder] = field(default_factory=dict)
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    compared: str = ""
    told: dict[str, str] = field(default_factory=dict)
    judged: str = ""
    content: str = ""
    decisions: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    decided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unmet: dict[str, tuple[Unmet, ...]] = field(default_factory=dict)
    unwritten: tuple[str, ...] = ()
    loaded: bool = False
    book: str = ""
    articles: MutableMapping[str, Entry] = field(default_factory=dict)
    register: MutableMapping[str, tuple[Registered, ...]] = field(default_factory=dict)


def encoded(manifest: Manifest) -> bytes:
    """Return a manifest as its file holds it, without what is in the book."""
    names = (field.name for field in fields(manifest) if field.name not in _IN_BOOK)
    told = {name: getattr(manifest, name) for name in names}
    return msgspec.json.format(msgspec.json.encode(told, order="deterministic"))


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest, and beside it the seal that tells whether it is as it was written."""
    data = encoded(manifest)
    path.write_bytes(data)
    path.with_name(_SEAL).write_text(_seal(data), encoding="ascii")


def read_manifest(path: Path) -> Manifest:
    """Return the manifest in a file, without what is in the book.

    Raises: StoreError when it cannot be read, has another format, or is not as it was written.
    """
    try:
        data = path.read_bytes()
        version = msgspec.json.decode(data, type=_Version).version
        if version != _VERSION:
            raise StoreError(
                f"the store has format {version}, this program reads {_VERSION}",
                where=str(path),
                hint="delete the store's folder and build again",
            )
        if path.with_name(_SEAL).read_bytes() != _seal(data).encode():
            raise ValueError("it is not as it was written")
        return msgspec.json.decode(data, type=Manifest)
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(
            f"the manifest cannot be read: {error}",
            where=str(path),
            hint=REBUILD,
        ) from error


def _seal(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
