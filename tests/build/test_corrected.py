"""Names of what corrections withdrew and added, over the builds of a newsroom."""

from pathlib import Path

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Lookups
from triplewire.pipeline import Options, run
from triplewire.store import Store

DAY = "2024-03-08"
HEAD = """---
title: Norland asks for rain
date: 2024-03-06
url: https://fjord.example.org/rain
---
"""
FIRST = """Norwegian Prime Minister Kari Moe spoke in Oslo on Tuesday, and many people came.

"The wells are dry," Moe said. "Nobody sleeps," she added. "We have asked for help," Moe said.
"""
SECOND = FIRST.replace("The wells are dry", "The wells are nearly dry")
THIRD = SECOND.replace("The wells are nearly dry", "The wells are full")


def built(tmp_path: Path, *texts: str) -> Store:
    """Build a newsroom once for each text of its one article, and open its store."""
    file = tmp_path / "room" / "articles" / "rain.md"
    file.parent.mkdir(parents=True)
    for words in texts:
        file.write_text(HEAD + words, encoding="utf-8")
        run(tmp_path / "room", tmp_path / "store", Options(day=DAY))
    return Store(tmp_path / "store")


def of_type(store: Store, kind: ox.NamedNode) -> dict[str, str]:
    """Return the things of a type with their labels."""
    walk = Lookups(store)
    return {iri: walk.one(iri, vocab.LABEL) or "" for iri in walk.into(kind.value, vocab.TYPE)}


def test_what_a_correction_added_is_withdrawn_like_all_else(tmp_path: Path) -> None:
    with built(tmp_path, FIRST, SECOND, THIRD) as store:
        gone, walk = of_type(store, vocab.AS_TOMBSTONE), Lookups(store)
        dry, nearly = (
            next(iri for iri, label in gone.items() if words in label)
            for words in ("are dry", "nearly dry")
        )

        assert walk.one(dry, vocab.DCTERMS_IS_REPLACED_BY) == nearly
        assert walk.one(nearly, vocab.ADDED_BY) is None
        assert walk.one(nearly, vocab.DCTERMS_DATE) == DAY
        assert len(gone) == 2


def test_a_passage_that_has_gone_leaves_no_tombstone(tmp_path: Path) -> None:
    with built(tmp_path, FIRST, THIRD) as store:
        assert {iri.split("/")[-3] for iri in of_type(store, vocab.AS_TOMBSTONE)} == {"claim"}


def test_an_article_that_has_gone_was_withdrawn_by_no_text(tmp_path: Path) -> None:
    with built(tmp_path, FIRST, SECOND) as store:
        base, [article] = store.manifest.base, of_type(store, vocab.SCHEMA_ARTICLE)
    other = HEAD.replace("rain", "fog") + "Fog lay over the valley on Monday, and no ship left.\n"
    (tmp_path / "room" / "articles" / "fog.md").write_text(other, encoding="utf-8")
    run(tmp_path / "room", tmp_path / "store", Options(day=DAY))
    (tmp_path / "room" / "articles" / "rain.md").unlink()
    run(tmp_path / "room", tmp_path / "store", Options(day=DAY))
    with Store(tmp_path / "store") as store:
        walk = Lookups(store)

        assert walk.out(article, vocab.TYPE) == [vocab.AS_TOMBSTONE.value]
        assert walk.one(article, vocab.WITHDRAWN_BY) is None
        assert not any(article.rpartition("/")[2] in iri for iri in _texts(store, base))


def test_a_version_says_on_which_day_it_was_first_read(tmp_path: Path) -> None:
    with built(tmp_path, FIRST, SECOND) as store:
        walk = Lookups(store)
        [version] = {str(t.object)[1:-1] for t in store.triples(predicate=vocab.ADDED_BY)}

        assert walk.one(version, vocab.DCTERMS_ISSUED) == DAY


def _texts(store: Store, base: str) -> set[str]:
    subjects = {str(quad.subject)[1:-1] for quad in store.quads(f"{base}graph/names")}
    return {iri for iri in subjects if "/text/" in iri}


def test_a_long_quotation_that_was_withdrawn_is_told_to_its_end(tmp_path: Path) -> None:
    long = "The wells of the north are dry and the ponds of the south are full of " + "green " * 8
    before = FIRST.replace("The wells are dry", f"{long}weed")
    with built(tmp_path, before, before.replace("green weed", "green frogs")) as store:
        [words] = of_type(store, vocab.AS_TOMBSTONE).values()

        assert words.endswith("green weed,")
        assert words.startswith("Kari Moe: The wells of the north")
