"""The index lies with the generation: it is made once, tells the same each time, and is bounded."""

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, invented, store_of
from triplewire.ask import counts
from triplewire.ask.index import Index, index_file, read, write, write_index
from triplewire.store import Store, rebuild


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a small store of one's own."""
    folder = tmp_path / "store"
    store_of(invented(), folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    return folder


def test_an_index_is_made_once_a_generation(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def noted(store: Store, path: Path) -> None:
        made.append(store.path)
        write_index(store, path)

    monkeypatch.setattr(write, "write_index", noted)
    with Store(folder) as store:
        first, again = Index(store), Index(store)
        assert first.listed("actor") == again.listed("actor")
    with rebuild(folder) as writer:
        writer.publish_texts(publish=not writer.manifest.publish_text)
    with Store(folder) as store:
        Index(store)

    assert len(made) == len(set(made)) == 2


def test_the_same_store_gives_the_same_index(folder: Path, tmp_path: Path) -> None:
    with Store(folder) as store:
        for name in ("one", "other"):
            write_index(store, tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"one", "other", "store"}


def test_an_index_lasts_for_as_long_as_it_is_open(folder: Path) -> None:
    with Store(folder) as store:
        index = Index(store)
        index_file(store).unlink()

        assert [entry.label for entry in index.search("moor").entries][:1] == ["Ada Moor"]


@pytest.mark.skipif(os.geteuid() == 0, reason="who may do all is refused nothing")
def test_an_index_is_made_where_its_generation_cannot_be_written_to(folder: Path) -> None:
    with Store(folder) as store:
        store.path.chmod(0o500)
        try:
            assert Index(store).counts()["actors"] == 2
        finally:
            store.path.chmod(0o700)


def test_an_index_that_has_no_place_beside_the_store_is_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Store) -> Path:
        raise PermissionError

    monkeypatch.setattr(read, "index_file", full)
    with Store(folder) as store:
        assert Index(store).counts() == counts(store)


def test_an_index_counts_what_the_queries_count(folder: Path) -> None:
    with Store(folder) as store:
        index = Index(store)
        pages = index.pages(0, 100)
        typed = store.query("SELECT DISTINCT ?s { ?s a ?class }")
        assert isinstance(typed, ox.QuerySolutions)
        named = {row["s"].value for row in typed}

        assert index.counts() == counts(store)
        assert pages == sorted(pages)
        assert {BASE + path for path in pages} <= named
        assert index.page_count() == len(pages) > 2
        assert index.pages(1, 1) == pages[1:2]


def test_of_what_very_many_things_have_the_most_mentioned_are_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(folder) as store:
        index = Index(store)
        whole = index.search("m")
        monkeypatch.setattr(read, "_MOST_FOUND", 2)
        some = index.search("m")
        narrow = index.search("ada")

    assert (whole.broad, whole.total > 2) == (False, True)
    assert (some.broad, some.total, len(some.entries)) == (True, 2, 2)
    assert set(some.entries) <= set(whole.entries)
    assert min(entry.weight for entry in some.entries) >= max(
        (entry.weight for entry in whole.entries if entry not in some.entries), default=0
    )
    assert not narrow.broad or narrow.total == 2
