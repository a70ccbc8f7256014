"""No page reads more of a large graph than of a small one, and none asks for all of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.copies import clone
from tests.publish.pages.conftest import client_of
from triplewire import vocab
from triplewire.publish.web.pages.graph import KINDS
from triplewire.store import Dataset, Store

_PAGES = (
    *("/", "/search?q=trade", "/search?q=c1&kind=claim", "/browse/articles", "/browse/claims"),
    *("/browse/actors?page=2", "/conflicts", "/conflicts?relation=comparable", "/statistics"),
    *("/curation", "/curation?page=2", "/workbench", "/workbench/terms.json"),
    *("/workbench/things.json?q=wa", "/dataset.html", "/dataset.ttl", "/sitemap.xml"),
    *("/sitemap-1.xml", "/sparql", "/actor/nobody", "/nowhere", "/ns.html"),
)
_SMALL, _LARGE = 2, 8


class Watched:
    """Counts what is read of stores, and keeps what is asked of all that is in them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.met = 0
        self.of_all: list[object] = []
        triples, query = Store.triples, Store.query

        def counted(
            store: Store,
            subject: ox.NamedNode | None = None,
            predicate: ox.NamedNode | None = None,
            value: ox.NamedNode | ox.Literal | None = None,
        ) -> Iterator[ox.Triple]:
            if subject is None and (value is None or predicate == vocab.TYPE):
                self.of_all.append((subject, predicate, value))
            for triple in triples(store, subject, predicate, value):
                self.met += 1
                yield triple

        def noted(
            store: Store,
            sparql: str,
            substitutions: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None,
            prefixes: Mapping[str, str] | None = None,
            dataset: Dataset | None = None,
        ) -> object:
            if not substitutions:
                self.of_all.append(sparql.partition("\n")[0])
            return query(store, sparql, substitutions, prefixes, dataset)

        patch.setattr(Store, "triples", counted)
        patch.setattr(Store, "query", noted)


@pytest.fixture(scope="module")
def folders(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two stores with copies of the example newsroom, and things by kind in them."""
    folder = tmp_path_factory.mktemp("copies")
    for number in (_SMALL, _LARGE):
        clone(newsroom, folder / str(number), number)
    return folder / str(_SMALL), folder / str(_LARGE)


def things(folder: Path) -> list[str]:
    """Return the path of one thing of each kind, that with most neighbours."""
    with Store(folder) as store:
        base = store.manifest.base
        iris = {t.subject.value for t in store.triples(predicate=vocab.TYPE)}  # type: ignore[union-attr]

        def neighbours(iri: str) -> tuple[int, str]:
            return sum(1 for _ in store.triples(value=ox.NamedNode(iri))), iri

        of_kind = (
            [iri for iri in iris if iri.startswith(f"{base}{kind}/") and "#" not in iri]
            for kind in KINDS
        )
        return [max(some, key=neighbours).removeprefix(base) for some in of_kind if some]


def met(
    folder: Path, paths: list[str], patch: pytest.MonkeyPatch
) -> dict[str, tuple[int, list[object]]]:
    """Return how many triples each page reads, and what it asks of everything, the second time."""
    found = {}
    with client_of(folder) as client:
        for path in paths:
            client.get(path)
            with patch.context() as inner:
                watched = Watched(inner)
                assert client.get(path).status_code in {200, 404}
            found[path] = watched.met, watched.of_all
    return found


def test_pages_read_as_much_of_a_large_graph_as_of_a_small_one(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = folders
    paths = [*_PAGES, *(f"/{path}.{kind}" for path in things(small) for kind in ("html", "ttl"))]
    little, much = met(small, paths, monkeypatch), met(large, paths, monkeypatch)

    assert {path: asked for path, (_, asked) in much.items() if asked} == {}
    # Of the least certain findings, other ones are shown, and they may have more to say.
    grown = {path: (little[path][0], number) for path, (number, _) in much.items()
             if number > 1.5 * little[path][0] + 50}  # fmt: skip
    assert grown == {}
    assert len(paths) > 45
    assert sum(number for number, _ in much.values()) > 1_000
