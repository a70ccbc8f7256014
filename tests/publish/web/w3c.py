"""The W3C's cases for endpoints: read from its manifests, run against a server, judged.

python -m tests.publish.web.w3c        prints the table of docs/conformance.md
"""

import csv
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from tests.graphs import BASE
from tests.publish.web.serving import Answer, Running, running
from triplewire.publish.web.settings import Settings
from triplewire.records import Graph
from triplewire.store import Store, rebuild

SUITE = Path(__file__).resolve().parents[4] / "shared" / "suites" / "sparql11"
DATA = "http://kasei.us/2009/09/sparql/data/"
_HT, _CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_RESULTS = ("csv-tsv-res", "json-res")
_ONE = ox.Triple(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode("x:c"))
# What is not passed, and why.
KNOWN = {"tsv03": "fails: Oxigraph keeps xsd:negativeInteger as xsd:integer"}
# An endpoint that changes nothing must refuse these, whatever the suite expects.
UPDATES = re.compile("^update_")


@dataclass(frozen=True)
class Case:
    """A case of a suite by its name in the manifest."""

    suite: str
    name: str


class Manifest:
    """The triples of a manifest, with a way along them."""

    def __init__(self, suite: str) -> None:
        path = SUITE / suite / "manifest.ttl"
        self.base = path.as_uri()
        quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=self.base)
        self.values: dict[tuple[Any, str], list[Any]] = {}
        for quad in quads:
            key = quad.subject, quad.predicate.value
            self.values.setdefault(key, []).append(quad.object)

    def all(self, node: Any, name: str) -> list[Any]:
        return self.values.get((node, name), [])

    def one(self, node: Any, *names: str) -> Any:
        for name in names:
            found = self.all(node, name)
            node = found[0] if found else None
        return node

    def members(self, node: Any) -> Iterator[Any]:
        while node is not None and node.value != f"{_RDF}nil":
            yield self.one(node, f"{_RDF}first")
            node = self.one(node, f"{_RDF}rest")

    def entries(self) -> list[Any]:
        return list(self.members(self.one(ox.NamedNode(self.base), f"{_MF}entries")))

    def entry(self, name: str) -> Any:
        return next(entry for entry in self.entries() if _local(entry) == name)


def cases() -> list[Case]:
    """Return all cases that an endpoint for reading is about."""
    suites = ("protocol", *_RESULTS, "service-description", "http-rdf-update")
    return [
        Case(suite, _local(entry))
        for suite in suites
        if SUITE.is_dir()
        for entry in Manifest(suite).entries()
    ]


def _local(entry: Any) -> str:
    return str(entry.value).rpartition("#")[2]


def build(folder: Path) -> None:
    """Put the suites' data into a store, each file in a graph of its own."""
    files = {f"{DATA}data{n}.rdf": SUITE / "protocol" / f"data{n}.nt" for n in (1, 2, 3)}
    for suite in _RESULTS:
        files |= {f"{BASE}graph/{suite}/{p.name}": p for p in (SUITE / suite).glob("data*.ttl")}
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
        writer.replace(Graph(iri=f"{BASE}graph/one", triples=frozenset({_ONE})))
    # Not by the writer: some of these data have blank nodes, which ours never have.
    with Store(folder) as opened:
        database = ox.Store(str(opened.path / "db"))
    for iri, path in files.items():
        for quad in ox.parse(path=path):
            graph = ox.NamedNode(iri)
            database.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
            database.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    database.flush()


def judge(server: Running, case: Case) -> str:
    """Return an empty string for a case that is passed, else what was wrong."""
    manifest = Manifest(case.suite)
    entry = manifest.entry(case.name)
    if case.suite == "protocol":
        return _protocol(server, manifest, entry, case.name)
    if case.suite in _RESULTS:
        return _results(server, manifest, entry, case.suite)
    if case.suite == "service-description":
        return _description(server, case.name)
    return _graph_store(server, case.name)


def _protocol(server: Running, manifest: Manifest, entry: Any, name: str) -> str:
    requests = manifest.one(entry, f"{_MF}action", f"{_HT}requests")
    for request in manifest.members(requests):
        path = manifest.one(request, f"{_HT}absolutePath").value
        body = manifest.one(request, f"{_HT}body")
        headers = {
            manifest.one(item, f"{_HT}fieldName").value.lower().replace("-", "_"): manifest.one(
                item, f"{_HT}fieldValue"
            ).value
            for item in manifest.members(manifest.one(request, f"{_HT}headers"))
        }
        content = None if body is None else _content(manifest, body)
        method = manifest.one(request, f"{_HT}methodName").value
        answer = server.ask(path, method, content, **headers)
        if UPDATES.match(name):
            return "" if answer.status == 403 else f"an update was answered {answer.status}"
        wrong = _expected(manifest, manifest.one(request, f"{_HT}resp"), answer)
        if wrong:
            return wrong
    return ""


def _content(manifest: Manifest, body: Any) -> bytes:
    encoding = manifest.one(body, f"{_CNT}characterEncoding").value
    text: str = manifest.one(body, f"{_CNT}chars").value
    return text.encode(encoding)


def _expected(manifest: Manifest, response: Any, answer: Answer) -> str:
    wanted = {
        _local(status).removeprefix("StatusCode")[0]
        for status in manifest.all(response, f"{_MF}expectedStatus")
    }
    if str(answer.status)[0] not in wanted:
        return f"answered {answer.status}, not {', '.join(sorted(wanted))}xx"
    form = manifest.one(response, f"{_MF}expectedFormat")
    kind = answer.headers.get("content-type", "")
    known = {"RDF": "turtle", "boolean": "results", "tabular": "results"}
    if form is not None and known[form.value] not in kind:
        return f"came as {kind}"
    boolean = manifest.one(response, f"{_MF}expectedBoolean")
    if boolean is not None and answer.json["boolean"] != (boolean.value == "true"):
        return f"said {answer.json['boolean']}"
    return ""


