"""Files of shapes in, the rules that a report can speak of out; a shape's IRI in, its name out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from triplewire.ask import expand, nearest
from triplewire.errors import QueryError, ValidateError
from triplewire.records import Result
from triplewire.report.findings import Rule
from triplewire.vocab import COMMENT, LABEL

OURS = "https://w3id.org/triplewire/shapes#"
_SH = "http://www.w3.org/ns/shacl#"
# What a shape has that judges nothing by itself.
_SILENT = frozenset(
    _SH + name
    for name in (
        *("property", "sparql", "severity", "message", "name", "description", "order", "group"),
        *("defaultValue", "deactivated", "ignoredProperties", "flags", "prefixes", "path"),
        *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target"),
    )
)
_MEMBER = frozenset({_SH + "property", _SH + "sparql"})
_QUERY = frozenset({_SH + "select", _SH + "ask"})
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")

_PREFIXED = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}

Described = Mapping[ox.NamedNode, list[ox.Triple]]


def rules_of(paths: Iterable[Path]) -> tuple[Rule, ...]:
    """Return what the shapes in files, or in the .ttl files of folders, can report, in their order.

    A shape without an IRI has no rule: only its results name it.
    Raises: ValidateError when a file is not Turtle.
    """
    found: dict[str, Rule] = {}
    for path in paths:
        for file in sorted(path.glob("*.ttl")) if path.is_dir() else [path]:
            for rule in _rules(file):
                found.setdefault(rule.iri, rule)
    return tuple(found.values())


def prefixes_of(paths: Iterable[Path]) -> dict[str, str]:
    """Return the prefixes that files of Turtle or TriG declare before their first statement."""
    found: dict[str, str] = {}
    for path in paths:
        form = _PREFIXED.get(path.suffix.lower())
        for file in sorted(path.glob("*.ttl")) if path.is_dir() else [path] if form else []:
            quads = ox.parse(path=file, format=form or ox.RdfFormat.TURTLE)
            with suppress(SyntaxError):
                next(iter(quads), None)
            found |= {name: iri for name, iri in quads.prefixes.items() if name not in found}
    return found


def named(rules: Iterable[Rule], names: Iterable[str], prefixes: Mapping[str, str]) -> set[str]:
    """Return the IRIs of the shapes that names stand for, with all that they have.

    A name is a rule's id, an IRI, a prefixed name or the last part of an IRI.
    Raises: QueryError when it is none of these.
    """
    rules = tuple(rules)
    wholes = {iri for rule in rules for iri in rule.within}
    found: set[str] = set()
    for name in names:
        wanted = {name, expand(name, prefixes) or name}
        fits = {iri for iri in wholes if wanted & {iri, local(iri)}}
        fits |= {rule.iri for rule in rules if wanted & {rule.id, rule.iri, local(rule.iri)}}
        if not fits:
            known = sorted({rule.id for rule in rules} | {_id(iri) for iri in wholes})
            close = nearest(name, known)
            hint = f"did you mean {' or '.join(close)}?" if close else "see the files of shapes"
            raise QueryError(f"no shape is called {name[:200]!r}", hint=hint)
        found |= fits | {rule.iri for rule in rules if fits & set(rule.within)}
    return found


def rule_of(result: Result, known: Mapping[str, Rule]) -> Rule:
    """Return the rule that a result broke; that of a shape without an IRI is made up.

    Such a shape's label differs from run to run, so its path and constraint name it.
    """
    rule = known.get(result.shape)
    if rule is not None:
        return rule
    if _IRI.fullmatch(result.shape) and not result.shape.startswith("_:"):
        return Rule(id=_id(result.shape), iri=result.shape, severity=result.severity)
    constraint = local(result.component).removesuffix("ConstraintComponent")
    identity = f"{constraint} of {result.path}" if result.path else constraint
    return Rule(id=identity, iri="", severity=result.severity)


def local(iri: str) -> str:
    """Return the last part of an IRI."""
    return re.split(r"[#/:]", iri.rstrip("#/:"))[-1]


def _id(iri: str) -> str:
    return iri.removeprefix(OURS)


def _rules(file: Path) -> Iterable[Rule]:
    try:
        triples = [quad.triple for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise ValidateError(f"not Turtle: {error}", where=str(file)) from error
    described: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            described[triple.subject].append(triple)
    holders: dict[str, list[str]] = defaultdict(list)
    for triple in triples:
        if triple.predicate.value in _MEMBER and isinstance(triple.object, ox.NamedNode):
            if isinstance(triple.subject, ox.NamedNode):
                holders[triple.object.value].append(triple.subject.value)
            else:
                holders.setdefault(triple.object.value, [])
    for node, said in described.items():
        if node.value in holders or _judges(said):
            yield _rule(node, described, holders.get(node.value, []), file)


def _judges(triples: list[ox.Triple]) -> bool:
    """Say whether triples about a node are those of a shape with a constraint of its own."""
    names = {triple.predicate.value for triple in triples}
    kinds = {str(t.object) for t in triples if t.predicate.value.endswith("#type")}
    shape = kinds & {f"<{_SH}NodeShape>", f"<{_SH}PropertyShape>"} or names & _SILENT
    return bool(shape) and any(name.startswith(_SH) and name not in _SILENT for name in names)


def _rule(node: ox.NamedNode, described: Described, holders: list[str], file: Path) -> Rule:
    # The severity of a sh:sparql constraint is that of the shape which has it.
    judges = [node, *map(ox.NamedNode, sorted(holders))] if _is_query(described[node]) else [node]
    severities = [s for n in judges for s in _values(described.get(n, []), _SH + "severity")]
    return Rule(
        id=_id(node.value),
        iri=node.value,
        suite=file.stem,
        severity=local(severities[0]) if severities else "Violation",
        name=_one(described[node], _SH + "name", LABEL.value) or local(node.value),
        description=_one(described[node], _SH + "description", COMMENT.value),
        messages=tuple(sorted(_values(described[node], _SH + "message"))),
        within=tuple(sorted(holders)),
    )


def _is_query(triples: list[ox.Triple]) -> bool:
    return any(triple.predicate.value in _QUERY for triple in triples)


def _one(triples: list[ox.Triple], *names: str) -> str:
    return next((value for name in names for value in sorted(_values(triples, name))), "")


def _values(triples: list[ox.Triple], name: str) -> list[str]:
    return [
        t.object.value
        for t in triples
        if t.predicate.value == name and isinstance(t.object, ox.NamedNode | ox.Literal)
    ]
