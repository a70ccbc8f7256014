"""A newsroom folder in, its settings out: what triplewire.toml says and where its tables are."""

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from triplewire.errors import ConfigError
from triplewire.field_map import AS_KNOWN, ReadOptions, steps
from triplewire.iris import BASE, PROJECT, is_web_address
from triplewire.system.files import read_text

CONFIG = "triplewire.toml"
ARTICLES = "articles"
# What can stand in a comment of HTTP's User-Agent and can be written to.
_CONTACT = r"^([!-'*-~]+@[!-'*-~]+|https?://[!-'*-~]+)?$"


class Feeds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``triplewire fetch`` asks for when nothing is named, and how.

    ``contact`` is where the owner of a server can write to: an address of mail or of a page.
    ``delay`` is the least number of seconds between two requests to one host.
    """

    addresses: tuple[str, ...] = ()
    contact: Annotated[str, msgspec.Meta(pattern=_CONTACT)] = ""
    delay: Annotated[float, msgspec.Meta(ge=0, le=3600)] = 2.0


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What triplewire.toml may say of a dataset; every key has a default.

    ``base`` begins every IRI of the data and ends in a slash. ``limit`` is the size in bytes above
    which a file is refused. ``publish_text`` puts the articles' texts into dumps. ``follow_links``
    reads what links among the articles lead to outside the folder. ``feeds`` is for fetching,
    ``read`` says where the newsroom's own JSON and tables keep their fields.
    """

    base: str = BASE
    title: str = "News graph"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    publisher: str = ""
    publish_text: bool = False
    limit: int = 5_000_000
    follow_links: bool = False
    feeds: Feeds = Feeds()
    read: ReadOptions = AS_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """A folder of articles with its settings and its curator's tables, where it has them.

    ``register`` is where the names that it has published are kept, None for a single article or a
    folder that is no newsroom: nothing is written there.
    """

    root: Path
    settings: Settings
    actors: Path | None
    decisions: Path | None
    register: Path | None


def open_newsroom(root: Path) -> Newsroom:
    """Return the newsroom at a folder or around a single file.

    Raises: ConfigError when there is no such path or triplewire.toml cannot be used.
    """
    if not root.exists():
        raise ConfigError(
            "no such file or folder", where=str(root), hint="name a folder of articles, or a file"
        )
    folder = root if root.is_dir() else root.parent
    return Newsroom(
        root=root,
        settings=_settings(folder / CONFIG),
        actors=_table(folder / "actors.csv"),
        decisions=_table(folder / "decisions.csv"),
        register=folder / "register.csv" if _is_newsroom(root) else None,
    )


def _is_newsroom(root: Path) -> bool:
    return (root / ARTICLES).is_dir() or (root / CONFIG).is_file()


def _table(path: Path) -> Path | None:
    """Return where a table is, None where there is none; a pipe or a broken link is no table."""
    if not os.path.lexists(path):
        return None
    if not path.is_file():
        raise ConfigError("not a regular file", where=str(path), hint="put the table itself there")
    return path


def _settings(path: Path) -> Settings:
    if not os.path.lexists(path):
        return Settings()
    known = f"known keys: {', '.join(Settings.__struct_fields__)}"
    try:
        text = read_text(path)
        settings = msgspec.convert(tomllib.loads(text), Settings)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except RecursionError as error:
        raise ConfigError("nested too deep", where=str(path), hint=known) from error
    except ValueError as error:  # no UTF-8, no TOML, a number of 5,000 digits, no such key
        raise ConfigError(str(error), where=str(path), hint=known) from error
    for key in ("base", "licence"):
        value = getattr(settings, key)
        if not is_web_address(value):
            raise ConfigError(
                f"{key} is not a web address: {value!r}",
                where=_where(path, text, key),
                hint="write one as it stands in a link, such as https://example.org/news/",
            )
    plain = re.split("[?#]", settings.base)[0].removesuffix("/") + "/"
    if settings.base != plain:
        raise ConfigError(
            f"base does not end in a slash, or goes on after its path: {settings.base!r}",
            where=_where(path, text, "base"),
            hint=f'write base = "{plain}"',
        )
    if re.sub("^http:", "https:", settings.base.lower()).startswith(PROJECT):
        raise ConfigError(
            f"base lies in the vocabulary's own namespace: {settings.base!r}",
            where=_where(path, text, "base"),
            hint="write an address of your newsroom; names in the vocabulary's are its terms",
        )
    _check_map(settings.read, path)
    return settings


def _check_map(read: ReadOptions, path: Path) -> None:
    paths = read.json.places() | ({} if read.json.items is None else {"items": read.json.items})
    for key, value in paths.items():
        try:
            steps(value)
        except ValueError as error:
            raise ConfigError(
                f"{key} in [read.json] is {error}",
                where=str(path),
                hint='write keys with dots, and [*] for every item: items = "data.stories[*]"',
            ) from error
    for key, value in read.table.places().items():
        if not value.strip():
            raise ConfigError(
                f"{key} in [read.table] names no column",
                where=str(path),
                hint="write the column's heading as it stands in the table's first row",
            )


def _where(path: Path, text: str, key: str) -> str:
    """Return a file with the line on which a key stands."""
    found = re.search(rf"^[ \t]*[\"']?{key}\b", text, re.MULTILINE)
    return f"{path}:{1 + text.count(chr(10), 0, found.start())}" if found else str(path)
