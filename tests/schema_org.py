"""RDF or JSON-LD in, its uses of schema.org out, each with what schema.org itself has to say to it.

tests/schema_org_terms.tsv is written by us from schema.org's definitions, so that no test needs the
network. Where we depart from them, we say why.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from triplewire import assets, vocab

TERMS = Path(__file__).with_name("schema_org_terms.tsv")
SCHEMA = vocab.PREFIXES["schema"]
_XSD = vocab.PREFIXES["xsd"]
_DATATYPES = {
    "date": {"Date"}, "dateTime": {"DateTime"}, "gYear": {"Date"}, "gYearMonth": {"Date"},
    "integer": {"Integer", "Number"}, "decimal": {"Number"}, "boolean": {"Boolean"},
}  # fmt: skip
# What describes an ontology, and is used of no data.
_OF_ONTOLOGIES = {f"{SCHEMA}domainIncludes", f"{SCHEMA}rangeIncludes"}

# Where schema.org has no place for what we say, by property, side and class, with the reason.
DEPARTURES = {
    ("author", "to", "Place"): "A country or a place speaks and acts in the news.",
    ("author", "to", "Group"): "FOAF has groups without an organisation; schema.org has none.",
    ("author", "to", "Text"): "A byline names somebody of whom nothing else is known.",
    ("attendee", "to", "Place"): "A country or a place speaks and acts in the news.",
    ("attendee", "to", "Thing"): "FOAF has groups without an organisation; schema.org has none.",
    ("creditText", "of", "Participation"): "Who takes part may have no name, as a source may.",
    ("position", "of", "ResourceSelection"): "The line of the file on which a passage begins.",
    ("sha256", "of", "Entity"): "A version of a text is told by its hash, and is no file.",
    (
        "softwareVersion",
        "of",
        "SoftwareAgent",
    ): "PROV's class of programs that have done something.",
    ("variableMeasured", "to", "Concept"): "A measure is a concept of SKOS, in a code list.",
}


@dataclass(frozen=True)
class Term:
    """A term of schema.org: its superclasses, its list, or its domains and ranges."""

    kind: str
    of: frozenset[str]
    to: frozenset[str]


@dataclass(frozen=True, order=True)
class Misuse:
    """A use of a property on a side, ``of`` or ``to``, that schema.org does not provide for."""

    name: str
    side: str
    kinds: tuple[str, ...]


@cache
def terms() -> dict[str, Term]:
    """Return the terms by their names."""
    lines = [line for line in TERMS.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return {
        row["term"]: Term(row["kind"], _split(row["of"]), _split(row["to"]))
        for row in csv.DictReader(lines, delimiter="\t")
    }


def misuses_of_rdf(triples: Iterable[ox.Triple]) -> set[Misuse]:
    """Return the uses in RDF that schema.org does not provide for."""
    known = list(triples)
    kinds: dict[str, set[str]] = {}
    for triple in known:
        if triple.predicate == vocab.TYPE:
            kinds.setdefault(name_of(triple.subject), set()).add(name_of(triple.object))
    found: set[Misuse] = set()
    for triple in known:
        name = triple.predicate.value
        if name.startswith(SCHEMA) and name not in _OF_ONTOLOGIES:
            to = _value_kinds(triple.object, kinds)
            of = kinds.get(name_of(triple.subject), set())
            found.update(_misuses(name.removeprefix(SCHEMA), of, to))
    for classes in kinds.values():
        found |= {
            Misuse(_short(kind), "class", ())
            for kind in classes
            if kind.startswith(SCHEMA) and _short(kind) not in terms()
        }
    return found


def name_of(node: object) -> str:
    """Return the IRI of a node, which is to have one."""
    assert isinstance(node, ox.NamedNode)
    return node.value


def misuses_of_json(node: dict[str, Any]) -> set[Misuse]:
    """Return the uses in a node of JSON-LD and the nodes within that schema.org does not have."""
    kind = f"{SCHEMA}{node['@type']}"
    found = set() if node["@type"] in terms() else {Misuse(node["@type"], "class", ())}
    for name, value in node.items():
        if name.startswith("@"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                found.update(_misuses(name, {kind}, {f"{SCHEMA}{one['@type']}"}))
                found |= misuses_of_json(one)
            else:
                member = terms().get(str(one).removeprefix(SCHEMA))
                to = {"Text", "URL", "Date", "DateTime"}
                if member is not None and member.kind == "member":
                    to = set(member.of)
                found.update(_misuses(name, {kind}, to))
    return found


def meant(misuse: Misuse) -> bool:
    """Say whether we depart from schema.org there knowingly."""
    return any((misuse.name, misuse.side, kind) in DEPARTURES for kind in above(misuse.kinds))


def above(kinds: Iterable[str]) -> set[str]:
    """Return the names of classes, of schema.org where they are its own, and of all above them."""
    return {*kinds, *_above({f"{SCHEMA}{kind}" for kind in kinds})}


def _misuses(name: str, of: set[str], to: set[str] | None) -> Iterator[Misuse] | set[Misuse]:
    term = terms().get(name)
    if term is None or term.kind != "property":
        return {Misuse(name, "property", ())}
    found = set()
    if "Thing" not in term.of and not _above(of) & term.of:
        found.add(Misuse(name, "of", tuple(sorted(map(_short, of)))))
    wide = term.to | ({"DateTime"} if "Date" in term.to else set())
    if to is not None and not (_above(to) & wide) and not ("Thing" in term.to and _things(to)):
        found.add(Misuse(name, "to", tuple(sorted(map(_short, to)))))
    return found


def _value_kinds(value: object, kinds: dict[str, set[str]]) -> set[str] | None:
    """Return the classes of a value; None for a thing elsewhere, of which nothing is said."""
    if isinstance(value, ox.Literal):
        return _DATATYPES.get(value.datatype.value.removeprefix(_XSD), {"Text"})
    iri = value.value if isinstance(value, ox.NamedNode) else ""
    member = terms().get(iri.removeprefix(SCHEMA)) if iri.startswith(SCHEMA) else None
    if member is not None and member.kind == "member":
        return set(member.of)
    return kinds.get(iri)


def _things(kinds: set[str]) -> bool:
    return any(":" in kind for kind in kinds)


@cache
def _supers() -> dict[str, set[str]]:
    """Return the superclasses of classes, by schema.org and by our ontology."""
    found = {f"{SCHEMA}{name}": {f"{SCHEMA}{one}" for one in term.of}
             for name, term in terms().items() if term.kind == "class"}  # fmt: skip
    ontology = (assets.ontology() / "triplewire.ttl").read_bytes()
    for quad in ox.parse(ontology, format=ox.RdfFormat.TURTLE):
        if quad.predicate == vocab.SUB_CLASS_OF:
            found.setdefault(quad.subject.value, set()).add(quad.object.value)
    return found


def _above(kinds: set[str]) -> set[str]:
    """Return the names of classes and of all above them."""
    todo, found = list(kinds), set()
    while todo:
        kind = todo.pop()
        if kind not in found:
            found.add(kind)
            todo.extend(_supers().get(kind, ()))
    return {_short(kind) for kind in found if kind.startswith(SCHEMA) or ":" not in kind}


def _short(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def _split(text: str | None) -> frozenset[str]:
    return frozenset((text or "").split("|")) - {""}
