"""Annotated documents as the network would mark them, had it learned everything."""

from dataclasses import replace

from markup import Document, Mark

from triplewire.extract.tagger import Mark as Tag
from triplewire.extract.tagger import Party, Pointer, Tags
from triplewire.extract.tagger.kinds import CLASSES, LAYER_OF, POINTERS

_ASKED = {"holder": "of"}
_DEFAULTS = {"denied": "no", "qualifier": "exactly", "act": "state"}


def tags_of(document: Document) -> Tags:
    """Return the marks of a document, each of them certain."""
    events = {mark.id: mark.attributes for mark in document.marks if mark.kind == "event"}
    marks = [
        replace(mark, kind="event", attributes=events[mark.id]) if mark.kind == "again" else mark
        for mark in sorted(document.marks, key=lambda mark: (mark.start, -mark.end))
        if mark.kind in {*LAYER_OF, "again"}
    ]
    return Tags(
        marks=tuple(_tag(mark, marks) for mark in marks), lines=tuple(map(str, document.lines))
    )


def _tag(mark: Mark, marks: list[Mark]) -> Tag:
    answers = {
        name: (mark.attributes.get(name, _DEFAULTS.get(name, "")), 1.0)
        for name, (kinds, _) in CLASSES.items()
        if mark.kind in kinds
    }
    pointers = {
        name: Pointer(mark=_aim(mark, name, ends, marks), chance=1.0)
        for name, (kinds, ends) in POINTERS.items()
        if mark.kind in kinds
    }
    parties = (one.partition(":") for one in mark.attributes.get("who", "").split(",") if one)
    return Tag(
        start=mark.start,
        end=mark.end,
        kind=mark.kind,
        chance=1.0,
        answers=answers,
        pointers=pointers,
        parties=tuple(
            Party(mark=place, role=role, chance=1.0)
            for role, _, name in parties
            if (place := _nearest(mark, {name}, ("ref", *POINTERS["by"][1]), marks)) is not None
        ),
    )


def _aim(mark: Mark, pointer: str, ends: tuple[str, ...], marks: list[Mark]) -> int | None:
    if pointer == "again":
        earlier = [one for one in marks if mark.id and one.start < mark.start]
        return _nearest(mark, {mark.id}, ends, earlier)
    if pointer == "antecedent":
        return _nearest(mark, {mark.id}, ends, marks)
    return _nearest(mark, set(mark.names(_ASKED.get(pointer, pointer))), ends, marks)


def _nearest(mark: Mark, ids: set[str], kinds: tuple[str, ...], marks: list[Mark]) -> int | None:
    places = [
        place
        for place, other in enumerate(marks)
        if other.id in ids and other.kind in kinds and other is not mark
    ]
    return min(places, key=lambda place: abs(marks[place].start - mark.start), default=None)
