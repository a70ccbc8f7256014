"""Writes docs/ontology.md from ontology/*.ttl.

    python tools/document_ontology.py

A test holds the page equal to what this prints.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from triplewire import assets
from triplewire.vocab import PREFIXES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "ontology.md"
_SKOS, _RDFS, _RDF, _OWL = (PREFIXES[name] for name in ("skos", "rdfs", "rdf", "owl"))
_HEAD = """\
# The Triplewire ontology

Made from `ontology/*.ttl` by `tools/document_ontology.py`; edit those files, not this page.

{classes} classes and {properties} properties of our own, prefix `tw:` for <{tw}>.
Everything else is reused as it is: schema.org for articles, events, people, organisations and
observations, Web Annotation for passages, the Organization ontology for offices, PROV-O for
provenance, SKOS for the code lists, prefix `c:` for
<{c}>. The shapes in `shapes/` say what is required.

The same with every note and a drawing: `/ns.html` of [`triplewire serve`](serving.md), or
`vocabulary/ns.html` of [a dump](dumps.md); `ontology/w3id/` holds the rules that lead the permanent
addresses there. Versions before this one are kept in `ontology/versions/` and answer at their own
addresses, such as `/ns/0.1.0`.

Who speaks or acts without a name in the article ("two officials", "gunmen") is no actor: the claim
or the participation has the article's wording in `schema:creditText`, and two with the same wording
need not be the same. All of them:
`SELECT ?words ?of {{ ?of schema:creditText ?words ; tw:evidence ?passage }}`.

What `tw:evidence` points to is a passage of a text: its words, and in `schema:position` the line of
the source on which it begins. `tw:content` and `tw:quotation` point to all of it, or to a passage
inside it, whose offsets count in its words. What a claim says and what shows it:
`SELECT ?said ?shown {{ ?c tw:content ?p ; tw:evidence ?e . ?p oa:hasSelector/oa:exact ?said .
?e oa:hasSelector/oa:exact ?shown }}`.
"""

# The vocabularies that concepts are mapped to, by the beginning of their IRIs.
_ELSEWHERE = {
    "http://www.wikidata.org/entity/": "Wikidata",
    "http://cv.iptc.org/newscodes/mediatopic/": "IPTC Media Topics",
    "http://eurovoc.europa.eu/": "EuroVoc",
    "http://data.europa.eu/esco/occupation/": "ESCO",
    "http://data.europa.eu/esco/isco/": "ISCO-08",
    "http://zbw.eu/stw/descriptor/": "STW",
    "http://qudt.org/vocab/quantitykind/": "QUDT",
    "http://purl.org/linked-data/sdmx/2009/concept#": "SDMX",
    "https://schema.org/": "schema.org",
    "https://www.w3.org/ns/activitystreams#": "ActivityStreams",
    "http://www.w3.org/ns/prov#": "PROV-O",
    "http://groundedannotationframework.org/grasp/factuality#": "GRaSP",
    "http://id.loc.gov/vocabulary/relators/": "MARC relators",
}
_RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_MAPPED = """\
## What the concepts are elsewhere

{mapped} of {all} concepts are mapped, {none} are not: the tables above say why. The relation is
`skos:exactMatch` only where one can stand for the other; `skos:broadMatch` leads to what is
wider, `skos:narrowMatch` to what is narrower. Each was looked up, with its label, in a source that
`ontology/mappings.tsv` names in its column `seen`. PLOVER and CAMEO publish no IRIs, so their codes
are notations. A measure or an office that is minted from an article is `skos:broader` one of these:
by the head of its name ("net profit" is a kind of `c:profit`, "justice minister" of `c:minister`),
or a measure by its unit (money is `c:amount`, time `c:duration`, things `c:count`).
"""
_RULES = """\
## Rules of extraction

