"""A claim as it is compared needs no more than the graph of its own article."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from triplewire import vocab
from triplewire.ask import enclosing, statements_of
from triplewire.pipeline import Options, run
from triplewire.records import Statement
from triplewire.store import Store

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "store"
    run(SEEDS, folder, Options(day="2026-01-01"))
    return folder


def test_an_article_alone_says_of_its_claims_what_all_say_together(store: Path) -> None:
    with Store(store) as current:
        within = enclosing(current.triples(predicate=vocab.SCHEMA_CONTAINED_IN_PLACE))
        together = statements_of(current.triples(), within)
        alone = [
            statement
            for entry in current.manifest.articles.values()
            for statement in statements_of((q.triple for q in current.quads(entry.graph)), within)
        ]
        claims = {
            str(getattr(triple.subject, "value", ""))
            for triple in current.triples(predicate=vocab.TYPE, value=vocab.CLAIM)
        }

    assert tuple(sorted(alone, key=lambda one: one.iri)) == together
    assert {one.iri for one in together} == claims
    assert all(isinstance(one, Statement) and one.words for one in together)
    assert any(one.measured and one.measured.areas for one in together)


def test_what_lies_in_a_circle_is_found_once() -> None:
    lies = [
        ox.Triple(
            ox.NamedNode(f"https://x.org/{a}"),
            vocab.SCHEMA_CONTAINED_IN_PLACE,
            ox.NamedNode(f"https://x.org/{b}"),
        )
        for a, b in ("ab", "bc", "ca")
    ]

    assert enclosing(lies)["https://x.org/a"] == {"https://x.org/b"}
