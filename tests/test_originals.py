"""The four source articles as they came: no violation, and scores above the floors."""

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from triplewire.ask import ask, resolve
from triplewire.build.write import Outcome
from triplewire.cli import main
from triplewire.pipeline import run
from triplewire.store import Store

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")

FLOORS = {
    "metadata": 0.95,
    "actors": 0.95,
    "statistics": 0.95,
    "events": 0.95,
    "quotes": 0.90,
    "indirect": 0.90,
    "mentions": 0.90,
    "ranks": 0.85,
    "roles": 0.80,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    store = tmp_path_factory.mktemp("originals") / "store"
    return run(SHARED / "seeds", store), store


def test_the_originals_are_built_without_a_fault(built: tuple[Outcome, Path]) -> None:
    outcome, _ = built

    assert outcome.faults == ()
    assert outcome.articles == 4


def test_the_originals_score_above_the_floors(tmp_path: Path) -> None:
    articles = sorted(str(path) for path in (SHARED / "seeds").glob("*.txt"))
    assert CliRunner().invoke(main, ["trace", *articles, "-o", str(tmp_path)]).exit_code == 0
    scorer = SHARED / "tools" / "score_seeds.py"
    output = subprocess.run(
        [sys.executable, str(scorer), str(tmp_path), "--json"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    scores = json.loads(output)

    assert scores["bad_offsets"] == 0
    assert {n: scores[n]["f1"] for n, floor in FLOORS.items() if scores[n]["f1"] < floor} == {}


def test_the_trade_figures_come_with_their_period_source_and_words(
    built: tuple[Outcome, Path],
) -> None:
    with Store(built[1]) as store:
        found = ask(store, resolve("trade-values")[1])
        assert isinstance(found, ox.QuerySolutions)
        rows = [
            tuple(row[name].value if row[name] else None for name in ("value", "when", "source"))
            for row in found
        ]

    assert rows == [
        ("89300000000", "2024-01/2024-11", "Chinese customs"),
        ("98400000000", "2024", None),
    ]