def _results(server: Running, manifest: Manifest, entry: Any, suite: str) -> str:
    action, result = manifest.one(entry, f"{_MF}action"), manifest.one(entry, f"{_MF}result")
    query = _file(suite, manifest.one(action, f"{_QT}query")).read_text(encoding="utf-8")
    data = _file(suite, manifest.one(action, f"{_QT}data")).name
    wanted = _file(suite, result)
    form = {".srj": "json"}.get(wanted.suffix, wanted.suffix[1:])
    pairs = [("default-graph-uri", f"{BASE}graph/{suite}/{data}"), ("format", form)]
    answer = server.query(query, *pairs)
    if answer.status != 200:
        return f"answered {answer.status}"
    expected = wanted.read_bytes()
    read = {"json": _json, "csv": _csv, "tsv": _tsv}[form]
    return "" if read(answer.body) == read(expected) else answer.text


def _file(suite: str, node: Any) -> Path:
    return SUITE / suite / str(node.value).rpartition("/")[2]


def _json(body: bytes) -> Any:
    found = json.loads(body)
    if "boolean" in found:
        return found["boolean"]
    rows = [sorted((k, _term(v)) for k, v in row.items()) for row in found["results"]["bindings"]]
    return sorted(found["head"]["vars"]), sorted(rows)


def _term(value: dict[str, str]) -> tuple[str, ...]:
    words = "" if value["type"] == "bnode" else value["value"]
    kind = value["type"].replace("typed-literal", "literal")
    return kind, words, value.get("datatype", ""), value.get("xml:lang", "")


def _csv(body: bytes) -> Any:
    rows = csv.reader(io.StringIO(body.decode()))
    return _columns([[_number(cell) for cell in row] for row in rows])


def _number(cell: str) -> str:
    """Return a double in one form: the store keeps values, not the zeros they were written with."""
    return str(float(cell)) if re.fullmatch(r"-?[\d.]+(?:[eE]\d+)?", cell) else cell


def _tsv(body: bytes) -> Any:
    lines = [line.split("\t") for line in body.decode().splitlines()]
    return _columns([lines[0], *([_value(cell) for cell in line] for line in lines[1:])])


def _value(cell: str) -> str:
    """Return a cell of TSV in one of the forms that Turtle has for the same term."""
    number = re.fullmatch(r'"([^"]*)"\^\^<http://www.w3.org/2001/XMLSchema#(\w+)>', cell)
    if number and number[2] in {"integer", "decimal", "double"}:
        cell = number[1]
    cell = _number(cell)
    return re.sub(r"\^\^<http://www.w3.org/2001/XMLSchema#string>$", "", cell)


def _columns(lines: list[list[str]]) -> Any:
    order = sorted(range(len(lines[0])), key=lambda at: lines[0][at])
    head, *rows = [[line[at] for at in order] for line in lines]
    return head, sorted([re.sub("^_:.*", "_:", cell) for cell in row] for row in rows)


def _description(server: Running, name: str) -> str:
    answer = server.ask("/sparql", accept="text/turtle")
    graph = {q.triple for q in ox.parse(answer.body, format=ox.RdfFormat.TURTLE)}
    endpoint = ox.NamedNode(f"{server.url}/sparql")
    if name == "has-endpoint-triple":
        wanted = ox.Triple(endpoint, ox.NamedNode(f"{_SD}endpoint"), endpoint)
        return "" if wanted in graph else "no such triple"
    if name == "conforms-to-schema":
        kinds = {t.object.value for t in graph if t.predicate.value == f"{_RDF}type"}
        services = [t for t in graph if t.predicate.value == f"{_SD}defaultDataset"]
        return "" if f"{_SD}Service" in kinds and len(services) == 1 else "not of the schema"
    return "" if answer.status == 200 and graph else "no RDF"


def _graph_store(server: Running, name: str) -> str:
    """Judge by what the case asks of reading; writing must be refused."""
    graph = f"/graph-store?graph={quote(DATA)}data1.rdf"
    nowhere = f"/graph-store?graph={quote(DATA)}nowhere.rdf"
    if name.startswith(("put", "post", "delete")):
        method = name.partition("_")[0].upper()
        answer = server.ask(graph, method, b"<x:a> <x:b> <x:c> .", content_type="text/turtle")
        return "" if answer.status == 405 else f"{method} was answered {answer.status}"
    missing = name in {"get_of_delete__existing_graph", "head_on_a_nonexisting_graph"}
    path = "/graph-store?default" if "default" in name else nowhere if missing else graph
    answer = server.ask(path, name.partition("_")[0].upper(), accept="text/turtle")
    wanted = 404 if missing else 200
    if answer.status != wanted:
        return f"answered {answer.status}"
    if wanted == 200 and not answer.headers["content-type"].startswith("text/turtle"):
        return f"came as {answer.headers['content-type']}"
    return ""


def main() -> None:
    """Print the table of cases and results."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        build(folder)
        with running(folder, Settings(workers=1)) as server:
            lines = ["| suite | case | result |", "|---|---|---|"]
            for case in cases():
                wrong = judge(server, case)
                writes = UPDATES.match(case.name) or re.match("(put|post|delete)_", case.name)
                passed = "refused, as documented" if writes else "passed"
                result = KNOWN.get(case.name, wrong) if wrong else passed
                lines.append(f"| {case.suite} | {case.name} | {result} |")
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
