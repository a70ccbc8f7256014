"""A page that was captured more than once is one article, its last capture what it says now."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.fetch.site import Ticking, newsroom, page, run, serving
from triplewire.cli import main
from triplewire.read import read_file

_DAY = 86_400.0
_STORY = (
    "<html><head><title>Harbour opens</title>"
    '<meta property="article:published_time" content="2026-05-{day}T08:00:00Z"></head><body>'
    "<p>{beside}</p><article><h1>Harbour opens</h1><p>The harbour of Oslo opened its berth on "
    "Sunday, the mayor said.</p><p>“We have waited for {years} years,” Anna Berg told reporters at "
    "the quay, where several ships of the region had gathered for the day.</p><p>The council of "
    "Bergen agreed to build a school there on Monday.</p></article></body></html>"
)
_ARTICLES = "SELECT ?article { ?article a schema:NewsArticle }"
_SAID = (
    "SELECT DISTINCT ?years { ?passage oa:exact ?words "
    "FILTER(CONTAINS(?words, 'waited')) BIND(REPLACE(?words, '[^0-9]', '') AS ?years) }"
)
_REVISIONS = (
    "SELECT ?now ?before ?when { ?version prov:wasRevisionOf ?earlier ; schema:sha256 ?now ; "
    "prov:generatedAtTime ?when . ?earlier schema:sha256 ?before }"
)


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Fetch one address on four days: changed beside the story, in it, and changed back."""
    room, ticking = newsroom(tmp_path_factory.mktemp("fetched")), Ticking()
    # What is corrected may say that it is older than it was.
    pages = {
        "1": _STORY.format(years=7, day="03", beside=""),
        "2": _STORY.format(years=7, day="03", beside="Boats, cheap"),
        "3": _STORY.format(years=8, day="02", beside=""),
        "4": _STORY.format(years=7, day="03", beside=""),
    }
    found: dict[str, bytes] = {}
    with serving() as site:
        for day, body in pages.items():
            site.pages["/a"] = page(body.encode(), etag=f'"{day}"')
            file, *_ = run(room, site.address("/a"), ticking=ticking).files
            found[day] = file.read_bytes()
            ticking.passed += _DAY
    return found


def called(*command: str) -> str:
    told = CliRunner().invoke(main, list(command))
    assert told.exit_code == 0, told.output
    return told.output


def asked(store: Path, query: str) -> list[str]:
    _, *rows = called("query", query, "--store", str(store), "--format", "csv").splitlines()
    return sorted(rows)


def built(room: Path, files: Mapping[str, bytes]) -> Path:
    """Build a newsroom with some more files in it."""
    (room / "articles").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (room / "articles" / f"{name}.warc.gz").write_bytes(data)
    called("build", str(room), "--store", str(room / "store"))
    return room / "store"


def revisions(store: Path) -> list[tuple[str, str, str]]:
    """Return each text with the one before it and the day on which it was captured."""
    rows = (row.split(",") for row in asked(store, _REVISIONS))
    return [(now, before, when[:10]) for now, before, when in rows]


@pytest.fixture(scope="module")
def texts(
    captures: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Return the SHA-256 of the text of each day."""
    file = tmp_path_factory.mktemp("texts") / "a.warc.gz"
    found = {}
    for day, data in captures.items():
        file.write_bytes(data)
        (article,) = read_file(file, file.name).articles
        found[day] = article.sha256
    return found


def test_what_changed_only_beside_the_story_is_no_change_of_it(texts: dict[str, str]) -> None:
    assert texts["1"] == texts["2"] == texts["4"] != texts["3"]


@pytest.mark.parametrize(
    "builds",
    [
        [{"a": "1"}, {"b": "3"}],
        [{"b": "3"}, {"a": "1"}],
        [{"a": "1", "b": "3"}],
        [{"a": "3", "b": "1"}],
        [{"a": "13"}],
        [{"a": "31"}],
        [{"a": "1"}, {"b": "31"}],
        [{"c": "3"}, {"a": "2"}, {"b": "1"}],
    ],
)
def test_the_later_capture_is_the_article_and_the_earlier_a_version_of_it(
    builds: list[dict[str, str]],
    captures: Mapping[str, bytes],
    texts: dict[str, str],
    tmp_path: Path,
) -> None:
    for build in builds:
        files = {name: b"".join(captures[day] for day in days) for name, days in build.items()}
        store = built(tmp_path, files)

    assert len(asked(store, _ARTICLES)) == 1
    assert asked(store, _SAID) == ["8"]
    assert revisions(store) == [(texts["3"], texts["1"], "2026-05-06")]
    again = (tmp_path / "register.csv").read_bytes()
    assert "1 unchanged" in called("build", str(tmp_path), "--store", str(store))
    assert (tmp_path / "register.csv").read_bytes() == again


@pytest.mark.parametrize(
    "builds", [[{"a": "1"}, {"b": "2"}], [{"a": "2", "b": "1"}], [{"a": "21"}]]
)
def test_captures_with_one_text_are_one(
    builds: list[dict[str, str]], captures: Mapping[str, bytes], tmp_path: Path
) -> None:
    for build in builds:
        files = {name: b"".join(captures[day] for day in days) for name, days in build.items()}
        store = built(tmp_path, files)

    assert len(asked(store, _ARTICLES)) == 1
    assert revisions(store) == []


@pytest.mark.parametrize("builds", [["1", "3", "4"], ["431"], ["3", "41"], ["4", "31"]])
def test_what_was_changed_back_is_the_article_again(
    builds: list[str], captures: Mapping[str, bytes], texts: dict[str, str], tmp_path: Path
) -> None:
    for days in builds:
        store = built(tmp_path, {f"{days}-{day}": captures[day] for day in days})

    assert len(asked(store, _ARTICLES)) == 1
    assert asked(store, _SAID) == ["7"]
    assert [(now, before) for now, before, _ in revisions(store)] == [(texts["4"], texts["3"])]
