"""What was named on a command line in, the paths that it stands for out."""

import re
from collections.abc import Iterable
from glob import glob, has_magic
from pathlib import Path

import click

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Say whether a name is an address of the web, and not a file that is called like one."""
    return _ADDRESS.match(name) is not None and not Path(name).exists()


def named_paths(names: Iterable[str], command: str) -> list[Path]:
    """Return the paths that names and patterns stand for, those of a pattern in their order.

    What is there is itself, whatever its name looks like: "a[1].txt" may be a file.
    Raises: click.UsageError when there is nothing, or for an address of the web.
    """
    found: dict[Path, None] = {}
    for name in names:
        if Path(name).exists():
            found[Path(name)] = None
        elif is_address(name):
            raise click.UsageError(
                f"{name} is an address, and {command} reads files: `triplewire add` gets it"
            )
        elif has_magic(name):
            fitting = sorted(glob(name, recursive=True))  # noqa: PTH207 - Path's take no absolute pattern
            if not fitting:
                raise click.UsageError(f"No file fits the pattern {name!r}.")
            found.update(dict.fromkeys(map(Path, fitting)))
        else:
            raise click.UsageError(f"Path {name!r} does not exist.")
    return list(found)
