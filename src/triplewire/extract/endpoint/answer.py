"""The form in which a model answers, and its JSON schema: what our network marks, in its words.

Every ``words``, ``text``, ``sentence``, ``cue`` and ``time`` is copied from the article.
"""

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from triplewire.event_types import event_types, having
from triplewire.records import ActorType

if TYPE_CHECKING:
    EventType = str
else:
    EventType = Literal[tuple(t for t in event_types() if t not in having("act-only"))]
PartRole = Literal["doer", "other", "host", "visitor", "party", "organizer"]
Status = Literal["happened", "planned", "cancelled", "denied", "hypothetical"]
Qualifier = Literal["exactly", "at-least", "at-most", "approximately"]
Act = Literal[
    "state", "assess", "announce", "appeal", "invite", "request", "pledge", "agree", "support",
    "accuse", "allege", "threaten", "reject", "concede",
]  # fmt: skip


class FoundRole(msgspec.Struct, frozen=True):
    """A role as written, the plain office, whose office it is, and the words that give it."""

    text: str
    office: str
    body: str | None
    sentence: str


class FoundActor(msgspec.Struct, frozen=True):
    """An actor with its other names and its roles."""

    name: str
    type: ActorType
    aliases: tuple[str, ...]
    roles: tuple[FoundRole, ...]


class FoundPart(msgspec.Struct, frozen=True):
    """A participant of an event: an actor's name, or the words for one without a name."""

    name: str
    role: PartRole


class FoundEvent(msgspec.Struct, frozen=True):
    """An event: the words that tell it, the sentence they stand in, who took part."""

    type: EventType
    words: str
    sentence: str
    status: Status
    participants: tuple[FoundPart, ...]
    place: str | None
    time: str | None


class FoundFigure(msgspec.Struct, frozen=True):
    """A value; ``unit`` is an ISO 4217 code, "percent" or a singular noun, null for a rank."""

    value: float
    unit: str | None
    qualifier: Qualifier
    measure: str
    subject: str | None
    among: str | None
    time: str | None


class FoundClaim(msgspec.Struct, frozen=True):
    """A claim: its words, the sentence they stand in, who says it, and by which words."""

    kind: Literal["quote", "indirect", "statistic", "rank"]
    words: str
    sentence: str
    speaker: str | None
    cue: str | None
    act: Act
    denied: bool
    figure: FoundFigure | None


class Found(msgspec.Struct, frozen=True):
    """All that a model found in an article."""

    actors: tuple[FoundActor, ...]
    events: tuple[FoundEvent, ...]
    claims: tuple[FoundClaim, ...]


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema of an answer, every property required and no other allowed."""
    schema: dict[str, Any] = _strict(msgspec.json.schema(Found))
    return schema


def _strict(part: Any) -> Any:
    """Return a part of a schema in the strict form that endpoints ask for, without prose."""
    if isinstance(part, list):
        return [_strict(item) for item in part]
    if not isinstance(part, dict):
        return part
    plain = {
        key: _strict(value)
        for key, value in part.items()
        if not (key in {"title", "description"} and isinstance(value, str))
    }
    if plain.get("type") == "object":
        plain |= {"required": list(plain["properties"]), "additionalProperties": False}
    return plain
