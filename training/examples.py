"""Documents in, windows of words with what is to be predicted of them out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markup import Document, Mark

from triplewire.extract.tagger.kinds import (
    ACTORS,
    CLASSES,
    LAYER_OF,
    LINES,
    PARTY_ROLES,
    POINTERS,
    tags,
)
from triplewire.extract.tagger.paths import Arc, cut_arcs
from triplewire.extract.tagger.words import Word

# What is told again is an event like any other; that it is the same one, its pointer says.
_KINDS = {**{kind: kind for kind in LAYER_OF}, "again": "event"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words from first to last of a window, what they are, and their mark.

    ``new`` says of an event that nothing before it in the document tells it.
    """

    first: int
    last: int
    kind: str
    mark: Mark
    new: bool = True


@dataclass(slots=True, kw_only=True)
class Window:
    """Words that are read together, and the answers: all by index into the window."""

    words: tuple[Word, ...]
    arcs: Sequence[Arc] = ()
    tags: dict[str, list[int]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)


def window_of(
    document: Document, words: tuple[Word, ...], arcs: Sequence[Arc], cut: tuple[int, int]
) -> Window:
    """Return the words of a document from one to another, with their answers."""
    first, end = cut
    window = Window(words=words[first:end], arcs=cut_arcs(arcs, first, end))
    window.tags = {layer: [0] * (end - first) for layer in dict.fromkeys(LAYER_OF.values())}
    starts = {word.start: index - first for index, word in enumerate(words) if first <= index < end}
    ends = {word.end: index - first for index, word in enumerate(words) if first <= index < end}
    told: set[str] = set()
    events = {
        mark.id: {name: mark.attributes[name] for name in ("type", "status")}
        for mark in document.marks
        if mark.kind == "event"
    }
    for mark in sorted(document.marks, key=lambda mark: (mark.start, -mark.end)):
        kind = _KINDS.get(mark.kind)
        new = mark.id not in told
        if kind == "event" and mark.id:
            told.add(mark.id)
        if kind is None or mark.start not in starts or mark.end not in ends:
            continue
        span = Span(
            first=starts[mark.start],
            last=ends[mark.end],
            kind=kind,
            # Who took part, where and when, other words say.
            mark=replace(mark, attributes=events[mark.id]) if mark.kind == "again" else mark,
            new=new,
        )
        layer = LAYER_OF[kind]
        names = tags(layer)
        row = window.tags[layer]
        if any(row[span.first : span.last + 1]):
            continue
        row[span.first] = names.index(f"B-{kind}")
        row[span.first + 1 : span.last + 1] = [names.index(f"I-{kind}")] * (span.last - span.first)
        window.spans.append(span)
    window.lines = [
        (index, LINES.index(document.lines[word.line]))
        for index, word in enumerate(window.words)
        if index == 0 or window.words[index - 1].line != word.line
    ]
    return window


def answer(question: str, span: Span) -> int | None:
    """Return the index of the answer to a question of a span's kind; None where there is none."""
    kinds, answers = CLASSES[question]
    if span.kind not in kinds:
        return None
    default = {"denied": "no", "qualifier": "exactly"}.get(question)
    given = span.mark.attributes.get(question, default)
    return answers.index(given) if given in answers else None


def targets(pointer: str, span: Span, spans: list[Span]) -> tuple[list[int], list[int]] | None:
    """Return where a span's pointer may end and where it does, as indices of spans.

    None where the pointer is not the span's, or ends at something outside the window.
    """
    kinds, ends = POINTERS[pointer]
    if span.kind not in kinds:
        return None
    possible = [i for i, other in enumerate(spans) if other.kind in ends and other is not span]
    if pointer == "again":
        possible = [i for i in possible if spans[i].first < span.first]
        right = [i for i in possible if span.mark.id and spans[i].mark.id == span.mark.id]
        return (possible, right) if right or span.new else None
    if span.mark.kind == "again":
        return None
    ids = _pointed(pointer, span.mark)
    right = [i for i in possible if spans[i].mark.id and spans[i].mark.id in ids]
    return None if ids and not right else (possible, right)


def _pointed(pointer: str, mark: Mark) -> set[str]:
    if pointer == "antecedent":
        return {mark.id}
    attribute = {"holder": "of"}.get(pointer, pointer)
    return set(mark.names(attribute))


def parties(span: Span, spans: list[Span]) -> list[tuple[tuple[int, ...], int]]:
    """Return the mentions of each actor of a window with the actor's role in an event, or none.

    Which of its mentions shows the role is not said: one of them does.
    """
    if span.mark.kind != "event":
        return []
    who = (one.partition(":") for one in span.mark.attributes.get("who", "").split(","))
    given = {name: role for role, colon, name in who if colon}
    mentions: dict[str, list[int]] = {}
    for index, other in enumerate(spans):
        if other.kind in ACTORS:
            mentions.setdefault(other.mark.id or f"{index}", []).append(index)
    return [
        (tuple(places), PARTY_ROLES.index(given.get(name, "none")))
        for name, places in mentions.items()
    ]
