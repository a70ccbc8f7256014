"""Whatever people type as an argument has an answer: an error with a hint, never a traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graphs import BASE, invented, store_of
from triplewire.cli import main
from triplewire.store import rebuild

ODD = [
    "",
    " ",
    "<",
    "<>",
    "<a b>",
    "<%zz>",
    "<x:\n>",
    "actor:",
    "actor:a b",
    "actor:<",
    "actor:%zz",
    "actor:\\",
    "actor:bo\n",
    "actor:\x00",
    "actor:\x7f",
    "actor:{}",
    "https://e.org/50%-off",
    "https://e.org/a b",
    "https://[",
    "http:",
    "urn:",
    "tw:\ud800",
    "\ud800",
    "\udcff",
    "\udcff a b",
    "<x:\udcff>",
    "\u202e",
    "\x00",
    "a\x00b c d",
    "<a> <b> <c>",
    "actor:bo a",
    "actor:bo a \udcff",
    "actor:bo a <\ud800>",
    'actor:bo rdfs:label "\udcff"',
    'actor:bo rdfs:label "x',
    "actor:bo rdfs:label '''",
    'actor:bo rdfs:label "x"@',
    'actor:bo rdfs:label "x"^^<',
    'actor:bo rdfs:label "x" . <x:a> <x:b> <x:c>',
    "actor:bo rdfs:label 1 , 2",
    "actor:bo rdfs:label ( 1 )",
    "actor:bo rdfs:label []",
    "_:b a _:c",
    "?x ?y ?z",
    "x" * 5_000,
    "actor:" + "x" * 5_000,
    'SELECT * { ?s ?p ?o FILTER(?o = "\udcff") }',
    "SELECT * { <x:\udcff> ?p ?o }",
    "SELECT * { <\x00> ?p ?o }",
    "{",
    "}{",
    "\x00.rq",
    "x\x00/../y",
    "/" * 5_000 + ".rq",
    "..",
    ".",
    "-",
    "--",
    "timeline/../timeline",
]
# What a shell can hand over: any text, bytes that are no UTF-8 as lone surrogates.
WORDS = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=40),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Po", "Ps", "Pe"]), max_size=20),
    st.tuples(st.sampled_from(["<", "actor:", "https://", '"', "actor:bo a "]), st.text()).map(
        "".join
    ),
    st.binary(max_size=20).map(lambda raw: raw.decode("utf-8", "surrogateescape")),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small store."""
    folder = tmp_path_factory.mktemp("odd") / "store"
    store_of(invented(), folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    return folder


def told(store: Path, *words: str) -> None:
    """Run a command, which may refuse its words but not break over them."""
    result = CliRunner().invoke(main, [words[0], "--store", str(store), *words[1:]], input="")

    assert result.exception is None or isinstance(result.exception, SystemExit), words
    assert result.exit_code in {0, 1, 2, 3}, words
    if result.exit_code:
        assert "Error: " in result.stderr or "Usage: " in result.stderr, words


COMMANDS = [
    ("explain", "--", "WORD"),
    ("show", "--", "WORD"),
    ("show", "--format", "turtle", "--", "WORD"),
    ("query", "--", "WORD"),
    ("query", "--format", "csv", "--", "WORD"),
    ("query", "-p", "name=WORD", "who-said"),
    ("query", "-p", "WORD=a", "who-said"),
    ("query", "-p", "WORD", "who-said"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("word", ODD, ids=lambda word: ascii(word)[:30])
def test_an_odd_word_is_refused_in_words(store: Path, command: tuple[str, ...], word: str) -> None:
    told(store, *(part.replace("WORD", word) for part in command))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(COMMANDS), WORDS)
def test_no_word_breaks_a_command(store: Path, command: tuple[str, ...], word: str) -> None:
    told(store, *(part.replace("WORD", word) for part in command))


def test_a_query_on_stdin_that_is_no_text_is_refused(store: Path) -> None:
    result = CliRunner().invoke(main, ["query", "--store", str(store), "-"], input=b"ASK {\xff}")

    assert result.exit_code == 2
    assert "Error: stdin: the query is not UTF-8: byte 5" in result.stderr


@pytest.mark.parametrize(
    "host", ["", " ", "\udcff", "\x00", "a b", "[::1]", "::zz", "x" * 300, "1.2.3"]
)
def test_an_odd_address_to_listen_on_is_refused(store: Path, host: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--store", str(store), "--host", host])

    assert result.exit_code == 3
    assert "Error: " in result.stderr
    assert "cannot listen there" in result.stderr
