"""What grows with the articles is found row by row, as it was written or said to be damaged."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triplewire.errors import StoreError
from triplewire.records import Omission, Registered
from triplewire.store import Entry, Store, rebuild, verify
from triplewire.store import articles as pages

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=4)
KEYS = st.sampled_from([f"{number:02}" for number in range(9)])
OMITTED = st.booleans().map(lambda yes: (Omission(where="", words="", reason="", shape=""),) * yes)
ENTRIES = st.builds(
    Entry,
    root=st.sampled_from("rs"),
    name=NAMES,
    digits=KEYS,
    graph=NAMES,
    text_graph=NAMES,
    run=NAMES,
    authorities=st.tuples(NAMES),
    omitted=OMITTED,
)
STEPS = st.lists(st.dictionaries(KEYS, st.none() | ENTRIES, max_size=6), min_size=1, max_size=3)
ROWS = st.lists(
    st.builds(Registered, name=NAMES, status=st.just("current"), first=st.integers(1, 9)),
    unique_by=lambda row: row.name,
).map(lambda rows: tuple(sorted(rows, key=lambda row: row.name)))
SETTINGS = settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_PAGE", 2)


@SETTINGS
@given(STEPS)
def test_articles_are_kept_as_a_dict_would_keep_them(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, Entry | None]]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    known: dict[str, Entry] = {}
    for step in steps:
        with rebuild(folder) as writing:
            for sha256, entry in step.items():
                if entry is not None:
                    known[sha256] = writing.articles[sha256] = entry
                elif sha256 in known:
                    assert writing.articles.pop(sha256) == known.pop(sha256)
            writing.manifest.compared = str(len(known))
        with Store(folder) as store:
            kept = store.articles
            named = sorted(known.items(), key=lambda pair: (pair[1].name, pair[0]))

            assert dict(kept) == known
            assert len(kept) == len(known)
            assert list(kept.pairs()) == sorted(known.items())
            assert list(kept.by_name()) == named
            assert list(kept.omitting()) == [entry for _, entry in named if entry.omitted]
            assert kept.roots() == {entry.root for entry in known.values()}
            for entry in known.values():
                texts = [s for s, e in known.items() if _named(e) == _named(entry)]
                assert kept.text_of(entry.root, entry.digits) == max(texts)


def _named(entry: Entry) -> tuple[str, str]:
    return entry.root, entry.digits


@SETTINGS
@given(st.lists(ROWS, min_size=1, max_size=3), ROWS)
def test_a_register_is_that_of_the_last_build(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[Registered, ...]],
    others: tuple[Registered, ...],
) -> None:
    folder = tmp_path_factory.mktemp("store")
    with rebuild(folder) as writing:
        writing.register["others"] = others
        writing.manifest.compared = "anyhow"
    for rows in steps:
        with rebuild(folder) as writing:
            writing.register["ours"] = iter(rows)
        with Store(folder) as store:
            said = {"others": others, "ours": rows}
            generation = store.path.name

            assert dict(store.manifest.register) == {
                name: rows for name, rows in said.items() if rows
            }
        with rebuild(folder) as writing:
            writing.register["ours"] = rows
        with Store(folder) as store:
            assert store.path.name == generation


def test_a_writer_strikes_out_what_it_looks_through(tmp_path: Path) -> None:
    _filled(tmp_path, 9)
    with rebuild(tmp_path) as writing:
        for sha256, _ in writing.articles.pairs():
            del writing.articles[sha256]
        del writing.register["r"]

    with Store(tmp_path) as store:
        assert (len(store.articles), len(store.manifest.register)) == (0, 0)
        with pytest.raises(TypeError):
            store.articles["00"] = entry("00")
        for gone in (store.articles, store.manifest.register):
            with pytest.raises(KeyError):
                del gone["00"]


def test_who_reads_a_generation_sees_nothing_of_the_next(tmp_path: Path) -> None:
    _filled(tmp_path, 3)
    with Store(tmp_path) as before:
        _filled(tmp_path, 5)
        assert len(before.articles) == 3
        assert [row.name for row in before.manifest.register["r"]] == ["00", "01", "02"]
    with Store(tmp_path) as after:
        assert len(after.articles) == 5


def test_a_row_that_is_not_as_it_was_written_is_damage(tmp_path: Path) -> None:
    path = _filled(tmp_path, 2)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE articles SET row = (SELECT row FROM articles WHERE sha256 = '01')")
        db.execute("UPDATE register SET row = CAST(row || 'x' AS BLOB)")
    with Store(tmp_path) as store:
        assert store.articles["01"].name == "01"
        with pytest.raises(StoreError, match="damaged"):
            store.articles["00"]
        with pytest.raises(StoreError, match="damaged"):
            store.manifest.register["r"]
    with pytest.raises(StoreError, match="not as it was written"):
        verify(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0", None])
def test_a_file_that_is_no_book_is_damage(tmp_path: Path, damage: bytes | None) -> None:
    path = _filled(tmp_path, 2)
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)

    with pytest.raises(StoreError, match="damaged"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="damaged"), rebuild(tmp_path):
        pass


def test_warnings_are_counted_once_and_renewed_where_something_changed(tmp_path: Path) -> None:
    with rebuild(tmp_path) as writing:
        writing.warned.fill([("a", ("1", "2")), ("b", ("2",)), ("c", ("3",))])
    with rebuild(tmp_path) as writing:
        assert writing.warned.number() == 3
        writing.warned.renew({"a", "c", "d"}, [("a", ("4",)), ("d", ("2", "5"))])

    with Store(tmp_path) as store:
        assert list(store.warned) == [("a", ("4",)), ("b", ("2",)), ("d", ("2", "5"))]
        assert store.warned.number() == 3


def entry(name: str) -> Entry:
    return Entry(
        root="r", name=name, digits=name, graph="g", text_graph="t", run="x", authorities=()
    )


def _filled(folder: Path, number: int) -> Path:
    """Build a store with some articles; return where its book is."""
    names = [f"{one:02}" for one in range(number)]
    with rebuild(folder) as writing:
        writing.articles.update({name: entry(name) for name in names})
        writing.register["r"] = (Registered(name=n, status="current", first=1) for n in names)
    with Store(folder) as store:
        return store.path / "articles.sqlite"
