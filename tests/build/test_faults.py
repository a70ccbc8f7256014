"""What goes wrong in one article stays its own affair: it is told, and the others are built."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_pipeline import FISH, RAIL, Newsroom
from triplewire import pipeline
from triplewire.build import making, one_article, surveying
from triplewire.build.faults import LOG, Fault, guarded, write_log
from triplewire.build.one_article import graphs_of
from triplewire.build.write import Outcome
from triplewire.cli import main
from triplewire.errors import ExtractError
from triplewire.extract import extract_all
from triplewire.link import link as real_link
from triplewire.read import read_data
from triplewire.records import Story
from triplewire.store import Store

CANONICAL = '<link rel="canonical" href="https://e.org/50%-off">'
CRASHES = [ValueError("odd"), RecursionError("deep"), MemoryError(), OSError(5, "no luck")]


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path)
    made.write("fish.txt", FISH)
    made.write("rail.txt", RAIL)
    return made


def raising(error: Exception, wanted: Callable[..., bool], real: Callable[..., Any]) -> Any:
    def stage(*args: Any, **options: Any) -> Any:
        if wanted(*args):
            raise error
        return real(*args, **options)

    return stage


def fishy(*args: Any) -> bool:
    return "Dahl" in str(args[0])


def test_a_wrong_row_of_the_table_of_actors_costs_itself_and_no_article(room: Newsroom) -> None:
    (room.root / "actors.csv").write_text(
        "key,name,type,aliases,identifiers,within\n"
        "actor/oslo-port,Oslo Port,organisation,,,\n"
        "actor/dahl,Dahl,person,,the man|Q5,\n",
    )
    outcome = room.build()

    assert outcome.articles == 2
    assert [(Path(error.where).name, error.what) for error in outcome.wrong] == [
        ("actors.csv:2", "no such type: 'organisation'"),
        ("actors.csv:3", "not an identifier: 'the man'"),
    ]


@pytest.mark.parametrize("error", CRASHES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("stage", ["extract_all", "apply", "profile", "graphs_of"])
def test_a_crash_in_one_article_is_its_own_fault_alone(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, stage: str, error: Exception
) -> None:
    module = making if stage == "graphs_of" else surveying
    monkeypatch.setattr(module, stage, raising(error, fishy, getattr(module, stage)))
    outcome = room.build()

    assert [fault.name for fault in outcome.faults] == ["articles/fish.txt"]
    assert type(error).__name__ in outcome.faults[0].reason
    assert room.names() == ["articles/rail.txt"]
    log = (room.store / LOG).read_text(encoding="utf-8")
    assert log.startswith("articles/fish.txt\nTraceback")
    assert "raise error" in log


def test_a_crash_of_a_reader_is_a_fault_of_its_file(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = raising(KeyError("p"), lambda _, name, *__: name.endswith("fish.txt"), read_data)
    monkeypatch.setattr("triplewire.build.reading.read_data", odd)
    outcome = room.build()

    assert [fault.name for fault in outcome.faults] == ["articles/fish.txt"]
    assert "Traceback" in outcome.faults[0].crash
    assert room.names() == ["articles/rail.txt"]


def test_what_crashes_keeps_its_last_good_graph_and_is_tried_again(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.build()
    before = room.quads()
    room.write("fish.txt", FISH.replace("Tuesday", "Monday"))
    with monkeypatch.context() as broken:
        broken.setattr(surveying, "extract_all", raising(ValueError(), fishy, extract_all))
        crashed = room.build()
        assert (room.quads(), len(crashed.faults)) == (before, 1)
        assert (room.store / LOG).exists()
    outcome = room.build()

    assert (outcome.replaced, outcome.faults) == (1, ())
    assert not (room.store / LOG).exists()


def test_an_error_that_is_no_articles_fault_ends_the_build(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ExtractError("the endpoint is gone")
    monkeypatch.setattr(surveying, "extract_all", raising(error, fishy, extract_all))

    with pytest.raises(ExtractError, match="gone"):
        room.build()


def test_a_log_of_many_crashes_is_bounded_and_nobody_elses(tmp_path: Path) -> None:
    def deep(level: int) -> None:
        if level == 0:
            raise ValueError("x" * 50_000)
        deep(level - 1)

    fault = guarded("a.txt", deep, 9)
    assert isinstance(fault, Fault)
    write_log(tmp_path, [replace(fault, name=f"{number}\ud800.txt") for number in range(500)])
    log = tmp_path / LOG

    assert log.stat().st_size < 2_100_000
    assert log.stat().st_mode & 0o077 == 0


def test_the_command_asks_to_report_a_crash_and_says_where_the_log_is(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "graphs_of", raising(ValueError(), fishy, graphs_of))
    result = CliRunner().invoke(main, ["build", str(room.root), "--store", str(room.store)])

    assert result.exit_code == 1
    assert "articles/fish.txt: this program failed on it: ValueError" in result.stderr
    assert "report it" in result.stderr
    assert str(room.store / LOG) in result.stderr
    assert "1 rejected" in result.stdout


@pytest.fixture
def unsure(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Return a newsroom of which one claim breaks a shape."""

    def link(*args: Any) -> Story:
        story = real_link(*args)
        if not fishy(story):
            return story
        first, *others = story.claims
        unsure = replace(first, claim=replace(first.claim, polarity="unsure"))
        return replace(story, claims=(unsure, *others))

    monkeypatch.setattr(one_article, "link", link)
    return room


