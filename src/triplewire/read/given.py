"""Files and folders that were named on a command line in, what to read of them out."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from triplewire.errors import ReadError
from triplewire.read.sources import each_source, portable, sources

_ARTICLES = "articles"
_CONFIG = "triplewire.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read and its name; ``within`` is the folder that it must lie in, None any."""

    path: Path
    name: str
    within: Path | None


def all_sources(root: Path, *, follow_links: bool) -> Iterator[Source]:
    """Yield the files of a whole newsroom, plain folder or single file, in no order.

    Raises: ReadError as ``each_source`` does.
    """
    within = None if follow_links or root.is_file() else Path(os.path.realpath(root))
    for path, name in each_source(root, follow_links=follow_links):
        yield Source(path=path, name=name, within=within)


def given_sources(root: Path, parts: Iterable[Path], *, follow_links: bool) -> list[Source]:
    """Return the files of a newsroom that some paths name, each once, sorted by their names.

    A path is a file, or a folder of them. A name is the way to the file from the newsroom, which is
    the same wherever the command is run.
    Raises: ReadError when there is nothing at a path, or another newsroom.
    """
    found = {
        source.name: source
        for part in parts
        for source in _sources(root, part, follow_links=follow_links)
    }
    return [found[name] for name in sorted(found)]


def is_whole(root: Path, parts: Iterable[Path]) -> bool:
    """Say whether paths name a newsroom with all its articles, and not a part of it."""
    whole = {os.path.realpath(root)}
    if _is_newsroom(root):
        whole.add(os.path.realpath(root / _ARTICLES))
    return any(os.path.realpath(part) in whole for part in parts)


def files_of(name: str) -> Iterator[str]:
    """Yield the names that the file may have which an article of some name came from.

    >>> list(files_of("wire:1.jsonl:7"))
    ['wire:1.jsonl:7', 'wire:1.jsonl', 'wire']
    """
    parts = name.partition("!/")[0].split(":")
    yield from (":".join(parts[:number]) for number in range(len(parts), 0, -1))


def source_named(root: Path, name: str) -> Source | None:
    """Return the file that an article of a newsroom came from, None where there is none now."""
    real = Path(os.path.realpath(root))
    for file in files_of(name):
        path = Path(os.path.normpath(real / file))
        if path.is_file():
            return Source(path=path, name=file, within=real if _is_inside(path, real) else None)
    return None


def _sources(root: Path, part: Path, *, follow_links: bool) -> Iterator[Source]:
    real, here = Path(os.path.realpath(root)), _located(part)
    if here.is_dir() and os.path.realpath(here) != str(real) and _is_newsroom(here):
        raise ReadError(
            "a newsroom with tables of its own",
            where=str(part),
            hint=f"build it alone, or name its {_ARTICLES}/ and the newsroom with --newsroom",
        )
    if here.is_dir() and _is_inside(Path(os.path.realpath(here)), real):
        # As the newsroom gives them, with those in no known format.
        inside = Path(os.path.realpath(here))
        for path, name in sources(root, follow_links=follow_links):
            if _is_inside(_located(path), inside):
                yield Source(path=path, name=name, within=None if follow_links else real)
        return
    if here.is_dir():
        folder = Path(os.path.realpath(here))
        for path, _ in sources(folder, follow_links=follow_links):
            yield _source(path, real, None if follow_links else folder)
        return
    for path, _ in sources(here):
        yield _source(path, real, real if _is_inside(path, real) and not follow_links else None)


def _source(path: Path, root: Path, within: Path | None) -> Source:
    return Source(path=path, name=portable(os.path.relpath(path, root)), within=within)


def _located(path: Path) -> Path:
    """Return a path whose folder is free of links; the last part may be one."""
    if path.name in {"", ".."}:
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent), path.name)


def _is_inside(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder)


def _is_newsroom(folder: Path) -> bool:
    return (folder / _ARTICLES).is_dir() or (folder / _CONFIG).is_file()
