"""The command line: data on stdout, talk on stderr, exit codes as documented."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from triplewire.cli import main
from triplewire.cli.main import Commands

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
COMMANDS = sorted(Commands.modules)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    result = call("build", str(SEEDS), "--store", str(folder))
    assert result.exit_code == 0, result.output
    return folder


def call(*arguments: str, stdin: str | None = None, store: Path | None = None) -> Result:
    environment = {"TRIPLEWIRE_STORE": str(store)} if store else {}
    return CliRunner(env=environment).invoke(main, list(arguments), input=stdin)


def test_help_lists_every_command_and_answers_without_loading_the_heavy_libraries() -> None:
    probe = (
        "import sys; from triplewire.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = ('spacy', 'rdflib', 'pyshacl', 'rich', 'pyoxigraph')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    output = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    ).stdout

    assert output.splitlines()[-1] == "[]"
    assert all(re.search(rf"^  {name} ", output, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_in_its_help(name: str) -> None:
    result = call(name, "--help")

    assert result.exit_code == 0
    assert f"Example:\n    triplewire {name}" in result.output


def test_an_unknown_command_is_a_usage_error() -> None:
    assert call("bild").exit_code == 2


def test_a_build_prints_what_is_in_the_store(tmp_path: Path) -> None:
    result = call("build", str(SEEDS), "--store", str(tmp_path / "store"))

    assert result.exit_code == 0
    assert re.search(r"articles +4 +4 new", result.stdout)
    assert re.search(r"violations +0", result.stdout)
    assert "triplewire query" in result.stdout


def test_a_rejected_file_is_named_on_stderr_and_the_exit_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    result = call("build", str(tmp_path), "--store", str(tmp_path / "store"))

    assert result.exit_code == 1
    assert "a.txt" in result.stderr
    assert "no article was stored" in result.stdout


def test_a_setup_that_cannot_work_gives_3_and_a_hint(tmp_path: Path) -> None:
    result = call("query", "timeline", "--store", str(tmp_path))

    assert result.exit_code == 3
    assert "hint: run `triplewire build seeds`" in result.stderr


def test_the_store_passes_its_own_check(store: Path) -> None:
    result = call("check", "--format", "json", store=store)

    assert result.exit_code == 0
    json.loads(result.stdout)


def test_a_dump_passes_the_check_and_a_broken_one_does_not(store: Path, tmp_path: Path) -> None:
    assert call("dump", "-o", str(tmp_path), store=store).exit_code == 0
    good = tmp_path / "triplewire.nq"
    broken = tmp_path / "broken.nq"
    lines = good.read_text(encoding="utf-8").splitlines(keepends=True)
    broken.write_text(
        "".join(line for line in lines if "/ns#speechAct>" not in line), encoding="utf-8"
    )

    assert call("check", str(good)).exit_code == 0
    assert call("check", str(broken)).exit_code == 1


@pytest.mark.parametrize("content", ["<a", None])
def test_a_file_that_is_not_rdf_cannot_be_checked(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / ("a.ttl" if content else "a.docx")
    path.write_text(content or "", encoding="utf-8")
    result = call("check", str(path))

    assert result.exit_code == 3
    assert path.name in result.stderr


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "xml", "table"])
def test_a_stored_query_prints_in_every_format(store: Path, form: str) -> None:
    result = call("query", "timeline", "--format", form, store=store)

    assert result.exit_code == 0
    assert "2025-11-06" in result.stdout


def test_a_query_comes_from_stdin_a_file_or_the_command_line(store: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?a) AS ?n) { ?a a schema:NewsArticle }"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    answers = {
        call("query", "-", store=store, stdin=text).stdout,
        call("query", text, store=store).stdout,
        call("query", str(tmp_path / "q.rq"), store=store).stdout,
    }

    assert len(answers) == 1
    assert "3" in answers.pop()


def test_a_query_from_stdin_that_is_as_long_as_data_is_refused(store: Path) -> None:
    result = call("query", "-", store=store, stdin="ASK { ?s ?p ?o } #" + "x" * 1_000_000)

    assert result.exit_code == 2
    assert "stdin: the query is longer than 1,000,000 bytes" in result.output


def test_parameters_keep_the_rows_that_fit(store: Path) -> None:
    every = call("query", "timeline", "--format", "csv", store=store).stdout.splitlines()
    some = call(
        "query",
        "timeline",
        "-p",
        'when="2025-11-06"^^edtf:EDTF-level1',
        "--format",
        "csv",
        store=store,
    )

    assert some.exit_code == 0, some.output
    assert 1 < len(some.stdout.splitlines()) < len(every)


@pytest.mark.parametrize("param", ["nothing", "=value"])
def test_a_parameter_without_a_value_is_a_usage_error(store: Path, param: str) -> None:
    assert call("query", "timeline", "-p", param, store=store).exit_code == 2


def test_ask_and_construct_are_answered(store: Path) -> None:
    yes = call("query", "ASK { ?a a schema:NewsArticle }", store=store)
    no = call("query", "ASK { ?a a schema:Nothing }", store=store)
    asked = call("query", "ASK { ?a a schema:NewsArticle }", "--format", "json", store=store)
    built = call("query", "CONSTRUCT { ?a a tw:Actor } WHERE { ?a a tw:Actor }", store=store)
    lines = call(
        "query",
        "CONSTRUCT { ?a a tw:Actor } WHERE { ?a a tw:Actor }",
        "--format",
        "ntriples",
        store=store,
    )

    assert (yes.stdout, no.stdout) == ("yes\n", "no\n")
    assert json.loads(asked.stdout)["boolean"] is True
    assert "a tw:Actor" in built.stdout
    assert len(list(ox.parse(lines.stdout, format=ox.RdfFormat.N_TRIPLES))) > 5


@pytest.mark.parametrize(
    ("query", "form"),
    [("CONSTRUCT WHERE { ?a a tw:Actor }", "csv"), ("SELECT ?a { ?a a tw:Actor }", "turtle")],
)
def test_a_format_that_cannot_hold_the_answer_is_a_usage_error(
    store: Path, query: str, form: str
) -> None:
    assert call("query", query, "--format", form, store=store).exit_code == 2


def test_a_query_that_is_not_sparql_shows_where(store: Path) -> None:
    result = call("query", "SELECT ?a\nWHERE { ?a a tw:Actor ", store=store)

    assert result.exit_code == 2
    assert re.search(r"^ *\^", result.stderr, re.MULTILINE)


def test_a_misspelt_term_is_warned_about(store: Path) -> None:
    result = call("query", "SELECT ?a { ?a a tw:Clam }", store=store)

    assert result.exit_code == 0
    assert "tw:Claim" in result.stderr


def test_queries_are_listed_with_their_help(store: Path) -> None:
    listed = call("query", "--list").stdout

    assert "trade-values" in listed
    assert call("query").exit_code == 2


def test_explain_shows_the_sentence_and_show_the_thing(store: Path) -> None:
    found = call(
        "query", "SELECT ?c { ?c a tw:Claim } ORDER BY ?c LIMIT 1", "--format", "tsv", store=store
    )
    claim = found.stdout.splitlines()[1].strip("<>")
    explained = call("explain", claim, store=store)
    card = call("show", claim, store=store)
    turtle = call("show", claim, "--format", "turtle", store=store)

    assert explained.exit_code == 0, explained.output
    assert ".txt:" in explained.stdout
    assert card.exit_code == 0
    assert "tw:Claim" in turtle.stdout
    assert call("show", "actor:nobody", store=store).exit_code == 2


def test_dump_writes_one_format_to_stdout_or_a_file(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "one.nq"
    assert call("dump", "--format", "nquads", "-o", str(out), store=store).exit_code == 0
    printed = call("dump", "--format", "nquads", store=store)

    assert printed.exit_code == 0, printed.output
    assert printed.stdout_bytes == out.read_bytes()
    assert call("dump", store=store).exit_code == 2


def test_dump_says_what_it_wrote_and_when_there_is_nothing_new(store: Path, tmp_path: Path) -> None:
    command = ("dump", "-o", str(tmp_path), "--keep", "1", "--url", "https://example.org/d/")
    first, second = call(*command, store=store), call(*command, store=store)

    assert "SHA256SUMS" in first.stderr
    assert "nothing new" in second.stderr
    assert first.stderr.splitlines()[-1] == second.stderr.splitlines()[-1]
    assert (tmp_path / "latest" / "claims.csv").is_file()


def test_options_for_a_folder_do_not_go_with_one_format(store: Path) -> None:
    assert call("dump", "--format", "turtle", "--keep", "1", store=store).exit_code == 2


@pytest.mark.parametrize("url", ["/dumps/", "example.org", "https://example.org/<x>"])
def test_an_address_that_is_none_is_refused(url: str, store: Path, tmp_path: Path) -> None:
    result = call("dump", "-o", str(tmp_path / "dumps"), "--url", url, store=store)

    assert result.exit_code == 3
    assert "not a web address" in result.stderr
    assert not (tmp_path / "dumps").exists()


def test_trace_stops_at_each_stage(tmp_path: Path) -> None:
    article = min((SEEDS / "articles").iterdir())
    draft = json.loads(call("trace", str(article)).stdout)
    story = json.loads(call("trace", str(article), "--until", "story").stdout)
    graph = call("trace", str(article), "--until", "graph").stdout
    written = call("trace", str(article), "-o", str(tmp_path))

    assert draft["file"] == article.name
    assert story["iri"].startswith("https://newsroom.example/article/")
    assert list(ox.parse(graph, format=ox.RdfFormat.TURTLE))
    assert written.exit_code == 0
    assert json.loads((tmp_path / f"{article.name}.json").read_text(encoding="utf-8")) == draft


def test_trace_refuses_a_file_that_is_no_article_and_a_format_that_does_not_fit(
    tmp_path: Path,
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")

    assert call("trace", str(empty)).exit_code == 1
    assert call("trace", str(empty), "--format", "turtle").exit_code == 2


def test_python_m_triplewire_is_the_same_command() -> None:
    output = subprocess.run(
        [sys.executable, "-m", "triplewire", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1"},
    ).stdout

    assert output.startswith("triplewire, version ")


def test_a_reader_that_goes_away_is_no_error(store: Path) -> None:
    ends, written = os.pipe()
    os.close(ends)
    with os.fdopen(written, "wb") as gone:
        command = [sys.executable, "-m", "triplewire", "query", "timeline", "--store", str(store)]
        result = subprocess.run(command, stdout=gone, stderr=subprocess.PIPE, check=False)

    assert (result.returncode, result.stderr) == (0, b"")
