"""What must be the same in every process that works on one build."""

import platform
from importlib.metadata import version

from triplewire import __version__
from triplewire.errors import EngineError


def fingerprint(*own: str) -> tuple[str, ...]:
    """Return what decides about results here; ``own`` is what a step adds, such as its model."""
    python = ".".join(platform.python_version_tuple()[:2])
    return (
        f"triplewire {__version__}",
        f"Python {python}",
        f"msgspec {version('msgspec')}",
        *own,
    )


def check(wanted: tuple[str, ...], *own: str) -> None:
    """Refuse to work where anything is not as it is where the build was begun.

    Raises: EngineError.
    """
    found = fingerprint(*own)
    if found != wanted:
        here = ", ".join(one for one in found if one not in wanted)
        there = ", ".join(one for one in wanted if one not in found)
        raise EngineError(
            f"a worker has {here or 'less'}; the build has {there or 'less'}",
            where=platform.node(),
            hint="install the same versions and models on every machine",
        )
