"""triplewire check: what it takes, what it writes, and its exit codes."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from tests.report.desk import desk
from tests.report.reading import junit, sarif, turtle
from triplewire import assets
from triplewire.cli import check as check_module
from triplewire.cli import main
from triplewire.records import Report
from triplewire.shacl import load_shapes

_SHAPES = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Person a sh:NodeShape ; sh:targetClass ex:Person ; sh:property ex:age , ex:name .
ex:age a sh:PropertyShape ; sh:path ex:age ; sh:datatype xsd:integer ;
    sh:message "Give an age as a whole number." .
ex:name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:severity sh:Warning ;
    sh:message "Name the person." .
"""
_DATA = """@prefix ex: <https://example.org/> .

ex:ada a ex:Person ; ex:age "old" ; ex:name "Ada" .
ex:bo a ex:Person ; ex:age 4 .
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "shapes.ttl").write_text(_SHAPES, encoding="utf-8")
    (tmp_path / "data.ttl").write_text(_DATA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, stdin: str | None = None, store: Path | None = None) -> Result:
    environment = {"COLUMNS": "100"} | ({"TRIPLEWIRE_STORE": str(store)} if store else {})
    return CliRunner(env=environment).invoke(main, ["check", *arguments], input=stdin)


_OWN = ("--shapes", "shapes.ttl")


def test_any_rdf_is_checked_by_any_shapes_and_points_at_its_lines(folder: Path) -> None:
    result = check(*_OWN, "data.ttl")

    assert result.exit_code == 1
    assert "data.ttl:3:1  ex:ada\n    ex:ada a ex:Person" in result.stdout
    assert "\n    ^^^^^^\n" in result.stdout
    assert result.stdout.endswith("1 violation and 1 warning\n")


@pytest.mark.parametrize(
    ("level", "code"), [("violation", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_the_exit_code_says_what_fail_on_asks(folder: Path, level: str, code: int) -> None:
    assert check(*_OWN, "data.ttl", "--fail-on", level).exit_code == code


def test_warnings_alone_do_not_fail_unless_asked_to(folder: Path) -> None:
    lines = _DATA.replace('"old"', "44")
    (folder / "data.ttl").write_text(lines, encoding="utf-8")

    assert check(*_OWN, "data.ttl").exit_code == 0
    assert check(*_OWN, "data.ttl", "--fail-on", "warning").exit_code == 1


def test_stdin_and_folders_are_checked_too(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "a.nt").write_text(
        "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <https://example.org/Person> .\n",
        encoding="utf-8",
    )
    (folder / "more" / ".hidden.ttl").write_text("<", encoding="utf-8")
    stdin = check(*_OWN, "-", stdin=_DATA)
    nquads = check(
        *_OWN, "--input-format", "nquads", "-", stdin="<urn:a> <urn:p> <urn:b> <urn:g> .\n"
    )
    below = check(*_OWN, "more")

    assert "stdin:3:1" in stdin.stdout
    assert nquads.stdout == "Conforms: no results.\n"
    assert "more/a.nt:1:1  <urn:a>" in below.stdout


class _Endpoint(BaseHTTPRequestHandler):
    """Answers SPARQL queries about the data of these tests."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        store = ox.Store()
        store.load(_DATA, format=ox.RdfFormat.TURTLE)
        found = store.query(parse_qs(body)["query"][0])
        assert isinstance(found, ox.QuerySolutions)
        answer = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_an_endpoint_is_checked_at_its_address(folder: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        result = check(*_OWN, f"http://127.0.0.1:{server.server_port}/sparql")
        server.shutdown()

    assert result.exit_code == 1
    assert "ex:ada" in result.stdout
    assert result.stdout.endswith("1 violation and 1 warning\n")


def test_an_endpoint_that_does_not_answer_gives_3(folder: Path) -> None:
    assert check(*_OWN, "http://127.0.0.1:9/sparql").exit_code == 3


def test_several_files_are_one_graph_and_each_keeps_its_lines(folder: Path) -> None:
    (folder / "types.nt").write_text(
        "<https://example.org/cal> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <https://example.org/Person> .\n",
        encoding="utf-8",
    )
    (folder / "ages.ttl").write_text(
        "@prefix ex: <https://example.org/> .\n\n_:x a ex:Person ; ex:age 1 .\n"
        "ex:dan ex:knows ex:cal .\n",
        encoding="utf-8",
    )
    result = check(*_OWN, "types.nt", "ages.ttl")

    assert "types.nt:1:1  ex:cal" in result.stdout
    assert "ages.ttl:3:1  _:f1x" in result.stdout


def test_both_engines_give_the_same_report(folder: Path) -> None:
    fast, slow = (check(*_OWN, "data.ttl", "--engine", engine) for engine in ("fast", "pyshacl"))

    assert fast.stdout == slow.stdout
    assert fast.exit_code == slow.exit_code == 1


def test_shapes_are_files_and_folders_together(folder: Path) -> None:
    (folder / "shapes").mkdir()
    (folder / "shapes" / "one.ttl").write_text(
        _SHAPES + "ex:Nick a sh:NodeShape ; sh:targetSubjectsOf ex:name ; sh:closed true .",
        encoding="utf-8",
    )
    result = check("--shapes", "shapes", *_OWN, "data.ttl")

    assert "Nick" in result.stdout


@pytest.mark.parametrize("name", ["age", "ex:age", "https://example.org/age"])
def test_a_run_is_limited_to_a_shape(folder: Path, name: str) -> None:
    result = check(*_OWN, "data.ttl", "--shape", name)

    assert result.stdout.endswith("\n1 violation\n")


def test_a_node_shape_stands_for_all_that_it_has(folder: Path) -> None:
    assert "1 violation and 1 warning" in check(*_OWN, "data.ttl", "--shape", "Person").stdout


def test_only_the_shapes_that_have_what_is_asked_for_are_judged() -> None:
    ours = load_shapes(assets.shapes())
    prefix = "https://w3id.org/triplewire/shapes#"
    some = ours.holding(frozenset({f"{prefix}Claim-about"}))

    assert len(some.program.targets) == 1
    assert ours.holding(frozenset({"https://example.org/none"})) is ours


def test_a_run_is_limited_to_a_focus_node(folder: Path) -> None:
    result = check(*_OWN, "data.ttl", "--focus", "ex:bo")

    assert result.exit_code == 0
    assert result.stdout.endswith("\n1 warning\n")


def test_a_misspelt_shape_is_a_usage_error_that_names_the_nearest(folder: Path) -> None:
    result = check(*_OWN, "data.ttl", "--shape", "https://example.org/agee")

    assert result.exit_code == 2
    assert "did you mean https://example.org/age or" in result.stderr


def test_one_run_writes_several_reports_by_the_names_of_their_files(folder: Path) -> None:
    names = ["a.sarif", "a.json", "a.xml", "a.html", "a.ttl", "a.txt"]
    result = check(*_OWN, "data.ttl", *(word for name in names for word in ("-o", name)))
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "1 violation and 1 warning → a.sarif, a.json" in result.stderr
    assert len(sarif(texts["a.sarif"])["results"]) == 2
    assert json.loads(texts["a.json"])["counts"] == {"Violation": 1, "Warning": 1, "Info": 0}
    assert junit(texts["a.xml"]).get("failures") == "1"
    assert "<!doctype html>" in texts["a.html"]
    assert turtle(texts["a.ttl"])
    assert "1 violation and 1 warning" in texts["a.txt"]
    assert not list(folder.glob(".*.tmp"))


def test_text_for_the_log_and_a_file_for_the_machine_come_from_one_run(folder: Path) -> None:
    result = check(*_OWN, "data.ttl", "-o", "-", "-o", "a.sarif")

    assert "1 violation and 1 warning" in result.stdout
    assert result.stderr == ""
    assert (folder / "a.sarif").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "a.odd"),
        ("-o", "a.json", "-o", "b.json", "--format", "json"),
        ("-o", "none/a.json"),
        ("nowhere.ttl",),
        ("--fail-on", "sometimes"),
    ],
)
def test_what_cannot_be_understood_is_a_usage_error(folder: Path, arguments: tuple[str]) -> None:
    assert check(*_OWN, "data.ttl", *arguments).exit_code == 2