What `tw:rule` points to, prefix `twr:`; made from `data/rules.tsv` and the counts of
`data/confidence.tsv` by `tools/describe_rules.py`. "19 of 20" says that 19 of 20 findings on the
development set were right; a rule without counts was never met there, or is not counted so.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the page as Markdown."""
    graph = _Graph()
    classes, properties = graph.terms("Class"), graph.terms("ObjectProperty", "DatatypeProperty")
    head = _HEAD.format(
        classes=len(classes), properties=len(properties), tw=PREFIXES["tw"], c=PREFIXES["c"]
    )
    lines = [head, "## Classes", "", "| class | below | definition |", "|---|---|---|"]
    lines += [
        f"| `{_short(term)}` | {graph.links(term, _RDFS + 'subClassOf')} | {graph.text(term)} |"
        for term in classes
    ]
    lines += ["", "## Properties", "", "| property | of | to | definition |", "|---|---|---|---|"]
    for term in properties:
        domain = graph.links(term, _RDFS + "domain", PREFIXES["schema"] + "domainIncludes")
        target = graph.links(term, _RDFS + "range")
        lines.append(f"| `{_short(term)}` | {domain} | {target} | {graph.text(term)} |")
    lines += ["", "## Code lists", ""]
    mappings = _mappings()
    schemes = (one for one in graph.instances("ConceptScheme") if one.startswith(PREFIXES["c"]))
    for scheme in schemes:
        lines += [f"### {graph.label(scheme)}", "", graph.text(scheme), ""]
        lines += ["| concept | codes | definition | elsewhere |", "|---|---|---|---|"]
        lines += [
            f"| `{_short(concept)}` | {graph.codes(concept)} | {graph.text(concept)} |"
            f" {_elsewhere(mappings[concept.removeprefix(PREFIXES['c'])])} |"
            for concept in graph.members(scheme)
        ]
        lines.append("")
    lines += [_RULES, "| rule | looks for | right | definition |", "|---|---|---|---|"]
    lines += [
        f"| `{_short(plan)}` | {graph.label(plan)} | {graph.right(plan)} | {graph.text(plan)} |"
        for plan in sorted(graph.subjects(_RDF + "type", PREFIXES["prov"] + "Plan"))
    ]
    lines += _mapped(mappings)
    return "\n".join(lines).rstrip() + "\n"


class _Graph:
    """The ontology's triples, looked up by subject and property."""

    def __init__(self) -> None:
        self._store = ox.Store()
        for path in sorted(assets.ontology().glob("*.ttl")):
            self._store.load(path=str(path), format=ox.RdfFormat.TURTLE)

    def values(self, subject: str, *predicates: str) -> list[str]:
        return sorted(
            quad.object.value
            for predicate in predicates
            for quad in self._store.quads_for_pattern(
                ox.NamedNode(subject), ox.NamedNode(predicate), None
            )
        )

    def subjects(self, predicate: str, value: str) -> Iterator[str]:
        for quad in self._store.quads_for_pattern(
            None, ox.NamedNode(predicate), ox.NamedNode(value)
        ):
            yield quad.subject.value

    def terms(self, *kinds: str) -> list[str]:
        found = {iri for kind in kinds for iri in self.subjects(_RDF + "type", _OWL + kind)}
        return sorted(iri for iri in found if iri.startswith(PREFIXES["tw"]))

    def instances(self, kind: str) -> list[str]:
        return sorted(self.subjects(_RDF + "type", _SKOS + kind))

    def members(self, scheme: str) -> list[str]:
        return sorted(self.subjects(_SKOS + "inScheme", scheme))

    def label(self, term: str) -> str:
        return self.values(term, _RDFS + "label", _SKOS + "prefLabel")[0]

    def text(self, term: str) -> str:
        return " ".join(self.values(term, _SKOS + "definition")).replace("|", "\\|")

    def right(self, plan: str) -> str:
        right = self.values(plan, PREFIXES["tw"] + "findingsRight")
        counted = self.values(plan, PREFIXES["tw"] + "findingsCounted")
        return f"{right[0]} of {counted[0]}" if right else ""

    def links(self, term: str, *predicates: str) -> str:
        return ", ".join(f"`{_short(iri)}`" for iri in self.values(term, *predicates))

    def codes(self, concept: str) -> str:
        return ", ".join(self.values(concept, _SKOS + "notation"))


def _rows(name: str) -> list[dict[str, str]]:
    with (assets.ontology() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _mappings() -> dict[str, list[dict[str, str]]]:
    """Return the rows of mappings.tsv by the local name of their concept."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in _rows("mappings.tsv"):
        found.setdefault(row["concept"], []).append(row)
    return found


def _elsewhere(rows: list[dict[str, str]]) -> str:
    if rows[0]["relation"] == "none":
        return f"none: {rows[0]['note']}"
    return "; ".join(
        f"{relation}: "
        + ", ".join(
            f"{_vocabulary(row['target'])} [{row['label'].removesuffix('@de')}]({row['target']})"
            for row in rows
            if row["relation"] == relation
        )
        for relation in _RELATIONS
        if any(row["relation"] == relation for row in rows)
    )


def _mapped(mappings: dict[str, list[dict[str, str]]]) -> list[str]:
    """Return the section that counts the mappings and names their sources."""
    none = sum(rows[0]["relation"] == "none" for rows in mappings.values())
    head = _MAPPED.format(mapped=len(mappings) - none, all=len(mappings), none=none)
    counted = Counter(
        (_vocabulary(row["target"]), row["relation"])
        for rows in mappings.values()
        for row in rows
        if row["target"]
    )
    lines = [head, f"| vocabulary | {' | '.join(_RELATIONS)} |", "|---|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {' | '.join(str(counted[name, relation]) for relation in _RELATIONS)} |"
        for name in _ELSEWHERE.values()
    ]
    lines += ["", "| seen | source |", "|---|---|"]
    lines += [f"| {row['key']} | {row['source']} |" for row in _rows("mapping_sources.tsv")]
    return lines


def _vocabulary(target: str) -> str:
    return next(name for start, name in _ELSEWHERE.items() if target.startswith(start))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri.removeprefix(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


if __name__ == "__main__":
    main()
