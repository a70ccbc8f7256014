"""What one article must know of the others to be linked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What one article must know of the others: the IRIs that differ from what it would mint.

    ``actors`` are a name of its draft, an IRI and the label that goes with it; ``events`` are the
    key of an event and the IRI and label that several articles share.
    """

    actors: tuple[tuple[str, str, str], ...] = ()
    events: tuple[tuple[str, str, str], ...] = ()


NOTHING = Slice()
