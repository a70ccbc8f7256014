"""Sorted triples, graph by graph, and a context in; compact JSON-LD out, one node a line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO, Self

import pyoxigraph as ox

from triplewire.errors import StoreError

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
# A JSON number is read back as a double: beyond 15 digits it would not be the same integer.
_NATIVE_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A JSON-LD context as a writer needs it: ``terms`` gives an IRI's term and type coercion."""

    names: frozenset[str]
    prefixes: Mapping[str, str]
    terms: Mapping[str, tuple[str, str | None]]

    @classmethod
    def read(cls, context: Json) -> Self:
        """Return the terms and prefixes of a context made of strings and {"@id", "@type"}."""
        named = {name: value for name, value in context.items() if not name.startswith("@")}
        prefixes = {
            name: value
            for name, value in named.items()
            if isinstance(value, str) and value.endswith(("/", "#"))
        }
        terms: dict[str, tuple[str, str | None]] = {}
        for name in named.keys() - prefixes.keys():
            value = named[name]
            iri, coercion = (
                (value["@id"], value.get("@type")) if isinstance(value, dict) else (value, None)
            )
            full = coercion and _full(coercion, prefixes)
            terms[_full(iri, prefixes)] = (name, full)
        return cls(names=frozenset(named), prefixes=prefixes, terms=terms)

    def term(self, iri: str) -> tuple[str, str | None]:
        """Return the name of a class or property and the type that it gives its values."""
        return self.terms.get(iri) or (self.compact(iri), None)

    def compact(self, iri: str) -> str:
        """Return an IRI in its short form where it has one.

        Raises: StoreError when a reader would take the IRI for a prefixed name.
        """
        fitting = [
            (len(namespace), name)
            for name, namespace in self.prefixes.items()
            # "x:" alone is no prefixed name, and "x://" would be read as a scheme.
            if iri.startswith(namespace) and not iri[len(namespace) :].startswith("/")
            if len(iri) > len(namespace)
        ]
        if fitting:
            length, name = max(fitting)
            return f"{name}:{iri[length:]}"
        if iri.partition(":")[0] in self.names:
            raise StoreError(
                f"<{iri}> cannot be written as JSON-LD: its scheme is a name of the context",
                hint="correct the IRI in its source, or dump another format",
            )
        return iri


def write_jsonld(
    graphs: Iterable[tuple[str, Iterable[ox.Triple]]], context: Json, out: BinaryIO
) -> None:
    """Write named graphs, "" being the default one; the triples of a subject must be together."""
    names = Context.read(context)
    head = json.dumps(context, ensure_ascii=False, indent=1, sort_keys=True)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    separator = "\n"
    for name, triples in graphs:
        if name:
            iri = json.dumps(names.compact(name), ensure_ascii=False)
            out.write(f'{separator}{{"@id": {iri}, "@graph": ['.encode())
            _write_nodes(triples, names, out, "\n")
            out.write(b"\n]}")
        else:
            _write_nodes(triples, names, out, separator)
        separator = ",\n"
    out.write(b"\n]}\n")


def _write_nodes(
    triples: Iterable[ox.Triple], names: Context, out: BinaryIO, separator: str
) -> None:
    for node in _nodes(triples, names):
        out.write(f"{separator}{json.dumps(node, ensure_ascii=False)}".encode())
        separator = ",\n"


def _full(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else name


def _nodes(triples: Iterable[ox.Triple], names: Context) -> Iterator[Json]:
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        members: dict[str, list[Any]] = {}
        for triple in group:
            predicate, value = triple.predicate.value, triple.object
            if predicate == _RDF_TYPE and isinstance(value, ox.NamedNode):
                members.setdefault("@type", []).append(names.term(value.value)[0])
                continue
            term, coercion = names.term(predicate)
            members.setdefault(term, []).append(_value(value, coercion, names))
        node = {term: values if len(values) > 1 else values[0] for term, values in members.items()}
        yield {"@id": names.compact(_iri(subject)), **dict(sorted(node.items()))}


def _iri(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    raise StoreError(f"only IRIs and literals can be dumped as JSON-LD, not {term}")


def _value(term: object, coercion: str | None, names: Context) -> Json | str | int | bool:
    """Return an object in the shortest form that reads back as exactly itself."""
    if not isinstance(term, ox.Literal):
        iri = names.compact(_iri(term))
        return iri if coercion == "@id" else {"@id": iri}
    if term.language is not None:
        return {"@language": term.language, "@value": term.value}
    datatype = term.datatype.value
    if datatype == coercion:
        return term.value
    if datatype == f"{_XSD}string":
        return term.value if coercion is None else {"@value": term.value}
    if coercion is None and datatype == f"{_XSD}integer" and _NATIVE_INTEGER.fullmatch(term.value):
        return int(term.value)
    if coercion is None and datatype == f"{_XSD}boolean" and term.value in {"true", "false"}:
        return term.value == "true"
    return {"@type": names.compact(datatype), "@value": term.value}
