"""What a generation's manifest says of its articles, and where it is read."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from triplewire.errors import StoreError
from triplewire.records import Decision, Omission, Unmet

MANIFEST = "manifest.json"
_VERSION = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the manifest keeps of one stored article, by the hash of its text.

    ``root``, the name of a folder, and ``name`` say where it was read; ``run``
    fingerprints everything its graph was made from; ``authorities`` are the listed things that its
    graph mentions; ``omitted`` is what its graph had to leave out, which every build says again.
    """

    root: str
    name: str
    graph: str
    text_graph: str
    run: str
    authorities: tuple[str, ...]
    warnings: int
    omitted: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Where a folder was when it was last built: the way from the store's folder, and its path."""

    near: str
    path: str


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a generation is made of; ``articles`` is keyed by the SHA-256 of the article's text.

    ``folders`` says of each folder that was built where it is; its name is the first way to it.
    ``listed`` names, for each folder that was built, what its actors.csv lists; ``decisions`` are
    those of its decisions.csv, ``decided`` the keys of those that were applied, ``unmet`` those
    that the last build could not apply.
    ``compared`` names the way in which its claims were compared. ``content`` names the set of its
    quads: equal sets have equal names, on every machine, whatever was changed on the way to them.
    """

    version: int = _VERSION
    base: str = ""
    publish_text: bool = False
    articles: dict[str, Entry] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    compared: str = ""
    content: str = ""
    decisions: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    decided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unmet: dict[str, tuple[Unmet, ...]] = field(default_factory=dict)


def read_manifest(path: Path) -> Manifest:
    """Return the manifest in a file.

    Raises: StoreError when it cannot be read or has another format.
    """
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(
            f"the manifest cannot be read: {error}",
            where=str(path),
            hint="delete the store's folder and build again; everything in it can be rebuilt",
        ) from error
    if manifest.version != _VERSION:
        raise StoreError(
            f"the store has format {manifest.version}, this program reads {_VERSION}",
            where=str(path),
            hint="delete the store's folder and build again",
        )
    return manifest
