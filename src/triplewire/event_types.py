"""The table data/event_types.tsv in, what each type of event is and how its tellings are read out.

A type is a concept of the scheme acts. A new type is one row there and that concept: its phrases
are found, its parties get their roles, a model may answer with it, and articles are joined by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from triplewire.assets import table

# Status of an event as models say it -> its modality; what is not here is a fact.
_MODALITIES = {"planned": "intention", "hypothetical": "possibility"}
# gathering: parties come together; "the meeting" may refer back to any of these.
# spoken: an act of speech; two articles' are never joined, for one may speak twice a day.
# statement: a claim with this act is an event of its own.
# once: an article tells one, unless days say otherwise.
# suffered: it happens to places, too; of other events they are only where it takes place.
# befallen: it happens to the subject of its verb ("the ferry sank").
# named: it has names of its own ("the Example Summit").
# at-place: who is there takes part, so that a day and a place make two tellings one.
# hosted: what its word governs is its host and its place ("visited X").
# dated-after: told at the head without a day, it takes the first day after it.
# own-name: where its words begin with a capital or a number, they are its label.
# act-only: an act that claims have, and a model is not asked for as an event.
Trait = Literal[
    "gathering", "spoken", "statement", "once", "suffered", "befallen", "named", "at-place",
    "hosted", "dated-after", "own-name", "act-only",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type of event; ``phrases`` is a regular expression with ``<parts>``, "" for none.

    ``doer`` and ``other`` are the participation roles of who does it and of whom it is done with.
    ``needs`` says without whom a sentence tells no such event: the doer; the ``speaker``, which is
    the doer where a verb or a phrase tells it; ``two`` where a verb does. ``annotated`` is the
    coarser kind of the hand-made annotations.
    """

    name: str
    doer: str
    other: str
    needs: Literal["", "doer", "speaker", "two"]
    traits: frozenset[Trait]
    annotated: str
    phrases: str

    def role(self, part: str) -> str:
        """Return the participation role of a part as models say it: doer, other, or the role."""
        return {"doer": self.doer, "other": self.other}.get(part, part)


def put_as(status: str) -> tuple[str, Literal["cancelled"] | None]:
    """Return the modality and the status of an event whose status a model says: "planned"."""
    cancelled: Literal["cancelled"] | None = "cancelled" if status == "cancelled" else None
    return _MODALITIES.get(status, "factual"), cancelled


@cache
def event_types() -> Mapping[str, EventType]:
    """Return every type by its name, in the order of the table.

    In a sentence an earlier type bars a later one of the same words.
    """
    return MappingProxyType({row["type"]: _event_type(row) for row in table("event_types")})


@cache
def having(trait: Trait) -> frozenset[str]:
    """Return the names of the types that have a trait."""
    return frozenset(name for name, kind in event_types().items() if trait in kind.traits)


def _event_type(row: Mapping[str, str]) -> EventType:
    return EventType(
        name=row["type"],
        doer=row["doer"],
        other=row["other"],
        needs=cast("Literal['', 'doer', 'speaker', 'two']", row["needs"]),
        traits=frozenset(cast("list[Trait]", row["traits"].split())),
        annotated=row["annotated"] or row["type"].replace("-", "_"),
        phrases=row["phrases"],
    )
