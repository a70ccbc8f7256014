"""The files of ontology/ and shapes/ in, one document for each namespace of the project out."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from triplewire import assets
from triplewire.iris import PROJECT
from triplewire.publish.vocabulary.graph import Graph
from triplewire.vocab import PREFIXES, term

# What stands between a document's own IRI and the names of its terms.
NAMES = {"ns": "#", "concept": "/", "shapes": "#", "rule": "/"}
_VERSION_IRI, _VERSION_INFO = term("owl", "versionIRI"), term("owl", "versionInfo")
_PREFIX = re.compile(r"^@prefix\s+([\w-]*):\s*<([^>]*)>\s*\.[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """One document of a version of the vocabulary.

    ``turtle`` is as it was written by hand. ``old`` says that a later version has taken its place.
    """

    name: str
    version: str
    old: bool
    turtle: str
    graph: Graph
    prefixes: Mapping[str, str]

    @property
    def iri(self) -> str:
        """Return the IRI of the document: that of the ontology, or of all terms together."""
        return PROJECT + self.name + NAMES[self.name].removesuffix("#")

    @property
    def namespace(self) -> str:
        """Return what the IRIs of its terms begin with."""
        return PROJECT + self.name + NAMES[self.name]

    @property
    def terms(self) -> dict[str, str]:
        """Return the IRIs of its terms by their names."""
        found = (iri for iri in self.graph.subjects() if iri.startswith(self.namespace))
        return {iri.removeprefix(self.namespace): iri for iri in found if iri != self.namespace}

    def has(self, iri: str) -> bool:
        """Say whether something is said of an IRI."""
        return bool(self.graph.predicates(ox.NamedNode(iri)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Release:
    """The documents of a version of the vocabulary, by name."""

    version: str
    old: bool
    documents: Mapping[str, Document]


@cache
def releases() -> tuple[Release, ...]:
    """Return the vocabulary at hand, then its older versions, the newest of them first."""
    current = _release(_texts(assets.ontology()) | _shapes(assets.shapes()), "")
    kept = assets.ontology() / "versions"
    folders = [path for path in kept.iterdir() if path.is_dir()] if kept.is_dir() else []
    older = [path for path in folders if path.name != current.version]
    older.sort(key=lambda path: _numbers(path.name), reverse=True)
    return (current, *(_release(_texts(path), path.name) for path in older))


def joined(texts: Iterable[str]) -> str:
    """Return Turtle files as one, their prefixes once and in order; a single one is as it was.

    Raises: ValueError when two files mean different things by a prefix.
    """
    texts = list(texts)
    if len(texts) == 1:
        return texts[0]
    prefixes: dict[str, str] = {}
    for text in texts:
        for prefix, namespace in _PREFIX.findall(text):
            if prefixes.setdefault(prefix, namespace) != namespace:
                raise ValueError(f"two meanings of the prefix {prefix}:")
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items()))
    return "\n".join([head, *(_PREFIX.sub("", text).strip("\n") + "\n" for text in texts)])


def _texts(folder: Path) -> dict[str, str]:
    """Return the Turtle of each document, from the files of a folder by what they speak of most."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        found.setdefault(_speaks_of(text), []).append(text)
    return {name: joined(texts) for name, texts in found.items()}


def _shapes(folder: Path) -> dict[str, str]:
    """Return the Turtle of all shapes, with the file first that says what they are."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.ttl"))]
    head = f"<{PROJECT}shapes>\n"
    return {"shapes": joined(sorted(texts, key=lambda text: head not in text))}


def _speaks_of(text: str) -> str:
    subjects = {str(quad.subject)[1:-1] for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    counts = Counter(
        name
        for name in NAMES
        for iri in subjects
        if iri.startswith(f"{PROJECT}{name}{NAMES[name]}")
    )
    return max(counts, key=lambda name: (counts[name], name), default="ns")


def _release(texts: Mapping[str, str], version: str) -> Release:
    graphs = {name: _parsed(text) for name, text in texts.items()}
    old = bool(version)
    if not old:
        own = ox.NamedNode(f"{PROJECT}ns")
        version = graphs["ns"][0].text(own, _VERSION_INFO)
    documents = {}
    for name in NAMES:
        if name in texts:
            graph, prefixes = graphs[name]
            head = ox.NamedNode(PROJECT + name)
            number = [iri.rpartition("/")[2] for iri in graph.iris(head, _VERSION_IRI)]
            documents[name] = Document(
                name=name,
                version=number[0] if number else version,
                old=old,
                turtle=texts[name],
                graph=graph,
                prefixes=PREFIXES | prefixes,
            )
    return Release(version=version, old=old, documents=documents)


def _parsed(text: str) -> tuple[Graph, dict[str, str]]:
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
    graph = Graph(quad.triple for quad in parser)
    return graph, parser.prefixes


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
