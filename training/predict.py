"""A text in, the same text with the marks that a network puts into it out.

What it marks is a document like those it learned from, so that both are compared in one way.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from markup import Document, LineKind, Mark
from spacy.tokens import Doc

from triplewire.extract.figures.numbers import find_numbers
from triplewire.extract.tagger import Network, Party, Tags, first_tellings, tag
from triplewire.extract.tagger.actors import actors_of
from triplewire.extract.text.dates import find_dates

_POINTED = {"holder": "of"}


def predict(network: Network, document: Document, doc: Doc) -> Document:
    """Return a document's text with the marks of a network, by its parse; its own are unread."""
    found = tag(document.text, doc, network)
    lines: list[LineKind] = [*found.lines]  # type: ignore[list-item]
    return replace(document, marks=tuple(_marks(found, document)), lines=tuple(lines))


def _marks(found: Tags, document: Document) -> Iterator[Mark]:
    """Yield marks with ids and the attributes that name others."""
    text = document.text
    whose = actors_of(text, found)
    told = first_tellings(found)
    ids = [f"x{whose.get(n, told.get(n, n))}" for n in range(len(found.marks))]
    published = document.facts.get("published", "-")
    dates = find_dates(text, published if re.match(r"\d{4}-\d\d-\d\d", published) else None)
    numbers = list(find_numbers(text))
    for number, (mark, name) in enumerate(zip(found.marks, ids, strict=True)):
        if told.get(number, number) != number:
            yield Mark(kind="again", start=mark.start, end=mark.end, id=name, attributes={})
            continue
        given = {question: said for question, (said, _) in mark.answers.items()}
        if given.get("denied") == "no":
            del given["denied"]
        for pointer, aim in mark.pointers.items():
            if aim.mark is not None and pointer != "antecedent":
                given[_POINTED.get(pointer, pointer)] = ids[aim.mark]
        if mark.kind in {"quote", "said"}:
            given.setdefault("by", "-")
        elif mark.kind == "office":
            given.setdefault("of", "-")
        elif mark.kind == "event":
            best: dict[str, Party] = {}
            for party in sorted(mark.parties, key=lambda one: -one.chance):
                best.setdefault(ids[party.mark], party)
            who = ",".join(f"{party.role}:{name}" for name, party in best.items())
            given |= {"who": who} if who else {}
        elif mark.kind == "time":
            inside = [date.value for date in dates if mark.start <= date.start < mark.end]
            given["value"] = inside[0] if inside else "-"
        elif mark.kind in {"figure", "rank"}:
            here = [one for one in numbers if mark.start <= one.start < mark.end]
            given["value"] = str(here[0].value) if here else "0"
            unit = (here[0].unit if here else None) or text[mark.start : mark.end].split()[-1]
            given |= {"unit": unit.rstrip("s")} if mark.kind == "figure" else {}
        yield Mark(kind=mark.kind, start=mark.start, end=mark.end, id=name, attributes=given)
