"""The hand-modelled graph of ../shared in the IRI forms of this release."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from tests.passages import renewed, texts_of
from triplewire.iris import BASE, digits_of
from triplewire.wording import PlainText, plain

SHARED = Path(__file__).resolve().parents[2] / "shared"
HANDMADE = SHARED / "design" / "ontology" / "seeds.trig"

_TW = "https://w3id.org/triplewire/ns#"
_CONCEPT = "https://w3id.org/triplewire/concept/"
# What was modelled by hand lay in the project's namespace, which has the vocabulary alone now.
_PROJECTS = re.compile(r"https://w3id\.org/triplewire/(?!ns\b|concept/|shapes\b)")


def handmade_quads(path: Path = HANDMADE) -> list[Quad]:
    """Return the quads of a hand-modelled file with claims, events and comparisons renamed.

    Its passages are written anew.
    """
    quads = quads_of(path)
    texts = texts_of(SHARED / "seeds")
    names = _new_names(quads, texts)
    return renewed((_renamed(quad, names) for quad in quads), texts)


def quads_of(path: Path) -> list[Quad]:
    """Return the quads of a hand-modelled file at the base of a newsroom."""
    written = _PROJECTS.sub(BASE, path.read_text(encoding="utf-8"))
    return list(parse(written.encode(), format=RdfFormat.TRIG))


class _Index:
    """Answers what a subject has for a property of ours."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[str, str], list[str]] = {}
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                key = quad.subject.value, quad.predicate.value
                self._values.setdefault(key, []).append(quad.object.value)

    def all(self, subject: str, name: str) -> list[str]:
        return sorted(self._values.get((subject, _TW + name), []))

    def subjects(self, name: str) -> list[str]:
        return sorted(s for s, p in self._values if p == _TW + name)


def _new_names(quads: list[Quad], texts: dict[str, str]) -> dict[str, str]:
    index = _Index(quads)
    names: dict[str, str] = {}
    for article in _articles(quads):
        head, _, digits = article.rpartition("-")
        whole = next(name for name in texts if name.startswith(digits))
        names[article] = f"{head}-{whole}"
        graph = article.replace("/article/", "/graph/article/")
        names[graph] = f"{BASE}graph/article/{whole}"
    for claim in index.subjects("speechAct"):
        passages = index.all(claim, "quotation") or index.all(claim, "evidence")
        base = claim.partition("/claim/")[0]
        stem = f"{base}/claim/{_digits(passages)}/{_kind(index, claim)}"
        names[claim] = _free(stem, passages, names, texts)
        names[f"{claim}#observation"] = f"{names[claim]}#observation"
    for event in index.subjects("eventType"):
        passages = index.all(event, "evidence")
        kind = index.all(event, "eventType")[0].removeprefix(_CONCEPT)
        base = event.partition("/event/")[0]
        names[event] = _free(f"{base}/event/{_digits(passages)}/{kind}", passages, names, texts)
        for participation in index.all(event, "participation"):
            names[participation] = names[event] + participation.removeprefix(event)
    for comparison in index.subjects("subjectClaim"):
        ends = (index.all(comparison, side)[0] for side in ("subjectClaim", "objectClaim"))
        tails = (names[end].partition("/claim/")[2].replace("/", "-") for end in ends)
        base = comparison.partition("/comparison/")[0]
        names[comparison] = f"{base}/comparison/{'--'.join(tails)}"
    return names


def _kind(index: _Index, claim: str) -> str:
    observations = index.all(claim, "observation")
    if observations:
        return "rank" if index.all(observations[0], "rankedAmong") else "statistic"
    modes = {"narration": "assertion", "indirect-speech": "indirect"}
    mode = index.all(claim, "attributionMode")[0].removeprefix(_CONCEPT)
    return modes.get(mode, "quote")


def _articles(quads: list[Quad]) -> list[str]:
    """Return the articles of a graph."""
    found = {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}
    return sorted(iri for iri in found if re.search(r"/article/[^/]+-[0-9a-f]{8}$", iri))


def _digits(passages: list[str]) -> str:
    return passages[0].partition("/text/")[2][:16]


def _free(stem: str, passages: list[str], names: dict[str, str], texts: dict[str, str]) -> str:
    """Return the name by the first passage in text order that gives a name not yet taken."""
    taken, text = set(names.values()), texts[_digits(passages)]
    return next(name for name in _candidates(stem, passages, text) if name not in taken)


def _candidates(stem: str, passages: Iterable[str], text: str) -> Iterator[str]:
    spans = (passage.partition("#char=")[2].split(",") for passage in passages)
    for start, end in sorted((int(start), int(end)) for start, end in spans):
        words = plain(text[start:end])
        number = PlainText(text).ordinal(words, start)
        yield f"{stem}-{digits_of(words)}{f'-{number}' if number > 1 else ''}"


def _renamed(quad: Quad, names: dict[str, str]) -> Quad:
    subject, value = quad.subject, quad.object
    if isinstance(subject, NamedNode):
        subject = NamedNode(names.get(subject.value, subject.value))
    if isinstance(value, NamedNode):
        value = NamedNode(names.get(value.value, value.value))
    graph = quad.graph_name or DefaultGraph()
    if isinstance(graph, NamedNode):
        graph = NamedNode(names.get(graph.value, graph.value))
    return Quad(subject, quad.predicate, value, graph)
