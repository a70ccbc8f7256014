"""Passages as graphs of tests write them, and the graph of ../shared with its passages anew."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from triplewire import vocab
from triplewire.iris import digits_of
from triplewire.wording import ordinal

_CONTEXT = 32
_INSIDE = (vocab.CONTENT, vocab.QUOTATION)
_OLD = ("#char=", "/position/", "/quote/")


def named(text_iri: str, text: str, start: int, end: int) -> str:
    """Return the IRI of a passage of a text."""
    time = ordinal(text[start:end], text, start)
    again = f"-{time}" if time > 1 else ""
    return f"{text_iri}#passage-{digits_of(text[start:end])}{again}"


def texts_of(folder: Path) -> dict[str, str]:
    """Return the texts of a folder by the digits that their IRIs have."""
    read = (path.read_bytes() for path in sorted(folder.glob("*.txt")))
    return {sha256(content).hexdigest()[:16]: content.decode() for content in read}


def renewed(quads: Iterable[Quad], texts: dict[str, str]) -> list[Quad]:
    """Return quads whose passages are ranges of characters with passages named by their words.

    What a claim quotes or contains lies inside the shortest of its evidence that has it.
    """
    old = list(quads)
    evidence: dict[object, list[_Range]] = {}
    for quad in old:
        if quad.predicate == vocab.EVIDENCE:
            evidence.setdefault(quad.subject, []).append(_Range(quad.object, texts))
    new: dict[Quad, None] = {}
    for quad in old:
        if any(part in str(quad.subject) for part in _OLD):
            continue
        if "#char=" not in str(quad.object):
            new[quad] = None
            continue
        words = _Range(quad.object, texts)
        within = evidence.get(quad.subject, []) if quad.predicate in _INSIDE else []
        around = min(filter(words.inside, within), key=lambda one: one.length, default=None)
        graph = quad.graph_name or DefaultGraph()
        iri = NamedNode(words.name(around))
        new[Quad(quad.subject, quad.predicate, iri, graph)] = None
        for subject, predicate, value in words.said(around):
            new[Quad(NamedNode(subject), predicate, value, graph)] = None
    return list(new)


class _Range:
    """A range of characters of a text."""

    def __init__(self, node: object, texts: dict[str, str]) -> None:
        iri, _, span = str(node).strip("<>").partition("#char=")
        self.text_iri, self.text = iri, texts[iri.rpartition("/")[2]]
        self.start, self.end = map(int, span.split(","))
        self.length = self.end - self.start

    def inside(self, other: "_Range") -> bool:
        return other.start <= self.start and self.end <= other.end

    def name(self, around: "_Range | None") -> str:
        if around is None or around.length == self.length:
            return named(self.text_iri, self.text, self.start, self.end)
        return f"{around.name(None)}/{self.start - around.start}-{self.end - around.start}"

    def said(self, around: "_Range | None") -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
        iri, text = self.name(around), self.text
        selector = f"{iri}/selector"
        yield iri, vocab.TYPE, vocab.OA_RESOURCE_SELECTION
        yield iri, vocab.OA_HAS_SELECTOR, NamedNode(selector)
        yield selector, vocab.TYPE, vocab.OA_TEXT_QUOTE_SELECTOR
        yield selector, vocab.OA_EXACT, Literal(text[self.start : self.end])
        if around is not None and around.length > self.length:
            yield iri, vocab.OA_HAS_SOURCE, NamedNode(around.name(None))
            yield selector, vocab.TYPE, vocab.OA_TEXT_POSITION_SELECTOR
            yield selector, vocab.OA_START, _number(self.start - around.start)
            yield selector, vocab.OA_END, _number(self.end - around.start)
            return
        yield iri, vocab.OA_HAS_SOURCE, NamedNode(self.text_iri)
        yield iri, vocab.SCHEMA_POSITION, _number(1 + text.count("\n", 0, self.start))
        if before := text[max(0, self.start - _CONTEXT) : self.start]:
            yield selector, vocab.OA_PREFIX, Literal(before)
        if after := text[self.end : self.end + _CONTEXT]:
            yield selector, vocab.OA_SUFFIX, Literal(after)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=vocab.XSD_INTEGER)
