"""What earlier runs saw, in a file beside the newsroom's tables: sorted JSON, a change a line.

Moments are days where a day is enough, so that a run that finds nothing new changes little.
"""

import os
from pathlib import Path

import msgspec

from triplewire.errors import ConfigError
from triplewire.fetch.robots import Rules
from triplewire.system.durable import held
from triplewire.system.files import read_bytes

STATE = "fetched.json"


class Seen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of an address.

    ``etag`` and ``modified`` are sent back to the server; ``sha256`` is that of the content that
    was kept last, ``captured`` when; ``asked`` the last day. ``moved`` is where it is for good,
    ``leads`` where it leads for now; ``gone`` says that its server knows it no longer. ``items``
    are those of a feed.
    """

    etag: str = ""
    modified: str = ""
    sha256: str = ""
    captured: str = ""
    asked: str = ""
    moved: str = ""
    leads: str = ""
    gone: bool = False
    items: tuple[str, ...] = ()


class Host(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a server wants: its rules, when they were read, and until when it will be left alone.

    ``captured`` is when its robots.txt was kept last.
    """

    rules: Rules = Rules()
    read: str = ""
    captured: str = ""
    etag: str = ""
    modified: str = ""
    not_before: str = ""


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that earlier runs saw, by address, and by scheme and host."""

    hosts: dict[str, Host] = {}
    pages: dict[str, Seen] = {}


def load(newsroom: Path) -> State:
    """Return what earlier runs in a newsroom saw, nothing where there was none.

    Raises: ConfigError when the file cannot be used.
    """
    path = newsroom / STATE
    if not os.path.lexists(path):
        return State()
    try:
        return msgspec.json.decode(read_bytes(path), type=State)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(
            f"not what a run of fetch wrote: {error}",
            where=str(path),
            hint="take back what changed it, or delete it: everything is then asked for once more",
        ) from error


def save(newsroom: Path, state: State) -> None:
    """Put what was seen in the place of what earlier runs saw, whole or not at all.

    Raises: LinkError when it cannot be written.
    """
    data = msgspec.json.format(msgspec.json.encode(state, order="sorted"), indent=1) + b"\n"
    with held(newsroom / STATE) as file:
        if file.before != data:
            file.replace(data)
