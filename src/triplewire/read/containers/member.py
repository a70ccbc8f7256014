"""What a container holds: a member with its bytes, a name that is safe to show, and limits."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from triplewire.errors import ReadError
from triplewire.read.reading import NOTHING_STATED
from triplewire.records import Metadata

# Stands between a container and what lies in it.
INSIDE = "!/"
# A feed in a Zip archive in a WACZ is two deep; what goes on is made to be unpacked for ever.
DEEPEST = 3
# A day of the largest publishers; it keeps the table of a Zip archive within memory.
MOST_MEMBERS = 100_000
# Prose shrinks to a fifth, pages that are nearly the same to a fiftieth; zeros to a thousandth.
MOST_RATIO = 200
# What may be unpacked before the ratio counts: a small archive of equal pages is no bomb.
FREE_BYTES = 32_000_000
# What may be unpacked in all, whatever the ratio: as much as a build takes a day for.
MOST_BYTES = 20_000_000_000
# An archive as it lies on the disk; larger crawls are written in parts of 1 GB.
LARGEST = 2_000_000_000
# A container in a container: it lies in memory while it is read.
LARGEST_NESTED = 64_000_000

_LONGEST_NAME = 1000
# Controls, line ends, and marks that turn the direction of what is shown.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_TWO_PART = re.compile(r"\.(?:tar\.(?:gz|bz2|xz|zst)|warc\.(?:gz|zst))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of a container.

    ``name`` is the container's, ``!/`` and the member's path. ``suffix`` says how it is read, in
    lower case. ``url`` and ``captured``, an ISO 8601 date-time, are those of a saved page.
    ``aside`` says that it may be what a page gets for itself, which is no fault where it is no
    article.
    ``metadata`` and ``language`` are what the container states of all that is in it.
    """

    name: str
    data: bytes
    suffix: str
    media_type: str | None = None
    url: str | None = None
    captured: str | None = None
    aside: bool = False
    metadata: Metadata = NOTHING_STATED
    language: str | None = None


class Allowance:
    """What may still be unpacked of one file, by it and by the containers in it.

    ``limit`` is the largest size of a member in bytes, ``size`` that of the file itself; a member
    whose suffix is among ``containers`` may be larger. ``wanted`` is the name of the one member
    that is looked for, "" where all are.
    """

    def __init__(
        self, limit: int, size: int, containers: frozenset[str] = frozenset(), wanted: str = ""
    ) -> None:
        self._limit, self._containers, self._wanted = limit, containers, wanted
        self._members = MOST_MEMBERS
        self._bytes = min(FREE_BYTES + MOST_RATIO * size, MOST_BYTES)

    def wants(self, name: str) -> bool:
        """Say whether a member is looked for, or what is may lie in it."""
        return (
            not self._wanted or self._wanted == name or self._wanted.startswith(f"{name}{INSIDE}")
        )

    def most(self, path: str) -> int:
        """Return how large a member may be."""
        nested = suffix_of(path) in self._containers
        return max(self._limit, LARGEST_NESTED) if nested else self._limit

    def take_member(self, container: str) -> None:
        """Count a member.

        Raises: ReadError when there are too many.
        """
        self._members -= 1
        if self._members < 0:
            raise ReadError(
                f"more than {MOST_MEMBERS:,} members", where=container, hint="split the archive"
            )

    def take_bytes(self, count: int, container: str) -> None:
        """Count bytes that were unpacked.

        Raises: ReadError when there are too many.
        """
        self._bytes -= count
        if self._bytes < 0:
            raise swollen(container)


def swollen(name: str) -> ReadError:
    """Return the refusal of what unpacks to far more than it is."""
    return ReadError(
        f"unpacks to more than {MOST_RATIO} times its size",
        where=name,
        hint="no news does; if this is news, unpack it yourself",
    )


def too_large(name: str, limit: int) -> ReadError:
    """Return the refusal of a member above the limit."""
    return ReadError(
        f"the member has more than {limit:,} bytes",
        where=name,
        hint="split the file, or raise limit in triplewire.toml",
    )


def cut_off(container: str, what: str) -> ReadError:
    """Return the refusal of the rest of a container that is not whole."""
    return ReadError(
        f"damaged or cut off: {what}",
        where=container,
        hint="what comes before was read; fetch or pack it again for the rest",
    )


def inside(container: str, path: str) -> str:
    """Return the name of a member: one line, and the same path for the same member.

    Raises: ReadError when the path leads out of the container or cannot be shown.
    """
    shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
    why = _why_unsafe(shown)
    if why:
        raise ReadError(
            f"a member {why}: {shown[:100]!r}",
            where=container,
            hint="pack it under a plain relative name",
        )
    return f"{container}{INSIDE}{shown.replace(INSIDE, '%21/')}"


def _why_unsafe(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    if not path.strip():
        return "without a name"
    if not parts[0] or _DRIVE.match(path):
        return "with an absolute path"
    if ".." in parts:
        return "whose path leads out"
    if len(path) > _LONGEST_NAME:
        return f"whose name has more than {_LONGEST_NAME:,} characters"
    if _UNSHOWN.search(path):
        return "whose name has control characters"
    return ""


def suffix_of(name: str) -> str:
    """Return the end of a name that says its format, in lower case: ".html", ".tar.gz"."""
    two = _TWO_PART.search(name)
    return (two[0] if two else PurePosixPath(name).suffix).lower()


def is_passed_over(path: str) -> bool:
    """Say whether a member is what folders leave out, too: hidden, a README, a system's own."""
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    named = PurePosixPath(path).stem.upper() == "README" or "__MACOSX" in parts
    return hidden or named