@pytest.mark.parametrize("text", ["<a", None])
def test_what_cannot_be_checked_gives_3_and_leaves_the_last_report(
    folder: Path, text: str | None
) -> None:
    name = "broken.ttl" if text else "broken.docx"
    (folder / name).write_text(text or "", encoding="utf-8")
    (folder / "a.json").write_text("the last one", encoding="utf-8")
    result = check(*_OWN, name, "-o", "a.json")

    assert result.exit_code == 3
    assert name in result.stderr
    assert (folder / "a.json").read_text(encoding="utf-8") == "the last one"
    assert not list(folder.glob(".*.tmp"))


@pytest.mark.parametrize("sources", [("empty",), ("--shapes", "empty", "data.ttl"), ()])
def test_no_rdf_no_shapes_and_no_store_give_3_and_a_hint(
    folder: Path, sources: tuple[str, ...]
) -> None:
    (folder / "empty").mkdir()
    result = check(*sources)

    assert result.exit_code == 3
    assert "hint:" in result.stderr


def test_everything_is_shown_when_asked_for(folder: Path) -> None:
    people = "".join(f"ex:p{n} a ex:Person ; ex:age 1 .\n" for n in range(30))
    (folder / "data.ttl").write_text(_DATA + people, encoding="utf-8")

    assert "and 21 more; --all shows them" in check(*_OWN, "data.ttl").stdout
    assert check(*_OWN, "data.ttl", "--all").stdout.count("data.ttl:") == 32


def test_the_store_is_checked_and_its_articles_are_pointed_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(desk())
    result = check("--shape", "Claim-about", "--all", store=desk() / "store")

    assert result.exit_code == 0
    assert "news/articles/pier.txt:4:2" in result.stdout
    assert (
        "$ triplewire decide correct-about --quotation 'We will repair the pier,'" in result.stdout
    )
    assert "--newsroom news" in result.stdout


def test_a_report_has_the_same_bytes_whatever_the_hash_seed(folder: Path) -> None:
    data = _DATA + '[] a ex:Person ; ex:age "x" . [] a ex:Person ; ex:age "y" ; ex:name "z" .'
    (folder / "data.ttl").write_text(data, encoding="utf-8")
    command = [sys.executable, "-m", "triplewire", "check", *_OWN, "data.ttl", "--fail-on", "never"]
    outputs = {
        subprocess.run(
            [*command, "--format", "turtle"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


def test_a_long_check_shows_on_a_terminal_how_far_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with check_module.progress_bar(2) as told:
        assert told is not None
        reports = [Report(graph=name, results=()) for name in ("a", "b")]
        passed = list(check_module.stepwise(reports, told))

    assert passed == reports


def test_an_empty_file_and_broken_turtle_are_told_apart(folder: Path) -> None:
    (folder / "empty.ttl").write_text("", encoding="utf-8")
    (folder / "odd.ttl").write_text(
        "@prefix ex: <https://example.org/> .\nex:a ex:b", encoding="utf-8"
    )

    assert check("empty.ttl").exit_code == 0
    assert check(*_OWN, "odd.ttl").exit_code == 3
    assert check("--shapes", "odd.ttl", "data.ttl").exit_code == 3
