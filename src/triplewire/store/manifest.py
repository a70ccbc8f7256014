"""What a generation's manifest says of its articles, and where it is read."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from triplewire.errors import REBUILD, StoreError
from triplewire.records import Decision, Omission, Registered, Unmet

MANIFEST = "manifest.json"
_SEAL = "manifest.sha256"
_VERSION = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the manifest keeps of one stored article, by the hash of its text.

    ``root``, the name of a folder, and ``name`` say where it was read; ``digits`` name the article,
    whatever text it has; ``run``
    fingerprints everything its graph was made from; ``authorities`` are the listed things that its
    graph mentions; ``review_graph`` holds what is proposed and not published, "" in a store of an
    earlier release; ``omitted`` is what its graph had to leave out, which every build says again.
    """

    root: str
    name: str
    digits: str
    graph: str
    text_graph: str
    run: str
    authorities: tuple[str, ...]
    review_graph: str = ""
    omitted: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Where a folder was when it was last built: the way from the store's folder, and its path."""

    near: str
    path: str


class _Version(msgspec.Struct):
    version: int


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a generation is made of; ``articles`` is keyed by the SHA-256 of the article's text.

    ``folders`` says of each folder that was built where it is; its name is the first way to it.
    ``listed`` names, for each folder that was built, what its actors.csv lists, ``register`` the
    names that it has published, ``unwritten`` those folders whose register.csv does not say so;
    ``decisions`` are those of its decisions.csv, ``decided`` the keys
    of those that were applied, ``unmet`` those that the last build could not apply.
    ``compared`` names the way in which its claims were compared, ``judged`` the shapes by which it
    was ``warned``: digests of warnings by focus node. ``content`` names the set of its quads: equal
    sets have equal names, on every machine, whatever was changed on the way to them. ``loaded``
    says that it came from a dump: it knows its articles, and of no newsroom anything else.
    """

    version: int = _VERSION
    base: str = ""
    publish_text: bool = False
    articles: dict[str, Entry] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    compared: str = ""
    judged: str = ""
    warned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    content: str = ""
    decisions: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    decided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unmet: dict[str, tuple[Unmet, ...]] = field(default_factory=dict)
    register: dict[str, tuple[Registered, ...]] = field(default_factory=dict)
    unwritten: tuple[str, ...] = ()
    loaded: bool = False


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest, and beside it the seal that tells whether it is as it was written."""
    data = msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"))
    path.write_bytes(data)
    path.with_name(_SEAL).write_text(_seal(data), encoding="ascii")


def read_manifest(path: Path) -> Manifest:
    """Return the manifest in a file.

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
