"""A build compares what is new alone, and says what comparing everything anew would say."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.made import said
from tests.compare.tables import changes, compare
from tests.compare.test_figures import _figures
from tests.compare.test_wordings import PORT, _statements
from triplewire.engines import Embedded
from triplewire.pipeline import Options, run
from triplewire.records import Comparison, Statement
from triplewire.store import Store, Writer

Told = list[Statement]


@settings(max_examples=10)
@given(st.lists(st.lists(st.one_of(_statements, _figures), max_size=8), min_size=2, max_size=3))
def test_changes_lead_to_what_is_found_of_everything(
    tmp_path_factory: pytest.TempPathFactory, builds: list[Told]
) -> None:
    engine = Embedded(tmp_path_factory.mktemp("tables"), 1)
    stored: set[Comparison] = set()
    for given_now in builds:
        found, _ = changes(given_now, {}, engine)
        for change in found:
            assert stored.issuperset(change.gone)
            stored = (stored - set(change.gone)) | set(change.come)

    assert stored == set(compare(builds[-1]))


def test_only_the_pairs_of_a_changed_claim_are_judged_again(tmp_path: Path) -> None:
    told: dict[str, int] = {}
    engine = Embedded(tmp_path, 1, tell=told.__setitem__)
    ports = [said(PORT, f"{n}") for n in range(6)]
    fish = [said("Prices of fish rise in the far north", f"{n}f") for n in range(3)]
    first, _ = changes([*ports, *fish], {}, engine)
    judged = told.pop("judged_new")
    same, _ = changes([*ports, *fish], {}, engine)
    anew = told.pop("judged_new", 0)
    later = replace(fish[-1], words="Prices of fish fall in the far north")
    changed, _ = changes([*ports, *fish[:-1], later], {}, engine)

    assert len(first) == judged == 5 + 2
    assert (same, anew) == ([], 0)
    assert [(len(one.gone), len(one.come)) for one in changed] == [(1, 1)]
    assert told["judged_new"] == 1


@pytest.mark.parametrize("killed", [False, True])
def test_a_build_that_was_killed_leaves_nothing_that_a_later_one_relies_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    voices = {"a": "Kari Moe", "b": "Ana Ruiz", "c": "Per Dahl"}
    source = tmp_path / "newsroom"
    source.mkdir()

    def build(store: Path, letters: str) -> list[str]:
        for letter, voice in voices.items():
            words = f'"The new port will open before the harvest," said {voice}.'
            article = source / f"{letter}.txt"
            article.write_text(f"Port\n\n3 March 2025\n\n{words}\n", "utf-8")
            if letter not in letters:
                article.unlink()
        run(source, store, Options(day="2026-01-01"))
        with Store(store) as current:
            (graph,) = (one for one in current.graphs() if one.endswith("/graph/comparisons"))
            return sorted(map(str, current.quads(graph)))

    first = build(tmp_path / "store", "abc")
    with monkeypatch.context() as patch:
        if killed:
            patch.setattr(Writer, "commit", lambda _: False)
        second = build(tmp_path / "store", "bc")
    third = build(tmp_path / "store", "ac")

    assert (second == first) is killed
    assert third == build(tmp_path / "fresh", "ac") != first