def test_what_is_left_out_is_said_by_every_build_and_the_article_is_stored(
    unsure: Newsroom,
) -> None:
    first, second = unsure.build(), unsure.build()

    assert (first.added, second.unchanged) == (2, 2)
    assert first.faults == second.faults == ()
    assert [o.where for o in first.omitted] == ["articles/fish.txt:1"]
    assert "tw:polarity" in first.omitted[0].reason
    assert second.omitted == first.omitted
    assert unsure.names() == ["articles/fish.txt", "articles/rail.txt"]


def test_the_command_prints_what_is_left_out_with_its_words(unsure: Newsroom) -> None:
    result = CliRunner().invoke(main, ["build", str(unsure.root), "--store", str(unsure.store)])

    assert result.exit_code == 1
    assert "articles/fish.txt:1: left out " in result.stderr
    assert "fish minister Astrid Dahl met" in result.stderr
    assert "Give a claim one tw:polarity" in result.stderr


def test_leaving_out_does_not_change_what_a_run_is_named_by(
    room: Newsroom, request: pytest.FixtureRequest
) -> None:
    room.build()
    with Store(room.store) as store:
        runs = {entry.name: entry.run for entry in store.manifest.articles.values()}
    request.getfixturevalue("unsure")
    outcome = room.build()

    assert (outcome.unchanged, len(runs)) == (2, 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("odd.txt", f"{RAIL}More at https://e.org/50%-off and http://[zz]/ today.\n"),
        ("odd.md", f"---\nurl: https://e.org/50%-off\n---\n{RAIL}More on Monday.\n"),
        ("odd.json", json.dumps({"url": "https://e.org/50%-off", "text": f"{RAIL}More today."})),
        ("odd.html", f"<html><head>{CANONICAL}</head><body><article><p>{RAIL}</p><p>{FISH}</p>"),
    ],
)
def test_an_odd_address_is_passed_over_and_its_article_stored(
    room: Newsroom, name: str, text: str
) -> None:
    room.write(name, text)
    outcome = room.build()

    assert outcome.faults == ()
    assert f"articles/{name}" in room.names()
    assert not any("50%-off>" in quad for quad in room.quads())


# Odd articles: addresses, characters, numbers and dates that no reader expects.
_ODD = st.one_of(
    st.text(max_size=20),
    st.text(
        st.sampled_from("\x00\x85\u202e\u200f\ufeff\ud800\U000e0041\n\t<>&\"'[]()%#\\"), max_size=8
    ),
    st.sampled_from(
        [
            *(
                "https://e.org/50%-off",
                "https://[zz]/",
                "http://:80/",
                "https://e.org/[a]",
                "www.%",
            ),
            *("9" * 400, "1e999", "-0", "$1e400 billion in 2023", "NaN", "31 February 0000"),
            *("0000-00-00", "9999-12-31T23:59:60+99:99", "<svg><p>", "]]>", "<!--", "---"),
        ]
    ),
)
_WORDS = st.sampled_from(["Ana Ruiz said ", '"It is late," ', "met in Oslo on Monday. "])
_TEXTS = st.lists(st.one_of(_ODD, _WORDS), max_size=12).map("".join)
_FIELDS = st.dictionaries(
    st.sampled_from(["title", "url", "published", "author", "publisher", "language", "section"]),
    st.one_of(_ODD, st.floats(), st.integers(), st.none(), st.lists(_ODD, max_size=2)),
)


@st.composite
def _odd_files(draw: st.DrawFn) -> tuple[str, str]:
    """Return the suffix and the content of a file that is an article, more or less."""
    text, fields = draw(_TEXTS), draw(_FIELDS)
    if draw(st.booleans()):
        text = f"{RAIL}{text}"
    match draw(st.sampled_from(["txt", "md", "html", "json"])):
        case "md":
            front = "".join(f"{key}: {value}\n" for key, value in fields.items())
            return "md", f"---\n{front}---\n{text}"
        case "html":
            url = fields.get("url")
            head = f'<title>{fields.get("title")}</title><link rel="canonical" href="{url}">'
            return "html", f"<html><head>{head}</head><body><article><p>{text}</p></article></body>"
        case "json":
            return "json", json.dumps({**fields, "text": text})
        case plain:
            return plain, text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("odd")
    (made / "articles").mkdir()
    (made / "articles" / "good.txt").write_text(FISH, encoding="utf-8")
    return made


@settings(max_examples=12)
@given(odd=_odd_files())
def test_an_odd_article_never_keeps_a_good_one_out(folder: Path, odd: tuple[str, str]) -> None:
    suffix, content = odd
    path = folder / "articles" / f"odd.{suffix}"
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    try:
        outcome: Outcome = pipeline.run(folder, folder / "store")
        with Store(folder / "store") as store:
            stored = {entry.name for entry in store.manifest.articles.values()}
    finally:
        path.unlink()

    assert "articles/good.txt" in stored
    assert "articles/good.txt" not in {fault.name for fault in outcome.faults}
