"""What an article with graphs is known by in, its row in the register out."""

from dataclasses import dataclass

from triplewire.records import Registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a newsroom knows an article by that has graphs; ``earlier`` are its earlier texts."""

    sha256: str
    path: str
    name: str
    address: str | None
    earlier: str
    sketch: str


def row_of(head: Head, first: int, earlier: Registered | None) -> Registered:
    """Return an article's row in the register."""
    same = earlier is not None and earlier.texts[-1:] == (head.sha256,)
    return Registered(
        name=head.path,
        first=earlier.first if earlier else first,
        known_by=(head.name, *filter(None, [head.address])),
        texts=(*head.earlier.split(), head.sha256),
        sketch=earlier.sketch if earlier and same else head.sketch,
    )
