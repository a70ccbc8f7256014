"""The classes that a reader should know first in, where they stand in a drawing out."""

from dataclasses import dataclass

import pyoxigraph as ox

from triplewire.publish.vocabulary.documents import Document
from triplewire.publish.vocabulary.links import Names, Ref
from triplewire.vocab import PREFIXES, term

_WIDTH, _HEIGHT = 900, 520
_BOX_WIDTH, _BOX_HEIGHT = 196, 46
_LINE = 17
# Where each class stands: across and down, in pixels, its middle.
_PLACES = {
    ("schema", "Article"): (450, 36),
    ("schema", "Observation"): (110, 36),
    ("tw", "Claim"): (110, 190),
    ("schema", "Event"): (790, 190),
    ("tw", "Actor"): (450, 360),
    ("tw", "Participation"): (790, 360),
    ("oa", "ResourceSelection"): (110, 360),
    ("org", "Membership"): (450, 484),
}
# Which of them are joined by a line where properties join them; in the middle of it, or so far on
# its way, stand their names.
_WIRES = (
    (("tw", "Claim"), ("schema", "Article")),
    (("schema", "Event"), ("schema", "Article")),
    (("tw", "Claim"), ("schema", "Observation")),
    (("tw", "Claim"), ("schema", "Event")),
    (("tw", "Claim"), ("oa", "ResourceSelection")),
    (("tw", "Claim"), ("tw", "Actor")),
    (("schema", "Event"), ("tw", "Actor")),
    (("schema", "Event"), ("tw", "Participation")),
    (("tw", "Participation"), ("tw", "Actor")),
    (("tw", "Participation"), ("org", "Membership")),
    (("tw", "Actor"), ("org", "Membership")),
    (("tw", "Claim"), ("org", "Membership")),
)
_FURTHER = {(("tw", "Claim"), ("org", "Membership")): 0.75}
_MOST = 6
_DOMAINS = (term("rdfs", "domain"), term("schema", "domainIncludes"))
_RANGES = (term("rdfs", "range"), term("schema", "rangeIncludes"))
_SUBCLASS = term("rdfs", "subClassOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A class: its name, and its upper left corner in pixels."""

    ref: Ref
    kind: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """The properties that join two classes: a line between their middles, a word a line."""

    x1: int
    y1: int
    x2: int
    y2: int
    words: tuple[tuple[int, int, Ref], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The main classes and what joins them, in pixels."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]


def drawing_of(document: Document, names: Names) -> Drawing:
    """Return the drawing of the main classes of an ontology."""
    joined = _joined(document)
    wires = []
    for one, other in _WIRES:
        there = [("→", iri) for iri in joined.get((one, other), ())]
        back = [("←", iri) for iri in joined.get((other, one), ())]
        if there or back:
            wires.append(_wire(names, one, other, [*there, *back]))
    boxes = tuple(
        Box(
            ref=names.ref(term(*key).value),
            kind={"Claim": "claim", "Event": "event", "Actor": "actor"}.get(key[1], "other"),
            x=x - _BOX_WIDTH // 2,
            y=y - _BOX_HEIGHT // 2,
        )
        for key, (x, y) in _PLACES.items()
    )
    return Drawing(
        width=_WIDTH, height=_HEIGHT, box_width=_BOX_WIDTH, box_height=_BOX_HEIGHT,
        boxes=boxes, wires=tuple(wires),
    )  # fmt: skip


Key = tuple[str, str]


def _wire(names: Names, one: Key, other: Key, told: list[tuple[str, str]]) -> Wire:
    (x1, y1), (x2, y2) = _PLACES[one], _PLACES[other]
    shown = told if len(told) <= _MOST else told[: _MOST - 1]
    refs = []
    for arrow, iri in shown:
        ref, name = names.ref(iri), iri.removeprefix(PREFIXES["tw"])
        # An arrow points where the line goes on the page.
        leftwards = (x2 < x1) != (arrow == "←")
        upright = x1 == x2
        downwards = (y2 > y1) != (arrow == "←")
        sign = ("↓" if downwards else "↑") if upright else ("←" if leftwards else "→")
        label = f"{sign} {name}" if sign != "→" else f"{name} →"
        refs.append(Ref(label=label, href=ref.href))
    if len(told) > len(shown):
        refs.append(Ref(label=f"and {len(told) - len(shown)} more"))
    part = _FURTHER.get((one, other), 0.5)
    x = round(x1 + (x2 - x1) * part)
    y = round(y1 + (y2 - y1) * part) - (len(refs) - 1) * _LINE // 2 + 4
    words = tuple((x, y + at * _LINE, ref) for at, ref in enumerate(refs))
    return Wire(x1=x1, y1=y1, x2=x2, y2=y2, words=words)


def _joined(document: Document) -> dict[tuple[Key, Key], list[str]]:
    """Return the properties between each two drawn classes, sorted, but for inverses of others."""
    found: dict[tuple[Key, Key], list[str]] = {}
    for iri in document.graph.of_class(term("owl", "ObjectProperty")):
        node = ox.NamedNode(iri)
        if document.graph.values(node, term("owl", "inverseOf")):
            continue
        ends = [_drawn(document, kind) for kind in document.graph.iris(node, *_RANGES)]
        for kind in document.graph.iris(node, *_DOMAINS):
            start = _drawn(document, kind)
            for end in ends:
                if start and end and iri not in found.setdefault((start, end), []):
                    found[start, end].append(iri)
    return found


def _drawn(document: Document, iri: str, depth: int = 5) -> Key | None:
    """Return the drawn class that a class is, or is a subclass of."""
    own = next((key for key in _PLACES if term(*key).value == iri), None)
    if own is not None or not depth:
        return own
    above = document.graph.iris(ox.NamedNode(iri), _SUBCLASS)
    found = (_drawn(document, kind, depth - 1) for kind in above)
    return next((key for key in found if key is not None), None)
