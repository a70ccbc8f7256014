"""Writes docs/ontology.md from ontology/*.ttl.

    python tools/document_ontology.py

A test holds the page equal to what this prints.
"""

import re
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
    for scheme in graph.instances("ConceptScheme"):
        lines += [f"### {graph.label(scheme)}", "", graph.text(scheme), ""]
        lines += ["| concept | codes | definition |", "|---|---|---|"]
        lines += [
            f"| `{_short(concept)}` | {graph.codes(concept)} | {graph.text(concept)} |"
            for concept in graph.members(scheme)
        ]
        lines.append("")
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

    def links(self, term: str, *predicates: str) -> str:
        return ", ".join(f"`{_short(iri)}`" for iri in self.values(term, *predicates))

    def codes(self, concept: str) -> str:
        return ", ".join(self.values(concept, _SKOS + "notation"))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri.removeprefix(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


if __name__ == "__main__":
    main()
