"""A store and its index in, the words of its queries out: classes, properties and prefixes."""

from typing import Any

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import prefixes_of, shorten
from triplewire.ask.index import Index
from triplewire.ontology import vocabulary
from triplewire.store import Store

_CLASSES = frozenset({f"{vocab.PREFIXES['owl']}Class", f"{vocab.PREFIXES['rdfs']}Class"})
_NOTE = f"{vocab.PREFIXES['skos']}definition"


def terms_of(store: Store, index: Index) -> dict[str, Any]:
    """Return what an editor completes: terms by kind with uses and definition, and prefixes.

    The terms of the ontology are there whether or not they are in use.
    """
    prefixes = prefixes_of(store)
    uses = index.terms()
    notes: dict[str, str] = {}
    for triple in vocabulary():
        subject = triple.subject
        if not isinstance(subject, ox.NamedNode):
            continue
        if triple.predicate.value == _NOTE and isinstance(triple.object, ox.Literal):
            notes[subject.value] = triple.object.value
        if triple.predicate == vocab.TYPE and isinstance(triple.object, ox.NamedNode):
            kind = _kind(triple.object.value)
            if kind and subject.value.startswith(vocab.PREFIXES["tw"]):
                uses.setdefault((kind, subject.value), 0)
            if kind == "concept":
                uses.setdefault((kind, subject.value), 0)
    listed = [
        {
            "kind": kind,
            "iri": iri,
            "name": shorten(iri, prefixes),
            "uses": number,
            "note": notes.get(iri, ""),
        }
        for (kind, iri), number in uses.items()
    ]
    return {
        "prefixes": dict(sorted(prefixes.items())),
        "terms": sorted(listed, key=lambda term: (-int(str(term["uses"])), str(term["name"]))),
    }


def _kind(iri: str) -> str | None:
    if iri in _CLASSES:
        return "class"
    if iri.startswith(vocab.PREFIXES["owl"]) and iri.endswith("Property"):
        return "property"
    return "concept" if iri == vocab.SKOS_CONCEPT.value else None
