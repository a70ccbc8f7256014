"""The example newsroom and two small ones of our own, each built once, and their clients."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from tests.graphs import BASE, invented, store_of
from triplewire.convert import dataset
from triplewire.pipeline import run
from triplewire.publish.web.app import create_app
from triplewire.publish.web.pages import routes
from triplewire.publish.web.pages.graph.site import Site, site_of
from triplewire.publish.web.settings import Settings
from triplewire.store import Store, rebuild

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
ARTICLE = """---
title: Norland asks for rain
date: 2024-03-06
publisher: Fjord Gazette
---
Norwegian Prime Minister Kari Moe met Icelandic Foreign Minister Jon Arnason in Oslo on Tuesday.

"The wells are dry," Moe said. "Nobody sleeps," Arnason said.
"""
DECISIONS = """what,article,quotation,target,value,by,when,why
accept,,The wells are dry,quote,,Ada Moor,2024-03-07,She said so
accept,,The moon is dry,quote,,Ada Moor,2024-03-08,
"""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages wait for what is made in the background, however busy the machine is."""
    monkeypatch.setattr(routes, "_PATIENCE", None)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the example newsroom, which does not publish its texts."""
    folder = tmp_path_factory.mktemp("pages") / "store"
    run(SEEDS, folder)
    return folder


@pytest.fixture(scope="session")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of a newsroom with one decision that is applied and one that is not."""
    return curated_newsroom(tmp_path_factory.mktemp("curated"))


def curated_newsroom(folder: Path) -> Path:
    """Build that newsroom in a folder."""
    room = folder / "room"
    (room / "articles").mkdir(parents=True)
    (room / "articles" / "rain.md").write_text(ARTICLE, encoding="utf-8")
    (room / "decisions.csv").write_text(DECISIONS, encoding="utf-8")
    (room / "triplewire.toml").write_text("publish_text = true\n", encoding="utf-8")
    run(room, folder / "store")
    return folder / "store"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of a few things in all, with a base."""
    folder = tmp_path_factory.mktemp("small") / "store"
    store_of([*invented(), *told()], folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    return folder


def told() -> list[ox.Quad]:
    """Return what a build would say of the dataset itself."""
    graph = ox.NamedNode(f"{BASE}graph/provenance")
    triples = dataset("Bridges", "https://example.org/licence", "Bridge Herald", BASE)
    return [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]


@pytest.fixture(scope="session")
def client(newsroom: Path) -> Iterator[TestClient]:
    """Yield a client of the example newsroom's pages; it follows no redirect by itself."""
    with client_of(newsroom) as client:
        yield client


@pytest.fixture(scope="session")
def store(newsroom: Path) -> Iterator[Store]:
    """Yield the store of the example newsroom."""
    with Store(newsroom) as store:
        yield store


@pytest.fixture(scope="session")
def site(store: Store) -> Site:
    """Return what the example newsroom says of itself."""
    return site_of(store)


@contextmanager
def client_of(folder: Path, dumps: Path | None = None) -> Iterator[TestClient]:
    """Yield a client of the pages of a store; queries have no workers here."""
    app = create_app(folder, Settings(dumps=dumps))
    yield TestClient(app, follow_redirects=False, raise_server_exceptions=False)
    app.state.overviews.close()
    app.state.generation.close()
