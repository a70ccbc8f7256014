"""What pages show of the whole graph is made once a generation, by each application for itself."""

import threading
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from threading import Event

import pytest

from tests.graphs import BASE
from tests.publish.pages.conftest import client_of
from tests.publish.web.serving import put, running
from triplewire import vocab
from triplewire.publish.web.pages.per_generation import PerGeneration
from triplewire.publish.web.settings import Settings
from triplewire.store import Store, rebuild

PATHS = (
    *("/", "/search?q=n", "/browse/actors", "/conflicts", "/statistics", "/curation", "/report"),
    *("/workbench/terms.json", "/workbench/things.json?q=n"),
)


def named(folder: Path, name: str) -> None:
    """Put an actor of a name into a store."""
    kinds = f"{vocab.SCHEMA_PERSON} , {vocab.ACTOR}"
    said = f'<{BASE}actor/one> a {kinds} ; {vocab.LABEL} "{name}"@en .'
    put(folder, BASE, authorities=said)


def working() -> set[threading.Thread]:
    """Return the threads that make overviews."""
    return {t for t in threading.enumerate() if t.name.startswith("triplewire-")}


def counting() -> tuple[list[str], Callable[[Store], int]]:
    made: list[str] = []

    def make(store: Store) -> int:
        made.append(store.path.name)
        return len(made)

    return made, make


@pytest.mark.parametrize(
    "path", ["/", "/search?q=o", "/browse/actors", "/workbench/things.json?q=o"]
)
def test_two_applications_answer_each_with_its_own_pages(tmp_path: Path, path: str) -> None:
    named(tmp_path / "one", "Ole Moor")
    named(tmp_path / "other", "Oda Lind")
    with client_of(tmp_path / "one") as one, client_of(tmp_path / "other") as other:
        first, second = one.get(path).text, other.get(path).text

        assert ("Ole Moor" in first, "Oda Lind" in first) == (True, False)
        assert ("Ole Moor" in second, "Oda Lind" in second) == (False, True)
        assert one.get(path).text == first


def test_a_store_that_is_made_anew_at_the_same_place_has_its_own_pages(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    named(folder, "Ada Moor")
    with client_of(folder) as client:
        before = client.get("/browse/actors").text
        rmtree(folder)
        named(folder, "Bo Lind")
        after = client.get("/browse/actors").text
    with Store(folder) as store:
        number = store.path.name

    assert number == "gen-000001"
    assert "Ada Moor" in before
    assert "Bo Lind" in after
    assert "Ada Moor" not in after


def test_an_application_that_is_closed_leaves_nothing_behind(small: Path) -> None:
    already = working()
    with running(small, Settings(workers=1)) as server:
        for path in PATHS:
            server.ask(path)
        own = working() - already
        overviews = vars(server.app.state.overviews).values()
        kept = [len(overview._values) for overview in overviews]
    for thread in own:
        thread.join(10)

    assert len(own) == 3
    assert kept == [1] * 3
    assert [len(overview._values) for overview in overviews] == [0] * 3
    assert not any(thread.is_alive() for thread in own)


def test_a_value_is_made_once_a_generation(small: Path) -> None:
    made, make = counting()
    values = PerGeneration(make, "test")
    with Store(small) as store:
        assert values.of(store) == values.of(store) == 1
    with rebuild(small) as writer:
        writer.publish_texts(publish=not writer.manifest.publish_text)
    with Store(small) as store:
        assert values.of(store) == 2
    values.close()

    assert len(set(made)) == 2


def test_a_value_is_made_of_the_generation_that_is_asked_with(tmp_path: Path) -> None:
    made, make = counting()
    values = PerGeneration(make, "test")
    named(tmp_path, "Ada Moor")
    with Store(tmp_path) as store:
        named(tmp_path, "Bo Lind")
        values.of(store)
    values.close()

    assert made == ["gen-000001"]


def test_a_value_goes_with_its_generation(small: Path) -> None:
    values = PerGeneration(lambda _: 1, "test")
    store = Store(small)
    values.of(store)
    kept = [len(values._values)]
    store.close()
    del store
    kept.append(len(values._values))
    values.close()

    assert kept == [1, 0]


def test_who_will_not_wait_is_told_that_it_is_not_there_yet(small: Path) -> None:
    go = Event()
    values = PerGeneration(lambda _: go.wait(5), "slow")
    with Store(small) as store:
        early = values.of(store, 0.01)
        go.set()
        late = values.of(store, 5)
    values.close()

    assert early is None
    assert late is True
