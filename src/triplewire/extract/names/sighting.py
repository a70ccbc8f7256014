"""Where somebody is seen on a page, and as what."""

from dataclasses import dataclass

from triplewire.records import ActorType, MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A zone that names an actor; without a ``type`` it names something that is no actor.

    ``open`` says that the names inside keep their own meaning ("the Danish army"); ``rule`` names
    the rule that saw it.
    """

    start: int
    end: int
    name: str
    type: ActorType | None
    kind: MentionKind = "name"
    geonames: int | None = None
    open: bool = False
    rule: str
